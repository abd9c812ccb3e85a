"""What the page of a meeting shows: evidence first, values and names only once they are revealed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from takar.exercises.domain.meeting.overall import Figure
from takar.exercises.domain.meeting.record import record_digest, record_of
from takar.exercises.domain.meeting.refusals import NOT_A_MEMBER
from takar.exercises.domain.meeting.state import Departed, MeetingState
from takar.exercises.domain.meeting.wording import Evidence, Shown, development, shuffled, strengths
from takar.exercises.domain.scale import NO_EVIDENCE
from takar.exercises.meeting import store
from takar.exercises.meeting.material import Material, material
from takar.exercises.meeting.models import Meeting
from takar.exercises.models import Subject
from takar.exercises.rounds.refusals import SUBJECT_UNKNOWN
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Note:
    """`who` is empty until the values are revealed."""

    text: str
    instrument: str
    clock_s: int
    signs: tuple[tuple[str, str], ...]
    who: str


@dataclass(frozen=True, slots=True)
class Rating:
    instrument: str
    rater: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True)
class Row:
    """One competency. `figure`, `ratings`, `value`: None or empty until revealed."""

    code: str
    name: str
    standard: Decimal | None
    notes: tuple[Note, ...]
    figure: Figure | None
    ratings: tuple[Rating, ...]
    departed: Departed | None
    value: str
    version: int


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as one of its members sees it. `digest`: of the record that would be signed now, empty until revealed."""

    owner: str
    title: str
    nip: str
    name: str
    number: str
    state: MeetingState
    rows: tuple[Row, ...]
    proposed: dict[str, str]
    history: tuple[store.Step, ...]
    raters: tuple[str, ...]
    reasons: tuple[str, ...]
    digest: str
    stale: bool


def meeting_view(owner: str, nip: str, reader: str) -> MeetingView | Refusal:
    """Refuses SUBJECT_UNKNOWN without an open meeting, RATINGS_STILL_BLIND, MEETING_NOT_YOURS to others."""
    row = (
        Meeting.objects.select_related("subject__round")
        .filter(subject__round=owner, subject__nip=nip)
        .first()
    )
    if row is None:
        return SUBJECT_UNKNOWN
    found = material(row.subject, reader)
    if isinstance(found, Refusal):
        return found
    if reader not in found.table.raters | found.table.leads:
        return NOT_A_MEMBER
    history = store.read(row)
    return _view(row, found, history)


def _view(row: Meeting, found: Material, history: store.History) -> MeetingView:
    state, subject = history.state, found.subject
    names = _instruments(subject)
    rows = tuple(_row(row, found, state, code, names) for code in found.table.figures)
    return MeetingView(
        owner=subject.round_id,
        title=subject.round.title,
        nip=subject.nip,
        name=subject.name,
        number=subject.number,
        state=state,
        rows=rows,
        proposed=_proposed(found, state) if state.revealed else {},
        history=history.steps,
        raters=tuple(sorted(found.table.raters)),
        reasons=found.rules.reasons,
        digest=record_digest(record_of(state, found.table), row.salt) if state.revealed else "",
        stale=dict(state.sheets) != dict(found.table.sheets),
    )


def _row(row: Meeting, found: Material, state: MeetingState, code: str, names: dict[str, str]) -> Row:
    figure = found.table.figures[code]
    shown = state.revealed
    departed = state.departures.get(code) if shown else None
    notes = shuffled(f"{row.seed}|{code}", found.of(code))
    return Row(
        code=code,
        name=figure.name,
        standard=figure.standard,
        notes=tuple(_note(one, names, shown) for one in notes),
        figure=figure if shown else None,
        ratings=_ratings(found, code, names) if shown else (),
        departed=departed,
        value=(departed.new if departed else found.table.by_rule(code)) if shown else "",
        version=state.version(code),
    )


def _note(one: Evidence, names: dict[str, str], shown: bool) -> Note:
    return Note(
        one.text,
        names.get(one.instrument, one.instrument),
        one.clock_s,
        one.signs,
        one.rater if shown else "",
    )


def _ratings(found: Material, code: str, names: dict[str, str]) -> tuple[Rating, ...]:
    return tuple(
        Rating(
            names.get(sheet.instrument, sheet.instrument),
            sheet.rater,
            str(sheet.values[code]),
            sheet.remarks.get(code, ""),
        )
        for sheet in found.sheets
        if code in sheet.values
    )


def _proposed(found: Material, state: MeetingState) -> dict[str, str]:
    """Section -> text built from tagged evidence, one point a line."""
    shown = []
    for code, figure in found.table.figures.items():
        departed = state.departures.get(code)
        value = figure.value
        if departed:
            value = None if departed.new == NO_EVIDENCE else Decimal(departed.new)
        shown.append(Shown(figure.name, value, figure.standard, found.of(code)))
    return {"strengths": "\n".join(strengths(shown)), "development": "\n".join(development(shown))}


def _instruments(subject: Subject) -> dict[str, str]:
    return {str(one["code"]): str(one.get("name", one["code"])) for one in subject.round.rules["instruments"]}
