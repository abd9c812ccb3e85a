from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import Error, transaction

from takar.accounts.models import Change
from takar.certificates.actions.adopt_rule import RuleDraft, adopt_rule
from takar.certificates.actions.drop_person import drop_person
from takar.certificates.actions.hand_over import HandoverDraft, hand_over
from takar.certificates.actions.record_certificate import record_certificate
from takar.certificates.actions.register_results import OwnResult, Registered, register_results
from takar.certificates.actions.withdraw_certificate import withdraw_certificate
from takar.certificates.domain.entries import Entry
from takar.certificates.domain.values import Organiser
from takar.certificates.models import AdoptedRule, Certificate, HandedPerson, Handover
from takar.certificates.rulebook import default_conduct, rule_book
from takar.kernel.refusals import Refusal
from takar.standards.public import StandardNotFound, load_shipped_standards
from tests.certificates.lists import codes, imported, line, results
from tests.certificates.world import TODAY, certificate, person
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]

DRAFT = RuleDraft(
    "pengawas", "penyelenggaraan-dua-tahun/2019.1", date(2026, 1, 1), "Perwal 1/2025", "Ketentuan daerah"
)
HANDOVER = HandoverDraft(Organiser.LAN, "", "JPT Pratama 2026", date(2025, 5, 1), date(2025, 6, 30))


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_a_rule_is_adopted_and_earlier_days_keep_theirs() -> None:
    load_shipped_standards()
    row = adopt_rule(DRAFT, actor="ani")
    assert isinstance(row, AdoptedRule)
    assert adopt_rule(DRAFT, actor="budi") == row
    book = rule_book(TODAY)
    assert [book.rule_for("pengawas", day).years for day in (date(2025, 12, 31), TODAY)] == [3, 2]
    change = Change.objects.get(action="certificates.adopt_rule")
    assert (change.actor, change.reason, change.after["from_day"]) == (
        "ani",
        "Ketentuan daerah",
        "2026-01-01",
    )  # type: ignore[index]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"scope": "direktur"}, "RULE_UNKNOWN"),
        ({"edition": "lima-tahun/1"}, "RULE_UNKNOWN"),
        ({"from_day": date(2019, 12, 31)}, "RULE_NOT_YET_IN_FORCE"),
        ({"legal_basis": " "}, "RULE_BASIS_MISSING"),
        ({"reason": ""}, "CERTIFICATE_REASON_MISSING"),
    ],
)
def test_a_rule_that_cannot_be_adopted(told: dict[str, object], code: str) -> None:
    load_shipped_standards()
    assert refused(adopt_rule(replace(DRAFT, **told), actor="ani")) == code  # type: ignore[arg-type]
    assert not AdoptedRule.objects.exists()


def test_the_default_before_its_first_day_and_without_standards() -> None:
    with pytest.raises(StandardNotFound):
        default_conduct(TODAY)
    load_shipped_standards()
    assert default_conduct(date(2010, 1, 1)).label == default_conduct(TODAY).label == "penyelenggaraan/2019.1"


