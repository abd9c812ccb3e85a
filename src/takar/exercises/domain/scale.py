"""The scale of a rating, and the value that is not a number: no evidence seen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# "No evidence" [tidak ada bukti] is a value of its own: it is never read as the lowest rating or as zero.
NO_EVIDENCE = "NE"


@dataclass(frozen=True, slots=True)
class Scale:
    """Ratings from `least` to `most` with at most `decimals` places: 1–5 without places, or 0–100."""

    least: Decimal
    most: Decimal
    decimals: int = 0

    def read(self, text: str) -> Decimal | None:
        """The rating written in `text` (comma or point), or None when this scale has no such value."""
        try:
            value = Decimal(text.strip().replace(",", "."))
        except InvalidOperation:
            return None
        if not value.is_finite() or not self.least <= value <= self.most:
            return None
        step = Decimal(1).scaleb(-self.decimals)
        return value.quantize(step) if value == value.quantize(step) else None

    def allows(self, text: str) -> bool:
        """Whether `text` may be recorded: a value of the scale, or NE."""
        return text == NO_EVIDENCE or self.read(text) is not None
