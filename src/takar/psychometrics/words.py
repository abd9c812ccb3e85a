"""What the figures mean, in words that an assessor and an auditor read; Indonesian and English."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.refusals import Refusal
from takar.psychometrics.competencies import CompetencyError, Sources, Strength
from takar.psychometrics.habits import Finding, Habit, Reading
from takar.psychometrics.values import Estimate


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages."""

    id: str
    en: str


def of_refusal(refusal: Refusal) -> Words:
    return Words(refusal.id, refusal.en)


_HABITS: dict[tuple[Habit, Reading], Words] = {
    (Habit.SEVERITY, Reading.HIGHER): Words(
        "memberi rating lebih rendah daripada rekan pada orang yang sama (lebih ketat)",
        "gives lower ratings than partners to the same persons (more severe)",
    ),
    (Habit.SEVERITY, Reading.LOWER): Words(
        "memberi rating lebih tinggi daripada rekan pada orang yang sama (lebih longgar)",
        "gives higher ratings than partners to the same persons (more lenient)",
    ),
    (Habit.HALO, Reading.LOWER): Words(
        "kurang membedakan kompetensi pada satu orang dibandingkan rekan (efek halo)",
        "tells competencies of one person less apart than partners do (halo)",
    ),
    (Habit.HALO, Reading.HIGHER): Words(
        "lebih membedakan kompetensi pada satu orang daripada rekan",
        "tells competencies of one person more apart than partners do",
    ),
    (Habit.CENTRAL, Reading.LOWER): Words(
        "lebih sering memakai bagian tengah skala daripada rekan (kecenderungan ke tengah)",
        "keeps closer to the middle of the scale than partners do (central tendency)",
    ),
    (Habit.CENTRAL, Reading.HIGHER): Words(
        "lebih sering memakai kedua ujung skala daripada rekan",
        "uses the ends of the scale more than partners do",
    ),
    (Habit.RANGE, Reading.LOWER): Words(
        "kurang membedakan orang yang satu dengan yang lain dibandingkan rekan (penyempitan rentang)",
        "tells persons less apart than partners do (range restriction)",
    ),
    (Habit.RANGE, Reading.HIGHER): Words(
        "lebih membedakan orang yang satu dengan yang lain daripada rekan",
        "tells persons more apart than partners do",
    ),
}
_SAME = Words("tidak terbukti berbeda dari rekan", "not shown to differ from partners")
_NAMES = {
    Habit.SEVERITY: Words("Keketatan", "Severity"),
    Habit.HALO: Words("Halo", "Halo"),
    Habit.CENTRAL: Words("Kecenderungan ke tengah", "Central tendency"),
    Habit.RANGE: Words("Rentang antarorang", "Range between persons"),
}


def of_finding(finding: Finding) -> Words:
    """For example: "Severity 0.21 (0.09 to 0.34; 148 persons): gives lower ratings than partners …"."""
    meaning = _HABITS.get((finding.habit, finding.reading), _SAME)
    name, figure = _NAMES[finding.habit], of_estimate(finding.estimate)
    return Words(f"{name.id} {figure.id}: {meaning.id}.", f"{name.en} {figure.en}: {meaning.en}.")


def of_estimate(estimate: Estimate) -> Words:
    """Value, interval and the number of persons behind it."""
    value, low, high = (
        f"{number:.2f}".replace("-", "−") for number in (estimate.value, estimate.low, estimate.high)
    )
    return Words(
        f"{_comma(value)} ({_comma(low)} sampai {_comma(high)}; {estimate.persons} orang)",
        f"{value} ({low} to {high}; {estimate.persons} persons)",
    )


_STRENGTHS = {
    Strength.LOW: Words(
        "rendah; jangan memutuskan apa pun atas dasar kompetensi ini saja",
        "low; decide nothing on this competency alone",
    ),
    Strength.MODERATE: Words(
        "sedang; baca bersama bukti perilakunya", "moderate; read it together with the evidence of behaviour"
    ),
    Strength.GOOD: Words("baik", "good"),
    Strength.EXCELLENT: Words("sangat baik", "excellent"),
}


def of_competency(error: CompetencyError) -> Words:
    """Reliability and standard error of one competency, and what may not be done with it."""
    figure, meaning = of_estimate(error.reliability), _STRENGTHS[error.strength]
    sem = f"{error.design.sem:.2f}"
    return Words(
        f"{error.competency}: galat baku {_comma(sem)}; keterandalan dengan {error.raters} penilai {figure.id}, {meaning.id}.",
        f"{error.competency}: standard error {sem}; reliability with {error.raters} raters {figure.en}, {meaning.en}.",
    )


def of_sources(of: Sources) -> Words:
    """By competency beside by exercise, with the warning where the first is lower."""
    competency, exercise = of_estimate(of.by_competency), of_estimate(of.by_exercise)
    lower = of.by_competency.value < of.by_exercise.value
    return Words(
        f"Keterandalan per kompetensi {competency.id}, per simulasi {exercise.id}."
        + (" Skor satu kompetensi kurang pasti daripada skor satu simulasi." if lower else ""),
        f"Reliability by competency {competency.en}, by exercise {exercise.en}."
        + (" The score of one competency is less sure than that of one exercise." if lower else ""),
    )


def _comma(number: str) -> str:
    return number.replace(".", ",")
