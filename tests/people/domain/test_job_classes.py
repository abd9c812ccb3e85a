from __future__ import annotations

import pytest

from takar.people.domain.job_classes import Classified, FunctionalLevel, JobClass, classify, parse_eselon

L, C = FunctionalLevel, JobClass


@pytest.mark.parametrize(
    ("written", "eselon"),
    [("II.b", "II.b"), ("II/B", "II.b"), ("ii b", "II.b"), ("IIB", "II.b"), ("ESELON II.b", "II.b"),
     ("Es. IV.a", "IV.a"), ("III", "III"), ("Non Eselon", ""), ("NON-ESELON", ""), ("-", ""), ("", ""),
     ("VI.a", None), ("II.z", None), ("dua", None)],
)  # fmt: skip
def test_eselon(written: str, eselon: str | None) -> None:
    assert parse_eselon(written) == eselon


@pytest.mark.parametrize(
    ("kind", "eselon", "title", "found"),
    [
        ("Jabatan Struktural", "I.a", "Sekretaris Jenderal", Classified(C.JPT_MADYA, None)),
        ("Jabatan Pimpinan Tinggi Utama", "I.a", "Kepala", Classified(C.JPT_UTAMA, None)),
        ("Jabatan Struktural", "II.b", "Kepala Dinas", Classified(C.JPT_PRATAMA, None)),
        ("", "III.a", "Camat", Classified(C.ADMINISTRATOR, None)),
        ("", "IV.b", "Kepala Seksi", Classified(C.PENGAWAS, None)),
        ("", "V.a", "Kepala Tata Usaha", Classified(C.PELAKSANA, None)),
        ("Jabatan Fungsional Umum", "", "Pengelola Data", Classified(C.PELAKSANA, None)),
        ("Jabatan Pelaksana", "", "Pengelola Data", Classified(C.PELAKSANA, None)),
        (
            "Jabatan Fungsional Tertentu",
            "",
            "Analis Kebijakan Ahli Madya",
            Classified(C.FUNGSIONAL, L.AHLI_MADYA),
        ),
        ("Jabatan Fungsional", "IV.a", "Perencana Ahli Muda", Classified(C.FUNGSIONAL, L.AHLI_MUDA)),
        ("Jabatan Fungsional", "", "Perawat Penyelia", Classified(C.FUNGSIONAL, L.PENYELIA)),
        ("Jabatan Fungsional", "", "Perawat Pelaksana Lanjutan", Classified(C.FUNGSIONAL, L.MAHIR)),
        ("Jabatan Fungsional", "", "Perawat Pelaksana", Classified(C.FUNGSIONAL, L.TERAMPIL)),
        ("Jabatan Fungsional", "", "Bidan Pelaksana Pemula", Classified(C.FUNGSIONAL, L.PEMULA)),
        ("Jabatan Fungsional", "", "Dosen", Classified(C.FUNGSIONAL, None)),
        ("", "", "Auditor Ahli Pertama", Classified(C.FUNGSIONAL, L.AHLI_PERTAMA)),
        ("", "", "Lurah Contoh", Classified(C.PENGAWAS, None, guessed=True)),
        ("", "", "Kepala Bidang Mutasi", Classified(C.ADMINISTRATOR, None, guessed=True)),
        ("", "", "Kepala Dinas Contoh", Classified(None, None)),
        ("", "", "", Classified(None, None)),
    ],
)
def test_classes(kind: str, eselon: str, title: str, found: Classified) -> None:
    assert classify(kind, eselon, title) == found
