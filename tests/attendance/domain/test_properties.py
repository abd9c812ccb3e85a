"""Whatever comes in whatever order, no day is lost, none counts twice, and no signed sheet changes without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from takar.attendance.domain.commands import Command, Correct, Note, Report, Sign
from takar.attendance.domain.complete import completeness, tools_done
from takar.attendance.domain.days import HERE, Status, day_of
from takar.attendance.domain.decide import decide
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Absent, Arrived, Claim, Incident, Left
from takar.attendance.domain.outs import absent_days, out_of
from takar.attendance.domain.rules import Rules
from takar.attendance.domain.sheet import sheet_of
from takar.attendance.domain.state import State, evolve, fold
from takar.kernel.clock import milliseconds
from takar.kernel.refusals import Refusal
from tests.attendance.story import DAYS, NIPS, at, rules

RULES = rules()
FEW = NIPS[:3]
EVENING = "23.00"
ACTIVITIES = {1: (None, 1, 2), 2: (None, 3), 3: (None, 4)}
BIG = settings(max_examples=150, deadline=None)


def moments(day: int) -> st.SearchStrategy[datetime]:
    return st.integers(0, 64).map(lambda n: at(day, "07.00") + timedelta(minutes=10 * n))


@st.composite
def claims(draw: st.DrawFn, day: int | None = None, left: bool = True) -> tuple[str, int, datetime, Claim]:
    of = draw(st.sampled_from(sorted(DAYS))) if day is None else day
    activity = draw(st.sampled_from(ACTIVITIES[of]))
    kinds = [Arrived(activity), Absent("sakit", activity)]
    if left:
        kinds += [Left(activity), Left(activity, finished=True)]
    return draw(st.sampled_from(FEW)), of, draw(moments(of)), draw(st.sampled_from(kinds))


@st.composite
def incidents(draw: st.DrawFn) -> tuple[str, int, datetime, Incident]:
    day = draw(st.sampled_from(sorted(DAYS)))
    starts = draw(moments(day))
    until = draw(st.none() | st.integers(0, 300).map(lambda n: milliseconds(starts + timedelta(minutes=n))))
    whom = draw(
        st.sampled_from(
            (
                {"whom": "all"},
                {"whom": "group", "group": 1},
                {"whom": "room", "room": "Ruang 1"},
                {"whom": "people", "nips": FEW[:1]},
            )
        )
    )
    return "", day, starts, Incident("power", "padam", until_ms=until, lost=draw(st.booleans()), **whom)  # type: ignore[arg-type]


def entries(noted: list[tuple[str, int, datetime, Claim | Incident]]) -> list[Entry]:
    return [
        Entry(n, day, nip, moment, "awas", at(day, EVENING), f"r{n}", fact)
        for n, (nip, day, moment, fact) in enumerate(noted, 1)
    ]


def picture(state: State, of: Rules = RULES) -> dict[tuple[str, int], object]:
    """What everybody's days look like, without the entries behind them."""
    found = {(nip, day): day_of(state, of, nip, day) for nip in FEW for day in DAYS}
    return {
        key: (one.status, [(s.status, s.done) for s in one.slots], one.arrived, one.left, one.minutes_late)
        for key, one in found.items()
        if one
    }


