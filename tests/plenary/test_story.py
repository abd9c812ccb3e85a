from __future__ import annotations

import json

import pytest

from takar.assessments.public import evidence_log
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from takar.plenary import public as plenary
from tests.plenary.world import MAYOR, PHRASE, SECRETARY, at, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_from_opening_to_choice() -> None:
    w = world()
    pid = plenary.open_plenary(w.selection, actor=SECRETARY, clock=at(3))
    assert isinstance(pid, str), pid
    book = plenary.book_of(pid)
    assert not isinstance(book, Refusal)
    assert plenary.check_plenary(pid) == ()
    n = iter(range(100))

    def do(f, *a, actor=SECRETARY, **k):
        done = f(pid, *a, request=f"r{next(n)}", actor=actor, clock=at(3), **k)
        assert isinstance(done, plenary.Kept), done
        return done

    for m in w.members:
        do(plenary.come, m, actor=m)
    moved = do(plenary.move, "ranking", "J1", "Menetapkan peringkat", "a1", actor="a1")
    name = moved.events[0].body.motion
    for m in w.members:
        do(plenary.vote, name, m, "yes", actor=m)
    do(plenary.decide, name)
    do(plenary.end)
    for m in w.members:
        done = plenary.sign_minutes(pid, w.user(m), PHRASE, request=f"s{m}", clock=at(3))
        assert isinstance(done, plenary.Kept), done
    do(plenary.close)
    assert plenary.check_plenary(pid) == ()
    do(plenary.hand_over, "Wali Kota", "800/1")
    do(plenary.choose, "J1", w.nips["Calon 2"], "pengalaman", actor=MAYOR)
    assert plenary.check_plenary(pid) == ()
    assert [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves(0)][-2:] == ["pleno", "decision"]
    assert [f.code for f in monitor(evidence_log())] == []
