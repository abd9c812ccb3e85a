"""Calibration and licences."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from takar.accounts.public import User
from takar.exercises.domain.licence import LicenceRules, Passed, distances, licence, months_after, passes
from takar.exercises.training.cases import (
    attempt,
    attempts_of,
    licence_of,
    licence_rules,
    licences,
    load_shipped_cases,
)
from takar.exercises.training.shipped import CASES
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import RaterRules, load_shipped_standards, publish_standard, rater_rules

RULES = LicenceRules()
JAN = date(2026, 1, 10)


def test_distance_and_direction() -> None:
    found = distances({"a": "4", "b": "2"}, {"a": "3", "b": "3"})
    assert [one.by for one in found] == [1, -1]
    assert not passes(found, RULES)
    assert passes(distances({"a": "4", "b": "3"}, {"a": "3", "b": "3"}), RULES)
    assert not passes(distances({"a": "5", "b": "3", "c": "3", "d": "3"}, dict.fromkeys("abcd", "3")), RULES)
    assert not passes((), RULES)


def test_a_licence_is_earned_and_runs_out() -> None:
    done = [Passed("x", JAN), Passed("y", JAN + timedelta(3)), Passed("z", JAN + timedelta(5))]
    assert licence("ani", done[:2], date(2026, 6, 1), RULES) is None
    found = licence("ani", done, date(2026, 6, 1), RULES)
    assert found is not None
    assert (found.earned, found.until) == (date(2026, 1, 15), date(2027, 1, 15))
    assert found.valid(date(2027, 1, 15))
    assert not found.valid(date(2027, 1, 16))
    assert found.expiring(date(2026, 12, 1), RULES.warn_days)
    assert not found.expiring(date(2026, 6, 1), RULES.warn_days)
    slow = [Passed("x", JAN), Passed("y", JAN), Passed("z", date(2026, 9, 1))]
    assert licence("ani", slow, date(2026, 10, 1), RULES) is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-40, 40))
def test_months_after(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
    assert found.day == day.day or (found + timedelta(1)).day == 1


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), st.dates(JAN, date(2028, 1, 1))), max_size=8),
    st.dates(JAN, date(2028, 1, 1)),
)
def test_the_future_earns_nothing(pairs: list[tuple[str, date]], on: date) -> None:
    every = [Passed(case, day) for case, day in pairs]
    past = [one for one in every if one.on <= on]
    assert licence("ani", every, on, RULES) == licence("ani", past, on, RULES)


@pytest.mark.database
@pytest.mark.django_db
def test_three_shipped_cases_make_a_licence(client: Client) -> None:
    lead = User.objects.create(username="ketua", roles=["lead_assessor"])
    client.force_login(lead)
    assert client.post("/asesor/latihan/lisensi/").status_code == 302
    assert load_shipped_cases("ketua") == 0
    today = utc_now().date()
    for one in CASES:
        page = client.get(f"/asesor/latihan/{one['code']}/").content.decode()
        assert one["dimensions"][0]["why"] not in page
        values = {f"nilai-{each['code']}": each["expert"] for each in one["dimensions"]}
        assert client.post(f"/asesor/latihan/{one['code']}/", {}).status_code == 409
        after = client.post(f"/asesor/latihan/{one['code']}/", values, follow=True).content.decode()
        assert one["dimensions"][0]["why"] in after
    found = licence_of("ketua", today + timedelta(1))
    assert found is not None
    assert licences(today + timedelta(1))[0][0] == "ketua"
    assert len(attempts_of("ketua")) == 3
    again = attempt(CASES[0]["code"], "ketua", {})
    assert isinstance(again, Refusal)
    assert again.code == "ATTEMPT_TOO_SOON"
    unknown = attempt("tidak-ada", "ketua", {})
    assert isinstance(unknown, Refusal)
    assert client.get("/asesor/latihan/").status_code == 200
    repeated = client.get(f"/asesor/latihan/{CASES[0]['code']}/").content.decode()
    assert "dapat diulang mulai" in repeated  # and not the form, which would be refused after it is filled in
    assert "Serahkan dan bandingkan" not in repeated
    assert Decimal(CASES[0]["dimensions"][0]["expert"]) == 3


@pytest.mark.database
@pytest.mark.django_db
def test_the_numbers_are_those_of_the_dated_standard() -> None:
    assert licence_rules(date(2026, 6, 1)) == RULES
    load_shipped_standards()
    assert licence_rules(date(2026, 6, 1)) == RULES
    later = rater_rules(date(2026, 6, 1)).as_data()
    later |= {"version": "2026.2", "in_force_from": "2026-07-01", "wait_days": 30}
    read = RaterRules.from_data(later)
    assert isinstance(read, RaterRules)
    publish_standard(read, by="uji", source="uji")
    assert licence_rules(date(2026, 6, 30)).wait_days == 14
    assert licence_rules(date(2026, 7, 1)).wait_days == 30


@pytest.mark.database
@pytest.mark.django_db
def test_what_is_still_missing_for_a_licence_and_a_distance_without_a_sign(client: Client) -> None:
    client.force_login(User.objects.create(username="ani", roles=["assessor"]))
    load_shipped_cases("ketua")
    one = CASES[0]
    stricter = {f"nilai-{each['code']}": "1" for each in one["dimensions"]}
    after = client.post(f"/asesor/latihan/{one['code']}/", stricter, follow=True).content.decode()
    assert "Lebih ketat 2." in after
    listed = client.get("/asesor/latihan/").content.decode()
    assert "Anda lulus 0 dari 3." in listed
    assert listed.count("Belum lulus") == 2  # on its card and among the attempts
