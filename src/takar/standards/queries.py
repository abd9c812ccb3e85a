"""Reads: what is in force on a day, one version, the history of a code."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import groupby

from takar.kernel.refusals import Refusal
from takar.standards.domain.conduct import Conduct
from takar.standards.domain.dictionary import Dictionary
from takar.standards.domain.job_standard import JobStandard
from takar.standards.domain.kinds import Kind, Standard, read_standard
from takar.standards.domain.placement_rules import PlacementRules
from takar.standards.domain.rater_rules import RaterRules
from takar.standards.domain.retirement_rules import RetirementRules
from takar.standards.domain.ruleset import Ruleset
from takar.standards.domain.selection_rules import SelectionRules
from takar.standards.domain.talent_rules import TalentRules
from takar.standards.models import StandardVersion
from takar.standards.shipped import shipped_files, shipped_standard

DICTIONARY_CODE = "kamus-kompetensi"


class StandardNotFound(LookupError):
    """No such version, or nothing in force on that day. Load the shipped standards first (`takar setup`)."""


@lru_cache(maxsize=128)
def _standard(digest: str) -> Standard:
    # Versions never change, so one reading per digest is enough.
    row = StandardVersion.objects.filter(digest=digest).first()
    if row is None:
        raise StandardNotFound(digest)
    return standard_of(row)


def standard_of(row: StandardVersion) -> Standard:
    """The standard in a row. A row that no longer reads is a fault of the system, not of the user."""
    found = read_standard(row.data)
    if isinstance(found, Refusal):
        raise ValueError(f"{row}: {found.en}")
    return found


def rows_in_force(kind: Kind, on: date) -> list[StandardVersion]:
    """Per code the version with the latest in_force_from that is not after `on`."""
    rows = StandardVersion.objects.filter(kind=kind, in_force_from__lte=on)
    ordered = rows.order_by("code", "-in_force_from")
    return [next(versions) for _, versions in groupby(ordered, key=lambda row: row.code)]


def row_in_force(kind: Kind, code: str, on: date) -> StandardVersion:
    rows = StandardVersion.objects.filter(kind=kind, code=code, in_force_from__lte=on)
    row = rows.order_by("-in_force_from").first()
    if row is None:
        raise StandardNotFound(f"no {kind} {code} is in force on {on.isoformat()}")
    return row


def history(kind: Kind, code: str) -> list[StandardVersion]:
    """All versions of a code, newest first."""
    return list(StandardVersion.objects.filter(kind=kind, code=code).order_by("-in_force_from"))


def row_of(kind: Kind, code: str, version: str) -> StandardVersion:
    row = StandardVersion.objects.filter(kind=kind, code=code, version=version).first()
    if row is None:
        raise StandardNotFound(f"no {kind} {code}/{version}")
    return row


def dictionary(on: date) -> Dictionary:
    """The competency dictionary in force on a day. Raises StandardNotFound."""
    found = _standard(row_in_force(Kind.DICTIONARY, DICTIONARY_CODE, on).digest)
    assert isinstance(found, Dictionary)
    return found


def job_standard(job_class: str, on: date) -> JobStandard:
    """The standard of a job class (or of an agency's own code) in force on a day.

    Job classes: jpt_utama, jpt_madya, jpt_pratama, administrator, pengawas, pelaksana, fungsional; the last
    one sets no levels of its own (`is_set` is False). Raises StandardNotFound.
    """
    found = _standard(row_in_force(Kind.JOB_STANDARD, job_class, on).digest)
    assert isinstance(found, JobStandard)
    return found


def job_standard_version(code: str, version: str) -> JobStandard:
    """One frozen version. Raises StandardNotFound."""
    found = _standard(row_of(Kind.JOB_STANDARD, code, version).digest)
    assert isinstance(found, JobStandard)
    return found


def job_standards(on: date) -> tuple[JobStandard, ...]:
    """Every job standard in force on a day."""
    found = (_standard(row.digest) for row in rows_in_force(Kind.JOB_STANDARD, on))
    return tuple(one for one in found if isinstance(one, JobStandard))


def ruleset(code: str, version: str) -> Ruleset:
    """One frozen version. Raises StandardNotFound."""
    found = _standard(row_of(Kind.RULESET, code, version).digest)
    assert isinstance(found, Ruleset)
    return found


def rulesets_in_force(purpose: str, on: date) -> tuple[Ruleset, ...]:
    """The rulesets for a purpose ("seleksi" or "pemetaan") that an assessment on that day may choose."""
    found = (_standard(row.digest) for row in rows_in_force(Kind.RULESET, on))
    return tuple(one for one in found if isinstance(one, Ruleset) and one.purpose == purpose)


def conduct(code: str, version: str) -> Conduct:
    """One frozen version of how assessments are held. Raises StandardNotFound."""
    found = _standard(row_of(Kind.CONDUCT, code, version).digest)
    assert isinstance(found, Conduct)
    return found


def conducts_in_force(on: date) -> tuple[Conduct, ...]:
    """What an agency may choose from on that day; several live side by side (two years, three years)."""
    found = (_standard(row.digest) for row in rows_in_force(Kind.CONDUCT, on))
    return tuple(one for one in found if isinstance(one, Conduct))


def selection_rules(code: str, version: str) -> SelectionRules:
    """One frozen version of how a panel selects. Raises StandardNotFound."""
    found = _standard(row_of(Kind.SELECTION, code, version).digest)
    assert isinstance(found, SelectionRules)
    return found


def selection_rules_in_force(on: date) -> tuple[SelectionRules, ...]:
    """What a selection that begins on that day may choose from."""
    found = (_standard(row.digest) for row in rows_in_force(Kind.SELECTION, on))
    return tuple(one for one in found if isinstance(one, SelectionRules))


def talent_rules(code: str, version: str) -> TalentRules:
    """One frozen version of how a talent map is drawn. Raises StandardNotFound."""
    found = _standard(row_of(Kind.TALENT, code, version).digest)
    assert isinstance(found, TalentRules)
    return found


def talent_rules_in_force(on: date) -> tuple[TalentRules, ...]:
    """What a talent map of that day may choose from."""
    found = (_standard(row.digest) for row in rows_in_force(Kind.TALENT, on))
    return tuple(one for one in found if isinstance(one, TalentRules))


def placement_rules(code: str, version: str) -> PlacementRules:
    """One frozen version of how people and posts are matched. Raises StandardNotFound."""
    found = _standard(row_of(Kind.PLACEMENT, code, version).digest)
    assert isinstance(found, PlacementRules)
    return found


def placement_rules_in_force(on: date) -> tuple[PlacementRules, ...]:
    """What a matching of that day may choose from."""
    found = (_standard(row.digest) for row in rows_in_force(Kind.PLACEMENT, on))
    return tuple(one for one in found if isinstance(one, PlacementRules))


def rater_rules(on: date) -> RaterRules:
    """How raters are calibrated and read on a day: the newest of those in force. Raises StandardNotFound."""
    found = [_standard(row.digest) for row in rows_in_force(Kind.RATERS, on)]
    rules = [one for one in found if isinstance(one, RaterRules)]
    if not rules:
        raise StandardNotFound(Kind.RATERS)
    return max(rules, key=lambda one: (one.in_force_from, one.version))


def retirement_rules(on: date) -> RetirementRules:
    """At which age people leave, by the rules of a day. Never absent: before `takar setup`, and for days before the first
    edition, those of the release."""
    return retirement_in_force(on) or newest_of(shipped_retirement(), on)


def retirement_in_force(on: date) -> RetirementRules | None:
    """The published version that counts on a day: an agency's own before the shipped ones, the newest first."""
    shipped = shipped_retirement()[0].code
    found = [_standard(row.digest) for row in rows_in_force(Kind.RETIREMENT, on)]
    rules = [one for one in found if isinstance(one, RetirementRules)]
    return max(rules, key=lambda one: (one.code != shipped, one.in_force_from, one.code), default=None)


@lru_cache(maxsize=1)
def shipped_retirement() -> tuple[RetirementRules, ...]:
    """The editions of the release, oldest first."""
    files = (path for path in shipped_files() if path.name.startswith(f"{Kind.RETIREMENT}-"))
    found = [one for one in map(shipped_standard, files) if isinstance(one, RetirementRules)]
    return tuple(sorted(found, key=lambda one: one.in_force_from))


def newest_of(editions: tuple[RetirementRules, ...], on: date) -> RetirementRules:
    """Of editions in the order of their days, the one in force; the first for days before it."""
    return next((one for one in reversed(editions) if one.in_force_from <= on), editions[0])
