"""Imports of positions in the background."""

from __future__ import annotations

from takar.people.public import register_table_jobs
from takar.positions.lists import POSITION_LISTS

register_table_jobs("positions", POSITION_LISTS)
