from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.certificates.domain.buckets import quarter_ends, stretches
from takar.certificates.domain.counting import add_years
from takar.certificates.domain.reasons import level_words
from takar.certificates.domain.rules import Adoption, Edition, Rule, RuleBook
from takar.certificates.domain.standing import checkpoints, due_by, standing
from takar.certificates.domain.validity import above, counts_for, newest
from takar.certificates.domain.values import Held, Organiser, State, Subject
from tests.certificates.domain.test_rules import THREE, TWO

ON = date(2026, 6, 1)
RULE = Rule(THREE, 3)
ANI = Subject("197001021995031001", "administrator")


def held(assessed_on: date, job_class: str = "administrator", **told: object) -> Held:
    return replace(Held(1, job_class, "", assessed_on, None, Organiser.LAN, "LAN"), **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (date(2026, 5, 31), State.LAPSED),
        (date(2026, 6, 1), State.EXPIRING),
        (date(2026, 12, 1), State.EXPIRING),
        (date(2026, 12, 2), State.VALID),
    ],
)
def test_the_last_day_still_counts_and_six_months_before_it_is_told(until: date, state: State) -> None:
    found = standing(ANI, [held(add_years(until, -3))], RULE, ON)
    assert (found.state, found.valid_until, found.organiser) == (state, until, Organiser.LAN)
    assert found.is_due == (state is State.LAPSED)
    assert found.is_exempt == (state is not State.LAPSED)


def test_no_result_at_all() -> None:
    found = standing(ANI, [], RULE, ON)
    assert (found.state, found.valid_until, found.assessed_on, found.is_due) == (
        State.NEVER,
        None,
        None,
        True,
    )
    assert found.why.sentence("en") == "No assessment result is recorded."


def test_a_lower_level_does_not_exempt_and_the_reason_says_so() -> None:
    found = standing(ANI, [held(date(2026, 1, 5), "pengawas")], RULE, ON)
    assert found.state is State.NEVER
    assert found.why.id == (
        "Hasil LAN 5 Januari 2026 untuk jenjang Pengawas, sedangkan jabatan sekarang Administrator."
    )


def test_a_higher_level_exempts_only_where_the_agency_decided_so() -> None:
    higher = held(date(2026, 1, 5), "jpt_pratama")
    adopted = Adoption(1, "semua", ON, THREE, "Perwal", higher_counts=True)
    assert standing(ANI, [higher], RULE, ON).state is State.NEVER
    assert standing(ANI, [higher], Rule(THREE, 3, adopted), ON).state is State.VALID


def test_words_of_levels() -> None:
    assert level_words("fungsional", "ahli_muda", "id") == "Fungsional Ahli Muda"
    assert level_words("", "", "id") == ""


def test_above() -> None:
    assert above("pengawas") == ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator")
    assert above("fungsional") == ()


@pytest.mark.parametrize(
    ("on_paper", "in_post", "counts"),
    [
        ("ahli_muda", "ahli_muda", True),
        ("ahli_muda", "ahli_madya", False),
        ("", "ahli_madya", True),
        ("ahli_muda", "", True),
    ],
)
def test_grades_of_functional_posts(on_paper: str, in_post: str, counts: bool) -> None:
    paper = held(date(2026, 1, 5), "fungsional", level=on_paper)
    subject = Subject("1", "fungsional", in_post)
    assert counts_for(paper, subject, RULE) is counts
    found = standing(subject, [paper], RULE, ON)
    assert found.is_exempt is counts
    assert ("berjenjang lain" in found.why.id) is not counts


def test_the_newest_counts_even_when_an_older_paper_states_more() -> None:
    older = held(date(2022, 1, 5), stated_until=date(2030, 1, 1))
    newer = held(date(2022, 6, 1), stated_until=date(2023, 1, 1), key=2)
    found = standing(ANI, [newer, older], RULE, ON)
    assert (found.state, found.valid_until, found.counted) == (State.LAPSED, date(2023, 1, 1), newer)
    assert "tanggal pada sertifikat" in found.why.id
    assert "date on the certificate" in found.why.en


def test_the_paper_never_lengthens_the_rule() -> None:
    found = standing(ANI, [held(date(2022, 1, 5), stated_until=date(2030, 1, 1))], RULE, ON)
    assert found.valid_until == date(2025, 1, 5)
    assert "3 tahun, penyelenggaraan/2019.1" in found.why.id


def test_of_two_from_one_day_the_one_recorded_last() -> None:
    first, second = held(ON, key=1), held(ON, key=2)
    assert newest([second, first]) is second
    assert newest([]) is None


