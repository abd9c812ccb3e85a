"""Lines of a paper of fits: text for every number, thousandths for what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from takar.careers.public import Profile
from takar.kernel.clock import long_date
from takar.kernel.numbers import grouped
from takar.placement.public import Barred, LevelLine, Line, PeopleFor, PositionsFor, Reason

# A level this far below its standard is worth a colour; the sentences use the points lost.
_LOST = 0.3
WEIGHTS = {
    "mutlak": "Mutlak",
    "penting": "Penting",
    "perlu": "Perlu",
    "bar": "Larangan",
    "floor": "Batas bawah",
}
STATES = {"met": "terpenuhi", "unmet": "tidak terpenuhi", "unknown": "harus diperiksa"}


def number(value: float, digits: int = 1) -> str:
    """3,1"""
    return grouped(f"{value:.{digits}f}")


def share(value: float) -> str:
    """Whole percents; "<1%" and ">99%" where 0 and 100 would claim too much."""
    return "<1%" if 0 < value < 0.005 else ">99%" if 0.995 <= value < 1 else f"{value:.0%}"


def ends_of(listed: Sequence[Line]) -> tuple[float, float]:
    """Whole tens around every interval."""
    low = min((one.low for one in listed), default=0.0)
    return min(max(0.0, 10 * (low // 10)), 90.0), 100.0


def ticks_of(listed: Sequence[Line]) -> list[list[object]]:
    """Place in thousandths of the width, and label."""
    low, high = ends_of(listed)
    step = 20 if high - low > 60 else 10 if high - low > 20 else 5
    marks = range(int(low), int(high) + 1, step)
    return [[_place(float(mark), (low, high)), str(mark)] for mark in marks]


def _place(value: float, ends: tuple[float, float]) -> int:
    return max(0, min(1000, round((value - ends[0]) / (ends[1] - ends[0]) * 1000)))


def row_of(
    one: Line,
    listed: Sequence[Line],
    about: tuple[str, str, str],
    names: Mapping[str, tuple[str, str]],
    source: str,
    lower: bool,
) -> dict[str, Any]:
    """One rank. `about`: key, name, what stands under it; `lower`: the post is of a lower class than the present one."""
    ends = ends_of(listed)
    return {
        "rank": str(one.rank),
        "key": about[0],
        "name": about[1],
        "about": about[2],
        "held": one.eligibility.own,
        "lower": lower,
        "fit": number(one.fit),
        "range": f"{number(one.low)}–{number(one.high)}",
        "low": _place(one.low, ends),
        "at": _place(one.fit, ends),
        "high": _place(one.high, ends),
        "best": share(one.best),
        "jpm": "–" if one.jpm is None else number(float(one.jpm), 2),
        "counts": _counts(one),
        "why": one.why[0],
        "missing": one.missing[0],
        "change": one.change[0],
        "levels": [_level(line, names) for line in sorted(one.levels, key=lambda line: line.code)],
        "reasons": [_reason(reason) for reason in sorted(one.eligibility.reasons, key=_urgent)],
        "measured": f"{one.measured} dari {one.asked} kompetensi standar diukur.",
        "source": source and f"Profil: {source}",
    }


def _counts(one: Line) -> str:
    states = [reason.state for reason in one.eligibility.reasons]
    told = [f"{states.count(state)} {words}" for state, words in STATES.items() if state in states]
    return ", ".join(told) or "tidak ada syarat"


def _level(line: LevelLine, names: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    return {
        "name": names.get(line.code, (line.code,))[0],
        "standard": number(line.standard, 2).rstrip("0").rstrip(","),
        "measured": "–" if isnan(line.level) else number(line.level, 2),
        "estimate": f"{number(line.mean, 2)} ± {number(line.sd, 2)}",
        "lost": f"−{number(line.lost)}" if line.lost >= 0.05 else "0",
        "below": line.lost >= _LOST,
    }


def _urgent(one: Reason) -> int:
    """What is not met first, then what somebody must check."""
    return ("unmet", "unknown", "met").index(one.state)


def _reason(one: Reason) -> dict[str, str]:
    return {
        "state": one.state,
        "label": f"{WEIGHTS[one.weight]}: {STATES[one.state]}",
        "sentence": one.sentence("id"),
    }


def left_of(one: Barred, about: tuple[str, str, str]) -> dict[str, str]:
    """Somebody, or a post, excluded."""
    key, name, under = about
    return {
        "name": name,
        "about": "\n".join(filter(None, (key if key != name else "", under))),
        "fit": number(one.fit),
        "reasons": " ".join(reason.sentence("id") for reason in one.eligibility.excluded),
    }


def length_of_people(told: PeopleFor) -> str:
    """How long the list is and why, and who is not on it."""
    about = f"{grouped(told.eligible)} dari {grouped(told.asked)} orang dapat diajukan."
    if told.unassessed:
        about += f" {grouped(told.unassessed)} belum dinilai dan karena itu tidak diperingkat; itu tidak berarti tidak cocok."
    return f"{_length(told, 'nama', 'terbaik', 'NIP')} {about}" if told.lines else about


def length_of_posts(told: PositionsFor) -> str:
    about = f"{grouped(told.eligible)} jabatan dapat diajukan."
    return f"{_length(told, 'jabatan', 'paling cocok', 'kode')} {about}" if told.lines else about


def _length(told: PeopleFor | PositionsFor, things: str, best: str, order: str) -> str:
    shown, length = len(told.lines), told.length
    if told.contenders == 1:
        return f"Hanya satu {things} yang dapat diperingkat."
    if 1 < told.level >= length:
        more = f" Dicetak {grouped(shown)} yang pertama." if shown < told.level else ""
        return f"{grouped(told.level)} {things} sama cocoknya; urutan di antaranya menurut {order}, bukan kecocokan.{more}"
    words = (
        f"Daftar {grouped(length)} {things} memuat yang {best} dengan peluang {share(told.held)}: sepanjang itulah daftar yang "
        "diperlukan, karena beda di antara mereka lebih kecil daripada galat pengukurannya."
        if length > 1
        else f"Peringkat pertama adalah yang {best} dengan peluang {share(told.held)}."
    )
    if shown < length:
        return f"{words} Dicetak {grouped(shown)} teratas."
    return f"{words} Dicetak {grouped(shown)}." if shown > length else words


def nobody(told: PeopleFor) -> str:
    """Why the list is empty."""
    return (
        f"Tidak ada yang dapat diperingkat: dari {grouped(told.asked)} orang, {grouped(told.unassessed)} belum dinilai dan "
        "sisanya tidak memenuhi syarat mutlak."
    )


def source_name(source: str) -> str:
    """Where a profile comes from, in words."""
    kind, _, _rest = source.partition(":")
    if kind in ("assessment", "meeting"):
        return "kegiatan penilaian sendiri" if kind == "assessment" else "rapat asesor"
    organiser = source.partition(" ")[2]
    return f"rekap dari {organiser}" if organiser else "rekap yang diimpor"


def source_of(profile: Profile | None) -> str:
    """Day, validity and origin of one profile."""
    if profile is None:
        return "tidak tercatat."
    until = f", berlaku sampai {long_date(profile.valid_until)}" if profile.valid_until else ""
    return f"dinilai {long_date(profile.assessed_on)}{until} ({source_name(profile.source)})."
