"""Reading rounds and sheets: who rates whom, never what was written."""

from __future__ import annotations

from takar.exercises.models import Round, Sheet
from takar.exercises.rounds.values import RoundView, SheetView


def round_of(owner: str) -> RoundView | None:
    """The round of an assessment or selection."""
    row = Round.objects.filter(pk=owner).first()
    return round_view(row) if row else None


def rounds() -> list[RoundView]:
    """All rounds, newest first."""
    return [round_view(row) for row in Round.objects.order_by("-made_at")]


def round_view(row: Round) -> RoundView:
    return RoundView(
        owner=row.owner,
        event=row.event,
        title=row.title,
        rules=row.rules,
        index=row.index,
        raters=tuple(dict.fromkeys(row.raters.values_list("username", flat=True))),
        pseudonyms=dict(row.subjects.values_list("nip", "pseudonym")),
    )


def sheets_in(owner: str) -> list[SheetView]:
    """Every sheet of a round, withdrawn ones too: for a coordinator, not for a rater."""
    return [sheet_view(row) for row in Sheet.objects.filter(round=owner)]


def sheets_for(rater: str) -> list[SheetView]:
    """A rater's own sheets in all rounds, without those he was withdrawn from."""
    return [sheet_view(row) for row in Sheet.objects.filter(rater=rater, withdrawn_at=None)]


def sheet_view(row: Sheet) -> SheetView:
    return SheetView(
        id=row.pk,
        owner=row.round_id,
        nip=row.nip,
        name=row.name,
        number=row.number,
        instrument=row.instrument,
        title=row.title,
        rater=row.rater,
        form=row.form,
        room=row.room,
        starts=row.starts,
        ends=row.ends,
        withdrawn=row.withdrawn_reason,
    )
