"""Whether a panel is composed as the rules ask; every lack is a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takar.selection.domain.words import Sentence


@dataclass(frozen=True, slots=True)
class Seat:
    """A member: internal to the agency or not, head of the panel, the interview rooms he sits in."""

    user: str
    internal: bool
    head: bool
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelRules:
    least: int
    most: int
    internal_percent: int
    raters_least: int
    rooms: Mapping[str, str]


def lacks(seats: Sequence[Seat], rules: PanelRules) -> tuple[Sentence, ...]:
    """What is wrong with the composition; empty when it is right."""
    return (*_size(len(seats), rules), *_internal(seats, rules), *_head(seats), *_rooms(seats, rules))


def _size(count: int, rules: PanelRules) -> tuple[Sentence, ...]:
    found = []
    if not rules.least <= count <= rules.most:
        found.append(
            Sentence(
                "PANEL_SIZE",
                f"panitia berjumlah {count} orang; harus {rules.least}–{rules.most}",
                f"the panel has {count} members; {rules.least}–{rules.most} are asked",
            )
        )
    if count and count % 2 == 0:
        found.append(
            Sentence(
                "PANEL_EVEN",
                f"panitia berjumlah genap ({count}); tambah atau kurangi satu orang",
                f"the panel has an even number of members ({count}); add or remove one",
            )
        )
    return tuple(found)


def _internal(seats: Sequence[Seat], rules: PanelRules) -> tuple[Sentence, ...]:
    inside = sum(1 for seat in seats if seat.internal)
    if inside * 100 <= rules.internal_percent * len(seats):
        return ()
    most = rules.internal_percent * len(seats) // 100
    return (
        Sentence(
            "PANEL_INTERNAL",
            f"{inside} dari {len(seats)} anggota dari dalam instansi; paling banyak {most} ({rules.internal_percent} persen)",
            f"{inside} of {len(seats)} members are internal; at most {most} ({rules.internal_percent} percent)",
        ),
    )


def _head(seats: Sequence[Seat]) -> tuple[Sentence, ...]:
    heads = sum(1 for seat in seats if seat.head)
    if heads == 1 or not seats:
        return ()
    return (
        Sentence(
            "PANEL_HEAD",
            "panitia memerlukan tepat satu ketua" if not heads else "ada lebih dari satu ketua panitia",
            "the panel needs exactly one head" if not heads else "the panel has more than one head",
        ),
    )


def _rooms(seats: Sequence[Seat], rules: PanelRules) -> tuple[Sentence, ...]:
    found = []
    for code, name in rules.rooms.items():
        raters = sum(1 for seat in seats if code in seat.rooms)
        if raters < rules.raters_least:
            found.append(
                Sentence(
                    "ROOM_RATERS",
                    f"{name} mempunyai {raters} penilai; paling sedikit {rules.raters_least}",
                    f"{name} has {raters} raters; at least {rules.raters_least}",
                )
            )
    return tuple(found)
