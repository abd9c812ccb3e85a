"""Gathers from the other contexts what event.commit commits to."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import takar
from takar.assessments.domain.commitment import (
    Commitment,
    roster_entries,
    roster_root,
    schedule,
    standard_label,
    years_after,
)
from takar.assessments.domain.tickets import visibility_json
from takar.assessments.models import Assessment
from takar.assessments.promises import judged_by_form
from takar.assessments.queries import assessment_view, participant_view, sessions_of
from takar.assessments.wiring import log_policy
from takar.forms.public import sealed_form
from takar.kernel.canonical import Json
from takar.kernel.clock import day_in
from takar.ledger.public import make_rules, rules_digest
from takar.standards.public import Ruleset, dictionary, job_standard_version, ruleset


def commitment_of(row: Assessment) -> Commitment:
    """What would be committed if the assessment were opened now. The assessment must be ready."""
    form = sealed_form(row.form)
    assert form is not None
    rules = ruleset(row.ruleset_code, row.ruleset_version)
    view, sessions = assessment_view(row, None), sessions_of(row.id)
    roster = roster_entries([(participant_view(p), p.salt) for p in row.participants.all()])
    document = rules_document(row, rules)
    last = day_in(row.zone, max(one.closes for one in sessions))
    return Commitment(
        rules=document,
        rules_digest=rules_digest(document),
        ruleset_digest=rules.digest,
        form_root=form.digest,
        key_root=form.key_root,
        roster=roster,
        roster_root=roster_root(roster),
        policy=log_policy(),
        program=program_digest(),
        schedule=schedule(view, sessions),
        erase_after=years_after(last, rules.validity_years).isoformat(),
    )


def rules_document(row: Assessment, rules: Ruleset) -> dict[str, Json]:
    """The rules as every receipt opens them: cut-offs, rounding, visibility and the standards in use."""
    judged = judged_by_form(row.form)
    return make_rules(
        rules.as_data(),
        visibility=visibility_json(assessment_view(row, None), judged),
        standards=standards_in_use(row),
        judged=judged,
    )


def standards_in_use(row: Assessment) -> dict[str, dict[str, int]]:
    """The required levels of every job standard that a participant is measured against, by code/version.

    The version is the one that was in force when the participant was added. Raises StandardNotFound.
    """
    found: dict[str, dict[str, int]] = {}
    for one in row.participants.all():
        label = standard_label(participant_view(one))
        if label not in found:
            found[label] = dict(job_standard_version(one.standard_code, one.standard_version).levels)
    return found


def names_on(day: date) -> dict[str, dict[str, str]]:
    """Names of all scales by code, in both languages, from the dictionary in force on `day`."""
    book = dictionary(day)
    names = {one.code: {"id": one.name_id, "en": one.name_en} for one in book.competencies}
    return names | {one.code: {"id": one.name_id, "en": one.name_en} for one in book.aspects}


def program_digest() -> str:
    """SHA-256 over the source of the scoring program (`scoring/domain`), file by file in the order of names."""
    folder = Path(takar.__file__).parent / "scoring" / "domain"
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        total.update(path.name.encode() + b"\n" + path.read_bytes())
    return total.hexdigest()