def test_a_later_assessment_is_not_known_yet() -> None:
    assert standing(ANI, [held(date(2026, 6, 2))], RULE, ON).state is State.NEVER


@pytest.mark.parametrize(
    ("subject", "state", "word"),
    [
        (replace(ANI, active=False), State.OUTSIDE, "Tidak sedang bertugas"),
        (replace(ANI, kind="PPPK"), State.OUTSIDE, "PPPK"),
        (replace(ANI, job_class=""), State.UNCLEAR, "Kelas jabatan belum diketahui"),
    ],
)
def test_who_is_neither_due_nor_exempt(subject: Subject, state: State, word: str) -> None:
    found = standing(subject, [held(date(2020, 1, 5))], RULE, ON)
    assert (found.state, found.is_due, found.is_exempt) == (state, False, False)
    assert word in found.why.id


def test_pppk_are_obliged_where_the_agency_decided_so() -> None:
    rule = Rule(THREE, 3, Adoption(1, "semua", ON, THREE, "Perwal", with_pppk=True))
    assert standing(replace(ANI, kind="PPPK"), [], rule, ON).state is State.NEVER


def test_a_rule_to_come_can_make_due_before_the_end_of_the_time() -> None:
    """Two years from July, three again from September: in August nobody is exempt any more."""
    book = RuleBook(
        THREE,
        (
            Adoption(1, "semua", date(2026, 7, 1), TWO, "Perwal"),
            Adoption(2, "semua", date(2026, 9, 1), THREE, "Perwal"),
        ),
    )
    paper = [held(date(2024, 5, 1))]
    assert not due_by(ANI, paper, book, ON, date(2026, 6, 30))
    assert due_by(ANI, paper, book, ON, date(2026, 7, 1))
    assert due_by(ANI, paper, book, ON, date(2026, 10, 1))
    assert not standing(
        ANI, paper, book.rule_for("administrator", date(2026, 10, 1)), date(2026, 10, 1)
    ).is_due
    assert checkpoints(book, ON, date(2026, 10, 1)) == (
        date(2026, 6, 30),
        date(2026, 8, 31),
        date(2026, 10, 1),
    )
    cut = stretches(book, ("administrator",), ON, [ON, date(2026, 10, 1)])
    assert [[day for day, _ in one.days] for one in cut] == [
        [ON, date(2026, 6, 30)], [date(2026, 8, 31)], [date(2026, 10, 1)],
    ]  # fmt: skip


def test_quarters() -> None:
    assert quarter_ends(date(2026, 11, 22), 3) == (date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30))
    assert quarter_ends(date(2026, 7, 1), 1) == (date(2026, 9, 30),)


_DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
_PAPERS = st.lists(
    st.tuples(_DAYS, st.sampled_from(["administrator", "pengawas"]), st.none() | st.integers(0, 1500)),
    max_size=4,
)


@given(_PAPERS, _DAYS, st.integers(0, 900))
def test_under_one_rule_who_lapses_stays_lapsed(
    drawn: list[tuple[date, str, int | None]], on: date, days: int
) -> None:
    """Why the last day of a time decides about all of it."""
    papers = [
        held(day, job, key=key, stated_until=None if stated is None else day + timedelta(days=stated))
        for key, (day, job, stated) in enumerate(drawn)
        if day <= on
    ]
    now, then = standing(ANI, papers, RULE, on), standing(ANI, papers, RULE, on + timedelta(days=days))
    assert then.is_due or not now.is_due
    assert due_by(ANI, papers, RuleBook(THREE), on, on + timedelta(days=days)) == then.is_due


@given(_PAPERS, _DAYS)
def test_another_newer_paper_of_the_level_never_makes_due(
    drawn: list[tuple[date, str, int | None]], on: date
) -> None:
    papers = [held(day, job, key=key) for key, (day, job, _) in enumerate(drawn)]
    again = held(on, key=99)
    assert standing(ANI, [*papers, again], RULE, on).is_exempt


@given(_PAPERS, _DAYS)
def test_every_standing_gives_its_reason_in_both_languages(
    drawn: list[tuple[date, str, int | None]], on: date
) -> None:
    papers = [held(day, job, key=key) for key, (day, job, _) in enumerate(drawn)]
    why = standing(ANI, papers, RULE, on).why
    assert why.id.endswith(".")
    assert why.en.endswith(".")
    assert why.sentence("en") == why.en


def test_an_edition_of_its_own_years_and_months() -> None:
    rule = Rule(Edition("x/1", "x", "x", {"semua": 1}, 1), 1)
    assert standing(ANI, [held(date(2025, 6, 30))], rule, ON).state is State.EXPIRING
    assert standing(ANI, [held(date(2025, 7, 2))], rule, ON).state is State.VALID
