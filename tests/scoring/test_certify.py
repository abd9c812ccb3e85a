"""Final results go into the register of certificates: once, complete, and only when they may be known."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from takar.assessments.public import Visibility, participants_in
from takar.careers.models import ProfileRecord
from takar.careers.public import profiles
from takar.certificates.public import Registered, standing_of
from takar.kernel.refusals import Refusal
from takar.scoring.public import certify_results, outcomes_of, release_results, seal_ready
from tests.assessments.world import ACTOR, NOW, World, clock_at
from tests.scoring.sittings import opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at(NOW + timedelta(hours=3))


def sealed(**kwargs: object) -> World:
    world = opened_world(2, **kwargs)
    for sitting in sittings_of(world):
        sit(world, sitting)
    seal_ready(CLOCK)
    return world


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def test_nothing_sealed_is_nothing_to_register() -> None:
    assert (
        refused(certify_results(opened_world(1).assessment.id, ACTOR, "", clock=CLOCK))
        == "RESULTS_NONE_SEALED"
    )
    assert refused(certify_results("none", ACTOR, "", clock=CLOCK)) == "RESULTS_NONE_SEALED"


def test_held_results_wait_for_their_release() -> None:
    world = sealed(visibility=Visibility(when="held"))
    assert refused(certify_results(world.assessment.id, ACTOR, "", clock=CLOCK)) == "RESULTS_STILL_HELD"
    assert release_results(world.assessment.id, ACTOR, "Surat 1/2026", clock=CLOCK) == 2
    assert not isinstance(certify_results(world.assessment.id, ACTOR, "", clock=CLOCK), str)


def test_a_result_is_registered_once_and_exempts_its_owner() -> None:
    world = sealed()
    done = certify_results(world.assessment.id, ACTOR, "Rapat 1", clock=CLOCK)
    assert isinstance(done, Registered), done
    assert (done.added, done.same, done.refused) == (2, 0, ())
    again = certify_results(world.assessment.id, ACTOR, "Rapat 1", clock=CLOCK)
    assert isinstance(again, Registered)
    assert (again.added, again.same) == (0, 2)
    who = participants_in(world.assessment.id)[0]
    standing = standing_of(who.nip, NOW.date())
    assert standing is not None
    assert standing.is_exempt


def test_a_result_becomes_the_profile_of_its_owner_once() -> None:
    world = sealed()
    certify_results(world.assessment.id, ACTOR, "Rapat 1", clock=CLOCK)
    certify_results(world.assessment.id, ACTOR, "Rapat 1", clock=CLOCK)
    who = participants_in(world.assessment.id)[0]
    outcome = next(one for one in outcomes_of(world.assessment.id) if one.sitting == who.sitting)
    profile = profiles([who.nip], NOW.date())[who.nip]
    told = {one["code"]: Decimal(one["rating"]) for one in outcome.full["competencies"]}
    assert dict(profile.levels) == told
    assert profile.jpm == Decimal(outcome.full["jpm"])
    assert profile.source == f"assessment:{world.assessment.id}"
    assert ProfileRecord.objects.count() == 2
