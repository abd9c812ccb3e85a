from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from takar.careers.public import Award, Discipline, Education, Feedback, Predicate, Served, TeamTask, Training
from takar.talent.domain.points import REGISTERS, cell_of, years_before
from takar.talent.domain.values import Cell, Facts
from tests.talent.people import CODES, NIP, ON, RULES, facts, history, profile


def cell(code: str, told: Facts, *kept: str) -> Cell:
    return cell_of(RULES.component(code), told, RULES, ON, kept)


NOTHING = Facts(NIP, None, None)


@pytest.mark.parametrize("code", [one.code for one in RULES.components])
def test_nothing_on_record_is_missing_and_never_zero(code: str) -> None:
    found = cell(code, NOTHING)
    assert found.points is None
    assert found.missing


def test_predicates_of_the_last_years_count_as_their_mean() -> None:
    assert cell("predikat", facts()) == Cell(
        90.0, RULES.component("predikat").error, ("2024:baik=80", "2025:sangat_baik=100")
    )
    old = facts(history=history(predicates=(Predicate(2020, "baik"),)))
    assert cell("predikat", old).missing == "too_old"
    odd = facts(history=history(predicates=(Predicate(2025, "cukup"),)))
    assert cell("predikat", odd).points is None


def test_a_register_that_is_not_kept_says_nothing_about_anybody() -> None:
    assert cell("penghargaan", facts()).missing == "not_kept"
    assert cell("penghargaan", facts(), "awards") == Cell(0.0, 0.0, ("register=0",))
    assert cell("integritas", facts(), *REGISTERS).points == 100
    assert cell("integritas", facts()).missing == "not_kept"


def test_awards_add_up_to_at_most_100_and_old_ones_lapse() -> None:
    told = facts(history=history(awards=(Award("A", date(2025, 1, 1), "nasional"), Award("B", date(2024, 1, 1), "unit"),
                                         Award("C", date(2010, 1, 1), "internasional"))))  # fmt: skip
    assert cell("penghargaan", told).points == 100
    unknown = facts(history=history(awards=(Award("A", date(2025, 1, 1)),)))
    assert cell("penghargaan", unknown) == Cell(20.0, 0.0, ("lainnya=20",))


def test_team_tasks_count_while_they_reach_into_the_window() -> None:
    told = facts(history=history(team_tasks=(
        TeamTask("A", "ketua", date(2020, 1, 1)), TeamTask("B", "anggota", date(2020, 1, 1), date(2021, 1, 1)),
        TeamTask("C", "anggota", date(2027, 1, 1)))))  # fmt: skip
    assert cell("tim-kerja", told).points == 40


def test_feedback_is_the_mean_of_its_years() -> None:
    told = facts(history=history(feedback=(Feedback(2024, Decimal(80)), Feedback(2025, Decimal(90)))))
    assert cell("umpan-balik", told).points == 85
    assert (
        cell("umpan-balik", facts(history=history(feedback=(Feedback(2020, Decimal(80)),)))).missing
        == "too_old"
    )


def test_the_competency_comes_from_the_profile_and_its_own_error() -> None:
    plain = cell("kompetensi", facts())
    assert plain.points == pytest.approx(85.0)
    assert plain.error == RULES.component("kompetensi").error
    told = cell("kompetensi", facts(profile=profile(errors=tuple((code, Decimal("0.3")) for code in CODES))))
    assert told.error == pytest.approx(9**0.5 * 0.3 * 100 / 36)
    assert cell("kompetensi", facts(profile=profile(jpm=Decimal("111")))).points == 100
    assert cell("kompetensi", facts(standard=())).missing == "no_standard"
    part = profile(levels=(("M.01", Decimal(3)),), errors=(("M.01", Decimal("0.3")),), jpm=Decimal(70))
    assert cell("kompetensi", facts(profile=part)).error == RULES.component("kompetensi").error


@pytest.mark.parametrize(
    ("assessed", "until", "counts"),
    [
        (date(2023, 1, 6), None, True),
        (date(2023, 1, 5), None, False),
        (date(2025, 1, 5), ON, True),
        (date(2025, 1, 5), date(2026, 1, 4), False),
    ],
)
def test_a_profile_lapses_on_the_day(assessed: date, until: date | None, counts: bool) -> None:
    told = facts(profile=profile(assessed_on=assessed, valid_until=until))
    for code in ("kompetensi", "potensi"):
        assert (cell(code, told).points is not None) is counts
        assert cell(code, told).missing == ("" if counts else "too_old")


def test_potential_uses_the_error_that_the_instrument_told() -> None:
    assert cell("potensi", facts(profile=profile(potential_error=Decimal("2.5")))).error == 2.5
    assert cell("potensi", facts()).error == RULES.component("potensi").error


def test_hours_of_development_and_years_of_experience_are_capped() -> None:
    told = facts(history=history(
        trainings=(Training("A", "teknis", date(2025, 5, 1), 30), Training("B", "teknis", date(2010, 1, 1), 300),
                   Training("C", "teknis", date(2025, 5, 1))),
        posts=(Served("A", "pengawas", "U", "", date(2018, 1, 5), date(2022, 1, 5)),
               Served("B", "pengawas", "U", "", date(2020, 1, 5)))))  # fmt: skip
    assert cell("pengembangan", told).points == 75
    assert cell("pengalaman", told).points == pytest.approx(80, abs=0.1)
    assert cell("pengalaman", facts(post_since=date(2010, 1, 1))).points == 100


def test_the_highest_diploma_counts() -> None:
    assert cell("pendidikan", facts()).points == 90
    assert cell("pendidikan", facts(history=None, education="D3")).points == 70
    two = facts(history=history(education=(Education("S3"), Education("SMA"))))
    assert cell("pendidikan", two) == Cell(100.0, 0.0, ("S3",))


def test_the_field_of_study_needs_a_post_that_asks_for_one() -> None:
    assert cell("bidang-ilmu", facts()).missing == "no_requirement"
    assert cell("bidang-ilmu", facts(fields=("administrasi publik",))).points == 100
    assert cell("bidang-ilmu", facts(fields=("Teknik Sipil",))).points == 50
    assert cell("bidang-ilmu", facts(fields=("Hukum",), history=history(education=()))).missing == "no_entry"


def test_the_gravest_measure_counts_and_one_being_served_most() -> None:
    light = Discipline("ringan", date(2024, 1, 1), date(2024, 6, 1))
    heavy = Discipline("berat", date(2025, 9, 1), date(2026, 9, 1))
    old = Discipline("berat", date(2010, 1, 1), date(2011, 1, 1))
    clean = Discipline("none", date(2025, 12, 1))
    assert cell("integritas", facts(history=history(discipline=(light, old, clean)))).points == 75
    assert cell("integritas", facts(history=history(discipline=(light, heavy)))).points == 0
    assert cell("integritas", facts(history=history(discipline=(clean,)))).points == 100


def test_years_before_a_leap_day() -> None:
    assert years_before(date(2024, 2, 29), 3) == date(2021, 2, 28)
