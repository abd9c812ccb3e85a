"""A selection of today for the browser: `python -m tests.selection.plant prepare | rate <selection>` with TAKAR_DATA set."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402

from takar.accounts.public import User  # noqa: E402
from takar.exercises.models import Seal, Sheet  # noqa: E402
from takar.selection import public as s  # noqa: E402
from takar.selection.models import Candidate  # noqa: E402
from tests.selection import world as w  # noqa: E402

PEOPLE = {
    "Adi Nugraha": "91", "Bunga Lestari": "88", "Citra Ayu": "86", "Dewi Anjani": "84", "Eko Prasetyo": "82",
    "Farid Maulana": "76", "Gita Permata": "90", "Hendra Wijaya": "87", "Indah Sari": "85", "Joko Susilo": "83",
}  # fmt: skip
STAFF = {
    w.SECRETARY: "panel_secretary",
    w.SECOND: "panel_secretary",
    "walikota": "appointer",
    "auditor": "auditor",
}
MEMBERS = (
    "Ratna Kusuma",
    "Bambang Hadi",
    "Maria Goreti",
    "Slamet Riyadi",
    "Yohana Tobing",
    "Agus Salam",
    "Nyoman Sudarta",
    "Fatimah Zahra",
    "Robert Manalu",
)
RECUSED, TMS, ILL = "Gita Permata", "Farid Maulana", "Eko Prasetyo"


def prepare() -> dict[str, object]:
    """Everything up to the declarations: posts, panel, candidates checked by two people, values and questions."""
    now = datetime.now(UTC)
    days = [now.date() - timedelta(days=back) for back in range(7, -1, -1)]
    days = [day for day in days if day.weekday() < 5][-3:]
    key = w.make_selection(
        "Kepala Dinas Kesehatan", "Kepala Dinas Pendidikan", interview_days=tuple(days), releases_at=now - timedelta(minutes=1),
        stages={"administration": (days[0] - timedelta(days=9), days[0] - timedelta(days=5)), "interview": (days[0], days[-1]),
                "plenary": (now.date(), now.date()), "release": (now.date(), now.date())},
    )  # fmt: skip
    hashed = make_password(w.PHRASE)
    for name, role in STAFF.items():
        _account(name, role, name.replace(".", " ").title(), hashed)
    for place, name in enumerate(MEMBERS):
        _account(f"{w.ROOMS[place % 3].split('-')[0]}{place // 3 + 1}", "panelist", name, hashed)
    seats = w.seat_nine(key)
    for place, name in enumerate(PEOPLE):
        nip = w.person(name, unit=f"Sekretariat {place + 1}", year=1972 + place)
        w.certificate(nip, f"{80 + place}.50", now.date() - timedelta(days=200))
        w.apply(key, "J1" if place < 6 else "J2", [nip])
        number = w.number_of(key, nip)
        assert w.check(key, number) == "eligible"
        w.enter(key, number, "track_record", "84" if name == TMS else str(88 - place % 6))
        w.enter(key, number, "paper", str(86 - place % 5))
    w.ok(s.take_results(key, w.SECRETARY))
    recused = Candidate.objects.get(selection=key, name=RECUSED).nip
    first = next(iter(seats))
    w.declare_all(key, besides=[(first, recused)])
    w.ask(key)
    people = {row.name: row.nip for row in Candidate.objects.filter(selection=key)}
    return {"selection": key, "seats": seats, "people": people}


def rate(key: str) -> int:
    """Every sheet that is not locked yet and not about who fell ill; returns how many."""
    locked = Seal.objects.values("sheet")
    waiting = Sheet.objects.filter(round=key, withdrawn_at=None).exclude(pk__in=locked).exclude(name=ILL)
    count = 0
    for sheet in waiting:
        value = (
            int(PEOPLE[sheet.name])
            + (sum(map(ord, sheet.name)) * int(sheet.rater[-1]) + len(sheet.rater)) % 5
            - 2
        )
        w.rate(key, sheet.rater, sheet.nip, [str(value)] * len(sheet.form["dimensions"]))
        count += 1
    return count


def _account(name: str, role: str, full: str, hashed: str) -> None:
    user = w.member(name) if role == "panelist" else User(username=name, roles=[role])
    user.first_name, user.password = full, hashed
    user.save()


if __name__ == "__main__":
    print(json.dumps(prepare()) if sys.argv[1] == "prepare" else json.dumps(rate(sys.argv[2])))
