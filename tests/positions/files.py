"""Lists of positions as real files, imported by the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from takar.people.public import TableImport, apply_table, preview_table, upload_table
from takar.positions.lists import POSITION_LISTS
from tests.careers.files import ACTOR, TODAY
from tests.people.lists import write_xlsx

HEAD = (
    "Kode Jabatan", "Nama Jabatan", "Unit Kerja", "Kelas Jabatan", "Eselon", "Rumpun", "NIP Pemangku", "Harus Terisi",
    "Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik",
    "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa",
    "Kompetensi Teknis",
)  # fmt: skip
ASKED = ("Kode Jabatan", "Jenis Persyaratan", "Tingkat Pentingnya", "Nilai", "Uraian")


def position(code: str, holder: str = "", **more: Any) -> tuple[Any, ...]:
    levels = more.get("levels", (4,) * 9)
    return (
        code,
        more.get("title", f"Kepala {code}"),
        more.get("unit", "Dinas A/Bidang B"),
        more.get("job_class", "JPT Pratama"),
        "II.b",
        "Umum",
        holder,
        more.get("must_fill", "ya"),
        *levels,
        more.get("technical", ""),
    )


def previewed(tmp_path: Path, kind: str, rows: Sequence[Sequence[Any]]) -> TableImport:
    wanted = POSITION_LISTS[f"positions.{kind}"]
    path = write_xlsx(tmp_path / "peta.xlsx", {"Daftar": rows})
    source = upload_table(wanted, "peta.xlsx", [path.read_bytes()], actor=ACTOR)
    assert isinstance(source, TableImport), source
    refusal = preview_table(wanted, source, TODAY)
    assert refusal is None, refusal
    return source


def applied(tmp_path: Path, kind: str, rows: Sequence[Sequence[Any]]) -> TableImport:
    source = previewed(tmp_path, kind, rows)
    refusal = apply_table(POSITION_LISTS[source.kind], source, actor=ACTOR, reason="Perda 1/2026")
    assert refusal is None, refusal
    return source
