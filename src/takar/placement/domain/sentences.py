"""Why somebody stands where he stands, in plain sentences from templates. No language model writes here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takar.placement.domain.changes import Change, LevelLine

Names = Mapping[str, tuple[str, str]]
# A competency that costs less than this many points is not worth a word.
WORTH_SAYING = 0.3


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one rank. `above`, `below`: points to the neighbours, None at the ends."""

    rank: int
    of: int
    fit: float
    low: float
    high: float
    best: float
    interval: int
    lines: Sequence[LevelLine]
    above: float | None
    below: float | None
    change: Change | None


def comma(value: float, digits: int = 1) -> str:
    """3.14 -> 3,1"""
    return f"{value:.{digits}f}".replace(".", ",")


def short(value: float) -> str:
    """4.0 -> 4, 3.5 -> 3,5"""
    return f"{value:g}".replace(".", ",")


def why(one: Standing, names: Names) -> tuple[str, str]:
    """(Indonesian, English): rank, fit with its interval, chance to be best, what it stands on."""
    id_ = (
        f"Peringkat {one.rank} dari {one.of}: kecocokan {comma(one.fit)}, dengan peluang {one.interval} persen "
        f"berada di antara {comma(one.low)} dan {comma(one.high)}. Peluang menjadi yang terbaik {percent(one.best)} persen."
    )
    en = (
        f"Rank {one.rank} of {one.of}: fit {one.fit:.1f}, with {one.interval} percent chance between {one.low:.1f} and "
        f"{one.high:.1f}. Chance to be the best {percent(one.best)} percent."
    )
    margin_id, margin_en = _margin(one)
    strong_id, strong_en = _strong(one.lines, names)
    return id_ + margin_id + strong_id, en + margin_en + strong_en


def percent(share: float) -> str:
    """Whole percents; "<1" and ">99" are honest where rounding would say 0 or 100."""
    return "<1" if 0 < share < 0.005 else ">99" if 0.995 <= share < 1 else f"{share * 100:.0f}"


def _margin(one: Standing) -> tuple[str, str]:
    if one.rank == 1 and one.below is not None:
        if one.below < 0.05:
            return " Sama dengan peringkat 2.", " Level with rank 2."
        return (
            f" Unggul {comma(one.below)} poin atas peringkat 2.",
            f" {one.below:.1f} points ahead of rank 2.",
        )
    return "", ""


def _strong(lines: Sequence[LevelLine], names: Names) -> tuple[str, str]:
    met = [line for line in lines if line.lost < WORTH_SAYING]
    if len(met) == len(lines) and lines:
        return " Semua kompetensi memenuhi standar.", " Every competency meets the standard."
    if not met:
        return "", ""
    return (
        f" {len(met)} dari {len(lines)} kompetensi memenuhi standar.",
        f" {len(met)} of {len(lines)} competencies meet the standard.",
    )


def missing(lines: Sequence[LevelLine], names: Names, most: int = 3) -> tuple[str, str]:
    """The gaps that cost most; ("", "") when none is worth a word."""
    gaps = [line for line in lines if line.lost >= WORTH_SAYING][:most]
    if not gaps:
        return "", ""
    id_ = "; ".join(
        f"{_name(names, one.code, 0)} {comma(one.mean)} dari {short(one.standard)} (−{comma(one.lost)} poin)"
        for one in gaps
    )
    en = "; ".join(
        f"{_name(names, one.code, 1)} {one.mean:.1f} of {one.standard:g} (−{one.lost:.1f} points)"
        for one in gaps
    )
    return f"Yang kurang: {id_}.", f"Missing: {en}."


def what_would_change(
    one: Standing, names: Names, requirement: tuple[str, str, float] | None
) -> tuple[str, str]:
    """The single change that would move the rank up; `requirement`: (id, en, points) of the best one not met."""
    parts_id, parts_en = [], []
    if one.change is not None:
        change = one.change
        digits = 1 if change.after - change.before >= 0.1 else 2
        before, after = f"{change.before:.{digits}f}", f"{change.after:.{digits}f}"
        name_id, name_en = _name(names, change.code, 0), _name(names, change.code, 1)
        told = f"naik dari {before} menjadi {after}".replace(".", ",")
        parts_id.append(f"bila level {name_id} {told}")
        parts_en.append(f"if {name_en} rose from {before} to {after}")
    if requirement is not None and one.above is not None and requirement[2] > one.above:
        parts_id.append(f"bila syarat “{requirement[0]}” dipenuhi (+{comma(requirement[2])} poin)")
        parts_en.append(f"if the requirement “{requirement[1]}” were met (+{requirement[2]:.1f} points)")
    if not parts_id:
        return _nothing_alone(one)
    return (
        f"Naik satu peringkat {', atau '.join(parts_id)}.",
        f"One rank up {', or '.join(parts_en)}.",
    )


def _nothing_alone(one: Standing) -> tuple[str, str]:
    if one.rank == 1:
        return "", ""
    return (
        "Tidak ada satu perubahan saja yang menaikkan peringkatnya.",
        "No single change alone would move the rank up.",
    )


def _name(names: Names, code: str, language: int) -> str:
    return names.get(code, (code, code))[language]
