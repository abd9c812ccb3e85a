"""The nine kinds of standard, and how plain data becomes one of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.conduct import Conduct
from takar.standards.domain.dictionary import Dictionary
from takar.standards.domain.job_standard import JobStandard
from takar.standards.domain.placement_rules import PlacementRules
from takar.standards.domain.rater_rules import RaterRules
from takar.standards.domain.reading import Fault, faulty
from takar.standards.domain.retirement_rules import RetirementRules
from takar.standards.domain.ruleset import Ruleset
from takar.standards.domain.selection_rules import SelectionRules
from takar.standards.domain.talent_rules import TalentRules

Standard: TypeAlias = (
    Dictionary
    | JobStandard
    | Ruleset
    | Conduct
    | SelectionRules
    | TalentRules
    | PlacementRules
    | RaterRules
    | RetirementRules
)


class Kind(StrEnum):
    DICTIONARY = "dictionary"
    JOB_STANDARD = "job_standard"
    RULESET = "ruleset"
    CONDUCT = "conduct"
    SELECTION = "selection"
    TALENT = "talent"
    PLACEMENT = "placement"
    RATERS = "raters"
    RETIREMENT = "retirement"


_READERS = {
    Kind.DICTIONARY: Dictionary.from_data,
    Kind.JOB_STANDARD: JobStandard.from_data,
    Kind.RULESET: Ruleset.from_data,
    Kind.CONDUCT: Conduct.from_data,
    Kind.SELECTION: SelectionRules.from_data,
    Kind.TALENT: TalentRules.from_data,
    Kind.PLACEMENT: PlacementRules.from_data,
    Kind.RATERS: RaterRules.from_data,
    Kind.RETIREMENT: RetirementRules.from_data,
}


_KINDS: dict[type[Standard], Kind] = {
    Dictionary: Kind.DICTIONARY,
    JobStandard: Kind.JOB_STANDARD,
    Ruleset: Kind.RULESET,
    Conduct: Kind.CONDUCT,
    SelectionRules: Kind.SELECTION,
    TalentRules: Kind.TALENT,
    PlacementRules: Kind.PLACEMENT,
    RaterRules: Kind.RATERS,
    RetirementRules: Kind.RETIREMENT,
}


def kind_of(standard: Standard) -> Kind:
    return _KINDS[type(standard)]


def read_standard(data: Json) -> Standard | Refusal:
    """A standard of the kind that its `kind` field names."""
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in list(Kind):
        listed = ", ".join(Kind)
        return faulty([Fault("kind", f"pilih salah satu: {listed}", f"choose one of: {listed}")])
    return _READERS[Kind(kind)](data)
