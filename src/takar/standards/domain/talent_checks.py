"""What must hold across the fields of talent rules: weights, edges without gap or overlap, nine boxes, scales for their facts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from takar.standards.domain.reading import Reader
from takar.standards.domain.talent_values import AXES, BANDS, TalentBand

if TYPE_CHECKING:
    from takar.standards.domain.talent_rules import TalentRules

# Facts that are a word on record and need a scale that says what the word is worth.
_WORDED = {
    "predicate": ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"),
    "discipline": ("none", "ringan", "sedang", "berat"),
    "field": ("match", "other"),
    "education": (),
    "awards": (),
    "team_tasks": (),
}


def check(reader: Reader, rules: TalentRules) -> None:
    """Add every fault that concerns several fields."""
    if reader.clean("components"):
        _components(reader, rules)
    if reader.clean("bands"):
        for axis in AXES:
            _bands(reader, axis, [one for one in rules.bands if one.axis == axis])
    if reader.clean("boxes"):
        _boxes(reader, rules)
    if reader.clean("scales") and reader.clean("components"):
        _scales(reader, rules)
    _once(reader, "developments", [one.code for one in rules.developments])
    _once(reader, "marks", [field for field, _ in rules.marks])
    if reader.clean("soon_jpm") and reader.clean("ready_jpm") and rules.soon_jpm > rules.ready_jpm:
        reader.fault("soon_jpm", f"paling tinggi {rules.ready_jpm}", f"at most {rules.ready_jpm}")


def _components(reader: Reader, rules: TalentRules) -> None:
    _once(reader, "components", [one.code for one in rules.components])
    for axis in AXES:
        total = sum((one.weight for one in rules.on_axis(axis)), Decimal(0))
        if total != 100:
            reader.fault(
                "components",
                f"bobot sumbu {axis} harus berjumlah 100, sekarang {total}",
                f"the weights of the axis {axis} must add up to 100, now {total}",
            )
        if not any(one.missing == "required" for one in rules.on_axis(axis)):
            reader.fault(
                "components",
                f"sumbu {axis} memerlukan paling sedikit satu komponen wajib (required)",
                f"the axis {axis} needs at least one required component",
            )


def _bands(reader: Reader, axis: str, bands: Sequence[TalentBand]) -> None:
    if sorted(one.code for one in bands) != sorted(BANDS):
        listed = ", ".join(BANDS)
        reader.fault(
            "bands",
            f"sumbu {axis}: setiap pita satu kali ({listed})",
            f"axis {axis}: each band once ({listed})",
        )
        return
    low, middle, high = (next(one for one in bands if one.code == code) for code in BANDS)
    if low.low != 0 or high.high != 100:
        reader.fault("bands", f"sumbu {axis} harus dari 0 sampai 100", f"axis {axis} must run from 0 to 100")
    for lower, upper in ((low, middle), (middle, high)):
        _edge(reader, axis, lower, upper)
    for one in (low, middle, high):
        if one.low >= one.high:
            reader.fault(
                "bands",
                f"sumbu {axis}: pita {one.code} kosong ({one.low}–{one.high})",
                f"axis {axis}: the band {one.code} is empty ({one.low}–{one.high})",
            )


def _edge(reader: Reader, axis: str, lower: TalentBand, upper: TalentBand) -> None:
    """The 60/61 trap: a band that ends at 60 and one that begins at 61 leave 60.5 without a place."""
    if upper.low > lower.high:
        reader.fault(
            "bands",
            f"sumbu {axis}: celah antara {lower.high} dan {upper.low}; nilai di antaranya tidak mempunyai pita. "
            f"Mulai pita {upper.code} pada {lower.high}",
            f"axis {axis}: gap between {lower.high} and {upper.low}; scores in between have no band. "
            f"Begin the band {upper.code} at {lower.high}",
        )
    elif upper.low < lower.high:
        reader.fault(
            "bands",
            f"sumbu {axis}: tumpang tindih antara {upper.low} dan {lower.high}; nilai di antaranya mempunyai dua pita. "
            f"Akhiri pita {lower.code} pada {upper.low}",
            f"axis {axis}: overlap between {upper.low} and {lower.high}; scores in between have two bands. "
            f"End the band {lower.code} at {upper.low}",
        )


def _boxes(reader: Reader, rules: TalentRules) -> None:
    places = {(one.performance, one.potential) for one in rules.boxes}
    if len(rules.boxes) != 9 or len(places) != 9:
        reader.fault(
            "boxes",
            "isi kesembilan pasangan pita kinerja dan potensi, masing-masing satu kali",
            "fill in all nine pairs of a performance and a potential band, each once",
        )
    _once(reader, "boxes", [str(one.number) for one in rules.boxes])


def _scales(reader: Reader, rules: TalentRules) -> None:
    _once(reader, "scales", [f"{one.fact}:{one.code}" for one in rules.scales])
    for fact in {one.fact for one in rules.components} & set(_WORDED):
        known = rules.points(fact)
        missing = [code for code in _WORDED[fact] if code not in known]
        if missing or not known:
            listed = ", ".join(missing) or fact
            reader.fault(
                "scales",
                f"fakta {fact} memerlukan nilai untuk: {listed}",
                f"the fact {fact} needs points for: {listed}",
            )


def _once(reader: Reader, field: str, names: Sequence[str]) -> None:
    if reader.clean(field) and len(set(names)) != len(names):
        reader.fault(field, "setiap nama hanya satu kali", "each name only once")
