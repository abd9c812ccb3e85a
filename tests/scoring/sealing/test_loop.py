from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from takar.assessments.public import Visibility, evidence_log, set_extra_minutes, vault
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor, read_log, verify
from takar.scoring.models import Beat, LoggedLeaf, Outcome, Position, SealedRecord, Trouble
from takar.scoring.public import outcome_of, outcomes_of, seal_ready
from takar.scoring.sealing import loop, publish, recorded, seal
from tests.assessments.world import NOW, clock_at
from tests.scoring.sittings import acknowledge, journal, opened_world, sit, sittings_of, write

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at(NOW + timedelta(hours=2))


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    from takar.scoring.sealing.frozen import _load

    _load.cache_clear()


def kinds() -> Counter[str]:
    return Counter(json.loads(leaf)["t"] for _, leaf in evidence_log().leaves())


def test_a_submitted_sitting_gets_one_seal_one_score_and_an_outcome_everywhere() -> None:
    world = opened_world(2)
    first, second = sittings_of(world)
    sit(world, first, "C")
    sit(world, second, "C", submit=False)
    assert seal_ready(CLOCK) > 0
    assert kinds() == {"event.commit": 1, "sitting.open": 1, "attend": 2, "seal": 1, "score": 1, "beat": 1}
    outcome = outcome_of(first)
    assert outcome is not None
    assert outcome.full["jpm"] == "150.00"
    assert outcome.full["category"]["code"] == "O"
    shown = json.loads(journal().outcome(first).body)  # type: ignore[union-attr]
    assert (shown["status"], shown["jpm"], shown["verdict"]) == ("shown", "150.00", "SAH")
    assert shown["receipt"] == outcome.receipt
    assert verify(outcome.receipt, key=evidence_log().key.fingerprint).verdict == "SAH"
    assert outcome_of(second) is None
    assert [str(one.code) for one in monitor(read_log(settings.TAKAR.ledger))] == []


def test_running_again_writes_nothing_twice() -> None:
    world = opened_world(2)
    for sitting in sittings_of(world):
        sit(world, sitting)
    seal_ready(CLOCK)
    before = kinds()
    Position.objects.all().delete()
    seal_ready(CLOCK)
    after = kinds()
    assert (after["seal"], after["score"], after["attend"], after["sitting.open"]) == (2, 2, 2, 1)
    assert before["score"] == after["score"]
    assert len(outcomes_of(world.assessment.id)) == 2


CRASHES = [
    (loop, "read_sitting"),
    (seal, "append_recorded"),
    (recorded, "_note"),
    (publish, "build_receipt"),
    (publish, "verify"),
    (publish, "shown"),
]


@pytest.mark.parametrize(("module", "name"), CRASHES, ids=[name for _, name in CRASHES])
def test_killed_before_any_step_the_next_run_ends_with_exactly_one_seal_and_score(
    module: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = opened_world(2)
    for sitting in sittings_of(world):
        sit(world, sitting)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, _die)
        with pytest.raises(KeyboardInterrupt):
            seal_ready(CLOCK)
    seal_ready(CLOCK)
    assert (kinds()["seal"], kinds()["score"]) == (2, 2)
    assert len(outcomes_of(world.assessment.id)) == 2
    assert not LoggedLeaf.objects.filter(logged=False).exists()


def test_killed_after_the_log_was_written_but_before_anyone_knew(monkeypatch: pytest.MonkeyPatch) -> None:
    world = opened_world(1)
    sit(world, sittings_of(world)[0])
    log = evidence_log()
    written = type(log).append_with

    def append_and_die(self: Any, build: Any) -> Any:
        done = written(self, build)
        if b'"t":"score"' in self.leaf(self.size - 1):
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patched:
        patched.setattr(type(log), "append_with", append_and_die)
        with pytest.raises(KeyboardInterrupt):
            seal_ready(CLOCK)
    assert kinds()["score"] == 1
    assert LoggedLeaf.objects.filter(logged=False).count() == 2
    seal_ready(CLOCK)
    assert (kinds()["seal"], kinds()["score"]) == (1, 1)
    assert len(outcomes_of(world.assessment.id)) == 1


def test_killed_after_the_database_but_before_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    world = opened_world(1)
    sit(world, sittings_of(world)[0])
    log = evidence_log()
    with monkeypatch.context() as patched:
        patched.setattr(type(log), "_extend", _die)
        with pytest.raises(KeyboardInterrupt):
            seal_ready(CLOCK)
    assert LoggedLeaf.objects.filter(logged=False).exists()
    seal_ready(CLOCK)
    assert (kinds()["seal"], kinds()["score"]) == (1, 1)
    row = SealedRecord.objects.get()
    assert json.loads(evidence_log().leaf(row.score_index))["seal"] == row.seal_index


