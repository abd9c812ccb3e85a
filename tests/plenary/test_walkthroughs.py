"""Stories of plenaries that an official can read: tests/walkthroughs/plenary.csv."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from tests.plenary.steps import Walk

pytestmark = [pytest.mark.database, pytest.mark.django_db]

FILE = Path(__file__).parents[1] / "walkthroughs" / "plenary.csv"
ROWS = list(csv.DictReader(FILE.open(encoding="utf-8")))
STORIES = [(name, list(rows)) for name, rows in groupby(ROWS, key=lambda row: row["kisah"])]


@pytest.mark.parametrize(("name", "rows"), STORIES, ids=[name for name, _ in STORIES])
def test_story(name: str, rows: list[dict[str, str]]) -> None:
    walk = Walk()
    for row in rows:
        walk.at(int(row["hari"]), row["jam"])
        done = walk.do(row["siapa"], row["tindakan"])
        try:
            walk.check(row["harapan"], done)
        except AssertionError as fault:
            raise AssertionError(
                f"{name}, hari {row['hari']} {row['jam']}, {row['tindakan']}: {fault}"
            ) from fault
