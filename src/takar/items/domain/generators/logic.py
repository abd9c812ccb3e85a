"""Categorical statements and what follows from them, decided by going through every possible world.

A world says which kinds of individuals exist, a kind being one combination of having and lacking each of
the terms. With k terms there are 2^k kinds and 2^(2^k) worlds; a world is a bit mask of its kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    ALL = "A"  # semua s adalah p
    NONE = "E"  # tidak satu pun s adalah p
    SOME = "I"  # sebagian s adalah p
    SOME_NOT = "O"  # sebagian s bukan p


@dataclass(frozen=True, slots=True)
class Statement:
    form: Form
    subject: int
    predicate: int

    @property
    def universal(self) -> bool:
        return self.form in (Form.ALL, Form.NONE)


def kinds(statement: Statement, terms: int) -> int:
    """The kinds that a universal statement forbids, or of which a particular one demands at least one."""
    wanted = statement.form in (Form.NONE, Form.SOME)
    mask = 0
    for kind in range(1 << terms):
        has_subject = kind >> statement.subject & 1
        has_predicate = kind >> statement.predicate & 1
        if has_subject and bool(has_predicate) is wanted:
            mask |= 1 << kind
    return mask


def worlds(premises: Sequence[Statement], terms: int, *, inhabited: bool = False) -> list[int]:
    """Every world in which all premises hold; with `inhabited`, only those where each term has a bearer."""
    allowed = (1 << (1 << terms)) - 1
    for premise in premises:
        if premise.universal:
            allowed &= ~kinds(premise, terms)
    demands = [kinds(premise, terms) for premise in premises if not premise.universal]
    if inhabited:
        demands += [sum(1 << kind for kind in range(1 << terms) if kind >> t & 1) for t in range(terms)]
    return [world for world in _subsets(allowed) if all(world & demand for demand in demands)]


def _subsets(mask: int) -> Iterator[int]:
    world = mask
    while True:
        yield world
        if world == 0:
            return
        world = (world - 1) & mask


def strengthened(premises: Iterable[Statement]) -> list[Statement]:
    """As people read "sebagian" who hear "but not all": each particular premise together with its opposite."""
    opposite = {Form.SOME: Form.SOME_NOT, Form.SOME_NOT: Form.SOME}
    result = list(premises)
    for premise in tuple(result):
        if not premise.universal:
            result.append(Statement(opposite[premise.form], premise.subject, premise.predicate))
    return result


@dataclass(frozen=True, slots=True)
class Readings:
    """The worlds of one set of premises under the plainest and under the richest reading."""

    terms: int
    plain: tuple[int, ...]
    rich: tuple[int, ...]  # "sebagian" as "but not all", and nothing spoken of that does not exist

    def certain(self, statement: Statement) -> bool:
        """Follows under every reading."""
        mask = kinds(statement, self.terms)
        return all((world & mask != 0) is not statement.universal for world in self.plain)

    def tempting(self, statement: Statement) -> bool:
        """Follows under some reading, so it may not stand among the wrong options."""
        mask = kinds(statement, self.terms)
        return all((world & mask != 0) is not statement.universal for world in self.rich)


def readings(premises: Sequence[Statement], terms: int) -> Readings | None:
    """None if some reading leaves no world at all."""
    rich = worlds(strengthened(premises), terms, inhabited=True)
    return Readings(terms, tuple(worlds(premises, terms)), tuple(rich)) if rich else None


def about(terms: Sequence[int]) -> list[Statement]:
    """Every statement on two different ones of these terms."""
    return [Statement(form, s, p) for s in terms for p in terms if s != p for form in Form]
