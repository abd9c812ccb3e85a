"""How far the typing of a round's paper forms is, for those who may type them; nothing of what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from takar.accounts.public import User
from takar.exercises.models import Sheet
from takar.exercises.paper.book import typed_by
from takar.exercises.paper.domain.carrying import DEVICE
from takar.exercises.paper.domain.entering import OUTSIDER_NEEDED
from takar.exercises.paper.models import PaperEntry
from takar.exercises.paper.typing import PaperForm, form_for, raters_of
from takar.exercises.storage import own_progress, own_state
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A form in the list. `standing`: blank, once, differs, typed, locked. `mine`: the reader typed it."""

    sheet: Sheet
    standing: str
    typists: tuple[str, ...]
    mine: bool


def paper_lines(owner: str, user: User) -> list[PaperLine] | Refusal:
    """All forms of a round. Refuses whoever rates in it: a lock of somebody else shows here."""
    rows = list(
        Sheet.objects.filter(round=owner, withdrawn_at=None)
        .select_related("round")
        .order_by("number", "title")
    )
    if rows and user.username in raters_of(rows[0]):
        return OUTSIDER_NEEDED
    typed = typed_by([row.pk for row in rows])
    latest = {sheet: max(paper for one, paper in typed if one == sheet) for sheet, _ in typed}
    return [_line(row, typed.get((row.pk, latest.get(row.pk, 1)), []), user) for row in rows]


def _line(row: Sheet, typed: list[PaperEntry], user: User) -> PaperLine:
    names = tuple(sorted(one.by for one in typed if one.kind == PaperEntry.Kind.ENTERED))
    standing = _standing(row, typed, len(names), user)
    if standing == "blank":
        names = ()
    return PaperLine(row, standing, names, user.username in names)


def _standing(row: Sheet, typed: list[PaperEntry], people: int, user: User) -> str:
    if own_progress(row.rater, [row.pk])[row.pk].locked:
        return "locked"
    if people < 2:
        return "once" if people else "blank"
    form = form_for(row.pk, user)
    assert isinstance(form, PaperForm)
    if not form.state.entries:
        return "blank"  # opened again since: its paper may be typed anew
    return "differs" if form.state.result is None else "typed"


def waiting_for_rater(rater: str) -> list[Sheet]:
    """A rater's own sheets that were typed from paper and not locked yet."""
    typed = PaperEntry.objects.filter(sheet__rater=rater).values("sheet")
    rows = Sheet.objects.filter(rater=rater, withdrawn_at=None, pk__in=typed).select_related("round")
    return [row for row in rows if _typed_and_open(row)]


def _typed_and_open(row: Sheet) -> bool:
    state = own_state(row.pk, row.rater)
    return not isinstance(state, Refusal) and not state.locked and DEVICE in state.seqs
