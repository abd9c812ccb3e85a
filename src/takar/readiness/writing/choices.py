"""What a coded field may contain, for the drop-down lists of the workbooks."""

from __future__ import annotations

from takar.people.public import ALL_GOLONGAN
from takar.readiness.domain.values import PREDICATES

YES = "YA"
CHOICES: dict[str, tuple[str, ...]] = {
    "sex": ("L", "P"),
    "kind": ("PNS", "PPPK"),
    "status": ("CPNS", "PNS"),
    "golongan": ALL_GOLONGAN,
    "post_kind": (
        "Jabatan Pimpinan Tinggi Utama",
        "Jabatan Pimpinan Tinggi Madya",
        "Jabatan Pimpinan Tinggi Pratama",
        "Jabatan Administrator",
        "Jabatan Pengawas",
        "Jabatan Pelaksana",
        "Jabatan Fungsional",
    ),
    "eselon": ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a"),
    "education": ("SD", "SMP", "SMA", "D-1", "D-2", "D-3", "D-4", "S-1", "S-2", "S-3"),
    "performance": PREDICATES,
}