def test_a_held_result_gives_a_receipt_and_no_number() -> None:
    world = opened_world(1, visibility=Visibility(when="held"))
    sitting = sittings_of(world)[0]
    sit(world, sitting)
    seal_ready(CLOCK)
    shown = json.loads(journal().outcome(sitting).body)  # type: ignore[union-attr]
    assert shown["status"] == "held"
    assert not {"competencies", "potential", "total", "jpm", "category", "explanation"} & set(shown)
    assert verify(shown["receipt"], key=shown["key_fingerprint"]).verdict == "SAH"
    assert "150" not in shown["receipt"]
    assert Outcome.objects.get().body["jpm"] == "150.00"


def test_a_broken_chain_is_kept_as_trouble_and_does_not_stop_the_others() -> None:
    world = opened_world(2)
    first, second = sittings_of(world)
    for sitting in (first, second):
        sit(world, sitting)
    store: Any = journal()
    store._connection().execute("DROP TRIGGER event_is_never_updated")
    store._connection().execute(
        "UPDATE event SET body = replace(body, '\"C\"', '\"E\"') WHERE sitting = ? AND kind = 'answered'",
        (first,),
    )
    seal_ready(CLOCK)
    assert outcome_of(first) is None
    assert outcome_of(second) is not None
    assert Trouble.objects.get().code == "CHAIN_BROKEN"


def test_acknowledging_is_noted_once() -> None:
    world = opened_world(1)
    sitting = sittings_of(world)[0]
    sit(world, sitting)
    seal_ready(CLOCK)
    acknowledge(sitting)
    seal_ready(CLOCK)
    Position.objects.all().delete()
    seal_ready(CLOCK)
    assert kinds()["ack"] == 1


def test_a_session_is_closed_when_its_window_is_over_and_everyone_is_sealed() -> None:
    world = opened_world(2)
    first, second = sittings_of(world)
    sit(world, first)
    sit(world, second, submit=False)
    later = clock_at(NOW + timedelta(hours=4))
    seal_ready(later)
    assert kinds()["sitting.close"] == 0
    write(second, [_submitted()])
    seal_ready(later)
    assert kinds()["sitting.close"] == 1
    closed = next(json.loads(leaf) for _, leaf in evidence_log().leaves() if b"sitting.close" in leaf)
    assert (closed["attended"], closed["sealed"]) == (2, 2)


def test_a_sitting_that_cannot_be_sealed_keeps_its_session_open_for_a_day_only() -> None:
    world = opened_world(2)
    first, second = sittings_of(world)
    sit(world, first)
    sit(world, second, submit=False)
    seal_ready(clock_at(NOW + timedelta(hours=27)))  # the session ended at NOW + 3 hours
    assert kinds()["sitting.close"] == 0
    seal_ready(clock_at(NOW + timedelta(hours=28)))
    closed = next(json.loads(leaf) for _, leaf in evidence_log().leaves() if b"sitting.close" in leaf)
    assert (closed["attended"], closed["sealed"]) == (2, 1)
    assert monitor(read_log(settings.TAKAR.ledger)) == []


def test_a_session_waits_for_whoever_was_given_more_time() -> None:
    world = opened_world(1)
    sitting = sittings_of(world)[0]
    done = set_extra_minutes(sitting, 60, "Tunanetra sebagian", "admin", clock=clock_at())
    assert not isinstance(done, Refusal)
    seal_ready(clock_at(NOW + timedelta(hours=4)))
    assert kinds()["sitting.close"] == 0
    seal_ready(clock_at(NOW + timedelta(hours=4, minutes=3)))
    assert kinds()["sitting.close"] == 1


def test_beats_keep_the_heads_they_cover() -> None:
    world = opened_world(1)
    sit(world, sittings_of(world)[0], submit=False)
    seal_ready(CLOCK)
    beat = Beat.objects.get()
    leaf = json.loads(evidence_log().leaf(beat.index))
    assert (leaf["heads"], len(beat.heads)) == (1, 1)


def test_the_record_opens_only_through_the_vault() -> None:
    world = opened_world(1)
    sit(world, sittings_of(world)[0])
    seal_ready(CLOCK)
    row = SealedRecord.objects.get()
    assert b"SJT" not in bytes(row.blob)
    private = seal.private_record(vault(), world.assessment.event, row)
    assert private["record"]["responses"]["LIK-0"] == "C"


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _submitted() -> Any:
    from takar.delivery.domain.events import Submitted

    return Submitted("deadline")
