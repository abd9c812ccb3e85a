"""Public test vectors, read where they lie beside the project; tests skip with a sentence where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "vectors"


def vectors(name: str) -> Path:
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"public test vectors are not at {folder}")
    return folder
