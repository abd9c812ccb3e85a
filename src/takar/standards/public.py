"""The door of `standards`."""

from takar.standards.actions.load_shipped_standards import load_shipped_standards
from takar.standards.actions.publish_standard import publish_standard
from takar.standards.domain.conduct import Break, Conduct, Period
from takar.standards.domain.dictionary import (
    ASPECT_CODES,
    COMPETENCY_CODES,
    Competency,
    Dictionary,
    Indicator,
    Level,
    PotentialAspect,
)
from takar.standards.domain.edition import Source
from takar.standards.domain.job_standard import JOB_CLASSES, JobStandard
from takar.standards.domain.placement_rules import (
    CompetencyWeight,
    InstrumentError,
    MoveBan,
    PlacementRules,
)
from takar.standards.domain.rater_rules import RaterRules
from takar.standards.domain.retirement_rules import AgeLimit, RetirementRules
from takar.standards.domain.ruleset import Band, Category, Ruleset
from takar.standards.domain.selection_rules import InterviewRoom, SelectionComponent, SelectionRules
from takar.standards.domain.talent_rules import TalentRules
from takar.standards.domain.talent_values import (
    DevelopmentKind,
    ScalePoint,
    TalentBand,
    TalentBox,
    TalentComponent,
)
from takar.standards.queries import (
    StandardNotFound,
    conduct,
    conducts_in_force,
    dictionary,
    job_standard,
    job_standard_version,
    job_standards,
    placement_rules,
    placement_rules_in_force,
    rater_rules,
    retirement_rules,
    ruleset,
    rulesets_in_force,
    selection_rules,
    selection_rules_in_force,
    talent_rules,
    talent_rules_in_force,
)

__all__ = [
    "ASPECT_CODES",
    "COMPETENCY_CODES",
    "JOB_CLASSES",
    "AgeLimit",
    "Band",
    "Break",
    "Category",
    "Competency",
    "CompetencyWeight",
    "Conduct",
    "DevelopmentKind",
    "Dictionary",
    "Indicator",
    "InstrumentError",
    "InterviewRoom",
    "JobStandard",
    "Level",
    "MoveBan",
    "Period",
    "PlacementRules",
    "PotentialAspect",
    "RaterRules",
    "RetirementRules",
    "Ruleset",
    "ScalePoint",
    "SelectionComponent",
    "SelectionRules",
    "Source",
    "StandardNotFound",
    "TalentBand",
    "TalentBox",
    "TalentComponent",
    "TalentRules",
    "conduct",
    "conducts_in_force",
    "dictionary",
    "job_standard",
    "job_standard_version",
    "job_standards",
    "load_shipped_standards",
    "placement_rules",
    "placement_rules_in_force",
    "publish_standard",
    "rater_rules",
    "retirement_rules",
    "ruleset",
    "rulesets_in_force",
    "selection_rules",
    "selection_rules_in_force",
    "talent_rules",
    "talent_rules_in_force",
]
