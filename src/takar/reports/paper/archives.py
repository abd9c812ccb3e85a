"""Where packs of papers lie until somebody fetches them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def day_archive(batch: str, day: int) -> Path:
    """The ZIP of one day of a batch."""
    return _folder() / f"paket-{batch}-hari-{day}.zip"


def programme_archive(programme: str) -> Path:
    """The ZIP of everything that is printed before a programme begins."""
    return _folder() / f"cetakan-{programme}.zip"


def _folder() -> Path:
    folder: Path = settings.TAKAR.files / "paper"
    return folder
