"""Reads a selection as a plenary needs it: the sealed table of every post, panel, rules, recusals, its round in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from takar.accounts.public import User
from takar.exercises.public import RoundView, SealedSheet, TakenBack, round_of, sealed_sheets, taken_back
from takar.kernel.clock import milliseconds
from takar.kernel.refusals import Refusal
from takar.ledger.public import key_text
from takar.plenary.domain.state import PlenaryRules
from takar.plenary.domain.table import Behind, Component, Entrant, PostTable, Rating, Room, TableRules
from takar.plenary.inputs import Inputs
from takar.selection.public import (
    CONFLICT_NAMES,
    ComponentTable,
    ConflictKind,
    PostView,
    RecusalView,
    SelectionView,
    TableRow,
    behind,
    candidates,
    changed_files,
    checked_root,
    component_tables,
    instrument,
    recusals,
    rules_of,
    selection,
)
from takar.selection.public import Behind as Basis
from takar.standards.public import SelectionRules

Bases = Mapping[tuple[str, str], Mapping[str, Basis]]

SELECTION_UNKNOWN = Refusal(
    "PLENARY_SELECTION_UNKNOWN",
    "Seleksi ini tidak ada atau belum ditetapkan di log. Pilih dari daftar seleksi.",
    "This selection does not exist or is not committed to the log yet. Choose one from the list of selections.",
)


def inputs_of(key: str) -> Inputs | Refusal:
    """What a plenary of this selection would be opened with, as it stands now."""
    view, owner = selection(key), round_of(key)
    if view is None or owner is None or owner.index is None:
        return SELECTION_UNKNOWN
    rules = rules_of(view)
    found = component_tables(key)
    if isinstance(found, Refusal):
        return SELECTION_UNKNOWN
    bases = behind(key)
    return Inputs(
        selection=key,
        title=view.title,
        posts=tuple(
            _post(view, post, table, rules, bases) for post, table in zip(view.posts, found, strict=True)
        ),
        rules=_rules(view, rules, owner),
        recusals=_recusals(view),
        missing=tuple(_missing(view, found)),
        ev=owner.event,
        event=owner.index,
        panel=_panel(view, owner),
        names={one.user: one.name for one in view.members},
        secretary=view.secretary,
        changed=_changed(key, bases),
        as_committed=owner.rules.get("documents") in (None, checked_root(bases)),
    )


def sheets_of(key: str, nip: str, post: str, place: str, reader: str) -> tuple[SealedSheet, ...]:
    """The sealed sheets about a candidate in a room or component, with their evidence; () for whoever may not read them."""
    found = sealed_sheets(key, nip, instrument(post, place), reader)
    return () if isinstance(found, Refusal) else found


def changed_ratings(key: str) -> tuple[TakenBack, ...]:
    """Sheets of a selection that were opened again or withdrawn, with what they said before."""
    return taken_back(key)


def mean_of(values: Sequence[Decimal | str]) -> Decimal | None:
    """Mean of what a rater rated; dimensions without evidence do not count."""
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)) / len(numbers) if numbers else None


def table_rules(rules: SelectionRules) -> TableRules:
    return TableRules(
        components=tuple(
            Component(one.code, one.name_id, one.weight, one.least, one.most, one.floor)
            for one in rules.components
        ),
        rooms=tuple(Room(one.code, one.name_id, one.weight, one.standard) for one in rules.rooms),
        combine=rules.combine,
        verdict_rule=rules.verdict_rule,
        decimals=rules.decimals,
        rounding=rules.rounding,
        ties=rules.ties,
        meets=rules.meets_code,
        below=rules.below_code,
    )


def _post(
    view: SelectionView, post: PostView, table: ComponentTable, rules: SelectionRules, bases: Bases
) -> PostTable:
    rows = sorted(table.rows, key=lambda row: row.number)
    entrants = tuple(_entrant(view, row, table.sealed, bases.get((post.code, row.nip), {})) for row in rows)
    return PostTable(post.code, post.title, table_rules(rules), entrants)


def _entrant(view: SelectionView, row: TableRow, sealed: bool, basis: Mapping[str, Basis]) -> Entrant:
    on_sheets = {code for code, method in view.methods.items() if method == "sheets"} | {"interview"}
    return Entrant(
        nip=row.nip,
        name=row.name,
        number=row.number,
        values={
            cell.code: cell.value
            for cell in row.cells
            if cell.code not in on_sheets and cell.value is not None
        },
        ratings=tuple(Rating(one.rater, one.place, one.value) for one in row.marks) if sealed else (),
        out="" if row.status == "eligible" else "; ".join(one.id for one in row.unranked),
        eligible=row.status != "not_eligible",
        behind={what: Behind(one.record, one.files) for what, one in basis.items() if what not in on_sheets},
    )


def _changed(key: str, bases: Bases) -> frozenset[tuple[str, str, str]]:
    """(post, NIP, what) behind which a document is gone or has other bytes than at its upload."""
    names = changed_files(key)
    return frozenset(
        (post, nip, what)
        for (post, nip), found in bases.items()
        for what, one in found.items()
        if names.intersection(one.names)
    )


def _rules(view: SelectionView, rules: SelectionRules, owner: RoundView) -> PlenaryRules:
    terms = owner.rules.get("terms", {})
    return PlenaryRules(
        members=frozenset(view.users),
        chair=view.head,
        posts={},
        quorum_percent=rules.quorum_percent,
        names=rules.names_per_post,
        least=rules.least_candidates,
        by_name=rules.votes_by_name,
        announce_ms=milliseconds(view.releases_at) if view.releases_at else 0,
        objection_days=rules.objection_days,
        zone=view.zone,
        signatures_least=terms.get("quorum") or len(terms.get("panel", ())) // 2 + 1,
    )


def _recusals(view: SelectionView) -> dict[tuple[str, str], str]:
    """Every recusal of a member who still serves, from a candidate of the table, with its reason."""
    known = {one.nip for one in candidates(view.id)}
    return {
        (one.user, one.nip): _why(one)
        for one in recusals(view.id)
        if one.user in view.users and one.nip in known
    }


def _why(one: RecusalView) -> str:
    """The kind of conflict and what was said about it, in the language of the minutes."""
    kind = CONFLICT_NAMES[ConflictKind(one.kind)].id
    return one.reason if one.kind == ConflictKind.OTHER else f"{kind}: {one.reason}"


def _missing(view: SelectionView, tables: Sequence[ComponentTable]) -> list[str]:
    unsealed = [one.id for table in tables for one in table.missing if one.code == "UNSEALED"]
    waiting = [
        f"{one.name}: pemeriksaan administrasi belum selesai"
        for one in candidates(view.id)
        if one.status == "submitted"
    ]
    return [*waiting, *unsealed]


def _panel(view: SelectionView, owner: RoundView) -> dict[str, str]:
    """Members' keys (hex) that were committed to, by user name."""
    listed = set(owner.rules.get("terms", {}).get("panel", ()))
    found = {}
    for user in User.objects.filter(username__in=view.users).prefetch_related("signing_keys"):
        for key in user.signing_keys.all():
            if key_text(bytes.fromhex(key.public)) in listed:
                found[user.username] = key.public
    return found
