"""Blank rating forms as PDF, to be at hand before the day: one per rater, person and instrument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from takar.exercises.public import BlankForm
from takar.kernel.clock import clock_time, day_in, weekday_date
from takar.reports.paper.cards import qr_picture
from takar.reports.render import render_pdf
from takar.reports.wording import spaced_nip

# A scale with more steps has a box to write in.
_MOST_BOXES = 8


def rating_forms(forms: Sequence[BlankForm], zone: str, made_at: datetime) -> bytes:
    """PDF with every form on pages of its own, numbered by form."""
    title = forms[0].round if forms else ""
    return render_pdf(
        "rating_form",
        {
            "title": f"Formulir penilaian {title}".strip(),
            "round": title,
            "footer": f"Rahasia · {title} · dicetak {weekday_date(day_in(zone, made_at))} pukul {clock_time(made_at, zone)}",
            "forms": [_form(one, zone) for one in forms],
        },
        made_at,
    )


def _form(form: BlankForm, zone: str) -> dict[str, object]:
    scale = form.form["scale"]
    return {
        "title": form.title,
        "code": _grouped(form.code),
        "qr": qr_picture(form.code),
        "rater": form.rater,
        "facts": _facts(form, zone),
        "lines": form.lines,
        "boxes": _boxes(scale),
        "range": f"{scale['least']} sampai {scale['most']}".replace(".", ","),
        "dimensions": [_dimension(one) for one in form.form["dimensions"]],
        "writing": [_written(part) for part in form.writing["parts"]] if form.writing else [],
    }


def _facts(form: BlankForm, zone: str) -> list[list[str]]:
    person = f"{form.name}, nomor {form.number}" if form.number else form.name
    rows = [
        ["Putaran", form.round],
        ["Peserta", person],
        ["NIP", spaced_nip(form.nip)],
        ["Penilai", form.rater],
    ]
    if form.starts:
        when = f"{weekday_date(day_in(zone, form.starts))}, pukul {clock_time(form.starts, zone)}"
        rows.append(["Waktu", f"{when} sampai {clock_time(form.ends, zone)}" if form.ends else when])
    return [*rows, ["Ruang", form.room]] if form.room else rows


def _boxes(scale: Mapping[str, Any]) -> list[str]:
    least, most = Decimal(str(scale["least"])), Decimal(str(scale["most"]))
    if int(scale["decimals"]) or most - least >= _MOST_BOXES or least % 1:
        return []
    return [str(value) for value in range(int(least), int(most) + 1)]


def _dimension(one: Mapping[str, Any]) -> dict[str, object]:
    anchors = one.get("anchors") or {}
    standard = one.get("standard")
    return {
        "code": one["code"],
        "name": _words(one["name"]),
        "standard": f"standar {standard}" if standard else "",
        "indicators": [
            {"code": each["code"], "text": _words(each["text"])} for each in one.get("indicators") or ()
        ],
        "anchors": [[str(level), _words(text)] for level, text in anchors.items()],
    }


_CHOICES = {
    "urgent": "Mendesak",
    "important": "Penting",
    "later": "Dapat menunggu",
    "decide": "Putuskan sendiri",
    "delegate": "Serahkan",
    "ask": "Minta keterangan",
    "postpone": "Tunda",
}


def _written(part: Mapping[str, Any]) -> dict[str, object]:
    """One letter or question with what the participant wrote."""
    letter = part.get("letter")
    chosen = [_CHOICES[code] for code in (part.get("priority"), part.get("action")) if code]
    return {
        "head": f"Surat {letter['id']}: {letter['subject']}" if letter else part["question"],
        "given": f"{letter['from']}: {letter['text']}" if letter else "",
        "chosen": ", ".join(chosen),
        "text": part["text"].strip() or "Tidak dijawab.",
    }


def _words(text: object) -> str:
    """An anchor is a sentence, or one in each language; the printed form is Indonesian."""
    return str(text["id"]) if isinstance(text, Mapping) else str(text)


def _grouped(code: str) -> str:
    """In groups of four, so that it can be typed from paper."""
    head, _, tail = code.partition(":")
    return f"{head}: " + " ".join(tail[at : at + 4] for at in range(0, len(tail), 4))
