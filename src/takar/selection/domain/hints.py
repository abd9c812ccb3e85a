"""What the data say about a requirement: a hint beside the tick, never the tick itself.

A condition is {"fact", "least" | "most" | "one_of"}: {"fact": "age", "most": 56}, {"fact": "golongan", "least": "IV/a"},
{"fact": "education", "least": "S1"}, {"fact": "years_in_post", "least": 2}, {"fact": "job_class", "one_of": ["administrator"]}.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from takar.selection.domain.words import Sentence, Verdict

FACTS = ("age", "golongan", "education", "years_in_post", "job_class")
GOLONGAN = tuple(f"{roman}/{letter}" for roman in ("I", "II", "III", "IV") for letter in "abcde"
                 if roman == "IV" or letter != "e")  # fmt: skip
EDUCATION = ("SD", "SMP", "SMA", "D1", "D2", "D3", "D4", "S1", "S2", "S3")
# A diploma IV counts as a bachelor's degree (PP 17/2020).
_EQUAL = {"D4": "S1"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record about a person; "" or None where nothing is."""

    birth_date: date | None = None
    golongan: str = ""
    education: str = ""
    post_since: date | None = None
    job_class: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """`verdict` NOT_YET: the data do not say."""

    verdict: Verdict
    why: Sentence


def hint(condition: Mapping[str, Any], known: Known, on: date) -> Hint | None:
    """What the data say on a day, or None when the requirement has no condition."""
    fact = condition.get("fact")
    if fact == "age":
        return _number(condition, _years(known.birth_date, on), "usia", "age", "tahun", "years")
    if fact == "years_in_post":
        return _number(
            condition, _years(known.post_since, on), "masa jabatan", "time in post", "tahun", "years"
        )
    if fact == "golongan":
        return _ladder(condition, known.golongan, GOLONGAN, "golongan", "rank")
    if fact == "education":
        return _ladder(condition, known.education, EDUCATION, "pendidikan", "education")
    if fact == "job_class":
        return _member(condition, known.job_class)
    return None


def condition_fault(condition: Mapping[str, Any]) -> bool:
    """Whether a condition cannot be read."""
    if not condition:
        return False
    fact, least, most = (condition.get(name) for name in ("fact", "least", "most"))
    extra = set(condition) - {"fact", "least", "most", "one_of"}
    if fact not in FACTS or extra:
        return True
    if fact == "job_class":
        listed = condition.get("one_of")
        return not isinstance(listed, list) or not listed
    if fact in ("golongan", "education"):
        return least not in (GOLONGAN if fact == "golongan" else EDUCATION)
    numbers = [value for value in (least, most) if value is not None]
    return not numbers or not all(isinstance(value, int) and not isinstance(value, bool) for value in numbers)


def _number(
    condition: Mapping[str, Any], value: int | None, id: str, en: str, unit_id: str, unit_en: str
) -> Hint:
    if value is None:
        return _unknown(id, en)
    least, most = condition.get("least"), condition.get("most")
    good = (least is None or value >= least) and (most is None or value <= most)
    asked_id = f"paling sedikit {least}" if least is not None else f"paling tinggi {most}"
    asked_en = f"at least {least}" if least is not None else f"at most {most}"
    return Hint(
        Verdict.MET if good else Verdict.NOT_MET,
        Sentence(str(condition["fact"]), f"{id} {value} {unit_id}, diminta {asked_id}",
                 f"{en} {value} {unit_en}, asked {asked_en}"),
    )  # fmt: skip


def _ladder(condition: Mapping[str, Any], value: str, steps: tuple[str, ...], id: str, en: str) -> Hint:
    least = str(condition.get("least", ""))
    if value not in steps or least not in steps:
        return _unknown(id, en)
    good = steps.index(_EQUAL.get(value, value)) >= steps.index(_EQUAL.get(least, least))
    return Hint(
        Verdict.MET if good else Verdict.NOT_MET,
        Sentence(str(condition["fact"]), f"{id} {value}, diminta paling rendah {least}",
                 f"{en} {value}, asked at least {least}"),
    )  # fmt: skip


def _member(condition: Mapping[str, Any], value: str) -> Hint:
    if not value:
        return _unknown("kelas jabatan", "job class")
    allowed = condition.get("one_of") or ()
    return Hint(
        Verdict.MET if value in allowed else Verdict.NOT_MET,
        Sentence("job_class", f"kelas jabatan {value}", f"job class {value}"),
    )


def _unknown(id: str, en: str) -> Hint:
    return Hint(Verdict.NOT_YET, Sentence("unknown", f"{id} tidak tercatat", f"{en} is not on record"))


def _years(start: date | None, on: date) -> int | None:
    """Whole years from `start` to `on`."""
    if start is None:
        return None
    return on.year - start.year - ((on.month, on.day) < (start.month, start.day))
