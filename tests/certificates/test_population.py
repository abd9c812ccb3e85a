"""What the database answers for many is what the domain says of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from takar.certificates.domain.buckets import LATER
from takar.certificates.domain.standing import due_by, standing
from takar.certificates.domain.values import Subject
from takar.certificates.models import Certificate
from takar.certificates.population import with_bucket, with_state
from takar.certificates.rulebook import rule_book
from takar.certificates.standings import certificates_of, due_people, standings_of
from takar.people.public import PeopleFilter, find_person
from takar.standards.public import load_shipped_standards
from tests.certificates.world import NOW, adoption, certificate, person
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ON = date(2026, 2, 28)
_CLASSES = ["jpt_pratama", "administrator", "pengawas", "fungsional"]
_LEVELS = ["", "ahli_muda", "ahli_madya"]
# Around the day asked, a year or two or three ago, a day more or less, and leap days.
_NEAR = st.sampled_from(
    [
        date(2023, 2, 28),
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2023, 8, 28),
        date(2026, 2, 28),
        date(2020, 2, 29),
    ]
)
_DAYS = st.builds(lambda day, by: day + timedelta(days=by), _NEAR, st.integers(-3, 3))
_CLASSED = st.one_of(
    st.tuples(st.sampled_from(["", *_CLASSES[:3]]), st.just("")),
    st.tuples(st.just("fungsional"), st.sampled_from(_LEVELS)),
)
_PEOPLE = st.tuples(
    _CLASSED, st.sampled_from(["PNS", "PNS", "PPPK"]), st.sampled_from(["Aktif", "", "Pensiun"])
)
_CERTIFICATES = st.lists(
    st.tuples(
        st.one_of(
            st.tuples(st.sampled_from(_CLASSES[:3]), st.just("")),
            st.tuples(st.just("fungsional"), st.sampled_from(_LEVELS)),
        ),
        _DAYS,
        st.one_of(st.none(), st.integers(0, 1200)),
    ),
    max_size=3,
    unique_by=lambda one: one[:2],
)
_ADOPTIONS = st.lists(
    st.tuples(
        st.sampled_from(["semua", *_CLASSES]),
        st.sampled_from([date(2025, 1, 1), date(2026, 3, 1), date(2026, 5, 15)]),
        st.sampled_from(["penyelenggaraan", "penyelenggaraan-dua-tahun"]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=3,
)


@given(st.lists(st.tuples(_PEOPLE, _CERTIFICATES), min_size=1, max_size=5), _ADOPTIONS, _DAYS)
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_the_database_and_the_domain_agree(people: list[Any], adoptions: list[Any], on: date) -> None:
    with transaction.atomic():
        load_shipped_standards()
        for scope, day, code, pppk, higher in adoptions:
            adoption(scope, day, code, with_pppk=pppk, higher_counts=higher)
        for number, (((job_class, level), kind, status), held) in enumerate(people):
            person(number, job_class, level=level, kind=kind, legal_status=status)
            for (valid_for, grade), assessed_on, stated in held:
                until = None if stated is None else assessed_on + timedelta(days=stated)
                certificate(number, assessed_on, valid_for, level=grade, stated_until=until)
        _compare(on)
        transaction.set_rollback(True)


def _compare(on: date) -> None:
    book, ends = rule_book(on), [on, on + timedelta(days=30), on + timedelta(days=400)]
    for row in with_state(PeopleFilter(), book, on):
        found = find_person(row.nip)
        assert found is not None
        subject = Subject(row.nip, found.job_class or "", found.level or "", found.kind, found.active)
        held = certificates_of([row.nip])[row.nip]
        alone = standing(subject, held, book.rule_for(subject.job_class, on), on)
        assert (row.state, alone) == (alone.state, standings_of([row.nip], on)[row.nip])
        bucket = next((n for n, end in enumerate(ends) if due_by(subject, held, book, on, end)), LATER)
        assert with_bucket(PeopleFilter(text=row.nip), book, on, ends).get().bucket == bucket
        due = due_people(PeopleFilter(text=row.nip), on, ends[2])
        assert due == ((alone,) if bucket < LATER else ())
        assert alone.why.id
        assert alone.why.en


def test_a_withdrawn_certificate_counts_for_nothing() -> None:
    load_shipped_standards()
    person(1)
    row = certificate(1, date(2025, 1, 1))
    assert standings_of([nip(1)], ON)[nip(1)].is_exempt
    Certificate.objects.filter(pk=row.pk).update(
        withdrawn_at=NOW, withdrawn_by="ani", withdrawn_reason="salah orang"
    )
    assert standings_of([nip(1)], ON)[nip(1)].state == "never"
    assert [one.nip for one in due_people(PeopleFilter(), ON, ON)] == [nip(1)]


def test_whom_a_rule_to_come_obliges_is_due_by_then() -> None:
    load_shipped_standards()
    person(1, kind="PPPK")
    adoption("semua", date(2026, 5, 15), with_pppk=True)
    assert due_people(PeopleFilter(), ON, date(2026, 5, 14)) == ()
    (one,) = due_people(PeopleFilter(), ON, date(2026, 5, 15))
    assert (one.state, one.nip) == ("outside", nip(1))
