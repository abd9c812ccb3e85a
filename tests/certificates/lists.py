"""Lists of results as organisers send them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from takar.certificates.actions.apply_results import apply_results
from takar.certificates.actions.preview_results import preview_results
from takar.certificates.actions.upload_results import upload_results
from takar.certificates.domain.entries import Defaults
from takar.certificates.models import CertificateImport, Handover
from tests.certificates.world import TODAY
from tests.people.lists import nip, write_xlsx

HEAD = (
    "No",
    "Nama",
    "NIP",
    "Penyelenggara",
    "No Sertifikat",
    "Jenjang Jabatan",
    "Tanggal Penilaian",
    "JPM",
    "Kategori",
)


def line(number: int, /, day: Any = "14-05-2025", **told: Any) -> list[Any]:
    values = {
        "name": f"Pegawai Contoh {number:03d}", "nip": nip(number), "organiser": "LAN", "number": f"B-{number}/2025",
        "job_class": "Administrator", "day": day, "jpm": "85,50", "category": "MS",
    } | told  # fmt: skip
    return [number, *values.values()]


def results(path: Path, lines: list[list[Any]]) -> Path:
    return write_xlsx(path, {"Hasil": [["REKAPITULASI HASIL"], [], list(HEAD), *lines]})


def upload(
    path: Path, *, handover: Handover | None = None, defaults: Defaults | None = None
) -> CertificateImport:
    source = upload_results(path.name, [path.read_bytes()], actor="ani", handover=handover, defaults=defaults)
    assert isinstance(source, CertificateImport), source
    return source


def previewed(path: Path, **options: Any) -> CertificateImport:
    source = upload(path, **options)
    refusal = preview_results(source, TODAY)
    assert refusal is None, refusal
    return source


def imported(path: Path, **options: Any) -> CertificateImport:
    source = previewed(path, **options)
    refusal = apply_results(source, actor="ani", reason="Surat LAN 12/2025")
    assert refusal is None, refusal
    return source


def counts(source: CertificateImport) -> tuple[int, int, int]:
    return source.added, source.same, source.refused


def codes(source: CertificateImport) -> dict[int, list[str]]:
    """Codes of findings by row number."""
    return {row.number: [one["code"] for one in row.findings] for row in source.rows.all() if row.findings}
