"""The monitor's rules: a clean log has no finding, each breach has its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from takar.kernel.canonical import canonical
from takar.ledger import leaves
from takar.ledger.disclosures import SLOTS, commit_fields
from takar.ledger.monitor import monitor
from takar.ledger.tree import tree_root
from tests.ledger.stage import AT, Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path, 3)


def _close(stage: Stage, sealed: int = 3) -> bytes:
    return leaves.sitting_close(
        ev=stage.ev, at=AT, opened=stage.opened, session="Sesi 1", attended=0, sealed=sealed
    )


def _event_close(stage: Stage, counts: dict[str, int] | None = None, root: str = "") -> bytes:
    finals = [leaf for _, leaf in stage.log.leaves() if json.loads(leaf)["t"] == "score"]
    return leaves.event_close(
        ev=stage.ev,
        at=AT,
        event=stage.event,
        counts=counts or {"event.commit": 1, "sitting.open": 1, "sitting.close": 1, "seal": 3, "score": 3},
        final_root=root or tree_root(finals).hex(),
    )


def _like(stage: Stage, index: int, **changes: Any) -> bytes:
    return canonical(json.loads(stage.log.leaf(index)) | changes)


def test_a_clean_log_has_no_finding(stage: Stage) -> None:
    person = stage.people[0]
    stage.log.append([leaves.ack(ev=stage.ev, at=AT, p=person.p, prev=person.score, score=person.score)])
    stage.log.append([_close(stage)])
    stage.log.append([_day_close(stage)])
    counts = {"event.commit": 1, "sitting.open": 1, "sitting.close": 1, "seal": 3, "score": 3, "day.close": 1}
    stage.log.append([_event_close(stage, counts)])
    stage.log.append([_day_close(stage, entries=5)])
    committed = commit_fields({"old": 1, "new": 2}, SLOTS["amend"], os.urandom)
    last = stage.log.size - 5
    stage.log.append(
        [
            leaves.amend(
                ev=stage.ev, at=AT, p=person.p, prev=last, old=person.score, reason="R", basis="B", by=["a", "b"],
                committed=committed,
            )
        ]
    )  # fmt: skip
    stage.log.append([_release(stage)])
    assert monitor(stage.log) == []


def _ack_of_another(stage: Stage) -> list[bytes]:
    one, other = stage.people[:2]
    return [leaves.ack(ev=stage.ev, at=AT, p=one.p, prev=one.score, score=other.score)]


def _amend_of_another(stage: Stage) -> list[bytes]:
    one, other = stage.people[:2]
    committed = commit_fields({}, SLOTS["amend"], os.urandom)
    return [
        leaves.amend(
            ev=stage.ev, at=AT, p=one.p, prev=one.score, old=other.score, reason="R", basis="B", by=["a", "b"],
            committed=committed,
        )
    ]  # fmt: skip


def _day_close(stage: Stage, entries: int = 4, event: int = 0) -> bytes:
    return leaves.day_close(
        ev=stage.ev, at=AT, event=event, batch="b" * 24, day=1, date="2026-01-05", entries=entries, root="c" * 64,
        counts={"present": 2, "absent": 1},
    )  # fmt: skip


def _miscounted_day(stage: Stage) -> bytes:
    return canonical(json.loads(_day_close(stage)) | {"people": 4})


def _release(stage: Stage, scores: int = 3, event: int = 0) -> bytes:
    return leaves.release(ev=stage.ev, at=AT, event=event, scores=scores)


def _like_release(stage: Stage) -> bytes:
    """Another event whose results are released before it has any."""
    return leaves.release(ev="0" * 18, at=AT, event=stage.log.size, scores=1)


BREACHES: list[tuple[str, Callable[[Stage], list[bytes]]]] = [
    ("SECOND_COMMIT", lambda s: [s._commit()]),
    ("BEFORE_COMMIT", lambda s: [_like(s, s.opened, ev="0" * 18)]),
    ("WRONG_EVENT", lambda s: [_like(s, s.opened, event=7)]),
    ("SECOND_SEAL", lambda s: [_like(s, s.people[0].seal, prev=s.people[0].score)]),
    ("SECOND_SCORE", lambda s: [_like(s, s.people[0].score, prev=s.people[0].score)]),
    ("FOREIGN_SEAL", lambda s: [_like(s, s.people[0].score, seal=s.people[1].seal, prev=s.people[0].score)]),
    ("OUTSIDE_SESSION", lambda s: [_close(s), _like(s, s.people[0].seal, p="0" * 24)]),
    ("OUTSIDE_SESSION", lambda s: [_like(s, s.people[0].seal, p="0" * 24, open=0)]),
    ("CLOSE_UNOPENED", lambda s: [_close(s), _close(s)]),
    ("COUNT", lambda s: [_close(s, sealed=2)]),
    ("COUNT", lambda s: [_close(s), _event_close(s, {"score": 2})]),
    ("FINAL_ROOT", lambda s: [_close(s), _event_close(s, root="0" * 64)]),
    ("AFTER_CLOSE", lambda s: [_event_close(s, {"seal": 3}), _like(s, s.opened)]),
    (
        "BROKEN_CHAIN",
        lambda s: [leaves.ack(ev=s.ev, at=AT, p=s.people[0].p, prev=3, score=s.people[0].score)],
    ),
    ("FOREIGN_SCORE", _ack_of_another),
    ("FOREIGN_AMEND", _amend_of_another),
    ("ONE_SIGNER", lambda s: [canonical(json.loads(_amend_of_another(s)[0]) | {"by": ["a", "a"]})]),
    ("SECOND_RELEASE", lambda s: [_release(s), _release(s)]),
    ("COUNT", lambda s: [_release(s, scores=2)]),
    ("WRONG_EVENT", lambda s: [_release(s, event=7)]),
    ("WRONG_EVENT", lambda s: [_day_close(s, event=7)]),
    ("COUNT", lambda s: [_miscounted_day(s)]),
    ("DAY_SHRUNK", lambda s: [_day_close(s), _day_close(s)]),
    ("RELEASE_EMPTY", lambda s: [_like(s, s.event, ev="0" * 18), _like_release(s)]),
    ("LEAF_FORM", lambda s: [b'{"t": "seal"}']),
    ("LEAF_FORM", lambda s: [b'{"at":"x","ev":"x","t":"erase2","v":1}']),
    ("LEAF_FORM", lambda s: [b"\xff"]),
]


@pytest.mark.parametrize(
    ("code", "breach"), BREACHES, ids=[f"{i}-{each[0]}" for i, each in enumerate(BREACHES)]
)
def test_each_breach_is_found_where_it_is(
    stage: Stage, code: str, breach: Callable[[Stage], list[bytes]]
) -> None:
    first = stage.log.append(breach(stage)).first
    found = {each.code: each for each in monitor(stage.log)}
    assert code in found
    assert found[code].index >= first
    assert str(found[code].index) in found[code].id
