"""The story of tests/walkthroughs/readiness.csv, which an official can read and extend.

langkah: daftar (a cell of the list, everything else is complete), periksa (the headline), angka (figures of all or of a
unit), kolom (what is wrong with a cell), unduh (the list for a unit), isi (a cell that the unit fills in), kirim (the unit
sends its list back).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from takar.readiness.domain.codes import decode
from takar.readiness.domain.faults import MEANINGS
from takar.readiness.models import Check, HoledPerson, Unit
from takar.readiness.pages.words import group_label, headline_of
from takar.readiness.queries import figures_of, requirement_of
from tests.readiness.lists import checked, person, write_list
from tests.readiness.returning import HEAD, Sheet, deliver, fill, sheet_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

STEPS = list(csv.DictReader((Path(__file__).parents[1] / "walkthroughs" / "readiness.csv").open(newline="")))


class Story:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.people: dict[str, dict[str, str]] = {}
        self.sheets: dict[str, Sheet] = {}
        self.made: Check | None = None

    def take(self, step: dict[str, str], number: int) -> str:
        """What is seen after the step; "" where it only does something."""
        return {
            "daftar": self.listed,
            "periksa": self.headline,
            "angka": self.figures,
            "kolom": self.cell,
            "unduh": self.download,
            "isi": self.fill_in,
            "kirim": lambda step: self.send(step, number),
        }[step["langkah"]](step)

    @property
    def check(self) -> Check:
        if self.made is None:
            rows = [person(n, NAMA=name, **told) for n, (name, told) in enumerate(self.people.items())]
            self.made = checked(write_list(self.folder / "daftar.xlsx", rows))
        self.made.refresh_from_db()
        return self.made

    def listed(self, step: dict[str, str]) -> str:
        told = self.people.setdefault(step["pegawai"], {"UNOR_NAMA": step["unit"]})
        if step["kolom"]:
            told[step["kolom"].replace(" ", "_")] = step["isi"]
        return ""

    def headline(self, step: dict[str, str]) -> str:
        figures = figures_of(self.check)
        return headline_of(self.check, figures.open_fields, figures.open_people, "")[0]

    def figures(self, step: dict[str, str]) -> str:
        figures = figures_of(self.check)
        if not step["unit"]:
            people, holed, holes = figures.people, figures.open_people, figures.open_holes
        else:
            unit = Unit.objects.get(check_of=self.check, name=step["unit"])
            told = figures.units[unit.number]
            people, holed, holes = unit.people, told.open_people, told.open_holes
        return f"pegawai {people}; belum lengkap {holed}; kekosongan {holes}"

    def cell(self, step: dict[str, str]) -> str:
        holed = HoledPerson.objects.get(check_of=self.check, name=step["pegawai"])
        field = next(each for each in requirement_of(self.check).fields if each.heading == step["kolom"])
        if not holed.open >> field.bit & 1:
            return "tertutup"
        return group_label(MEANINGS[decode(holed.codes)[field.bit]].group)

    def download(self, step: dict[str, str]) -> str:
        self.sheets[step["unit"]] = sheet_of(self.check, step["unit"])
        return f"{len(self.sheets[step['unit']]) - HEAD - 1} baris"

    def fill_in(self, step: dict[str, str]) -> str:
        fill(self.sheets[step["unit"]], step["pegawai"], {step["kolom"]: step["isi"]})
        return ""

    def send(self, step: dict[str, str], number: int) -> str:
        counts = deliver(self.check, self.folder, self.sheets[step["unit"]], name=f"{number}.xlsx").counts
        words = {
            "closed": "tertutup",
            "open": "masih terbuka",
            "wrong": "keliru",
            "not_asked": "tidak diminta",
            "unmatched": "tidak dikenal",
        }
        return "; ".join(f"{word} {counts[kind]}" for kind, word in words.items())


def test_the_story(tmp_path: Path) -> None:
    story = Story(tmp_path)
    for number, step in enumerate(STEPS, start=2):
        assert story.take(step, number) == step["harapan"], f"line {number}: {step}"
