"""Words and small pieces that several papers share."""

from __future__ import annotations

from datetime import date, datetime, time

from takar.kernel.clock import day_in, long_date, weekday_date
from takar.planning.public import ActivityView, PlaceView
from takar.programmes.public import ProgrammeView
from takar.reports.paper.batch_file import BatchFile, agency_of
from takar.reports.wording import spaced_nip

PAPERS = ("a4", "f4")


def head(programme: ProgrammeView, title: str, paper: str) -> dict[str, object]:
    """What every document shows of its origin. `paper`: a4 | f4."""
    return {
        "title": title,
        "agency": agency_of(programme),
        "organiser": programme.organiser,
        "programme": programme.title,
        "footer": f"{title} · dicetak dari catatan dengan Takar",
        "paper": paper,
    }


def clock(moment: time) -> str:
    """07.30"""
    return moment.strftime("%H.%M")


def hours(one: ActivityView) -> str:
    """07.30–12.00"""
    return f"{clock(one.starts)}–{clock(one.ends)}"


def day_line(ordinal: int, day: date) -> str:
    """Hari ke-1: Senin, 5 Januari 2026"""
    return f"Hari ke-{ordinal}: {weekday_date(day)}"


def office(unit: str) -> str:
    """The top unit of a path, as it stands on lists."""
    return unit.split(" / ")[0].split("/")[0].strip()


def whom(one: ActivityView, places: tuple[PlaceView, ...] = ()) -> str:
    """For everybody, a group, or one person by his number."""
    if one.nip:
        return next((place.number or place.name for place in places if place.nip == one.nip), "satu orang")
    return f"Kelompok {one.group}" if one.group else "Semua"


def group(place: PlaceView) -> str:
    return str(place.group) if place.group else "-"


def nip(digits: str) -> str:
    return spaced_nip(digits) if len(digits) == 18 else digits


def place_and_date(programme: ProgrammeView, moment: datetime) -> str:
    """Kota Contoh, 5 Januari 2026"""
    day = long_date(day_in(programme.zone, moment))
    return f"{programme.location}, {day}" if programme.location else day


def days_in_short(file: BatchFile) -> str:
    """5, 6 dan 7 Januari 2026, or with every month named where they differ."""
    return short_days([one.day for one in file.batch.days])


def short_days(days: list[date]) -> str:
    if not days:
        return "-"
    if len({(day.year, day.month) for day in days}) > 1:
        return joined([long_date(day) for day in days])
    tail = long_date(days[-1]).split(" ", 1)[1]
    return f"{joined([str(day.day) for day in days])} {tail}"


def joined(words: list[str]) -> str:
    """a, b dan c"""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} dan {words[-1]}" if words else ""
