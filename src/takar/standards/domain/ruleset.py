"""From ratings to Job Person Match, category and band: the numbers of one dated ruleset.

The rule in words, with worked examples: docs/rules/jpm.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import Edition, read_head
from takar.standards.domain.reading import Reader, faulty

PURPOSES = ("seleksi", "pemetaan")
BASES = ("rating", "level")
ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
LEVEL_RULES = ("half_up", "floor")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Category:
    """Reached when the printed JPM is at least `min` (percent)."""

    code: str
    name_id: str
    name_en: str
    min: Decimal
    sentence_id: str
    sentence_en: str

    def as_data(self) -> dict[str, Json]:
        return {
            "code": self.code,
            "name_id": self.name_id,
            "name_en": self.name_en,
            "min": str(self.min),
            "sentence_id": self.sentence_id,
            "sentence_en": self.sentence_en,
        }


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the potential score: `low` <= score < `high`; the last one includes 100."""

    code: str
    name_id: str
    name_en: str
    low: Decimal
    high: Decimal

    def as_data(self) -> dict[str, Json]:
        return {
            "code": self.code,
            "name_id": self.name_id,
            "name_en": self.name_en,
            "low": str(self.low),
            "high": str(self.high),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset(Edition):
    """`base`: what is summed, "rating" or "level". Categories run highest first, bands lowest first."""

    purpose: str
    base: str
    rating_min: Decimal
    rating_max: Decimal
    rating_decimals: int
    jpm_decimals: int
    rounding: str
    level_rule: str
    jpm_cap: bool
    validity_years: int
    categories: tuple[Category, ...]
    potential_bands: tuple[Band, ...]

    def rounded(self, value: Decimal, decimals: int) -> Decimal:
        """`value` to `decimals` places by this ruleset's rounding."""
        return value.quantize(Decimal(1).scaleb(-decimals), ROUNDINGS[self.rounding])

    def rating(self, value: Decimal) -> Decimal:
        """`value` held within [rating_min, rating_max] and rounded to rating_decimals."""
        return self.rounded(min(max(value, self.rating_min), self.rating_max), self.rating_decimals)

    def level_for(self, rating: Decimal) -> int:
        """The achieved level of a rating: rounded half up to a whole number, or its whole part ("floor")."""
        rule = ROUND_HALF_UP if self.level_rule == "half_up" else ROUND_DOWN
        return int(rating.quantize(Decimal(1), rule))

    def total(self, ratings: Sequence[Decimal]) -> Decimal:
        """What was achieved: the sum of the printed ratings, or of their levels, as `base` says."""
        if self.base == "level":
            return Decimal(sum(self.level_for(rating) for rating in ratings))
        return sum((self.rating(rating) for rating in ratings), Decimal(0))

    def jpm(self, total: Decimal, standard_total: int) -> Decimal:
        """Job Person Match in percent: total / standard_total x 100, rounded, held at 100 if `jpm_cap`.

        Raises ValueError when the standard asks for nothing.
        """
        if standard_total <= 0:
            raise ValueError("a standard without levels has no JPM")
        with localcontext(prec=50):
            share = total * HUNDRED / standard_total
            jpm = self.rounded(share, self.jpm_decimals)
        return min(jpm, self.rounded(HUNDRED, self.jpm_decimals)) if self.jpm_cap else jpm

    def category_for(self, jpm: Decimal) -> Category:
        """The highest category whose `min` the (printed) JPM reaches. Raises ValueError below zero."""
        for category in self.categories:
            if jpm >= category.min:
                return category
        raise ValueError(f"JPM {jpm} is below zero")

    def band_for(self, score: Decimal) -> Band:
        """The band of a potential score. Raises ValueError outside 0–100."""
        if not 0 <= score <= HUNDRED:
            raise ValueError(f"score {score} is not within 0-100")
        return next(band for band in reversed(self.potential_bands) if score >= band.low)

    def as_data(self) -> dict[str, Json]:
        return self.head("ruleset") | {
            "purpose": self.purpose,
            "base": self.base,
            "rating_min": str(self.rating_min),
            "rating_max": str(self.rating_max),
            "rating_decimals": self.rating_decimals,
            "jpm_decimals": self.jpm_decimals,
            "rounding": self.rounding,
            "level_rule": self.level_rule,
            "jpm_cap": self.jpm_cap,
            "validity_years": self.validity_years,
            "categories": [category.as_data() for category in self.categories],
            "potential_bands": [band.as_data() for band in self.potential_bands],
        }

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> Ruleset | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "ruleset"),
            purpose=reader.choice("purpose", PURPOSES),
            base=reader.choice("base", BASES),
            rating_min=reader.decimal("rating_min", 0, 5),
            rating_max=reader.decimal("rating_max", 0, 5),
            rating_decimals=reader.whole("rating_decimals", 0, 4),
            jpm_decimals=reader.whole("jpm_decimals", 0, 4),
            rounding=reader.choice("rounding", tuple(ROUNDINGS)),
            level_rule=reader.choice("level_rule", LEVEL_RULES),
            jpm_cap=reader.flag("jpm_cap"),
            validity_years=reader.whole("validity_years", 1, 10),
            categories=tuple(_category(row) for row in reader.rows("categories", 2)),
            potential_bands=tuple(_band(row) for row in reader.rows("potential_bands", 2)),
        )
        reader.finish()
        _check(reader, found)
        return faulty(reader.faults) if reader.faults else found


