"""Uploaded files and files made for download: kept under random names, no longer than needed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from takar.kernel.refusals import Refusal

MOST_MEGABYTES = 300
TOO_BIG = Refusal(
    "FILE_TOO_BIG",
    f"Berkas lebih besar dari {MOST_MEGABYTES} MB. Pecah menjadi beberapa berkas, misalnya per perangkat daerah.",
    f"The file is larger than {MOST_MEGABYTES} MB. Split it into several files, for instance one per unit.",
)


@dataclass(frozen=True, slots=True)
class Stored:
    name: str
    size: int
    sha256: str


def store(chunks: Iterable[bytes]) -> Stored | Refusal:
    name, size, digest = secrets.token_hex(16), 0, hashlib.sha256()
    path = stored_path(name)
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_MEGABYTES * 2**20:
                break
            digest.update(chunk)
            file.write(chunk)
    if size > MOST_MEGABYTES * 2**20:
        path.unlink()
        return TOO_BIG
    return Stored(name, size, digest.hexdigest())


def stored_path(name: str) -> Path:
    return _folder() / name


def forget(name: str) -> None:
    if name:
        stored_path(name).unlink(missing_ok=True)


def made_path(check: int, what: str) -> Path:
    """Where a job leaves what a page offers for download: "units.zip", "list.xlsx"."""
    return _folder() / f"check-{check}-{what}"


def forget_made(check: int) -> None:
    for path in _folder().glob(f"check-{check}-*"):
        path.unlink(missing_ok=True)


def file_name(written: str) -> str:
    """The last part of the name that the browser told."""
    return Path(written.replace("\\", "/")).name[-200:]


def _folder() -> Path:
    folder: Path = settings.TAKAR.files / "readiness"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
