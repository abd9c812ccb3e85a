"""Words that a form carries: one text, or one for each language."""

from __future__ import annotations

from typing import Any


def said(words: Any, language: str = "id") -> str:
    """The text of a name or an indicator, {"id", "en"} or a plain text; Indonesian where a language is missing."""
    if isinstance(words, dict):
        return str(words.get(language) or words.get("id") or next(iter(words.values()), ""))
    return str(words)
