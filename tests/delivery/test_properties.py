"""Whatever the network does, the same clicks give the same answers, and none that was acked is lost."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from takar.delivery.domain.chain import Row, record_all, restore
from takar.delivery.domain.commands import Click, Command, Enter, Save
from takar.delivery.domain.decide import decide
from takar.delivery.domain.rules import LIVE_MS
from takar.delivery.domain.state import Queue, SittingState
from takar.kernel.refusals import Refusal
from tests.delivery.sittings import T0, A, B, did, rules, running

R = rules()
ITEMS = ("S1", "S2", "S3")

made = st.builds(
    lambda item, value: (item, value),
    st.sampled_from(ITEMS),
    st.one_of(st.sampled_from("ABCD"), st.none()),
)


@dataclass
class Machine:
    """The exam store and one server that may die between any two commands."""

    rows: list[Row]
    state: SittingState

    def run(self, command: Command) -> SittingState:
        events = decide(self.state, command, R)
        assert not isinstance(events, Refusal)
        rows, self.state = record_all(self.state, events)
        self.rows += rows
        return self.state

    def crash(self) -> None:
        before = self.state
        self.state = restore(before.sitting, self.rows)
        assert self.state == before


def taken_over() -> Machine:
    """Computer A started (epoch 1), then B took the seat (epoch 2)."""
    machine = Machine([], SittingState("duduk-1"))
    for step in (running(R),):
        machine.state = step
    base = did(machine.state, Enter(T0 + LIVE_MS, B, T0), R)
    return Machine([], base)


def expected(clicks: list[tuple[tuple[int, int], str, str | None]]) -> dict[str, str]:
    """The definition: for each item the click with the highest (epoch, seq)."""
    best: dict[str, tuple[tuple[int, int], str | None]] = {}
    for rank, item, value in clicks:
        if item not in best or best[item][0] < rank:
            best[item] = (rank, value)
    return {item: value for item, (_, value) in best.items() if value is not None}


@given(st.lists(made, max_size=8), st.lists(made, max_size=8), st.data())
@settings(max_examples=120, deadline=None)
def test_any_order_with_repetitions_gives_the_same_answers(
    on_a: list[tuple[str, str | None]], on_b: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    sent = [(A, 1, n, *one) for n, one in enumerate(on_a, 1)] + [
        (B, 2, n, *one) for n, one in enumerate(on_b, 1)
    ]
    journey = data.draw(st.permutations(sent + sent[: len(sent) // 2]))
    state = taken_over().state
    for device, epoch, seq, item, value in journey:
        state = did(state, Save(T0 + LIVE_MS + 1, device, epoch, (Click(seq, "answer", item, value),)), R)
    assert state.chosen() == expected([((epoch, seq), item, value) for _, epoch, seq, item, value in sent])
    assert state.clicks == len(sent)
    assert state.queues.get(A, Queue()).contiguous == len(on_a)
    assert state.queues.get(B, Queue()).contiguous == len(on_b)


@given(st.lists(st.tuples(st.booleans(), st.lists(made, min_size=1, max_size=3)), max_size=8), st.data())
@settings(max_examples=100, deadline=None)
def test_what_was_acknowledged_survives_every_crash(
    batches: list[tuple[bool, list[tuple[str, str | None]]]], data: st.DataObject
) -> None:
    """A server that dies after the commit, an ack that is lost, a client that sends again."""
    machine = Machine([], SittingState("duduk-1"))
    for command in _begin():
        machine.run(command)
    acked, seq = 0, 0
    outbox: list[Click] = []
    for crash, clicks in batches:
        for item, value in clicks:
            seq += 1
            outbox.append(Click(seq, "answer", item, value))
        waiting = tuple(click for click in outbox if click.seq > acked)
        arrived = machine.run(Save(T0 + 5, A, 1, waiting)).queues[A].contiguous
        if data.draw(st.booleans()):
            acked = arrived
        if crash:
            machine.crash()
    machine.crash()
    queue = machine.state.queues.get(A, Queue())
    assert queue.contiguous >= acked
    assert machine.state.chosen() == expected([((1, c.seq), c.item, _text(c.value)) for c in outbox])


def _begin() -> list[Command]:
    from takar.delivery.domain.commands import Open, Start

    return [Open(T0, b"s" * 32), Enter(T0, A), Start(T0, A, 1, "n")]


def _text(value: str | bool | None) -> str | None:
    assert not isinstance(value, bool)
    return value


@given(st.permutations(list(range(1, 30))), st.integers(0, 29))
def test_a_queue_acks_exactly_the_unbroken_beginning(order: list[int], upto: int) -> None:
    queue, seen = Queue(), set()
    for seq in order[:upto]:
        queue = queue.put(seq)
        seen.add(seq)
    assert queue.contiguous == next(n for n in range(30) if n + 1 not in seen)
    assert all(queue.has(n) == (n in seen) for n in range(1, 30))
