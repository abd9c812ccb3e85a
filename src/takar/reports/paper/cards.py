"""Kartu peserta: eight on a sheet, or one on a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Literal

import segno

from takar.kernel.clock import DAYS, MONTHS, weekday_date
from takar.planning.public import PlaceView
from takar.reports.domain.timetable import PersonDay, person_days
from takar.reports.paper.batch_file import BatchFile
from takar.reports.paper.wording import clock, head, hours, office
from takar.reports.render import render_pdf

Layout = Literal["many", "one"]

_ADVICE = [
    "Bawa kartu ini dan kartu identitas setiap hari; kode QR dipindai saat datang.",
    "Datang paling lambat 30 menit sebelum jam pertama.",
    "Kartu tidak memuat NIP. Bila hilang, minta cetak ulang kepada panitia.",
]


def cards(
    file: BatchFile,
    people: tuple[PlaceView, ...],
    code: Callable[[PlaceView], str],
    layout: Layout,
    paper: str,
    made_at: datetime,
) -> bytes:
    """PDF of the cards of these people; `code` gives what the QR of each says."""
    return render_pdf("paper/cards", card_data(file, people, code, layout, paper), made_at)


def card_data(
    file: BatchFile,
    people: tuple[PlaceView, ...],
    code: Callable[[PlaceView], str],
    layout: Layout,
    paper: str,
) -> dict[str, object]:
    """What `paper/cards.typ` draws."""
    return head(file.programme, f"Kartu peserta {file.title}", paper) | {
        "layout": layout,
        "advice": _ADVICE,
        "cards": [_card(file, place, code(place)) for place in people],
    }


def _card(file: BatchFile, place: PlaceView, code: str) -> dict[str, object]:
    return {
        "number": place.number or "-",
        "name": place.name,
        "post": place.post,
        "unit": office(place.unit),
        "batch": file.title,
        "qr": qr_picture(code),
        "days": [_day(file, one) for one in person_days(place, file.batch, file.activities)],
    }


def _day(file: BatchFile, one: PersonDay) -> dict[str, object]:
    weekday, month = DAYS["id"][one.day.weekday()][:3], MONTHS["id"][one.day.month - 1][:3]
    return {
        "day": f"{weekday}, {one.day.day} {month} {one.day.year}",
        "long": weekday_date(one.day),
        "activities": [f"{hours(a)} {a.title}" for a in one.activities],
        "at": clock(one.first or file.first_hour(one.ordinal)),
        "rooms": ", ".join(one.rooms),
    }


def qr_picture(text: str) -> str:
    """The QR code as SVG, with the quiet zone that scanners need; a quarter of it may be smudged."""
    buffer = BytesIO()
    segno.make(text, error="q", micro=False).save(buffer, kind="svg", border=3, xmldecl=False)
    return buffer.getvalue().decode()
