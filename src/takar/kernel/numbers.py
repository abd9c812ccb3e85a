"""Numbers as Indonesians write them: 449.000 and 3,67."""

from __future__ import annotations

from decimal import Decimal

_TO_INDONESIAN = str.maketrans({",": ".", ".": ","})


def grouped(value: int | Decimal | str, language: str = "id") -> str:
    """1234567.5 -> 1.234.567,5 in Indonesian, 1,234,567.5 in English."""
    english = f"{Decimal(value):,}"
    return english.translate(_TO_INDONESIAN) if language == "id" else english
