"""The story of tests/walkthroughs/nomination.csv, which an official can read and extend.

Columns: tanggal, siapa, tindakan, harapan. People are called by one name; several expectations are divided by “;”.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from takar.kernel.refusals import Refusal
from takar.people.public import PeopleFilter
from takar.programmes import public as programmes
from takar.programmes.candidates import due_candidates
from takar.programmes.domain.priority import rank, replacements
from takar.programmes.models import Nominee
from takar.programmes.public import Answer, LetterDraft, NomineeView, PhaseDraft
from takar.programmes.rolls import roll_of
from tests.programmes.world import ACTOR, certificate, make_programme, person

STORY = Path(__file__).parents[1] / "walkthroughs" / "nomination.csv"
STATUSES = {
    "diusulkan": "nominated",
    "diundang": "invited",
    "bersedia": "confirmed",
    "berhalangan": "declined",
    "dibatalkan": "withdrawn",
}


@pytest.mark.database
@pytest.mark.django_db
def test_the_story() -> None:
    with STORY.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 20
    story = Story()
    for number, row in enumerate(rows, 2):
        story.step(date.fromisoformat(row["tanggal"]), row["tindakan"])
        for wanted in filter(None, map(str.strip, row["harapan"].split(";"))):
            found = story.check(wanted)
            assert found == "", f"baris {number}: diharapkan {wanted!r}, ternyata {found}"
        if "ditolak" not in row["harapan"]:
            assert story.refusal == "", f"baris {number}: {story.refusal}"


class Story:
    """One programme, its people by name, and what the last step brought."""

    def __init__(self) -> None:
        self.nips: dict[str, str] = {}
        self.programme = ""
        self.today = date(2027, 1, 1)
        self.refusal = ""
        self.listed: list[str] = []
        self.near: list[str] = []
        self.left_out: list[str] = []
        self.chosen: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        return {nip: name for name, nip in self.nips.items()}

    def clock(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 2, tzinfo=UTC)

    def step(self, day: date, action: str) -> None:
        self.today, self.refusal = day, ""
        for pattern, act in STEPS:
            found = re.fullmatch(pattern, action)
            if found:
                done = act(self, *found.groups())
                self.refusal = done.code if isinstance(done, Refusal) else self.refusal
                return
        raise ValueError(f"tindakan tidak dikenal: {action!r}")

    def people(self, job_class: str, names: str, unit: str) -> None:
        for name in names.split():
            self.nips[name] = person(len(self.nips) + 1, unit=unit, job_class=job_class, name=name)

    def results(self, text: str) -> None:
        for part in text.split(";"):
            name, day = part.split()
            certificate(
                self.nips[name], date.fromisoformat(day), "administrator" if name == "Indah" else "pengawas"
            )

    def born(self, name: str, day: str) -> None:
        from takar.people.models import CivilServant

        CivilServant.objects.filter(nip=self.nips[name]).delete()
        born = date.fromisoformat(day)
        nip = f"{born:%Y%m%d}199503{1}777"
        self.nips[name] = person(777, unit="Dinas B", nip=nip, birth_date=born, name=name) and nip

    def make(self, phase: str, quota: str, last: str) -> None:
        self.programme = make_programme().id
        self.phase(int(phase), int(quota), date.fromisoformat(last), programmes.add_phase)

    def phase(self, number: int, quota: int, last: date, act: Callable[..., Any]) -> Any:
        draft = PhaseDraft(number, f"Tahap {number}", quota, "APBD", last - timedelta(days=30), last)
        reason = {"reason": "anggaran"} if act is programmes.change_phase else {}
        return act(self.programme, draft, ACTOR, clock=self.clock, **reason)

    def quota(self, number: str, quota: str) -> Any:
        kept = self.view().phases[int(number) - 1]
        return self.phase(int(number), int(quota), kept.last_day, programmes.change_phase)

    def view(self) -> programmes.ProgrammeView:
        found = programmes.programme(self.programme)
        assert found is not None
        return found

    def search(self, job_class: str, _phase: str) -> None:
        due = due_candidates(PeopleFilter(job_class=job_class), self.today, self.view().phases[0].last_day)
        ordered = sorted(due, key=rank)
        self.listed = [one.name for one in ordered if not one.near]
        self.near = [one.name for one in ordered if one.near]

    def nominate_all(self, job_class: str, phase: str) -> Any:
        self.search(job_class, phase)
        return self.nominate(" ".join(self.listed), phase)

    def nominate(self, names: str, phase: str) -> Any:
        nips = [self.nips[name] for name in names.split()]
        done = programmes.nominate(self.programme, int(phase), nips, ACTOR, clock=self.clock)
        if isinstance(done, Refusal):
            return done
        self.left_out = [one.name for one in done.left_out]
        return done.refused[0][1] if done.refused else None

    def invite(self, names: str, number: str) -> Any:
        letter = LetterDraft(number, self.today, "Kepala Contoh", "Kepala BKPSDM", "Kota Contoh")
        return self.taken(
            programmes.invite(
                self.programme, [self.nips[n] for n in names.split()], letter, ACTOR, clock=self.clock
            )
        )

    def answer(self, name: str, word: str, reason: str | None) -> Any:
        told = Answer(self.nips[name], word == "bersedia", reason or "")
        return self.taken(programmes.record_answers(self.programme, [told], ACTOR, clock=self.clock))

    def withdraw(self, name: str, reason: str) -> Any:
        return self.taken(
            programmes.withdraw(self.programme, [self.nips[name]], reason, ACTOR, clock=self.clock)
        )

    def reinstate(self, name: str, reason: str) -> Any:
        return self.taken(
            programmes.reinstate(self.programme, [self.nips[name]], reason, ACTOR, clock=self.clock)
        )

    def taken(self, done: programmes.Taken | Refusal) -> Any:
        return done if isinstance(done, Refusal) else done.refused[0][1] if done.refused else None

    def propose(self, name: str) -> None:
        gone = Nominee.objects.select_related("phase").get(nip=self.nips[name])
        called = roll_of(self.programme).called
        due = due_candidates(PeopleFilter(job_class=gone.job_class), self.today, gone.phase.last_day)
        found = replacements([one for one in due if one.nip not in called], gone.job_class, gone.unit, 10)
        self.listed = [one.name for one in found]

    def replace(self, old: str, new: str, reason: str | None) -> Any:
        done = programmes.replace(
            self.programme, self.nips[old], self.nips[new], ACTOR, reason=reason or "", clock=self.clock
        )
        assert isinstance(done, Refusal | NomineeView)
        return done

    def finish(self, reason: str) -> Any:
        return programmes.finish_programme(self.programme, ACTOR, reason, clock=self.clock)

    def check(self, wanted: str) -> str:
        """ "" when it is so, otherwise what is."""
        word, _, rest = wanted.partition(" ")
        found = CHECKS[word](self, rest)
        return "" if found == rest else f"{word} {found!r}"

    def standing(self, status: str, rest: str) -> str:
        """Those named by the expectation first, so that order does not matter."""
        here = {
            self.names[one.nip] for one in programmes.nominees_of(self.programme, status=[STATUSES[status]])
        }
        asked = rest.split()
        return " ".join(
            [name for name in asked if name in here] + sorted(here - set(asked)) * (status != "diusulkan")
        )

    def cause(self, rest: str) -> str:
        name = rest.split()[0]
        found = programmes.nominee_of(self.programme, self.nips[name])
        return f"{name} {found.cause if found else ''}"

    def room(self) -> str:
        return str(roll_of(self.programme).room(1))

    def heir(self, rest: str) -> str:
        name = rest.split()[0]
        heir = roll_of(self.programme).replacement_of(self.nips[name])
        return f"{name} adalah {self.names.get(heir, '')}"

    def chain(self, rest: str) -> str:
        name = rest.split()[0]
        line = roll_of(self.programme).chain(self.nips[name])
        return " ".join([name, *(self.names[one] for one in line)])

    def substitutes(self, rest: str) -> str:
        return self.heir(rest) if " adalah " in rest else " ".join(self.listed)


STEPS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (r"(pengawas|administrator): (.+) di (.+)", Story.people),
    (r"hasil: (.+)", Story.results),
    (r"pensiun: (\w+) lahir (\S+)", Story.born),
    (r"buat program dengan tahap (\d+) kuota (\d+) sampai (\S+)", Story.make),
    (r"cari (\w+) yang wajib untuk tahap (\d+)", Story.search),
    (r"usulkan semua (\w+) yang wajib untuk tahap (\d+)", Story.nominate_all),
    (r"usulkan kembali (\w+): (.+)", Story.reinstate),
    (r"usulkan ([\w ]+) untuk tahap (\d+)", Story.nominate),
    (r"ubah kuota tahap (\d+) menjadi (\d+)", Story.quota),
    (r"undang ([\w ]+) dengan surat (\S+)", Story.invite),
    (r"catat (\w+) (bersedia|berhalangan)(?:: (.+))?", Story.answer),
    (r"lihat usulan pengganti (\w+)", Story.propose),
    (r"ganti (\w+) dengan (\w+)(?:: (.+))?", Story.replace),
    (r"batalkan (\w+): (.+)", Story.withdraw),
    (r"nyatakan selesai: (.+)", Story.finish),
)
CHECKS: dict[str, Callable[[Story, str], str]] = {
    "ditolak": lambda story, rest: story.refusal,
    "ditemukan": lambda story, rest: " ".join(story.listed),
    "mendekati": lambda story, rest: " ".join(["pensiun", *story.near]),
    "tertinggal": lambda story, rest: " ".join(story.left_out),
    "sisa": lambda story, rest: story.room(),
    "sebab": Story.cause,
    "pengganti": Story.substitutes,
    "rangkaian": Story.chain,
    **{word: (lambda story, rest, word=word: story.standing(word, rest)) for word in STATUSES},  # type: ignore[misc]
}
