"""From two typings to a signed sheet, through the real tables."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from takar.accounts.models import Change, User
from takar.exercises.domain.events import Locked as LockedEvent
from takar.exercises.domain.sheet import SheetState
from takar.exercises.models import Seal, Sheet
from takar.exercises.paper.blank import PREFIX, blank_forms, read_code
from takar.exercises.paper.confirming import confirm
from takar.exercises.paper.domain.entering import PaperState
from takar.exercises.paper.models import PaperEntry
from takar.exercises.paper.reading import paper_lines, waiting_for_rater
from takar.exercises.paper.typing import enter, form_for, settle
from takar.exercises.public import reopen
from takar.exercises.storage import Locked, own_events, own_state, save
from takar.kernel.refusals import Refusal
from tests.exercises.judging import OWNER, appointed, opened, raters
from tests.exercises.round import PHRASE, entries

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAPER = {
    "M.01/value": "3",
    "M.01/1/text": "Menegur anggota",
    "M.01/1/indicator": "3.1",
    "M.01/1/sign": "+",
    "M.02/value": "NE",
}


@pytest.fixture
def sheet() -> Sheet:
    users = raters()
    opened(users)
    return appointed(users)[0]


def typist(name: str, role: str = "panel_secretary") -> User:
    return User.objects.get_or_create(username=name, defaults={"roles": [role], "first_name": name.title()})[
        0
    ]


def entered(sheet: Sheet, name: str, paper: dict[str, str] = PAPER) -> PaperState:
    state = enter(sheet.pk, paper, by=typist(name))
    assert isinstance(state, PaperState), state
    return state


def refused(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def written(sheet: Sheet) -> SheetState:
    state = own_state(sheet.pk, sheet.rater)
    assert isinstance(state, SheetState)
    return state


def standing(sheet: Sheet) -> str:
    lines = paper_lines(OWNER, typist("asti"))
    assert not isinstance(lines, Refusal)
    return next(one.standing for one in lines if one.sheet.pk == sheet.pk)


def test_two_typings_that_agree_become_the_sheet_and_the_rater_signs_it(sheet: Sheet) -> None:
    rater = User.objects.get(username=sheet.rater)
    assert standing(sheet) == "blank"
    entered(sheet, "asti")
    assert (standing(sheet), written(sheet).ratings, waiting_for_rater(sheet.rater)) == ("once", {}, [])
    assert refused(confirm(sheet.pk, rater, PHRASE)) == "PAPER_NOTHING_TYPED"
    entered(sheet, "budi")
    state = written(sheet)
    assert (state.value("M.01"), state.value("M.02"), standing(sheet)) == ("3", "NE", "typed")
    assert waiting_for_rater(sheet.rater) == [sheet]
    assert "Asti, Budi" in (state.remarks[""].value or ""), "people by their names"
    assert refused(confirm(sheet.pk, rater, "salah sekali")) == "PASSPHRASE_WRONG"
    assert isinstance(confirm(sheet.pk, rater, PHRASE), Locked)
    events = own_events(sheet.pk, sheet.rater)
    assert not isinstance(events, Refusal)
    assert events[-1].body == LockedEvent(sheet.rater, paper=True)
    assert (standing(sheet), Seal.objects.filter(sheet=sheet).count()) == ("locked", 1)
    assert waiting_for_rater(sheet.rater) == []


def test_what_differs_waits_for_a_third_look(sheet: Sheet) -> None:
    entered(sheet, "asti")
    state = entered(sheet, "budi", {**PAPER, "M.01/value": "4"})
    assert (state.differing, written(sheet).ratings, standing(sheet)) == (("M.01/value",), {}, "differs")
    assert refused(settle(sheet.pk, {"M.01/value": "4"}, "", by=typist("citra"))) == "PAPER_REASON_MISSING"
    settle(sheet.pk, {"M.01/value": "4"}, "angka 4 jelas terbaca", by=typist("citra"))
    assert (written(sheet).value("M.01"), standing(sheet)) == ("4", "typed")
    assert "Asti, Budi, Citra" in (written(sheet).remarks[""].value or "")
    assert Change.objects.filter(action="paper.settle", reason="angka 4 jelas terbaca").exists()


def test_nobody_types_twice_and_no_rater_of_the_round_types(sheet: Sheet) -> None:
    entered(sheet, "asti")
    assert refused(enter(sheet.pk, PAPER, by=typist("asti"))) == "PAPER_SECOND_PERSON_NEEDED"
    for name in {*Sheet.objects.values_list("rater", flat=True)}:
        User.objects.filter(username=name).update(roles=["lead_assessor"])
        who = User.objects.get(username=name)
        assert refused(enter(sheet.pk, PAPER, by=who)) == "PAPER_OUTSIDER_NEEDED"
        assert refused(paper_lines(OWNER, who)) == "PAPER_OUTSIDER_NEEDED"
    assert refused(enter(sheet.pk, PAPER, by=typist("dewi", "assessor"))) == "PAPER_NOT_ALLOWED"
    assert refused(enter("tidak-ada", PAPER, by=typist("asti"))) == "PAPER_SHEET_UNKNOWN"
    assert PaperEntry.objects.count() == 1


def test_paper_counts_over_what_the_tablet_had_and_over_a_reopened_sheet(sheet: Sheet) -> None:
    rater = User.objects.get(username=sheet.rater)
    save(sheet.pk, sheet.rater, "dev", entries("1"))
    entered(sheet, "asti"), entered(sheet, "budi")
    assert written(sheet).value("M.01") == "3"
    assert isinstance(confirm(sheet.pk, rater, PHRASE), Locked)
    assert refused(enter(sheet.pk, PAPER, by=typist("citra"))) == "PAPER_TYPED_TWICE_ALREADY"
    assert reopen(sheet.pk, asked_by="a", approved_by="b", reason="kertas tertukar") is None
    assert standing(sheet) == "blank"
    lines = paper_lines(OWNER, typist("asti"))
    assert not isinstance(lines, Refusal)
    assert {(one.typists, one.mine) for one in lines} == {((), False)}
    entered(sheet, "asti", {**PAPER, "M.01/value": "5"}), entered(sheet, "budi", {**PAPER, "M.01/value": "5"})
    assert written(sheet).value("M.01") == "5"
    assert isinstance(confirm(sheet.pk, rater, PHRASE), Locked)


def test_a_sheet_that_was_locked_on_screen_takes_no_paper(sheet: Sheet) -> None:
    from tests.exercises.judging import locked

    locked(sheet)
    assert refused(enter(sheet.pk, PAPER, by=typist("asti"))) == "PAPER_SHEET_LOCKED"
    assert not PaperEntry.objects.exists()


def test_a_form_typed_after_its_rater_was_withdrawn_is_unknown(sheet: Sheet) -> None:
    Sheet.objects.filter(pk=sheet.pk).update(withdrawn_at=sheet.made_at, withdrawn_reason="sakit")
    assert refused(form_for(sheet.pk, typist("asti"))) == "PAPER_SHEET_UNKNOWN"


def test_what_was_typed_is_encrypted_and_only_grows(sheet: Sheet) -> None:
    entered(sheet, "asti")
    assert b"Menegur" not in bytes(PaperEntry.objects.get().body)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperEntry.objects.update(by="budi")
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperEntry.objects.all().delete()


def test_a_refused_result_undoes_the_second_typing(sheet: Sheet) -> None:
    sheet.round.__class__.objects.filter(pk=OWNER).update(index=None)
    entered(sheet, "asti")
    assert refused(enter(sheet.pk, PAPER, by=typist("budi"))) == "ROUND_NOT_COMMITTED"
    assert PaperEntry.objects.count() == 1


def test_a_code_leads_back_to_its_sheet(sheet: Sheet) -> None:
    form = next(one for one in blank_forms(OWNER, "WIB") if one.sheet == sheet.pk)
    assert form.code == PREFIX + sheet.pk.upper()
    assert read_code(f" {form.code[:12]} {form.code[12:]} ") == sheet.pk
    assert [one.sheet for one in blank_forms(OWNER, "WIB", sheet.pk)] == [sheet.pk]
