"""Typings of paper forms in the database: encrypted, only ever added, read back as events."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from takar.assessments.public import vault
from takar.exercises.models import Sheet
from takar.exercises.paper.domain.entering import Entered, PaperEvent, PaperState, Settled, fold
from takar.exercises.paper.models import PaperEntry
from takar.kernel.clock import Clock


def read_paper(sheet: Sheet, paper: int) -> PaperState:
    """What was typed so far from the sheet's paper number `paper`. Raises InvalidTag when somebody changed it."""
    rows = list(rows_of(sheet, paper))
    return fold(_event(sheet, row) for row in rows)


def add(sheet: Sheet, paper: int, event: PaperEvent, clock: Clock) -> None:
    """Keep one more event. Call it inside the transaction that holds the sheet's row."""
    cipher = vault().opened(sheet.round.event, sheet.pseudonym, make=True)
    kind = PaperEntry.Kind.ENTERED if isinstance(event, Entered) else PaperEntry.Kind.SETTLED
    reason = event.reason if isinstance(event, Settled) else ""
    body = cipher.encrypt(
        _label(sheet, paper, kind, event.by), {"fields": dict(event.fields), "reason": reason}
    )
    PaperEntry.objects.create(sheet=sheet, paper=paper, kind=kind, by=event.by, body=body, at=clock())


def rows_of(sheet: Sheet, paper: int) -> QuerySet[PaperEntry]:
    return PaperEntry.objects.filter(sheet=sheet, paper=paper).order_by("id")


def typed_by(sheets: Sequence[str]) -> dict[tuple[str, int], list[PaperEntry]]:
    """(sheet, paper) -> its rows, without opening them."""
    found: dict[tuple[str, int], list[PaperEntry]] = {}
    for row in PaperEntry.objects.filter(sheet__in=sheets).order_by("id").defer("body"):
        found.setdefault((row.sheet_id, row.paper), []).append(row)
    return found


def _event(sheet: Sheet, row: PaperEntry) -> PaperEvent:
    cipher = vault().opened(sheet.round.event, sheet.pseudonym)
    data = cipher.decrypt(_label(sheet, row.paper, row.kind, row.by), bytes(row.body))
    assert isinstance(data, dict)
    fields = data["fields"]
    assert isinstance(fields, dict)
    texts = {str(name): str(value) for name, value in fields.items()}
    if row.kind == PaperEntry.Kind.ENTERED:
        return Entered(row.by, texts)
    return Settled(row.by, texts, str(data["reason"]))


def _label(sheet: Sheet, paper: int, kind: str, by: str) -> str:
    return f"paper:{sheet.pk}:{paper}:{kind}:{by}"
