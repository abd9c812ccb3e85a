"""Who could follow in a post, and when [kelompok rencana suksesi]. It lists and explains; people decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from takar.talent.domain.eligible import Checked
from takar.talent.domain.points import jpm_of

if TYPE_CHECKING:
    from takar.standards.public import TalentRules


class Group(StrEnum):
    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency below what the post asks for, in levels."""

    competency: str
    level: Decimal
    wanted: Decimal

    @property
    def size(self) -> Decimal:
        return self.wanted - self.level


@dataclass(frozen=True, slots=True)
class Successor:
    """`jpm` against the target post's standard (None: not comparable); `pool_chance` that the person is truly in a pool box.

    `checked`: the Mutlak requirements: not met, to be checked by a person.
    """

    nip: str
    group: Group
    box: int
    jpm: float | None
    pool_chance: float
    gaps: tuple[Gap, ...]
    checked: Checked


def group_of(rules: TalentRules, jpm: float | None, checked: Checked) -> Group:
    """Ready now: meets every Mutlak requirement and `ready_jpm`; in 1–2 years: `soon_jpm`, and what is not met yet comes with
    time; later: everybody else of the pool. Who has no comparable profile is never "now"."""
    if jpm is None or jpm < rules.soon_jpm or checked.lasting:
        return Group.LATER
    return Group.NOW if jpm >= rules.ready_jpm and not checked.unmet else Group.SOON


def successor(
    nip: str,
    box: int,
    chances: Sequence[float],
    levels: Mapping[str, Decimal],
    standard: tuple[tuple[str, Decimal], ...],
    checked: Checked,
    rules: TalentRules,
) -> Successor:
    """Judge one member of the pool for one post."""
    jpm = jpm_of(levels, standard)
    gaps = tuple(
        Gap(code, levels[code], wanted)
        for code, wanted in standard
        if code in levels and levels[code] < wanted
    )
    inside = sum(chances[number - 1] for number in rules.pool_boxes)
    return Successor(nip, group_of(rules, jpm, checked), box, jpm, inside, gaps, checked)


def in_order(found: Sequence[Successor]) -> tuple[Successor, ...]:
    """By group, then by fit, then by how sure the pool is."""
    order = list(Group)
    return tuple(
        sorted(found, key=lambda one: (order.index(one.group), -(one.jpm or 0.0), -one.pool_chance, one.nip))
    )
