"""docs/rules/jpm.md and its Indonesian twin are true: every worked row and every refusal code."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from takar.standards.domain.job_standard import JobStandard
from takar.standards.domain.ruleset import Ruleset
from takar.standards.shipped import FOLDER, shipped_standard

ROOT = Path(__file__).parents[2]
PAGES = ["docs/rules/jpm.md", "docs/rules/jpm.id.md"]
_ROW = re.compile(r"^\| (seleksi|pemetaan)/2019\.1 \| ([\d.,]+) \| (\d+) \| ([\d.,]+) \| (\w+) \|$", re.M)
_CUT = re.compile(r"^\| `(seleksi|pemetaan)/2019\.1` \| (\w+) .*? \| (\d+) \|", re.M)
_CODE = re.compile(r"^\| `(STANDARD_\w+)`", re.M)


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _ruleset(code: str) -> Ruleset:
    found = shipped_standard(FOLDER / f"ruleset-{code}-2019.1.toml")
    assert isinstance(found, Ruleset)
    return found


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _sheet_row(page: str, place: int) -> list[str]:
    """Row `place` (from the heading) of the full sheet."""
    lines = _text(page).splitlines()
    first = next(number for number, line in enumerate(lines) if "| M.01 | M.02 |" in line)
    return [cell.strip() for cell in lines[first + place].strip("|").split("|")][1:]


@pytest.mark.parametrize("page", PAGES)
def test_every_worked_example_is_what_the_ruleset_computes(page: str) -> None:
    rows = _ROW.findall(_text(page))
    assert len(rows) == 10
    for code, total, standard, jpm, category in rows:
        found = _ruleset(code).jpm(_number(total), int(standard))
        assert (found, _ruleset(code).category_for(found).code) == (_number(jpm), category)


@pytest.mark.parametrize("page", PAGES)
def test_the_full_sheet_adds_up(page: str) -> None:
    rules = _ruleset("seleksi")
    pengawas = shipped_standard(FOLDER / "job_standard-pengawas-2017.1.toml")
    assert isinstance(pengawas, JobStandard)
    *ratings, total = (_number(cell) for cell in _sheet_row(page, 2))
    *levels, level_total = (int(cell) for cell in _sheet_row(page, 3))
    *required, standard_total = (int(cell) for cell in _sheet_row(page, 4))
    *gaps, gap_total = (_number(cell.replace("−", "-")) for cell in _sheet_row(page, 5))
    assert rules.total(ratings) == total
    assert [rules.level_for(rating) for rating in ratings] == levels
    assert sum(levels) == level_total
    assert (required, standard_total) == ([level for _, level in pengawas.levels], pengawas.total)
    assert [rating - level for rating, level in zip(ratings, required, strict=True)] == gaps
    assert total - standard_total == gap_total
    assert rules.jpm(total, standard_total) == Decimal("87.22")
    assert rules.jpm(Decimal(level_total), standard_total) == Decimal("88.89")


@pytest.mark.parametrize("page", PAGES)
def test_the_cut_offs_are_those_of_the_data(page: str) -> None:
    shown = {(code, name): Decimal(cut) for code, name, cut in _CUT.findall(_text(page))}
    shipped = {
        (code, one.code): one.min for code in ("seleksi", "pemetaan") for one in _ruleset(code).categories
    }
    assert shown == shipped


@pytest.mark.parametrize("page", PAGES)
def test_every_refusal_is_described(page: str) -> None:
    source = ROOT / "src/takar/standards"
    used = {
        code
        for path in source.rglob("*.py")
        for code in re.findall(r'"(STANDARD_[A-Z_]+)"', path.read_text())
    }
    assert set(_CODE.findall(_text(page))) == used
