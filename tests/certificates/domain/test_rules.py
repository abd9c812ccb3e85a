from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from takar.certificates.domain.rules import Adoption, Edition, RuleBook

THREE = Edition("penyelenggaraan/2019.1", "3 tahun", "3 years", {"semua": 3}, 6)
TWO = Edition("penyelenggaraan-dua-tahun/2019.1", "2 tahun", "2 years", {"semua": 2, "pelaksana": 4}, 3)
DAY = date(2026, 1, 1)


def adopted(number: int, scope: str, day: date, edition: Edition = TWO) -> Adoption:
    return Adoption(number, scope, day, edition, "Perwal 1/2025")


def test_without_adoption_the_default_holds() -> None:
    rule = RuleBook(THREE).rule_for("pengawas", DAY)
    assert (rule.label, rule.years, rule.adoption) == ("penyelenggaraan/2019.1", 3, None)
    assert not rule.with_pppk
    assert not rule.higher_counts
    assert str(rule) == rule.label


def test_two_regulations_side_by_side() -> None:
    book = RuleBook(THREE, (adopted(1, "pengawas", DAY),))
    assert (book.rule_for("pengawas", DAY).years, book.rule_for("administrator", DAY).years) == (2, 3)
    assert book.rule_for("pengawas", date(2025, 12, 31)).years == 3


def test_a_class_of_its_own_goes_before_all_even_when_all_came_later() -> None:
    book = RuleBook(THREE, (adopted(1, "pengawas", DAY), adopted(2, "semua", date(2027, 1, 1), THREE)))
    assert book.rule_for("pengawas", date(2028, 1, 1)).years == 2


def test_the_edition_may_name_classes_itself() -> None:
    book = RuleBook(THREE, (adopted(1, "semua", DAY),))
    assert (book.rule_for("pelaksana", DAY).years, book.rule_for("pengawas", DAY).years) == (4, 2)


def test_of_two_decisions_for_one_day_the_last_one_made_holds() -> None:
    book = RuleBook(THREE, (adopted(2, "semua", DAY, THREE), adopted(1, "semua", DAY)))
    assert book.rule_for("pengawas", DAY).years == 3


def test_changes_are_the_days_between() -> None:
    book = RuleBook(THREE, tuple(adopted(n, "semua", date(2026, n, 1)) for n in (1, 2, 3)))
    assert book.changes(date(2026, 1, 1), date(2026, 3, 1)) == (date(2026, 2, 1), date(2026, 3, 1))


_ADOPTIONS = st.lists(
    st.tuples(st.sampled_from(["semua", "pengawas"]), st.dates(date(2025, 1, 1), date(2027, 1, 1))),
    max_size=5,
)


@given(_ADOPTIONS, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_a_rule_holds_from_its_day_and_never_before(drawn: list[tuple[str, date]], on: date) -> None:
    book = RuleBook(THREE, tuple(adopted(n, scope, day) for n, (scope, day) in enumerate(drawn)))
    held = book.rule_for("pengawas", on).adoption
    possible = [day for _, day in drawn if day <= on]
    assert (held is None) == (not possible)
    if held is not None:
        assert held.from_day <= on
        same = [day for scope, day in drawn if scope == held.scope and day <= on]
        assert held.from_day == max(same)