def _category(reader: Reader) -> Category:
    found = Category(
        code=reader.slug("code"),
        name_id=reader.text("name_id", 100),
        name_en=reader.text("name_en", 100),
        min=reader.decimal("min", 0, 200),
        sentence_id=reader.text("sentence_id"),
        sentence_en=reader.text("sentence_en"),
    )
    reader.finish()
    return found


def _band(reader: Reader) -> Band:
    found = Band(
        code=reader.slug("code"),
        name_id=reader.text("name_id", 100),
        name_en=reader.text("name_en", 100),
        low=reader.decimal("low", 0, 100),
        high=reader.decimal("high", 0, 100),
    )
    reader.finish()
    return found


def _check(reader: Reader, ruleset: Ruleset) -> None:
    """What concerns several fields; a list that is itself faulty is left for the next try."""
    if reader.clean("rating_") and ruleset.rating_min >= ruleset.rating_max:
        reader.fault("rating_max", "harus lebih besar daripada rating_min", "must be greater than rating_min")
    if reader.clean("categories"):
        _check_categories(reader, ruleset.categories)
    if reader.clean("potential_bands"):
        _check_bands(reader, ruleset.potential_bands)


def _check_categories(reader: Reader, categories: Sequence[Category]) -> None:
    _check_unique(reader, "categories", [one.code for one in categories])
    for place in range(1, len(categories)):
        if categories[place].min >= categories[place - 1].min:
            reader.fault(
                f"categories[{place}].min",
                f"harus lebih kecil daripada batas sebelumnya ({categories[place - 1].min})",
                f"must be smaller than the one before ({categories[place - 1].min})",
            )
    if categories[-1].min != 0:
        reader.fault(
            f"categories[{len(categories) - 1}].min",
            "kategori terendah harus mulai dari 0 agar setiap nilai mempunyai kategori",
            "the lowest category must start at 0 so that every value has a category",
        )


def _check_bands(reader: Reader, bands: Sequence[Band]) -> None:
    _check_unique(reader, "potential_bands", [one.code for one in bands])
    edge = Decimal(0)
    for place, band in enumerate(bands):
        if band.low != edge:
            gap_id, gap_en = ("celah", "gap") if band.low > edge else ("tumpang tindih", "overlap")
            reader.fault(
                f"potential_bands[{place}].low",
                f"ada {gap_id}: harus tepat {edge}",
                f"{gap_en}: must be exactly {edge}",
            )
        if band.high <= band.low:
            reader.fault(
                f"potential_bands[{place}].high", "harus lebih besar daripada low", "must exceed low"
            )
        edge = band.high
    if edge != HUNDRED:
        reader.fault(
            f"potential_bands[{len(bands) - 1}].high",
            "pita terakhir harus berakhir di 100",
            "must end at 100",
        )


def _check_unique(reader: Reader, field: str, codes: Sequence[str]) -> None:
    if len(set(codes)) != len(codes):
        reader.fault(field, "setiap kode hanya boleh muncul satu kali", "each code may occur only once")
