"""Checks of a page that need no judgement: names, headings, contrast, target size, reflow (WCAG 2.2 AA)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_AUDIT = Path(__file__).with_suffix(".js").read_text()


def faults_of(page: Any) -> list[str]:
    """One sentence per fault."""
    found: list[str] = page.evaluate(_AUDIT)
    return found
