"""Open a plenary: freeze the table, commit to it by its root, and note the recusals that the selection knows."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from takar.kernel.canonical import Json, canonical
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.ledger.public import tree_root
from takar.plenary.actions.keep import write
from takar.plenary.actions.seal_results import seal_results
from takar.plenary.books import amendments_of, read_book
from takar.plenary.domain import refusals as no
from takar.plenary.domain.codec import rules_data, table_data
from takar.plenary.domain.decide import Plenary as Deciding
from takar.plenary.domain.state import PlenaryState
from takar.plenary.domain.table import corrected, rows_of
from takar.plenary.inputs import Inputs
from takar.plenary.models import Plenary
from takar.plenary.sources import inputs_of

ALREADY_OPEN = Refusal(
    "PLENARY_STILL_RUNNING",
    "Pleno seleksi ini masih berjalan. Selesaikan yang itu lebih dahulu.",
    "A plenary of this selection is still running. Finish that one first.",
)


def open_plenary(
    selection: str,
    *,
    actor: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str | Refusal:
    """Id of the plenary. Refuses PLENARY_UNSEALED with what is missing, PLENARY_STILL_RUNNING, and as `seal_results` does.

    A selection whose plenary is closed may get another one, after a correction; it replaces the one before and sees the
    corrected values. Call it outside of a transaction.
    """
    inputs = inputs_of(selection)
    if isinstance(inputs, Refusal):
        return inputs
    if inputs.missing:
        return no.unsealed(inputs.missing)
    fault = seal_results(inputs, actor, clock=clock)
    if fault:
        return fault
    try:
        with transaction.atomic():
            return _open(inputs, actor, clock, random_bytes)
    except IntegrityError:
        return ALREADY_OPEN


def table_root(rows: Sequence[dict[str, Json]]) -> str:
    """RFC 6962 root (hex) over the canonical rows, salts included."""
    return tree_root([canonical(dict(row)) for row in rows]).hex()


def _open(inputs: Inputs, actor: str, clock: Clock, random_bytes: RandomBytes) -> str | Refusal:
    last = Plenary.objects.filter(selection=inputs.selection).order_by("-number").first()
    if last and read_book(last).state.closed is None:
        return ALREADY_OPEN
    posts = corrected(inputs.posts, amendments_of(inputs.selection))
    rows: list[dict[str, Json]] = [
        {**row, "salt": random_bytes(16).hex()} for post in posts for row in rows_of(post)
    ]
    row = Plenary.objects.create(
        id=new_id(random_bytes),
        selection=inputs.selection,
        number=last.number + 1 if last else 1,
        title=inputs.title,
        table={"posts": [table_data(post) for post in posts], "rows": rows},
        rules=rules_data(inputs.rules),
        terms=inputs.terms(),
        opened_at=clock(),
    )
    _first_events(row, inputs, actor, table_root(rows), clock)
    return str(row.pk)


def _first_events(row: Plenary, inputs: Inputs, actor: str, root: str, clock: Clock) -> None:
    now = milliseconds(clock())
    opened = Deciding(PlenaryState(), inputs.rules).open(actor, root, (), now)
    assert not isinstance(opened, Refusal)
    write(read_book(row), opened[0], "open", actor, "plenary.open", clock)
    for (member, nip), reason in sorted(inputs.recusals.items()):
        book = read_book(row)
        recused = Deciding(book.state, book.rules).recuse(member, nip, reason, now)
        if not isinstance(recused, Refusal) and recused:
            write(book, recused[0], f"recuse/{book.ordinal}", actor, "plenary.recuse", clock)
