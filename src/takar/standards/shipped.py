"""The standards that come with the system: TOML files in data/, one frozen version each."""

from __future__ import annotations

import tomllib
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.standards.domain.kinds import Standard, read_standard

FOLDER = Path(__file__).parent / "data"


def shipped_files() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def shipped_standard(path: Path) -> Standard:
    """Raises ValueError when a shipped file is faulty: that is a fault of the release."""
    found = read_standard(tomllib.loads(path.read_text(encoding="utf-8")))
    if isinstance(found, Refusal):
        raise ValueError(f"{path.name}: {found.en}")
    return found
