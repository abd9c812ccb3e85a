"""Imports of careers in the background."""

from __future__ import annotations

from takar.careers.lists import CAREER_LISTS
from takar.people.public import register_table_jobs

register_table_jobs("careers", CAREER_LISTS)
