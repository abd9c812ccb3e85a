"""The story of tests/walkthroughs/planning.csv, which a planner can read and extend.

Columns: siapa, tindakan, harapan (several parted by ;). The first row describes the programme. Solvers, database and
actions are the real ones.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from takar.jobs.public import Progress
from takar.kernel.refusals import Refusal
from takar.planning.actions.ask_plan import adopt_plan, ask_plan
from takar.planning.actions.move_person import move_person
from takar.planning.actions.rearrange import ask_rearrangement, solve_rearrangement
from takar.planning.actions.set_lock import set_lock
from takar.planning.actions.solve_plan import solve_plan
from takar.planning.actions.swap_people import possible_swaps, swap_people
from takar.planning.assembling import called, problem_of
from takar.planning.changing import problem_now
from takar.planning.domain.asking import Ask, relieved
from takar.planning.domain.capacity import capacity
from takar.planning.domain.checking import violations
from takar.planning.domain.problem import Problem
from takar.planning.models import Place, Plan, Rearrangement
from takar.planning.public import PlaceView, RepairProposal, propose_repair, rebook
from tests.planning.world import ACTOR, TODAY, nominees, people, programme, rooms, with_ask

STORY = Path(__file__).parents[1] / "walkthroughs" / "planning.csv"
pytestmark = [pytest.mark.database, pytest.mark.django_db]


def no_progress(done: int, total: int | None = None, note: str = "") -> None:
    """Nobody watches."""


WATCH: Progress = no_progress


def test_story() -> None:
    with STORY.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 10
    story = Story(rows[0]["tindakan"])
    for number, row in enumerate(rows[1:], 3):
        story.step(row["tindakan"])
        for expected in filter(None, map(str.strip, row["harapan"].split(";"))):
            found = story.check(expected)
            assert found == "", (
                f"baris {number} ({row['tindakan']}): diharapkan {expected!r}, ternyata {found}"
            )


class Story:
    """One phase, its plans and the people in them."""

    def __init__(self, text: str) -> None:
        found = re.fullmatch(
            r"program: (\d+) pengawas dari (\d+) kantor; kursi (\d+) cadangan (\d+); hari (\d+); aula (\d+); "
            r"(\S+) sampai (\S+)",
            text,
        )
        assert found, text
        count, offices, seats, reserve, days, halls = map(int, found.groups()[:6])
        self.owner = programme()
        names = tuple(f"Dinas Contoh {n + 1}" for n in range(offices))
        nominees(self.owner, people(count, offices=names))
        rooms(halls)
        first, last = (date.fromisoformat(one) for one in found.groups()[6:])
        self.ask = with_ask(
            first_day=first, last_day=last, batch_size=seats, reserve=reserve, batch_days=days, halls=halls,
            timetables=False,
        )  # fmt: skip
        self.done: object = None
        self.plan = Plan()
        self.before: dict[str, str] = {}

    def step(self, text: str) -> None:
        self.before = self.seats()
        for pattern, act in STEPS:
            if found := re.fullmatch(pattern, text):
                self.done = act(self, *found.groups())
                return
        raise AssertionError(f"langkah tidak dikenal: {text}")

    def seats(self) -> dict[str, str]:
        rows = Place.objects.filter(batch__plan=self.plan.pk or 0, freed_at=None)
        return dict(rows.values_list("name", "batch"))

    def place(self, name: str) -> Place:
        return Place.objects.get(batch__plan=self.plan, name=name, freed_at=None)

    def problem(self) -> Problem:
        found = problem_now(Plan.objects.get(pk=self.plan.pk), TODAY)
        assert isinstance(found, Problem), found
        return found

    def count(self) -> object:
        problem = problem_of(
            Plan(programme=self.owner.pk, phase=1), self.ask, called(self.owner.pk, 1, self.ask)
        )
        assert isinstance(problem, Problem)
        return capacity(problem)

    def solve(self, ask: Ask | None = None) -> object:
        made = ask_plan(self.owner.pk, 1, ask or self.ask, ACTOR)
        assert isinstance(made, Plan), made
        solve_plan(made, WATCH)
        self.plan = Plan.objects.get(pk=made.pk)
        return self.plan

    def adopt(self) -> object:
        return adopt_plan(self.plan.pk, ACTOR, today=TODAY)

    def move(self, name: str, other: str) -> object:
        target = self.place(other).batch_id
        if target == self.place(name).batch_id:
            target = next(batch for batch in self.seats().values() if batch != target)
        return move_person(self.place(name).pk, target, actor=ACTOR, reason="", today=TODAY)

    def swap(self, name: str, reason: str) -> object:
        mine = self.place(name)
        targets = sorted({batch for batch in self.seats().values() if batch != mine.batch_id})
        for target in targets:
            for one in possible_swaps(mine.pk, target, today=TODAY):
                other = Place.objects.get(batch=target, nip=one.other, freed_at=None)
                return swap_people(mine.pk, other.pk, actor=ACTOR, reason=reason, today=TODAY)
        other = Place.objects.filter(batch=targets[0], freed_at=None).first()
        assert other is not None
        return swap_people(mine.pk, other.pk, actor=ACTOR, reason=reason, today=TODAY)

    def lock(self, name: str) -> object:
        return set_lock("place", self.place(name).pk, True, ACTOR)

    def rearrange(self, reason: str) -> object:
        wanted = ask_rearrangement(self.plan.pk, ACTOR, reason=reason)
        assert isinstance(wanted, Rearrangement), wanted
        solve_rearrangement(wanted, WATCH, today=TODAY)
        return wanted

    def absent(self) -> object:
        first = min(self.plan.batches.all(), key=lambda one: (one.days.all()[0].day, one.number))
        one = first.places.filter(freed_at=None).order_by("name")[0]
        return propose_repair(one.nip, first.pk, first.days.all()[0].day, today=TODAY)

    def book(self, reason: str) -> object:
        assert isinstance(self.done, RepairProposal), self.done
        return rebook(self.done, actor=ACTOR, reason=reason)

    def narrow(self, first: str, last: str, halls: str) -> object:
        days = {"first_day": date.fromisoformat(first), "last_day": date.fromisoformat(last)}
        values = {name: getattr(self.ask, name) for name in Ask.__dataclass_fields__}
        return self.solve(Ask(**(values | days | {"halls": int(halls)})))

    def relieve(self, word: str) -> object:
        reliefs = self.plan.outcome["impossible"]["reliefs"]
        one = next(one for one in reliefs if word in one["id"] and one["enough"])
        return self.solve(relieved(Ask.from_json(self.plan.asked), one["rule"], one["to"]))

    def check(self, expected: str) -> str:
        """ "" when it is so, else what is found instead."""
        for pattern, look in CHECKS:
            if found := re.fullmatch(pattern, expected):
                return look(self, *found.groups())
        raise AssertionError(f"harapan tidak dikenal: {expected}")

    def is_refused(self, codes: str) -> str:
        if isinstance(self.done, Refusal) and self.done.code in codes.split(" atau "):
            return ""
        return repr(self.done)

    def is_accepted(self) -> str:
        return repr(self.done) if isinstance(self.done, Refusal) else ""

    def keeps_rules(self) -> str:
        found = violations(self.problem(), self.problem().batches)
        return "" if not found else found[0].id

    def status(self, wanted: str) -> str:
        return "" if Plan.objects.get(pk=self.plan.pk).status == wanted else str(self.plan.outcome)

    def has_people(self, count: str) -> str:
        return "" if len(self.seats()) == int(count) else f"{len(self.seats())} orang"

    def has_batches(self, count: str) -> str:
        return "" if self.plan.batches.count() == int(count) else f"{self.plan.batches.count()} gelombang"

    def moved_two(self) -> str:
        moved = [name for name, batch in self.seats().items() if self.before[name] != batch]
        return "" if len(moved) == 2 else f"berpindah: {moved}"

    def stays(self, name: str) -> str:
        assert isinstance(self.done, Rearrangement)
        return "" if name not in {one.get("name") for one in self.done.moves} else f"{name} berpindah"

    def is_rearranged(self) -> str:
        assert isinstance(self.done, Rearrangement)
        return "" if self.done.status == "proposed" else str(self.done.outcome)

    def is_proposed(self) -> str:
        return "" if isinstance(self.done, RepairProposal) else repr(self.done)

    def nobody_else(self) -> str:
        assert isinstance(self.done, RepairProposal)
        return "" if self.done.others_moved == 0 else f"{self.done.others_moved} orang"

    def later(self) -> str:
        assert isinstance(self.done, RepairProposal)
        old = Place.objects.get(batch=self.done.from_batch, nip=self.done.nip, freed_at=None).batch
        first = old.days.all()[0].day
        return "" if self.done.days[0] > first else f"{self.done.days[0]}"

    def old_is_freed(self) -> str:
        assert isinstance(self.done, PlaceView)
        old = Place.objects.get(pk=self.done.repeats)
        return "" if old.freed_at and old.freed_reason else "belum dilepas"

    def fits(self) -> str:
        return "" if getattr(self.done, "fits", False) else repr(self.done)

    def needs(self, count: str) -> str:
        needed = getattr(self.done, "batches_needed", None)
        return "" if needed == int(count) else f"{needed} gelombang"

    def is_impossible(self) -> str:
        return "" if self.plan.status == "impossible" else self.plan.status

    def has_way_out(self) -> str:
        reliefs = self.plan.outcome["impossible"]["reliefs"]
        return "" if any(one["enough"] for one in reliefs) else str(reliefs)

    def names(self, word: str) -> str:
        text = self.plan.outcome["impossible"]["id"]
        return "" if word in text else text


STEPS = (
    (r"hitung daya tampung", Story.count),
    (r"susun rencana", Story.solve),
    (r"pakai rencana", Story.adopt),
    (r"pindahkan (.+) ke gelombang (.+) tanpa alasan", Story.move),
    (r"tukar (.+) dengan orang gelombang lain: (.+)", Story.swap),
    (r"kunci (.+)", Story.lock),
    (r"susun ulang: (.+)", Story.rearrange),
    (r"seorang dari gelombang pertama tidak hadir pada hari pertamanya: .+", Story.absent),
    (r"pesan kursi itu: (.+)", Story.book),
    (r"minta rencana (\S+) sampai (\S+) dengan (\d+) aula", Story.narrow),
    (r"pakai jalan keluar (\w+)", Story.relieve),
)
CHECKS = (
    (r"cukup", Story.fits),
    (r"perlu (\d+) gelombang", Story.needs),
    (r"usulan", lambda story: story.status("proposed")),
    (r"dipakai", lambda story: story.status("adopted")),
    (r"(\d+) gelombang", Story.has_batches),
    (r"(\d+) orang", Story.has_people),
    (r"tidak ada aturan dilanggar", Story.keeps_rules),
    (r"ditolak (.+)", Story.is_refused),
    (r"diterima", Story.is_accepted),
    (r"bertukar", Story.moved_two),
    (r"susunan diusulkan", Story.is_rearranged),
    (r"(.+) tetap", lambda story, who: story.nobody_else() if who == "orang lain" else story.stays(who)),
    (r"kursi diusulkan", Story.is_proposed),
    (r"hanya gelombang sesudahnya", Story.later),
    (r"tempat lama dilepas", Story.old_is_freed),
    (r"tidak mungkin", Story.is_impossible),
    (r"ada jalan keluar yang cukup", Story.has_way_out),
    (r"kalimatnya menyebut (\w+)", Story.names),
)
