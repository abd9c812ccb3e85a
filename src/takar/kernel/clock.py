"""Time as an argument. Indonesian zones and the way officials write dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

ZONES = {
    "WIB": ZoneInfo("Asia/Jakarta"),
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def utc_now() -> datetime:
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return round(moment.timestamp() * 1000)


def from_milliseconds(value: int) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC)


def day_in(zone: str, moment: datetime) -> date:
    """The calendar day there: at 20.00 UTC it is already tomorrow in Jakarta. `moment` must carry its time zone."""
    return moment.astimezone(ZONES[zone]).date()


def long_date(day: date, language: str = "id") -> str:
    """5 Januari 2026"""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def weekday_date(day: date, language: str = "id") -> str:
    """Senin, 5 Januari 2026"""
    return f"{DAYS[language][day.weekday()]}, {long_date(day, language)}"


def clock_time(moment: datetime, zone: str = "WIB", seconds: bool = False) -> str:
    """10.42 WIB, or 10.42.07 WIB with seconds. `moment` must carry its own time zone."""
    local = moment.astimezone(ZONES[zone])
    return f"{local.strftime('%H.%M.%S' if seconds else '%H.%M')} {zone}"


def long_moment(moment: datetime, zone: str = "WIB", language: str = "id") -> str:
    """Senin, 5 Januari 2026 pukul 10.42 WIB"""
    local = moment.astimezone(ZONES[zone])
    joint = "pukul" if language == "id" else "at"
    return f"{weekday_date(local.date(), language)} {joint} {clock_time(moment, zone)}"
