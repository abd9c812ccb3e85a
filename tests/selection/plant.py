"""What stands around a selection in the browser: `python -m tests.selection.plant prepare | check <selection> | rate <selection>`
with TAKAR_DATA set. The selection itself is made through the pages."""

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
from takar.standards.public import load_shipped_standards  # noqa: E402
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
TMS, ILL = "Farid Maulana", "Eko Prasetyo"


def prepare() -> dict[str, object]:
    """Accounts with keys, civil servants and their certificates, and the days on which interviews may be."""
    now = datetime.now(UTC)
    days = [now.date() - timedelta(days=back) for back in range(7, -1, -1)]
    days = [day for day in days if day.weekday() < 5][-3:]
    load_shipped_standards()
    hashed = make_password(w.PHRASE)
    for name, role in STAFF.items():
        _account(name, role, name.replace(".", " ").title(), hashed)
    seats = {}
    for place, name in enumerate(MEMBERS):
        room = w.ROOMS[place % 3]
        user = f"{room.split('-')[0]}{place // 3 + 1}"
        _account(user, "panelist", name, hashed)
        seats[user] = room
    people = {}
    for place, name in enumerate(PEOPLE):
        nip = people[name] = w.person(name, unit=f"Sekretariat {place + 1}", year=1972 + place)
        w.certificate(nip, f"{80 + place}.50", now.date() - timedelta(days=200))
    return {"seats": seats, "people": people, "days": [day.isoformat() for day in days]}


def check(key: str) -> int:
    """Those whom nobody has checked yet: two people tick, and enter and confirm the values; returns how many."""
    waiting = [one for one in s.candidates(key, status="submitted") if not one.state.ticks]
    for one in waiting:
        place = list(PEOPLE).index(one.name)
        assert w.check(key, one.key) == "eligible"
        w.enter(key, one.key, "track_record", "84" if one.name == TMS else str(88 - place % 6))
        w.enter(key, one.key, "paper", str(86 - place % 5))
    return len(waiting)


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
    ways = {"check": check, "rate": rate}
    print(json.dumps(prepare() if sys.argv[1] == "prepare" else ways[sys.argv[1]](sys.argv[2])))
