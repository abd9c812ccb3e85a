"""Steps of the stories in tests/walkthroughs/plenary.csv: one function per sentence an official writes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from takar.accounts.public import Approval, User
from takar.assessments.public import evidence_log
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from takar.plenary import public as plenary
from takar.plenary.access import seat_of
from takar.plenary.domain.table import lines_of
from tests.plenary.story import Story
from tests.plenary.world import START, Person, World, people_of, world

ENTERED = {"track_record": "78", "paper": "82", "assessment_centre": "84"}


class Walk:
    """One story: `do` a step, `check` what an official expects to see."""

    def __init__(self) -> None:
        self.story: Story = None  # type: ignore[assignment]
        self.world: World = None  # type: ignore[assignment]
        self.motions: list[str] = []

    def at(self, day: int, clock: str) -> None:
        hour, minute = (int(part) for part in clock.split("."))
        if self.story:
            # START is day 0 at 08.00 WIB; days are counted from the day of the interviews
            self.story.now = START + timedelta(days=day, hours=hour - 8, minutes=minute)

    def do(self, who: str, what: str) -> list[Any]:
        """What every actor's step came to."""
        if who == "aturan":
            return [self._made(what)]
        return [self._step(name, what) for name in who.split()]

    def check(self, wanted: str, done: list[Any]) -> None:
        for part in filter(None, (one.strip() for one in wanted.split(";"))):
            if part.startswith("ditolak"):
                assert [getattr(one, "code", one) for one in done] == [part.split()[1]] * len(done)
                continue
            assert not any(isinstance(one, Refusal) for one in done), done
            self._see(part)

    def _made(self, what: str) -> World:
        count = int(re.search(r"(\d+) calon", what)[1])  # type: ignore[index]
        people = people_of(count)
        for number in re.findall(r"(\d{3}) gugur", what):
            people[int(number) - 1] = Person(f"Calon {int(number)}", "85", {"track_record": "70"}, "dropped")
        for number in re.findall(r"(\d{3}) di bawah standar", what):
            people[int(number) - 1] = Person(f"Calon {int(number)}", "76", ENTERED)
        recused = [
            (who, f"Calon {int(n)}", "kerabat") for who, n in re.findall(r"(a\d) mundur dari (\d{3})", what)
        ]
        self.world = world({"J1": people}, members=9 if "sembilan" in what else 3, recusals=recused)
        self.story = Story(self.world, open_it=False)
        return self.world

    def _nip(self, number: str) -> str:
        return self.world.nips[f"Calon {int(number)}"]

    def _step(self, who: str, what: str) -> Any:
        for pattern, step in STEPS:
            found = re.fullmatch(pattern, what)
            if found:
                return step(self, who, *found.groups())
        raise AssertionError(f"no such step: {what}")

    def open(self, who: str) -> Any:
        if not User.objects.get(username=who).may(plenary_ability()):
            return Refusal("FORBIDDEN", "bukan sekretaris", "not the secretary")
        done = plenary.open_plenary(self.world.selection, actor=who, clock=self.story.clock)
        if isinstance(done, str):
            self.story.id = done
        return done

    def move(self, who: str, kind: str, text: str = "Menetapkan", order: str = "") -> Any:
        nips = tuple(self._nip(number) for number in order.split())
        done = self.story.ask(plenary.move, kind, "J1", text, who, nips, actor=who)
        if not isinstance(done, Refusal):
            self.motions.append(done.events[0].body.motion)
        return done

    def vote(self, who: str, choice: str, motion: str, text: str = "") -> Any:
        return self.story.ask(plenary.vote, self.motions[int(motion) - 1], who, choice, text or "", actor=who)

    def object(self, who: str, number: str, text: str) -> Any:
        return self.story.ask(plenary.file_objection, self._nip(number), "J1", text, actor=who)

    def grant(self, who: str, text: str) -> Any:
        return self.story.ask(plenary.answer, self.objection, True, text, actor=who)

    def ask_paper(self, who: str, value: str, reason: str) -> Any:
        user = User.objects.get(username=who)
        return plenary.ask_amendment(
            self.story.id, self.objection, "paper", value, reason, asked_by=user, clock=self.story.clock
        )

    def approve(self, who: str) -> Any:
        number = Approval.objects.get(kind="plenary.amend", decided_at=None).pk
        done = plenary.approve_amendment(
            self.story.id, number, decided_by=User.objects.get(username=who), clock=self.story.clock
        )
        # what follows a commit does not happen inside of a test's transaction
        plenary.log_leaves(self.story.id, clock=self.story.clock)
        return done

    def choose(self, who: str, number: str, reason: str | None) -> Any:
        return self.story.ask(plenary.choose, "J1", self._nip(number), reason or "", actor=who)

    @property
    def objection(self) -> str:
        return next(iter(self.story.book.state.objections))

    def _see(self, part: str) -> None:
        for pattern, look in LOOKS:
            found = re.fullmatch(pattern, part)
            if found:
                look(self, *found.groups())
                return
        raise AssertionError(f"no such expectation: {part}")

    def numbers(self, nips: Any) -> list[str]:
        return [self.story.book.entrants[nip].number for nip in nips]

    def named(self) -> list[str]:
        book = self.story.book
        return self.numbers(book.state.names(book.rules.posts["J1"], book.rules))

    def lines(self) -> Any:
        return lines_of(self.story.book.tables["J1"])


