from __future__ import annotations

from datetime import date

from takar.assessments.domain.commitment import years_after
from takar.assessments.domain.tickets import measures_of

NAMES = {
    "M.01": {"id": "Integritas", "en": "Integrity"},
    "M.02": {"id": "Kerja Sama", "en": "Teamwork"},
    "P.01": {"id": "Kemampuan Intelektual", "en": "Intellectual ability"},
}


def test_records_are_kept_whole_years_even_from_a_leap_day() -> None:
    assert years_after(date(2026, 1, 5), 3) == date(2029, 1, 5)
    assert years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_only_families_that_the_form_measures_are_told() -> None:
    assert measures_of(NAMES, ["M.02", "M.01", "X.99"]) == [
        {
            "id": "Kompetensi manajerial: Kerja Sama, Integritas",
            "en": "Managerial competencies: Teamwork, Integrity",
        }
    ]
    assert [one["en"] for one in measures_of(NAMES, ["P.01"])] == ["Potential: Intellectual ability"]
