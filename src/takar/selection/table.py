"""The table of a post: what every component says about every candidate, once it is sealed.

What raters wrote is opened for the whole post at once, when nobody who rates there can be moved by it any more: until the last
sheet of the post is locked, no number of a sheet is in the table, for no reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from takar.exercises.public import SealedSheet, locked_raters, round_of, sealed_sheets
from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.domain.scoring import Room, Scale, Standing, rank
from takar.selection.domain.values import (
    CandidateView,
    ComponentCell,
    ComponentTable,
    RoomCell,
    SelectionView,
    TableRow,
)
from takar.selection.domain.words import Sentence
from takar.selection.models import ComponentEntry
from takar.selection.queries import candidates, instrument, recused, rules_of, scale_of, selection
from takar.standards.public import InterviewRoom, SelectionComponent, SelectionRules

# Who is not among the candidates of the plenary any more, and never was.
_NEVER = ("started", "submitted", "")
_SYSTEM = "takar:table"


@dataclass(frozen=True, slots=True)
class Names:
    """What components and rooms are called."""

    rules: SelectionRules

    def of(self, code: str) -> tuple[str, str]:
        listed: tuple[SelectionComponent | InterviewRoom, ...] = (*self.rules.components, *self.rules.rooms)
        return next(((one.name_id, one.name_en) for one in listed if one.code == code), (code, code))


def component_table(key: str, post: str, *, reader: str = "") -> ComponentTable | Refusal:
    """The table of a post. Refuses SELECTION_UNKNOWN, SELECTION_POST_UNKNOWN.

    `reader`: a user name; rows he is recused from are left out and counted in `hidden`. "" is the system itself.
    """
    view = selection(key)
    if view is None:
        return no.SELECTION_UNKNOWN
    if view.post(post) is None:
        return no.POST_UNKNOWN
    rules = rules_of(view)
    scale = scale_of(rules)
    people = [one for one in candidates(key, post=post) if one.status not in _NEVER]
    drafts = _drafts(view, post, people, scale, Names(rules))
    ranks = rank([draft.standing for draft in drafts], scale)
    away = recused(key)
    rows = [_row(draft, ranks, scale, Names(rules), away) for draft in drafts]
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.number))
    mine = away.get(reader, frozenset()) if reader else frozenset()
    shown = tuple(row for row in rows if row.nip not in mine)
    return ComponentTable(
        selection=key,
        post=post,
        rows=shown,
        sealed=view.committed_at is not None and all(row.sealed for row in rows if row.status == "eligible"),
        hidden=len(rows) - len(shown),
        enough=len(ranks) >= rules.least_candidates,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A candidate before ranks are known."""

    person: CandidateView
    cells: tuple[ComponentCell, ...]
    rooms: tuple[RoomCell, ...]
    standing: Standing


def _drafts(
    view: SelectionView, post: str, people: list[CandidateView], scale: Scale, names: Names
) -> list[_Draft]:
    entries = _entries([one.key for one in people])
    judged = [one.nip for one in people if one.status == "eligible"]
    open_ = _sheets_open(view, post, judged, scale)
    return [_draft(view, post, one, scale, entries.get(one.key, {}), open_) for one in people]


def _sheets_open(view: SelectionView, post: str, nips: list[str], scale: Scale) -> bool:
    """Whether every sheet of this post is locked: only then may any of its numbers be read."""
    if round_of(view.id) is None or not nips:
        return False
    counts = locked_raters(view.id, _SYSTEM)
    if isinstance(counts, Refusal):
        return False
    wanted = {(nip, instrument(post, room)) for nip in nips for room in _rooms(view, scale)}
    found = [counts.get(one, (0, 0)) for one in wanted]
    return all(total and locked == total for locked, total in found)


def _rooms(view: SelectionView, scale: Scale) -> tuple[str, ...]:
    """Rooms, and components that the members judge on sheets."""
    return (
        *(room.code for room in scale.rooms),
        *(code for code, method in sorted(view.methods.items()) if method == "sheets"),
    )


def _draft(
    view: SelectionView,
    post: str,
    person: CandidateView,
    scale: Scale,
    entries: Mapping[str, ComponentEntry],
    open_: bool,
) -> _Draft:
    sheets = _sheet_values(view, post, person, scale) if open_ and person.status == "eligible" else {}
    rooms = {room.code: sheets.get(room.code, (None, 0)) for room in scale.rooms}
    room_values = {code: value for code, (value, _) in rooms.items()}
    values: dict[str, Decimal | None] = {}
    cells = []
    for part in scale.parts:
        value, sealed, source, detail = _part(view, part.code, scale, room_values, sheets, entries)
        values[part.code] = value
        cells.append(
            ComponentCell(
                code=part.code,
                weight=part.weight,
                value=value,
                points=None if value is None else value * part.weight / 100,
                floor_met=None if value is None or part.floor is None else value >= part.floor,
                sealed=sealed,
                source=source,
                detail=detail,
            )
        )
    room_cells = tuple(_room_cell(room, *rooms[room.code]) for room in scale.rooms)
    standing = Standing(person.nip, values, room_values, person.status == "eligible")
    return _Draft(person, tuple(cells), room_cells, standing)