def plenary_ability() -> Any:
    from takar.accounts.public import Ability

    return Ability.RUN_PLENARY


def equal(found: Any, wanted: Any) -> None:
    assert found == wanted, (found, wanted)


def last_leaf() -> str:
    return str([json.loads(leaf)["t"] for _, leaf in evidence_log().leaves(0)][-1])


def clean(walk: Walk) -> None:
    assert plenary.check_plenary(walk.story.id) == ()
    assert monitor(evidence_log()) == []
    for member in walk.world.members:
        seat = seat_of(walk.story.book, walk.world.user(member))
        assert not isinstance(seat, Refusal)
        recused = any(who == member for who, _ in walk.story.book.state.recusals)
        assert seat.sees("J1") is not recused


def act(action: Any) -> Callable[..., Any]:
    return lambda walk, who, *rest: walk.story.ask(action, *rest, actor=who)


STEPS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (r"membuka", Walk.open),
    (r"hadir", lambda w, who: w.story.ask(plenary.come, who, actor=who)),
    (r"pergi", lambda w, who: w.story.ask(plenary.leave, who, actor=who)),
    (r"tampilkan nilai", lambda w, who: w.story.ask(plenary.show, "J1", "scores", actor=who)),
    (r"buka nama penilai", lambda w, who: w.story.ask(plenary.show, "J1", "raters", actor=who)),
    (r"usul menetapkan peringkat", lambda w, who: w.move(who, "ranking")),
    (r"usul mengumumkan ulang", lambda w, who: w.move(who, "readvertise", "Kurang calon")),
    (r"usul urutan ([\d ]+): (.+)", lambda w, who, order, text: w.move(who, "departure", text, order)),
    (r"setuju usul (\d)", lambda w, who, m: w.vote(who, "yes", m)),
    (r"tidak setuju usul (\d): (.+)", lambda w, who, m, text: w.vote(who, "no", m, text)),
    (r"hitung usul (\d)", lambda w, who, m: w.story.ask(plenary.decide, w.motions[int(m) - 1], actor=who)),
    (r"tutup pembahasan", act(plenary.end)),
    (r"tanda tangan", lambda w, who: w.story.sign(who)),
    (r"menolak tanda tangan (a\d): (.+)", act(plenary.refuse_to_sign)),
    (
        r"menolak tanda tangan: (.+)",
        lambda w, who, text: w.story.ask(plenary.refuse_to_sign, who, text, actor=who),
    ),
    (r"selesaikan", act(plenary.close)),
    (
        r"serahkan kepada wali kota",
        lambda w, who: w.story.ask(plenary.hand_over, "Wali Kota", "800/1", actor=who),
    ),
    (r"memilih (\d{3})(?:: (.+))?", Walk.choose),
    (r"umumkan", act(plenary.release)),
    (r"terima keberatan (\d{3}): (.+)", Walk.object),
    (r"kabulkan: (.+)", Walk.grant),
    (r"minta pembetulan makalah (\d+): (.+)", Walk.ask_paper),
    (r"setujui pembetulan", Walk.approve),
)
LOOKS: tuple[tuple[str, Callable[..., None]], ...] = (
    (r"calon (\d+)", lambda w, n: equal(len(w.story.book.entrants), int(n))),
    (r"TMS (.+)", lambda w, n: equal([x.entrant.number for x in w.lines() if x.verdict == "TMS"], n.split())),
    (r"gugur (.+)", lambda w, n: equal([x.entrant.number for x in w.lines() if x.entrant.out], n.split())),
    (r"peringkat (.+)", lambda w, n: equal(w.numbers(w.story.book.rules.posts["J1"].ranking), n.split())),
    (r"catatan cocok", clean),
    (r"hadir (\d+)", lambda w, n: equal(len(w.story.book.state.present), int(n))),
    (r"usul (\d+)", lambda w, n: equal(len(w.motions), int(n))),
    (r"suara (\d+)", lambda w, n: equal(len(w.story.book.state.motions[w.motions[0]].votes), int(n))),
    (r"diterima (\d) (\d) (\d) dari (\d)", lambda w, *n: equal(counted(w), tuple(int(one) for one in n))),
    (r"usulan tidak ada", lambda w: equal(w.named(), [])),
    (r"usulan ([\d ]+)", lambda w, n: equal(w.named(), n.split())),
    (r"tanda tangan (\d)", lambda w, n: equal(len(w.story.book.state.signatures), int(n))),
    (r"pilihan (\d{3})", lambda w, n: equal(w.numbers([w.story.book.state.choices["J1"].nip]), [n])),
    (r"di log (\w+)", lambda w, kind: equal(last_leaf(), kind)),
    (r"diumumkan", lambda w: equal(w.story.book.state.released is not None, True)),
    (r"keberatan sampai (\S+)", lambda w, day: equal(
        w.story.book.rules.last_day(w.story.book.state.released_ms).isoformat(), day)),
    (r"makalah (\d{3}) (\S+) menjadi (\S+)", lambda w, who, old, new: equal(
        [(w.numbers([a.nip]), a.old, a.new) for _, a in w.story.book.amendments], [([who], old, new)])),
)  # fmt: skip


def counted(walk: Walk) -> tuple[int, ...]:
    decided = walk.story.book.state.motions[walk.motions[-1]].decided
    assert decided is not None
    assert decided.carried
    return decided.yes, decided.no, decided.abstain, decided.eligible
