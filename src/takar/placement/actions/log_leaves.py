"""Put into the log what a scenario owes to it: the plan once it is handed over, the decisions once they are closed.

Each is an event of its own (leaf event.commit) that holds digests only: nobody's name, number or post is in the log. After a
crash the next call catches up; nothing is written twice.
"""

from __future__ import annotations

import logging
import secrets
from datetime import date
from typing import Any

from django.db import transaction

from takar.assessments.public import evidence_log, log_policy
from takar.kernel.canonical import Json, canonical, digest
from takar.kernel.clock import Clock, from_milliseconds, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log, leaves, new_event_id, tree_root
from takar.placement.books import Book, book_of
from takar.placement.domain.scenario.codec import encode
from takar.placement.domain.scenario.events import Closed, HandedOver
from takar.placement.models import ScenarioEvent, ScenarioLeaf, ScenarioResult

KEPT_YEARS = 5
PLAN, DECISIONS = "plan", "decisions"
_OWING = {"handed_over": PLAN, "closed": DECISIONS}
logger = logging.getLogger(__name__)


def log_leaves(
    scenario: str, *, clock: Clock = utc_now, random_bytes: RandomBytes = secrets.token_bytes
) -> Refusal | None:
    """Write what is owed. Call it outside of a transaction."""
    book = book_of(scenario)
    if isinstance(book, Refusal):
        return book
    done = set(ScenarioLeaf.objects.filter(scenario=scenario, logged=True).values_list("key", flat=True))
    for key in owed(book):
        if key not in done:
            _write(evidence_log(), book, key, clock, random_bytes)
    return None


def log_all(clock: Clock = utc_now) -> tuple[str, ...]:
    """Whatever any scenario still owes to the log; returns those that still owe it. One keeps no other one waiting.

    Scenarios that owe nothing are not read: two queries when all is written.
    """
    return tuple(key for key in _waiting() if not _written(key, clock))


def _waiting() -> list[str]:
    """Scenarios handed over without their plan in the log, or closed without their decisions."""
    logged = set(ScenarioLeaf.objects.filter(logged=True).values_list("scenario_id", "key"))
    told = ScenarioEvent.objects.filter(kind__in=_OWING).values_list("scenario_id", "kind")
    owing = [scenario for scenario, kind in told.order_by("id") if (scenario, _OWING[kind]) not in logged]
    return list(dict.fromkeys(owing))


def _written(scenario: str, clock: Clock) -> bool:
    try:
        refused = log_leaves(scenario, clock=clock)
    except Exception:
        logger.exception("scenario %s owes the log", scenario)
        return False
    return refused is None


def owed(book: Book) -> list[str]:
    state = book.state
    return [PLAN] * (state.handed is not None) + [DECISIONS] * (state.phase == "closed")


def _write(log: Log, book: Book, key: str, clock: Clock, random_bytes: RandomBytes) -> None:
    """The index is on disk before the leaf is; a note whose leaf never came is written anew at its new place."""

    def under_lock(first: int) -> list[bytes]:
        row = ScenarioLeaf.objects.filter(scenario=book.id, key=key).first()
        if row and row.index < first and log.leaf(row.index, first) == row.leaf.encode():
            return []
        ev = row.ev if row else new_event_id(random_bytes)
        salt = row.salt if row else random_bytes(16).hex()
        leaf = leaf_of(book, key, ev, salt)
        with transaction.atomic():
            ScenarioLeaf.objects.update_or_create(
                scenario_id=book.id, key=key,
                defaults={"ev": ev, "salt": salt, "index": first, "leaf": leaf.decode(), "at": clock()},
            )  # fmt: skip
        return [leaf]

    log.append_with(under_lock)
    ScenarioLeaf.objects.filter(scenario=book.id, key=key, logged=False).update(logged=True)


def leaf_of(book: Book, key: str, ev: str, salt: str) -> bytes:
    """The leaf as it stands in the log; the same scenario gives the same bytes."""
    result = ScenarioResult.objects.get(scenario=book.id)
    record = digest(record_of(book, key, salt))
    at_ms = _moment(book, key)
    at = from_milliseconds(at_ms)
    return leaves.event_commit(
        ev=ev,
        at=at,
        organiser="PPK" if key == DECISIONS else "Tim talenta",
        title="Keputusan penempatan" if key == DECISIONS else "Rencana penempatan",
        purpose="penempatan",
        components=[{"code": key.upper(), "name": "Sidik berkas", "weight": "100"}],
        form_root=result.inputs_digest,
        key_root=record,
        cut_digest=result.rules_digest,
        roster_root=tree_root([canonical(one) for one in roster(book, salt)]).hex(),
        policy=log_policy(),
        schedule={"from": at.date().isoformat(), "to": at.date().isoformat()},
        appeal_days=0,
        erase_after=_years_later(at.date()).isoformat(),
    )


def record_of(book: Book, key: str, salt: str) -> dict[str, Json]:
    """What the leaf's key_root is the digest of. Salted: who guesses a name cannot try it against the log."""
    result = ScenarioResult.objects.only("digest", "solver").get(scenario=book.id)
    assert book.state.frozen is not None
    events = [one for one in book.events if key == DECISIONS or not _later(one.body)]
    listed: list[Json] = [
        {"by": one.by, "at_ms": one.at_ms, "kind": type(one.body).__name__, "body": encode(one.body)} for one in events
    ]  # fmt: skip
    return {
        "salt": salt,
        "result": result.digest,
        "solver": result.solver,
        "title": book.row.title,
        "events": listed,
    }


def roster(book: Book, salt: str) -> list[dict[str, Json]]:
    assert book.state.frozen is not None
    return [{"nip": nip, "salt": salt} for nip in sorted(book.state.frozen.current)]


def _later(body: Any) -> bool:
    return type(body).__name__ in ("Decided", "Closed")


def _moment(book: Book, key: str) -> int:
    kind = Closed if key == DECISIONS else HandedOver
    return next(one.at_ms for one in book.events if isinstance(one.body, kind))


def _years_later(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + KEPT_YEARS, day.month, last)
