"""What keeps a round from being opened, and what an organiser should know before he opens it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from takar.assessments.public import AssessmentView, ParticipantView, participants_in
from takar.exercises.appointing.coverage import unshown
from takar.exercises.appointing.reading import Chosen, RaterLine, barred, chosen, prepared, raters
from takar.exercises.domain.appointing.seen import LEAST_EXERCISES, seen_by, seldom_seen
from takar.exercises.domain.appointing.spreading import Wanted
from takar.kernel.clock import Clock, day_in, utc_now
from takar.standards.public import COMPETENCY_CODES, StandardNotFound, rater_rules

Words = tuple[str, str]
"""Indonesian, English"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is prepared. `lacks`: must be mended first; `warnings`: may be accepted; `keyless`: raters without a key."""

    view: AssessmentView
    people: tuple[ParticipantView, ...]
    exercises: tuple[Chosen, ...]
    raters: tuple[RaterLine, ...]
    wanted: tuple[Wanted, ...]
    barred: Mapping[tuple[str, str], Words]
    seen: Mapping[str, tuple[str, ...]]
    lacks: tuple[Words, ...]
    warnings: tuple[Words, ...]
    keyless: tuple[RaterLine, ...]

    @property
    def load(self) -> Counter[str]:
        """Sheets of each rater."""
        return Counter(name for _, _, name in self.wanted)

    @property
    def cells(self) -> dict[tuple[str, str], list[str]]:
        """(NIP, instrument) -> user names."""
        found: dict[tuple[str, str], list[str]] = {}
        for nip, code, name in self.wanted:
            found.setdefault((nip, code), []).append(name)
        return found


def prepared_round(view: AssessmentView, clock: Clock = utc_now) -> Prepared:
    """Everything about the round of an assessment before it is opened."""
    people, exercises = participants_in(view.id), chosen(view.id)
    lines, wanted = raters(day_in(view.zone, clock())), prepared(view.id)
    known = {one.nip for one in people}
    wanted = tuple(one for one in wanted if one[0] in known)
    used = {name for _, _, name in wanted}
    mine = tuple(one for one in lines if one.username in used)
    seen = seen_by({one.code: one.view.draft.competencies for one in exercises}, COMPETENCY_CODES)
    conflicts = barred(view, lines)
    return Prepared(
        view=view,
        people=people,
        exercises=exercises,
        raters=lines,
        wanted=wanted,
        barred=conflicts,
        seen=seen,
        lacks=(
            *_lacks(people, exercises, wanted, used - {one.username for one in lines}),
            *_unshown(view, exercises),
        ),
        warnings=tuple(_warnings(view, people, exercises, mine, wanted, conflicts, seen, clock)),
        keyless=tuple(one for one in mine if not one.has_key),
    )


def least_exercises(on: date) -> int:
    """So many exercises show each competency, by the standard in force."""
    try:
        return rater_rules(on).least_exercises
    except StandardNotFound:
        return LEAST_EXERCISES


def _lacks(
    people: Sequence[ParticipantView], exercises: Sequence[Chosen], wanted: Sequence[Wanted], gone: set[str]
) -> list[Words]:
    found: list[Words] = []
    if not exercises:
        found.append(("pilih simulasi atau wawancara", "choose exercises or interviews"))
    if not people:
        found.append(("tambahkan peserta kegiatan", "add participants to the assessment"))
    there = {(nip, code) for nip, code, _ in wanted}
    empty = sum((who.nip, one.code) not in there for who in people for one in exercises)
    if people and exercises and empty:
        found.append((f"{empty} lembar belum mempunyai penilai", f"{empty} sheets have no rater yet"))
    if gone:
        listed = ", ".join(sorted(gone))
        found.append((f"akun {listed} tidak lagi boleh menilai", f"accounts {listed} may no longer rate"))
    return found


def _unshown(view: AssessmentView, exercises: Sequence[Chosen]) -> list[Words]:
    """Where the meeting finds the competencies, nothing else could show them."""
    codes = unshown(view, exercises) if exercises else ()
    if not codes:
        return []
    listed = ", ".join(codes)
    return [
        (
            f"tambahkan simulasi yang memperlihatkan {listed}: naskah kegiatan ini hanya mengukur potensi, jadi kompetensinya "
            "dinilai asesor saja",
            f"add an exercise that shows {listed}: the form of this assessment measures potential only, so assessors alone judge "
            "competencies",
        )
    ]


def _warnings(
    view: AssessmentView,
    people: Sequence[ParticipantView],
    exercises: Sequence[Chosen],
    mine: Sequence[RaterLine],
    wanted: Sequence[Wanted],
    conflicts: Mapping[tuple[str, str], Words],
    seen: Mapping[str, tuple[str, ...]],
    clock: Clock,
) -> list[Words]:
    found: list[Words] = []
    on = day_in(view.zone, clock())
    least = least_exercises(on)
    seldom = seldom_seen(seen, least) if exercises else ()
    if seldom:
        listed = ", ".join(seldom)
        found.append(
            (
                f"kurang dari {least} simulasi memperlihatkan {listed}",
                f"fewer than {least} exercises show {listed}",
            )
        )
    names = {one.nip: one.name for one in people}
    met = dict.fromkeys((name, nip) for nip, _, name in wanted if (name, nip) in conflicts)
    titles = {one.username: one.name for one in mine}
    for name, nip in list(met)[:20]:
        own, english = conflicts[name, nip]
        rater, who = titles.get(name, name), names.get(nip, nip)
        found.append((f"{rater} menilai {who}: {own}", f"{rater} rates {who}: {english}"))
    without = [one.name for one in mine if one.licence is None or not one.licence.valid(on)]
    if without:
        listed = "; ".join(without)
        found.append(
            (f"tanpa lisensi penilai yang berlaku: {listed}", f"without a valid rater's licence: {listed}")
        )
    unknown = [one.name for one in mine if one.assessor is None]
    if unknown:
        listed = "; ".join(unknown)
        found.append(
            (
                f"benturan kepentingan tidak dapat diperiksa karena akun belum dihubungkan dengan data asesor: {listed}",
                f"conflicts of interest cannot be checked, no assessor's record is linked to: {listed}",
            )
        )
    return found
