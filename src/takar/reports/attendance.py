"""A session's attendance list as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from takar.assessments.public import ParticipantView, SessionView
from takar.kernel.clock import clock_time, day_in, weekday_date
from takar.reports.render import render_pdf
from takar.reports.wording import footer, place_and_date, spaced_nip


def attendance_list(
    session: SessionView, participants: Sequence[ParticipantView], agency: str, made_at: datetime
) -> bytes:
    """PDF with one line per participant and room to sign."""
    assessment = session.assessment
    day = day_in(assessment.zone, session.opens)
    return render_pdf(
        "attendance",
        {
            "title": f"Daftar hadir {session.title}",
            "agency": agency,
            "organiser": assessment.organiser,
            "footer": footer(assessment),
            "assessment": assessment.title,
            "facts": [
                ["Sesi", session.title],
                ["Hari, tanggal", weekday_date(day)],
                [
                    "Waktu",
                    f"{clock_time(session.opens, assessment.zone)} sampai {clock_time(session.closes, assessment.zone)}",
                ],
                ["Ruang", session.room],
                ["Dasar", assessment.legal_basis.sentence],
            ],
            "rows": [
                {
                    "number": p.number,
                    "name": p.name,
                    "nip": spaced_nip(p.nip),
                    "post": _post(p),
                    "seat": p.seat,
                }
                for p in participants
            ],
            "place_date": place_and_date(assessment, session.opens),
        },
        made_at,
    )


def _post(person: ParticipantView) -> str:
    """Post and top unit; the unit is left out where the post already names it."""
    unit = person.unit.split(" / ")[0]
    return person.post if not unit or unit in person.post else f"{person.post}, {unit}"
