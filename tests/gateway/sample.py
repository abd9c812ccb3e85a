"""A small real session: signed package, signed ticket, three sittings with PIN 123456.

    python -m tests.gateway.sample --data var-contoh --port 8009

makes the data folder if it is empty, gives the proctor's order to start, and runs the gateway.
"""

from __future__ import annotations

import argparse
import base64
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from takar.delivery.public import Journal, open_journal, package_digest, seal, start_session
from takar.ledger.public import OfficeSigner
from tests.gateway.tickets import build_ticket

PIN = "123456"
SESSION = "sesi-contoh"
HOUR_MS = 3_600_000


def item(code: str, kind: str, stem: str, options: int = 4, figure: str | None = None) -> dict[str, Any]:
    letters = "ABCDE"[:options]
    return {
        "id": code,
        "version": 1,
        "type": kind,
        "stem": stem,
        "figure": figure,
        "options": [{"id": x, "text": f"Pilihan {x} untuk soal {code}", "figure": None} for x in letters],
    }


_FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60" role="img"><title>Dua lingkaran dan satu kotak</title>'
    '<circle cx="20" cy="30" r="14" fill="none" stroke="black"/><circle cx="60" cy="30" r="14" fill="black"/>'
    '<rect x="86" y="16" width="28" height="28" fill="none" stroke="black"/></svg>'
)


def content(minutes: tuple[int, int] = (30, 20), size: int = 6) -> dict[str, Any]:
    """Two sections of `size` items each."""
    first = [
        item(
            f"SJT-M01-{n:02}", "sjt", f"Situasi {n}: rekan Anda meminta laporan diubah.\n\nApa tindakan Anda?"
        )
        for n in range(1, size + 1)
    ]
    second = [item("PEN-P01-01", "single_choice", "Gambar mana yang melanjutkan pola ini?", 5, _FIGURE)]
    second += [
        item(f"LIK-P03-{n:02}", "likert", f"Saya tetap tenang ketika pekerjaan menumpuk ({n}).", 5)
        for n in range(2, size + 1)
    ]
    return {
        "form": "naskah-contoh",
        "title": "Naskah contoh",
        "sections": [
            _section("A", "Situasi kerja", minutes[0], first),
            _section("B", "Penalaran dan sikap", minutes[1], second),
        ],
    }


def _section(code: str, title: str, minutes: int, items: list[dict[str, Any]]) -> dict[str, Any]:
    instructions = "Pilih satu jawaban untuk tiap soal. Jawaban tersimpan pada setiap klik."
    return {"code": code, "title": title, "instructions": instructions, "minutes": minutes, "items": items}


def people(count: int) -> list[Mapping[str, Any]]:
    return [
        {
            "sitting": f"duduk-{n:03}",
            "number": f"{n:03}",
            "name": f"Peserta Contoh {n}",
            "nip": f"19850101201001{n:04}",
            "seat": f"A-{n:02}",
            "extra_minutes": 0,
        }
        for n in range(1, count + 1)
    ]


def ticket(
    package: str, participants: list[Mapping[str, Any]], opens_ms: int, closes_ms: int
) -> dict[str, Any]:
    return build_ticket(
        session=SESSION,
        version=1,
        assessment={
            "id": "asesmen-contoh",
            "title": "Pemetaan Kompetensi Pejabat Administrator Kota Contoh",
            "legal_basis": "Peraturan BKN Nomor 26 Tahun 2019",
            "purpose": "pemetaan",
            "organiser": "BKPSDM Kota Contoh",
            "zone": "WIB",
        },
        title="Sesi 1",
        room="Ruang CAT 1",
        opens_ms=opens_ms,
        closes_ms=closes_ms,
        package=package,
        pin=PIN,
        pin_salt=base64.b64encode(os.urandom(16)).decode(),
        nip_salt=os.urandom(16).hex(),
        measures=[
            {"id": "Kompetensi manajerial: Integritas", "en": "Managerial competency: integrity"},
            {"id": "Potensi: kesadaran diri", "en": "Potential: self-awareness"},
        ],
        visibility={
            "when": "at_submission",
            "levels": True,
            "jpm": True,
            "category": True,
            "id": "Setelah dikumpulkan Anda melihat level tiap kompetensi, JPM, dan kategori.",
            "en": "After submission you see the level of each competency, the JPM and the category.",
        },
        participants=participants,
    )


def prepare(
    journal: Journal,
    keys: Path,
    count: int = 3,
    minutes: tuple[int, int] = (30, 20),
    size: int = 6,
    now_ms: int | None = None,
) -> None:
    """Put the package and the ticket into the exam store; the session runs from a minute ago for four hours."""
    now = int(time.time() * 1000) if now_ms is None else now_ms
    signer = OfficeSigner.load(keys)
    package = seal(content(minutes, size), signer)
    journal.put_package(package_digest(package), package)
    body = seal(ticket(package_digest(package), people(count), now - 60_000, now + 4 * HOUR_MS), signer)
    journal.put_ticket(SESSION, 1, body)


def main() -> None:
    from takar.gateway.serve import serve

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8009)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--waiting", action="store_true", help="do not give the order to start")
    options = parser.parse_args()
    data = options.data.absolute()
    url = f"sqlite:///{data / 'exam.db'}"
    journal = open_journal(url)
    if not journal.tickets():
        prepare(journal, data / "keys")
        if not options.waiting:
            start_session(journal, SESSION, "pengawas.contoh", int(time.time() * 1000))
    journal.close()
    print(f"http://{options.host}:{options.port}/  nomor 001, 002, 003  PIN {PIN}", flush=True)
    serve(url, data / "keys", options.host, options.port)


if __name__ == "__main__":
    main()
