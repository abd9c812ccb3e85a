"""The table of a post: what every component says about every candidate, once it is sealed.

What raters wrote is opened for the whole post at once, when nobody who rates there can be moved by it any more: until the last
sheet of the post is locked, no number of a sheet is in the table, for no reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from takar.exercises.public import SealedSheet, locked_raters, round_of, sealed_in
from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.domain.scoring import Room, Scale, Standing, rank
from takar.selection.domain.values import (
    CandidateView,
    ComponentCell,
    ComponentTable,
    RoomCell,
    SelectionView,
    SheetMark,
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

    `reader`: a user name; rows he is recused from are left out and counted in `hidden`, and then no row has a rank.
    "" is the system itself.
    """
    found = component_tables(key, reader=reader)
    if isinstance(found, Refusal):
        return found
    return next((one for one in found if one.post == post), no.POST_UNKNOWN)


def component_tables(key: str, *, reader: str = "") -> tuple[ComponentTable, ...] | Refusal:
    """The tables of all posts, in their order; the number of queries does not grow with posts or people."""
    view = selection(key)
    if view is None:
        return no.SELECTION_UNKNOWN
    ground = _ground(view)
    return tuple(_table(ground, post.code, reader) for post in view.posts)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Everything that the tables of a selection are made of. `sheets`: those that may be read; `counts`: (locked, in all)."""

    view: SelectionView
    rules: SelectionRules
    scale: Scale
    people: tuple[CandidateView, ...]
    entries: Mapping[int, Mapping[str, ComponentEntry]]
    counts: Mapping[tuple[str, str], tuple[int, int]]
    sheets: Mapping[tuple[str, str], tuple[SealedSheet, ...]]
    away: Mapping[str, frozenset[str]]

    @property
    def rooms(self) -> tuple[str, ...]:
        """Rooms, and components that the members judge on sheets."""
        on_sheets = (code for code, method in sorted(self.view.methods.items()) if method == "sheets")
        return (*(room.code for room in self.scale.rooms), *on_sheets)


def _ground(view: SelectionView) -> _Ground:
    rules = rules_of(view)
    people = tuple(one for one in candidates(view.id) if one.status not in _NEVER)
    rated = round_of(view.id) is not None
    counts = locked_raters(view.id, _SYSTEM) if rated else {}
    return _Ground(
        view=view,
        rules=rules,
        scale=scale_of(rules),
        people=people,
        entries=_entries([one.key for one in people]),
        counts={} if isinstance(counts, Refusal) else counts,
        sheets=sealed_in(view.id, _SYSTEM) if rated else {},
        away=recused(view.id),
    )


def _table(ground: _Ground, post: str, reader: str) -> ComponentTable:
    people = [one for one in ground.people if one.post == post]
    scale, names = ground.scale, Names(ground.rules)
    open_ = _sheets_open(ground, post, [one.nip for one in people if one.status == "eligible"])
    drafts = [_draft(ground, post, one, open_) for one in people]
    ranks = rank([draft.standing for draft in drafts], scale)
    rows = [_row(draft, ranks, scale, names, ground.away) for draft in drafts]
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.number))
    mine = ground.away.get(reader, frozenset()) if reader else frozenset()
    shown = tuple(row for row in rows if row.nip not in mine)
    if len(shown) < len(rows):
        # A gap in the ranks would tell where the candidate stands whom this reader does not read.
        shown = tuple(sorted((replace(row, rank=None) for row in shown), key=lambda row: row.number))
    committed = ground.view.committed_at is not None
    return ComponentTable(
        selection=ground.view.id,
        post=post,
        rows=shown,
        sealed=committed and all(row.sealed for row in rows if row.status == "eligible"),
        hidden=len(rows) - len(shown),
        enough=len(ranks) >= ground.rules.least_candidates,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A candidate before ranks are known."""

    person: CandidateView
    cells: tuple[ComponentCell, ...]
    rooms: tuple[RoomCell, ...]
    standing: Standing
    marks: tuple[SheetMark, ...]


def _sheets_open(ground: _Ground, post: str, nips: list[str]) -> bool:
    """Whether every sheet of this post is locked: only then may any of its numbers be read."""
    wanted = [(nip, instrument(post, room)) for nip in nips for room in ground.rooms]
    found = [ground.counts.get(one, (0, 0)) for one in wanted]
    return bool(nips) and all(total and locked == total for locked, total in found)


def _draft(ground: _Ground, post: str, person: CandidateView, open_: bool) -> _Draft:
    scale = ground.scale
    marks = _marks(ground, post, person) if open_ and person.status == "eligible" else ()
    sheets = _sheet_values(ground, marks) if marks else {}
    rooms = {room.code: sheets.get(room.code, (None, 0)) for room in scale.rooms}
    room_values = {code: value for code, (value, _) in rooms.items()}
    values: dict[str, Decimal | None] = {}
    cells = []
    entries = ground.entries.get(person.key, {})
    for part in scale.parts:
        value, sealed, source, detail = _part(ground.view, part.code, scale, room_values, sheets, entries)
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
    return _Draft(person, tuple(cells), room_cells, standing, marks)


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


def _marks(ground: _Ground, post: str, person: CandidateView) -> tuple[SheetMark, ...]:
    """What each rater's sheet says, by room."""
    return tuple(
        SheetMark(sheet.rater, room, ground.scale.sheet_value(sheet.values.values()))
        for room in ground.rooms
        for sheet in ground.sheets.get((person.nip, instrument(post, room)), ())
    )


def _sheet_values(ground: _Ground, marks: tuple[SheetMark, ...]) -> dict[str, tuple[Decimal | None, int]]:
    """Per room: the value of its raters together, and how many they are."""
    found = {}
    for room in ground.rooms:
        values = [one.value for one in marks if one.place == room]
        found[room] = (ground.scale.room_value(values), len(values))
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
        marks=draft.marks,
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
