"""From application to the table: nothing before the last lock, nothing missing becomes zero, a recused member reads nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from takar.exercises.models import Sheet
from takar.kernel.refusals import Refusal
from takar.selection import public as s
from tests.selection import world as w

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def ready(names: tuple[str, ...] = ("Adi", "Budi", "Citra")) -> tuple[str, dict[str, str], dict[str, str]]:
    """A selection whose terms are committed; returns its id, name -> NIP, user -> room."""
    key = w.make_selection()
    seats = w.seat_nine(key)
    nips = {name: w.person(name) for name in names}
    w.apply(key, "J1", list(nips.values()))
    for nip in nips.values():
        w.certificate(nip, "85.50")
        number = w.number_of(key, nip)
        assert w.check(key, number) == "eligible"
        w.enter(key, number, "track_record", "80")
        w.enter(key, number, "paper", "82,5")
    w.ok(s.take_results(key, w.SECRETARY, clock=w.clock_at()))
    w.declare_all(key)
    w.ask(key)
    return key, nips, seats


def committed() -> tuple[str, dict[str, str], dict[str, str]]:
    key, nips, seats = ready()
    w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    return key, nips, seats


def table(key: str, reader: str = "") -> s.ComponentTable:
    found = s.component_table(key, "J1", reader=reader)
    assert isinstance(found, s.ComponentTable), found
    return found


def test_the_table_opens_with_the_last_lock_and_not_before() -> None:
    key, nips, seats = committed()
    everyone = [(user, nip) for nip in nips.values() for user in seats]
    for user, nip in everyone[:-1]:
        w.rate(key, user, nip, ["90", "80"])
        assert not table(key).sealed
        assert all(row.cell("interview").value is None and row.total is None for row in table(key).rows)
        assert all(room.value is None and room.raters == 0 for row in table(key).rows for room in row.rooms)
    w.rate(key, *everyone[-1], ["60", "61"])
    found = table(key)
    assert found.sealed
    assert found.missing == ()
    adi = next(row for row in found.rows if row.name == "Adi")
    assert [room.value for room in adi.rooms] == [Decimal("85.00")] * 3
    # 80 × 20 % + 82,5 × 20 % + 85,5 × 25 % + 85 × 35 %
    assert adi.total == Decimal("83.63")
    assert adi.cell("assessment_centre").points == Decimal("21.375")
    citra = next(row for row in found.rows if row.name == "Citra")
    assert [room.value for room in citra.rooms] == [Decimal("85.00"), Decimal("85.00"), Decimal("76.83")]
    assert citra.meets is False
    assert [one.code for one in citra.unranked] == ["BELOW_STANDARD"]
    assert "TMS" in citra.unranked[0].id
    assert [row.rank for row in found.rows] == [1, 1, None]
    assert not found.enough


def test_a_recused_member_has_no_sheet_no_row_and_no_candidate() -> None:
    key, nips, seats = ready()
    done = w.ok(s.declare(key, nips["Adi"], "relative", "saudara kandung", "teknis1", clock=w.clock_at()))
    assert (done.sheets, done.waiting) == (0, None)
    w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    assert not Sheet.objects.filter(round=key, rater="teknis1", nip=nips["Adi"]).exists()
    assert s.recused(key) == {"teknis1": frozenset({nips["Adi"]})}
    assert [one.name for one in s.candidates(key, reader="teknis1")] == ["Budi", "Citra"]
    for nip in nips.values():
        for user in seats:
            if (user, nip) != ("teknis1", nips["Adi"]):
                w.rate(key, user, nip, ["90", "90"])
    mine = table(key, "teknis1")
    assert {row.name for row in mine.rows} == {"Budi", "Citra"}
    assert mine.hidden == 1
    assert {row.rank for row in mine.rows} == {None}
    adi = next(row for row in table(key).rows if row.name == "Adi")
    assert (adi.rooms[0].raters, adi.recused) == (2, ("teknis1",))
    assert table(key).enough


def test_who_recuses_himself_later_loses_his_sheet_at_once() -> None:
    key, nips, _ = committed()
    done = w.ok(
        s.recuse(
            key, "teknis1", nips["Adi"], "superior", "baru menjadi atasannya", w.SECRETARY, clock=w.clock_at()
        )
    )
    assert done.sheets == 1
    assert s.candidates(key, reader="teknis1")[0].name == "Budi"
    w.rate(key, "teknis2", nips["Adi"], ["90", "90"])
    late = w.ok(
        s.recuse(key, "teknis2", nips["Adi"], "other", "baru diketahui", w.SECRETARY, clock=w.clock_at())
    )
    assert late.waiting is not None
    assert late.waiting.code == "SECOND_PERSON_NEEDED"
    assert nips["Adi"] in s.recused(key)["teknis2"]
    again = w.ok(
        s.recuse(
            key,
            "teknis2",
            nips["Adi"],
            "other",
            "baru diketahui",
            w.SECRETARY,
            approved_by=w.SECOND,
            clock=w.clock_at(),
        )
    )
    assert (again.sheets, again.waiting) == (1, None)


def test_a_missing_value_is_said_and_never_zero() -> None:
    key, nips, seats = ready()
    w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    number = w.number_of(key, nips["Adi"])
    w.ok(
        s.enter_component(
            key,
            number,
            "paper",
            [{"name": "Isi", "value": "90", "evidence": "x", "document": w.document(key, number)}],
            w.SECRETARY,
            clock=w.clock_at(),
        )
    )
    for nip in nips.values():
        for user in seats:
            w.rate(key, user, nip, ["90", "90"])
    adi = next(row for row in table(key).rows if row.name == "Adi")
    assert (adi.cell("paper").value, adi.cell("paper").sealed, adi.total, adi.rank) == (
        None,
        False,
        None,
        None,
    )
    assert [one.id for one in adi.missing] == ["Adi: makalah belum tersegel"]
    assert [one.code for one in adi.unranked] == ["INCOMPLETE"]
    assert not table(key).sealed


def test_who_falls_ill_keeps_his_row_and_holds_nobody_up() -> None:
    key, nips, seats = committed()
    w.rate(key, "teknis1", nips["Adi"], ["90", "90"])
    number = w.number_of(key, nips["Adi"])
    w.ok(s.step_candidate(key, number, s.Dropped("sakit pada hari kedua"), w.SECRETARY, clock=w.clock_at()))
    assert Sheet.objects.filter(round=key, nip=nips["Adi"], withdrawn_at=None).count() == 1
    for name in ("Budi", "Citra"):
        for user in seats:
            w.rate(key, user, nips[name], ["80", "80"])
    found = table(key)
    assert found.sealed
    adi = next(row for row in found.rows if row.name == "Adi")
    assert (adi.status, adi.rank, [one.code for one in adi.unranked]) == ("dropped", None, ["DROPPED"])
    assert all(room.value is None for room in adi.rooms)
    assert adi.cell("interview").value is None


def test_nothing_changes_after_the_terms_are_committed() -> None:
    key, nips, _ = committed()
    number = w.number_of(key, nips["Adi"])
    refused = [
        s.add_post(key, s.PostDraft("X", "Y", "jpt_pratama", ("jpt_pratama", "2017.1")), w.SECRETARY),
        s.change_selection(key, w.draft(), w.SECRETARY),
        s.add_candidates(key, "J1", [w.person("Lain")], "people", w.SECRETARY),
        s.seat_member(key, s.MemberDraft("teknis1", False), w.SECRETARY),
        s.write_questions(key, "J1", "teknis", [], w.SECRETARY),
        s.step_candidate(key, number, None, w.SECRETARY),
    ]
    assert {one.code for one in refused if isinstance(one, Refusal)} == {"SELECTION_COMMITTED"}
    assert all(isinstance(one, Refusal) for one in refused)
    again = s.commit_selection(key, w.SECRETARY, clock=w.clock_at())
    assert not isinstance(again, Refusal)
    assert len(again) == 27


def test_what_is_unknown_is_refused() -> None:
    key = w.make_selection()
    assert isinstance(s.component_table("x", "J1"), Refusal)
    assert isinstance(s.component_table(key, "J9"), Refusal)
    assert s.candidates("x") == ()
    assert table(key).rows == ()