def _room_cell(room: Room, value: Decimal | None, raters: int) -> RoomCell:
    return RoomCell(room.code, value, room.standard, Scale.room_meets(room, value), raters)


Found = tuple[Decimal | None, bool, str, "Mapping[str, object] | None"]


def _part(
    view: SelectionView,
    code: str,
    scale: Scale,
    rooms: Mapping[str, Decimal | None],
    sheets: Mapping[str, tuple[Decimal | None, int]],
    entries: Mapping[str, ComponentEntry],
) -> Found:
    """Value, whether it is sealed, its source, and what stands behind it."""
    if code == "interview":
        value = scale.interview_value(rooms)
        return value, bool(sheets), "sheets", None
    if view.methods.get(code) == "sheets":
        return sheets.get(code, (None, 0))[0], bool(sheets), "sheets", None
    entry = entries.get(code)
    if entry is None:
        return None, False, "", None
    sealed = entry.source != "entered" or bool(entry.confirmed_by)
    value = scale.rounded(entry.value) if sealed else None
    detail = {
        "reference": entry.reference,
        "measured_on": entry.measured_on,
        "valid_until": entry.valid_until,
        "detail": entry.detail,
    }
    return value, sealed, entry.source, detail


def _sheet_values(
    view: SelectionView, post: str, person: CandidateView, scale: Scale
) -> dict[str, tuple[Decimal | None, int]]:
    """Per room: the value of its raters together, and how many they are."""
    found = {}
    for room in _rooms(view, scale):
        sheets = sealed_sheets(view.id, person.nip, instrument(post, room), _SYSTEM)
        listed: tuple[SealedSheet, ...] = () if isinstance(sheets, Refusal) else sheets
        values = [scale.sheet_value(one.values.values()) for one in listed]
        found[room] = (scale.room_value(values), len(listed))
    return found


def _entries(keys: list[int]) -> dict[int, dict[str, ComponentEntry]]:
    """The last entry of each component, by candidate."""
    found: dict[int, dict[str, ComponentEntry]] = {}
    for row in ComponentEntry.objects.filter(candidate__in=keys).order_by("id"):
        found.setdefault(row.candidate_id, {})[row.component] = row
    return found


def _row(
    draft: _Draft, ranks: Mapping[str, int], scale: Scale, names: Names, away: Mapping[str, frozenset[str]]
) -> TableRow:
    person, standing = draft.person, draft.standing
    return TableRow(
        nip=person.nip,
        name=person.name,
        number=person.number,
        status=person.status,
        cells=draft.cells,
        rooms=draft.rooms,
        meets=scale.meets(standing.rooms),
        total=scale.total(standing.values),
        rank=ranks.get(person.nip),
        missing=tuple(_missing(draft, names)) if person.status == "eligible" else (),
        unranked=tuple(_unranked(draft, scale, names)) if person.nip not in ranks else (),
        recused=tuple(sorted(user for user, nips in away.items() if person.nip in nips)),
    )


def _missing(draft: _Draft, names: Names) -> list[Sentence]:
    found = []
    for cell in draft.cells:
        id, en = names.of(cell.code)
        who = draft.person.name
        if not cell.sealed:
            found.append(
                Sentence(
                    "UNSEALED", f"{who}: {id.lower()} belum tersegel", f"{who}: {en.lower()} is not sealed"
                )
            )
        elif cell.value is None:
            found.append(
                Sentence(
                    "MISSING", f"{who}: {id.lower()} tidak ada nilainya", f"{who}: {en.lower()} has no value"
                )
            )
    return found


def _unranked(draft: _Draft, scale: Scale, names: Names) -> list[Sentence]:
    """Why a candidate has no rank."""
    standing = draft.standing
    if draft.person.status != "eligible":
        return [_ENDED[draft.person.status]]
    found = []
    for code in scale.below_floor(standing.values):
        id, en = names.of(code)
        found.append(Sentence("FLOOR", f"{id} di bawah batas", f"{en} is below its floor"))
    if scale.meets(standing.rooms) is False:
        rules = names.rules
        found.append(
            Sentence("BELOW_STANDARD", f"wawancara {rules.below_code} ({rules.below_id})",
                     f"interview {rules.below_code} ({rules.below_en})")
        )  # fmt: skip
    return found or [Sentence("INCOMPLETE", "belum lengkap", "not complete")]


_ENDED = {
    "not_eligible": Sentence("NOT_ELIGIBLE", "tidak memenuhi persyaratan administrasi", "not eligible"),
    "withdrawn": Sentence("WITHDRAWN", "mengundurkan diri", "withdrew"),
    "dropped": Sentence("DROPPED", "gugur", "dropped out"),
}
