"""Writes results of earlier assessments as an organiser would send them: one workbook, invented numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from takar.people.public import JOB_CLASS_NAMES, JobClass, Person

# Of 28 officials of the highest class 22 hold a valid certificate, as in the case that gave the idea.
EXEMPT_LEADERS = 22
# Shares of the other classes: assessed within two years, three to five years ago; the rest never.
VALID, LAPSED = 0.45, 0.3
HEADINGS = (
    "NIP",
    "NAMA",
    "PENYELENGGARA",
    "NOMOR SERTIFIKAT",
    "JENJANG JABATAN",
    "TANGGAL PENILAIAN",
    "JPM",
)


def write_results(path: Path, people: Sequence[Person], today: date, seed: int = 2026) -> int:
    """Write the workbook; returns how many results are in it."""
    random = Random(seed)  # noqa: S311  invented results, no secret
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Hasil")
    day_format = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(0, 0, HEADINGS)
    sheet.set_column(0, len(HEADINGS) - 1, 24)
    written = 0
    for written, (person, day) in enumerate(_assessed(people, today, random), start=1):
        organiser = "LAN" if person.job_class == JobClass.JPT_PRATAMA else random.choice(("BKN", "LAN"))
        number = f"{written:04d}/PK/{day.year}"
        assert person.job_class is not None
        cells = (
            person.nip,
            person.full_name,
            organiser,
            number,
            JOB_CLASS_NAMES[JobClass(person.job_class)]["id"],
        )
        sheet.write_row(written, 0, cells)
        sheet.write_datetime(written, len(cells), datetime.combine(day, time()), day_format)
        sheet.write_number(written, len(cells) + 1, round(random.gauss(86, 9), 2))
    book.close()
    return written


def _assessed(people: Iterable[Person], today: date, random: Random) -> Iterable[tuple[Person, date]]:
    leaders = 0
    for person in people:
        if person.job_class == JobClass.JPT_PRATAMA:
            leaders += 1
            if leaders <= EXEMPT_LEADERS:
                yield person, today - timedelta(days=random.randint(60, 900))
            continue
        lot = random.random()
        if lot < VALID:
            yield person, today - timedelta(days=random.randint(30, 1060))
        elif lot < VALID + LAPSED:
            yield person, today - timedelta(days=random.randint(1100, 1800))
