"""The story of tests/walkthroughs/assessor_meeting.csv, which an assessor can read and extend."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from takar.accounts.public import User
from takar.exercises.domain.meeting.decide import Depart, Reveal, Write
from takar.exercises.meeting.actions import Done, act, open_meeting, sign_meeting
from takar.exercises.meeting.reading import MeetingView, meeting_view
from takar.exercises.models import Sheet
from takar.exercises.storage import lock, save
from takar.kernel.refusals import Refusal
from tests.exercises.judging import OWNER, PEOPLE, appointed, opened, raters
from tests.exercises.meeting.test_meeting import ROUND, lead
from tests.exercises.round import PHRASE

pytestmark = [pytest.mark.database, pytest.mark.django_db]
STORY = Path(__file__).parents[2] / "walkthroughs" / "assessor_meeting.csv"
NIP = PEOPLE[0].nip


def seen(reader: str) -> MeetingView:
    found = meeting_view(OWNER, NIP, reader)
    assert isinstance(found, MeetingView), found
    return found


def lock_sheet(row: dict[str, str]) -> Any:
    sheet = Sheet.objects.get(nip=NIP, rater=row["who"], instrument=row["about"])
    entries: list[dict[str, Any]] = []
    for code, value in (pair.split("=") for pair in row["value"].split(";")):
        if value != "NE":
            entries.append({"kind": "noted", "note": code, "text": "Menegur anggota", "clock_s": 5})
            entries.append({"kind": "tagged", "note": code, "dimension": code, "indicator": "", "sign": "+"})
        entries.append({"kind": "rated", "dimension": code, "value": value})
    numbered = [{**one, "seq": place, "tick": place} for place, one in enumerate(entries, 1)]
    save(sheet.pk, sheet.rater, "dev", numbered)
    return lock(sheet.pk, User.objects.get(username=row["who"]), PHRASE, device="dev", last_seq=len(numbered))


def figure(row: dict[str, str]) -> str:
    one = next(each for each in seen(row["who"]).rows if each.code == row["about"])
    if one.figure is None:
        return "hidden"
    word = "berbeda" if one.figure.disagree else "sepakat"
    return f"{one.value} {one.figure.counted}/{one.figure.asked} {word}"


def depart(row: dict[str, str]) -> Any:
    now = next(one.version for one in seen(row["who"]).rows if one.code == row["about"])
    version = 0 if row["action"] == "depart late" else now
    command = Depart(row["who"], row["about"], row["value"], "other", row["reason"], version)
    return act(OWNER, NIP, command)


def write(row: dict[str, str]) -> Any:
    version = seen(row["who"]).state.version(row["about"])
    return act(OWNER, NIP, Write(row["who"], row["about"], row["value"], version))


def sign(row: dict[str, str]) -> Any:
    user = User.objects.get(username=row["who"])
    return sign_meeting(OWNER, NIP, user, PHRASE, seen=seen(row["who"]).digest)


STEPS: dict[str, Any] = {
    "lock": lock_sheet,
    "open": lambda row: open_meeting(OWNER, NIP, row["value"], by=row["who"]),
    "reveal": lambda row: act(OWNER, NIP, Reveal(row["who"])),
    "figure": figure,
    "depart": depart,
    "depart late": depart,
    "write": write,
    "sign": sign,
}


def said(result: Any) -> str:
    match result:
        case str():
            return result
        case Refusal():
            return result.code
        case Done(aside=True):
            return "aside"
        case Done(final=True):
            return "final"
        case _:
            return "ok"


def test_the_story() -> None:
    users = raters()
    lead()
    opened(users, rules=ROUND)
    appointed(users)
    for row in csv.DictReader(STORY.open(newline="")):
        assert said(STEPS[row["action"]](row)) == row["expected"], row
