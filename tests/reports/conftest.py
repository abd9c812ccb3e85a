"""The papers are written into a folder of each test's own."""

from tests.scoring.conftest import own_folder

__all__ = ["own_folder"]