def test_rules_and_papers_cannot_be_changed_in_the_database() -> None:
    load_shipped_standards()
    adopt_rule(DRAFT, actor="ani")
    row = certificate(1, date(2025, 5, 14))
    for change in (
        lambda: AdoptedRule.objects.update(reason="lain"),
        lambda: AdoptedRule.objects.all().delete(),
        lambda: Certificate.objects.filter(pk=row.pk).update(assessed_on=TODAY),
        lambda: Certificate.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


FORM = {
    "nip": nip(1),
    "organiser": "BKN",
    "job_class": "administrator",
    "assessed_on": "2025-05-14",
    "number": "B-1",
}


def test_one_certificate_by_hand() -> None:
    person(1, name="Ani Contoh")
    row = record_certificate(FORM, actor="ani", reason="Salinan sertifikat", today=TODAY)
    assert isinstance(row, Certificate)
    assert (row.name, row.source_file, row.recorded_by) == ("Ani Contoh", "", "ani")
    assert Change.objects.get(action="certificates.record").reason == "Salinan sertifikat"
    assert refused(record_certificate(FORM, actor="ani", reason="", today=TODAY)) == "CERTIFICATE_RECORDED"
    faulty = record_certificate(FORM | {"number": "B-2"}, actor="ani", reason="", today=TODAY)
    assert isinstance(faulty, Entry)
    assert [one.code for one in faulty.findings] == ["DIFFERS"]
    assert isinstance(record_certificate({"nip": "12"}, actor="ani", reason="", today=TODAY), Entry)


def test_two_clerks_type_the_same_certificate_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before either had saved; the database lets only one in."""
    record_certificate(FORM, actor="ani", reason="", today=TODAY)
    monkeypatch.setattr("takar.certificates.checking.recorded", lambda nips: {})
    assert refused(record_certificate(FORM, actor="budi", reason="", today=TODAY)) == "CERTIFICATE_RECORDED"
    assert Certificate.objects.count() == 1


def test_a_certificate_is_withdrawn_once_with_a_reason() -> None:
    row = certificate(1, date(2025, 5, 14))
    assert refused(withdraw_certificate(row.pk, actor="ani", reason=" ")) == "CERTIFICATE_REASON_MISSING"
    assert withdraw_certificate(row.pk, actor="ani", reason="salah orang") is None
    assert refused(withdraw_certificate(row.pk, actor="ani", reason="lagi")) == "CERTIFICATE_WITHDRAWN"
    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdrawn_reason) == ("ani", "salah orang")


def own(number: int, **told: object) -> OwnResult:
    base = OwnResult(
        nip(number), "Ani", "pengawas", date(2026, 1, 4), "kegiatan-1", "UPT Contoh", jpm=Decimal("85.5")
    )
    return replace(base, **told)  # type: ignore[arg-type]


def test_own_results_are_registered_once() -> None:
    assert register_results([own(1), own(2)], "sistem") == Registered(2, 0, ())
    assert register_results([own(1), own(2), own(2)], "sistem") == Registered(0, 2, ())
    assert Change.objects.filter(action="certificates.register").count() == 1
    row = Certificate.objects.get(nip=nip(1))
    assert (row.organiser, row.assessment, row.jpm) == ("own", "kegiatan-1", Decimal("85.50"))


def test_an_own_result_with_other_content_is_refused_and_the_others_go_in() -> None:
    register_results([own(1)], "sistem")
    found = register_results([own(1, jpm=Decimal(70)), own(2, jpm=None)], "sistem")
    assert (found.added, found.same, [one.code for one in found.refused]) == (
        1,
        0,
        ["RESULT_RECORDED_OTHERWISE"],
    )


def handed(*numbers: int) -> Handover:
    for number in numbers:
        person(number, "jpt_pratama")
    row = hand_over(HANDOVER, [nip(number) for number in numbers], actor="ani")
    assert isinstance(row, Handover), row
    return row


def test_people_are_handed_over_as_they_are_that_day() -> None:
    row = handed(1, 2)
    assert row.organiser_name == "LAN"
    assert list(row.people.values_list("nip", "job_class")) == [
        (nip(1), "jpt_pratama"),
        (nip(2), "jpt_pratama"),
    ]


@pytest.mark.parametrize(
    ("told", "nips", "code"),
    [
        ({"organiser": Organiser.OWN}, [nip(1)], "HANDOVER_NOT_EXTERNAL"),
        ({"subject": " "}, [nip(1)], "HANDOVER_INCOMPLETE"),
        ({"organiser": Organiser.OTHER}, [nip(1)], "HANDOVER_INCOMPLETE"),
        ({"promised_on": date(2025, 4, 30)}, [nip(1)], "HANDOVER_DATES"),
        ({}, ["", "  "], "HANDOVER_NOBODY"),
        ({}, [nip(1), nip(7)], "HANDOVER_UNKNOWN_NIPS"),
    ],
)
def test_what_cannot_be_handed_over(told: dict[str, object], nips: list[str], code: str) -> None:
    person(1)
    assert refused(hand_over(replace(HANDOVER, **told), nips, actor="ani")) == code  # type: ignore[arg-type]
    assert not Handover.objects.exists()


def test_results_come_back_in_parts(tmp_path: Path) -> None:
    row = handed(1, 2, 3)
    person(4, "jpt_pratama")
    first = imported(
        results(tmp_path / "a.xlsx", [line(1, job_class=""), line(4, job_class="")]), handover=row
    )
    assert codes(first) == {5: ["CLASS_FROM_POST", "NOT_ON_LIST"]}
    assert [one.nip for one in row.people.filter(result__isnull=False)] == [nip(1)]
    assert Certificate.objects.get(nip=nip(1)).job_class == "jpt_pratama"
    assert Certificate.objects.filter(nip=nip(4)).exists()
    assert drop_person(row.pk, nip(2), actor="ani", reason="sakit") is None
    assert refused(drop_person(row.pk, nip(1), actor="ani", reason="sakit")) == "HANDOVER_NOT_WAITING"
    assert refused(drop_person(row.pk, nip(3), actor="ani", reason="")) == "CERTIFICATE_REASON_MISSING"
    imported(results(tmp_path / "b.xlsx", [line(1, job_class=""), line(2, job_class="")]), handover=row)
    came = HandedPerson.objects.get(nip=nip(2))
    assert came.result is not None
    assert came.dropped_reason == ""


def test_an_older_result_or_another_organiser_answers_nothing(tmp_path: Path) -> None:
    row = handed(1, 2)
    lines = [
        line(1, day="30-04-2025", job_class="JPT Pratama"),
        line(2, organiser="BKN", job_class="JPT Pratama"),
    ]
    source = imported(results(tmp_path / "a.xlsx", lines), handover=row)
    assert codes(source) == {4: ["BEFORE_HANDOVER"], 5: ["OTHER_ORGANISER"]}
    assert Certificate.objects.count() == 2
    assert not row.people.filter(result__isnull=False).exists()


def test_a_withdrawn_result_is_waited_for_again(tmp_path: Path) -> None:
    row = handed(1)
    path = results(tmp_path / "a.xlsx", [line(1, job_class="")])
    imported(path, handover=row)
    answer = row.people.get().result
    assert answer is not None
    withdraw_certificate(answer.pk, actor="ani", reason="salah orang")
    assert row.people.get().result is None
    assert row.people.filter(result__isnull=True).count() == 1
