"""Two people type the same paper without seeing each other's; a third look settles where they differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from takar.exercises.domain.sheet import SheetRules
from takar.exercises.paper.domain.fields import Fields, differences, read_fields
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Entered:
    """`by` typed the whole form."""

    by: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """`by` looked at the paper again and said what stands in every field where the two differed."""

    by: str
    fields: Mapping[str, str]
    reason: str


PaperEvent: TypeAlias = Entered | Settled


@dataclass(frozen=True, slots=True)
class PaperState:
    entries: tuple[Entered, ...] = ()
    settled: Settled | None = None

    @property
    def differing(self) -> tuple[str, ...]:
        """Fields in which the two differ; nothing before both are in."""
        return differences(*(one.fields for one in self.entries)) if len(self.entries) == 2 else ()

    @property
    def result(self) -> Fields | None:
        """What stands on the paper, once it is known: where both agree the first one's spelling."""
        if len(self.entries) < 2 or (self.differing and self.settled is None):
            return None
        first = min(self.entries, key=lambda one: one.by).fields
        return {**first, **(self.settled.fields if self.settled else {})}

    @property
    def people(self) -> tuple[str, ...]:
        """Who had a hand in it, in alphabetical order: the order of typing tells nothing."""
        names = [one.by for one in self.entries] + ([self.settled.by] if self.settled else [])
        return tuple(sorted(set(names)))


@dataclass(frozen=True, slots=True)
class Enter:
    by: str
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settle:
    by: str
    reason: str
    fields: Fields = field(default_factory=dict)


def evolve(state: PaperState, event: PaperEvent) -> PaperState:
    """The state after one more event."""
    if isinstance(event, Entered):
        return replace(state, entries=(*state.entries, event))
    return replace(state, settled=event)


def fold(events: Iterable[PaperEvent]) -> PaperState:
    """The state that the events lead to."""
    state = PaperState()
    for event in events:
        state = evolve(state, event)
    return state


def decide(
    state: PaperState, command: Enter | Settle, rules: SheetRules, raters: frozenset[str]
) -> PaperEvent | Refusal:
    """What follows, or why not. `raters`: everybody who rates in this round; none of them types or settles."""
    if command.by in raters:
        return OUTSIDER_NEEDED
    if isinstance(command, Enter):
        return _enter(state, command, rules)
    return _settle(state, command, rules)


def _enter(state: PaperState, command: Enter, rules: SheetRules) -> Entered | Refusal:
    if command.by in (one.by for one in state.entries):
        return SECOND_PERSON
    if len(state.entries) == 2:
        return TYPED_ALREADY
    fields, wrong = read_fields(command.fields, rules)
    return unreadable(wrong) if wrong else Entered(command.by, fields)


def _settle(state: PaperState, command: Settle, rules: SheetRules) -> Settled | Refusal:
    if not state.differing or state.settled:
        return NOTHING_TO_SETTLE
    if not command.reason.strip():
        return REASON_MISSING
    missing = [name for name in state.differing if name not in command.fields]
    asked = {name: command.fields[name] for name in state.differing if name not in missing}
    fields, wrong = read_fields(asked, rules)
    if missing or wrong:
        return unreadable((*missing, *wrong))
    return Settled(command.by, {name: fields[name] for name in state.differing}, command.reason.strip())


OUTSIDER_NEEDED = Refusal(
    "PAPER_OUTSIDER_NEEDED",
    "Formulir kertas disalin oleh orang yang tidak menilai dalam putaran ini. Mintalah petugas lain.",
    "Paper forms are typed by people who do not rate in this round. Ask another official.",
)
SECOND_PERSON = Refusal(
    "PAPER_SECOND_PERSON_NEEDED",
    "Anda sudah menyalin formulir ini. Salinan kedua dibuat orang lain, tanpa melihat salinan Anda.",
    "You have typed this form already. Somebody else types it a second time, without seeing yours.",
)
TYPED_ALREADY = Refusal(
    "PAPER_TYPED_TWICE_ALREADY",
    "Formulir ini sudah disalin dua orang. Kembali ke daftar dan pilih formulir lain.",
    "Two people have typed this form already. Go back to the list and choose another one.",
)
NOTHING_TO_SETTLE = Refusal(
    "PAPER_NOTHING_TO_SETTLE",
    "Tidak ada perbedaan yang harus diselesaikan pada formulir ini. Muat ulang daftar.",
    "There is no difference to settle on this form. Reload the list.",
)
REASON_MISSING = Refusal(
    "PAPER_REASON_MISSING",
    "Tuliskan apa yang Anda lihat pada kertas, misalnya “angka 3 jelas terbaca”.",
    "Write what you saw on the paper, for instance “the 3 is clearly legible”.",
)


def unreadable(names: tuple[str, ...]) -> Refusal:
    """Some fields hold what the form has no place for."""
    return Refusal(
        "PAPER_FIELD_WRONG",
        f"Isian ini tidak mungkin ada pada formulir: {', '.join(names)}. Lihat kertasnya, perbaiki, lalu simpan lagi.",
        f"These fields cannot stand on the form: {', '.join(names)}. Look at the paper, correct them and save again.",
        {"fields": list(names)},
    )
