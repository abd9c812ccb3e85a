"""Invented people as a SIASN export lists them, complete unless a test says otherwise."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from takar.kernel.refusals import Refusal
from takar.readiness.actions.run_check import run_check
from takar.readiness.actions.upload_check import upload_check
from takar.readiness.models import Check
from tests.people.lists import nip, write_xlsx

TODAY = date(2026, 1, 5)
TITLES = (
    "PNS ID", "NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA NAMA", "NIK",
    "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "TMT CPNS", "TMT PNS", "GOL AKHIR NAMA",
    "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "ESELON NAMA",
    "TMT ESELON", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA", "TAHUN LULUS", "LOKASI KERJA NAMA", "UNOR NAMA",
    "INSTANSI KERJA NAMA",
)  # fmt: skip


def person(number: int, **told: Any) -> dict[str, Any]:
    """A complete official of one of five offices; `told` by heading, with _ for spaces."""
    digits = nip(number)
    return {
        "PNS ID": f"{number:032X}",
        "NIP BARU": digits,
        "NAMA": f"PEGAWAI CONTOH {number}",
        "GELAR BELAKANG": "S.E.",
        "TANGGAL LAHIR": f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}",
        "JENIS KELAMIN": "M",
        "AGAMA NAMA": "RAHASIA-AGAMA",
        "NIK": "RAHASIA-NIK",
        "JENIS PEGAWAI NAMA": "PNS Daerah",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "STATUS CPNS PNS": "PNS",
        "TMT CPNS": f"01-{digits[12:14]}-{digits[8:12]}",
        "TMT PNS": "01-04-1996",
        "GOL AKHIR NAMA": "III/d",
        "TMT GOLONGAN": "01-04-2020",
        "MK TAHUN": "12",
        "MK BULAN": "0",
        "JENIS JABATAN NAMA": "Jabatan Struktural",
        "JABATAN NAMA": f"Kepala Bidang {number % 7}",
        "TMT JABATAN": "01-04-2023",
        "ESELON NAMA": "III.b",
        "TMT ESELON": "01-04-2023",
        "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "PENDIDIKAN NAMA": "S-1 EKONOMI",
        "TAHUN LULUS": "1994",
        "LOKASI KERJA NAMA": "Kota Contoh",
        "UNOR NAMA": f"Dinas Contoh {number % 5}/Bidang {number % 7}",
        "INSTANSI KERJA NAMA": "Pemerintah Kota Contoh",
    } | {title.replace("_", " "): value for title, value in told.items()}


def rows(people: Iterable[dict[str, Any]], titles: tuple[str, ...] = TITLES) -> list[list[Any]]:
    return [list(titles), *([each.get(title, "") for title in titles] for each in people)]


def write_list(path: Path, people: Iterable[dict[str, Any]], titles: tuple[str, ...] = TITLES) -> Path:
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows(people, titles))
        return path
    return write_xlsx(path, {"Data": rows(people, titles)})


def chunks(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()


def checked(path: Path, **options: Any) -> Check:
    """The check of a file, done."""
    check = upload_check(path.name, chunks(path), actor="sari", as_of=TODAY, **options)
    assert not isinstance(check, Refusal)
    refusal = run_check(check)
    assert refusal is None, refusal
    check.refresh_from_db()
    return check
