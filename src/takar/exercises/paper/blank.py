"""What the blank forms of a round are printed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from takar.accounts.public import full_names
from takar.exercises.material import writing_of_sheet
from takar.exercises.models import Sheet
from takar.exercises.paper.domain.fields import LINES
from takar.kernel.clock import day_in
from takar.standards.public import StandardNotFound, dictionary

PREFIX = "LEMBAR:"


@dataclass(frozen=True, slots=True)
class BlankForm:
    """One sheet to be printed. `rater`: his own name; `code`: what its QR says; `lines`: lines of evidence per competency;
    `writing`: what the participant wrote on screen for it, once sealed (`exercises.material`).

    `form`: {"scale", "dimensions": [{"code", "name", "definition"?, "indicators", "anchors"}]}
    """

    sheet: str
    code: str
    rater: str
    nip: str
    name: str
    number: str
    title: str
    round: str
    room: str
    starts: datetime | None
    ends: datetime | None
    form: Mapping[str, Any]
    lines: int = LINES
    writing: Mapping[str, Any] | None = None


def blank_forms(
    owner: str, zone: str, sheet: str = "", *, with_writing: bool = False
) -> tuple[BlankForm, ...]:
    """The forms of a round in the order of the day, or of one sheet. Withdrawn sheets are left out.

    `with_writing`: with what each participant wrote on screen, for a rater who reads on paper.
    """
    rows = Sheet.objects.select_related("round").filter(round=owner, withdrawn_at=None)
    chosen = rows.filter(pk=sheet) if sheet else rows
    words: dict[date, dict[str, Any]] = {}
    names = full_names(chosen.order_by().values_list("rater", flat=True).distinct())
    return tuple(
        replace(_blank(row, _dictionary(row, zone, words), with_writing), rater=names[row.rater])
        for row in chosen.order_by("starts", "rater", "number", "instrument", "pk")
    )


def read_code(text: str) -> str:
    """The sheet that a scanned or typed code names; spaces and capitals do not count."""
    return "".join(text.split()).lower().removeprefix(PREFIX.lower())


def _blank(row: Sheet, known: Mapping[str, Any], with_writing: bool) -> BlankForm:
    form = {**row.form, "dimensions": [_anchored(one, known) for one in row.form["dimensions"]]}
    return BlankForm(
        sheet=row.pk,
        code=f"{PREFIX}{row.pk.upper()}",
        rater=row.rater,
        nip=row.nip,
        name=row.name,
        number=row.number,
        title=row.title,
        round=row.round.title,
        room=row.room,
        starts=row.starts,
        ends=row.ends,
        form=form,
        writing=writing_of_sheet(row) if with_writing else None,
    )


def _dictionary(row: Sheet, zone: str, words: dict[date, dict[str, Any]]) -> Mapping[str, Any]:
    """The competencies in force on the sheet's day, read once for each day."""
    if all(one.get("anchors") for one in row.form["dimensions"]):
        return {}
    on = day_in(zone, row.starts or row.made_at)
    if on not in words:
        try:
            words[on] = {one.code: one for one in dictionary(on).competencies}
        except StandardNotFound:
            words[on] = {}
    return words[on]


def _anchored(dimension: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    found = known.get(dimension["code"])
    if found is None or dimension.get("anchors"):
        return dict(dimension)
    anchors = {str(one.level): {"id": one.description_id, "en": one.description_en} for one in found.levels}
    return {**dimension, "anchors": anchors}