@BIG
@given(st.lists(claims() | incidents(), max_size=14), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_in_changes_nothing(noted: list[object], random: object) -> None:
    one = entries(noted)  # type: ignore[arg-type]
    other = list(one)
    random.shuffle(other)  # type: ignore[attr-defined]
    shuffled = [replace(entry, ordinal=n) for n, entry in enumerate(other, 1)]
    assert picture(fold(one)) == picture(fold(shuffled))


@BIG
@given(st.lists(claims(left=False), max_size=10), st.randoms(use_true_random=False))
def test_tablets_retries_and_double_clicks_end_in_the_same_days(noted: list[object], random: object) -> None:
    """Check-ins and absences, decided one by one, in any order, each sent any number of times."""
    commands = [note(n, *one) for n, one in enumerate(noted)]  # type: ignore[misc]
    state, _ = play(commands)
    again = commands + [one for one in commands if random.random() < 0.5]  # type: ignore[attr-defined]
    random.shuffle(again)  # type: ignore[attr-defined]
    other, _ = play(again)
    assert picture(state) == picture(other)
    assert len(other.entries) == len({one.request for one in other.entries}) <= len(commands)


@BIG
@given(st.lists(claims() | incidents(), max_size=12))
def test_everybody_is_on_a_sheet_exactly_once(noted: list[object]) -> None:
    state = fold(entries(noted))  # type: ignore[arg-type]
    for day in DAYS:
        sheet = sheet_of(state, RULES, day)
        assert [line.person.nip for line in sheet.lines] == list(NIPS)
        assert sum(sheet.counts.values()) == len(NIPS)
    for nip in FEW:
        days = absent_days(state, RULES, nip)
        assert len(days) == len(set(days))
        out = out_of(state, RULES, nip)
        assert (out.days if out else ()) == days, "proposed for exactly the days that were missed"


@BIG
@given(st.lists(claims() | incidents(), max_size=10), incidents())
def test_an_incident_never_makes_anybody_absent(noted: list[object], more: object) -> None:
    before = fold(entries(noted))  # type: ignore[arg-type]
    after = fold(entries([*noted, more]))  # type: ignore[list-item]
    for nip in FEW:
        assert set(absent_days(after, RULES, nip)) <= set(absent_days(before, RULES, nip))


@BIG
@given(st.lists(claims(), max_size=10), claims())
def test_an_arrival_takes_no_presence_away_and_an_absence_gives_none(
    noted: list[object], more: tuple[object, ...]
) -> None:
    before = fold(entries(noted))  # type: ignore[arg-type]
    after = fold(entries([*noted, more]))  # type: ignore[list-item]
    nip, day = more[0], more[1]
    was, now = (day_of(state, RULES, nip, day) for state in (before, after))  # type: ignore[arg-type]
    if was is None or now is None:
        return
    if isinstance(more[3], Arrived) and was.status in HERE:
        assert now.status in HERE
    if isinstance(more[3], Absent):
        assert now.status not in HERE or was.status in HERE


@BIG
@given(st.lists(claims() | incidents(), max_size=12))
def test_what_was_not_done_is_missing_and_nothing_else(noted: list[object]) -> None:
    """A tool is done exactly when its activity was gone through; completeness follows from that alone."""
    state = fold(entries(noted))  # type: ignore[arg-type]
    matrix = {"cat": ("a",), "kasus": ("b",), "diskusi": ("c",), "wawancara": ("d",)}
    for nip in FEW:
        done = tools_done(state, RULES, nip, at(3, EVENING))
        days = [one for day in DAYS if (one := day_of(state, RULES, nip, day))]
        assert done == {s.slot.tool for one in days for s in one.slots if s.done}
        assert not any(
            s.done and s.status in (Status.ABSENT, Status.EXPECTED, Status.EXCUSED)
            for d in days
            for s in d.slots
        )
        found = completeness(nip, "p", done, matrix, "abcd")
        assert found.complete is (done == set(matrix))
        assert set(found.missing_tools) == set(matrix) - done


@BIG
@given(st.lists(claims(2), max_size=6), st.lists(claims(2) | incidents(), max_size=8), st.data())
def test_nothing_on_a_signed_sheet_changes_without_a_correction(
    noted: list[object], later: list[object], data: st.DataObject
) -> None:
    state, _ = play([note(n, *one) for n, one in enumerate(noted)])  # type: ignore[misc]
    for nip in NIPS:  # whoever is not known yet came
        command = note(0, nip, 2, at(2, "12.00") - timedelta(minutes=1), Arrived())
        state = apply(state, replace(command, request=f"open-{nip}"))
    for nip in NIPS:
        found = day_of(state, RULES, nip, 2)
        if found and found.unresolved:
            state = apply(state, note(900 + NIPS.index(nip), nip, 2, at(2, "11.00"), Arrived(3)))
    state = apply(state, Sign(by="awas", now=at(2, EVENING), request="sign", day=2, name="awas"))
    assert (2, None) in state.signed
    signed = sheet_of(state, RULES, 2)
    for n, one in enumerate(later, 100):
        state = apply(state, note(n, *one))  # type: ignore[misc]
        assert sheet_of(state, RULES, 2).digest == signed.digest
    for target in data.draw(st.lists(st.integers(1, len(state.entries)), max_size=4)):
        before = sheet_of(state, RULES, 2)
        counts = data.draw(st.booleans())
        state = apply(
            state,
            Correct(
                by="awas",
                now=at(2, EVENING),
                request=f"k{len(state.entries)}",
                entry=target,
                reason="x",
                counts=counts,
            ),
        )
        after = sheet_of(state, RULES, 2)
        if after.digest != before.digest:
            assert len(after.corrections) == len(before.corrections) + 1


@BIG
@given(st.lists(claims() | incidents(), min_size=1, max_size=10), st.data())
def test_decide_is_total_and_keeps_every_entry_it_accepts(noted: list[object], data: st.DataObject) -> None:
    commands: list[Command] = [note(n, *one) for n, one in enumerate(noted)]  # type: ignore[misc]
    for n in range(data.draw(st.integers(0, 4))):
        entry = data.draw(st.integers(0, 12))
        commands.append(Correct(by="b", now=at(3, EVENING), request=f"k{n}", entry=entry, reason="x"))
    state, accepted = play(data.draw(st.permutations(commands)))
    assert [one.ordinal for one in state.entries] == list(range(1, accepted + 1))
    assert state.requests == {one.request for one in state.entries}
    assert fold(state.entries) == state


def note(n: int, nip: str, day: int, moment: datetime, fact: Claim | Incident) -> Note | Report:
    now, request = at(day, EVENING), f"n{n}"
    if isinstance(fact, Incident):
        return Report(by="awas", now=now, request=request, day=day, moment=moment, incident=fact)
    return Note(by="awas", now=now, request=request, day=day, nip=nip, moment=moment, claim=fact)


def apply(state: State, command: Command) -> State:
    return play([command], state)[0]


def play(commands: list[Command], state: State | None = None) -> tuple[State, int]:
    """The state after these commands, and how many entries they added."""
    now, added = state or State(), 0
    for command in commands:
        decision = decide(now, command, RULES)
        if not isinstance(decision, Refusal):
            for entry in decision:
                now = evolve(now, entry)
                added += 1
    return now, added
