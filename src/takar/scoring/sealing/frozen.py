"""What an opened assessment is scored by, as it was frozen when it was opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag

from takar.assessments.public import AssessmentView, assessment, opening
from takar.delivery.public import Writing, places_of
from takar.forms.public import keys_of, sealed_form
from takar.ledger.public import Judged, judged_in
from takar.scoring.domain.values import Key, Name, Standard
from takar.standards.public import Ruleset, ruleset


@dataclass(frozen=True, slots=True)
class Frozen:
    """`form` is the digest of the form's content, `commit` the index of event.commit. `written`: places that people judge."""

    assessment: AssessmentView
    commit: int
    form: str
    rules: dict[str, Any]
    ruleset: Ruleset
    keys: tuple[Key, ...]
    names: Mapping[str, Name]
    written: frozenset[str] = frozenset()

    @property
    def judged(self) -> Judged:
        """Who judges instead of a machine by the committed rules."""
        return judged_in(self.rules)

    def standard(self, label: str) -> Standard:
        return Standard(label, self.rules["standards"][label])


def frozen_rules(assessment_id: str) -> Frozen:
    """Raises LookupError while the assessment has not been committed. Kept in memory: it never changes."""
    return _load(assessment_id)


@lru_cache(maxsize=8)
def _load(assessment_id: str, with_keys: bool = True) -> Frozen:
    view, frozen = assessment(assessment_id), opening(assessment_id)
    if view is None or frozen is None or view.commit_index is None:
        raise LookupError(f"assessment {assessment_id} is not committed to the log")
    try:
        keys = keys_of(view.form)
    except InvalidTag:
        if with_keys:
            raise
        keys = ()
    return Frozen(
        assessment=view,
        commit=view.commit_index,
        form=frozen.form_root,
        rules=frozen.rules,
        ruleset=ruleset(view.ruleset_code, view.ruleset_version),
        keys=tuple(Key(key.item, key.scale, key.weights) for key in keys),
        names={code: Name(name["id"], name["en"]) for code, name in frozen.names.items()},
        written=_written(view.form),
    )


def _written(form_id: str) -> frozenset[str]:
    form = sealed_form(form_id)
    sections: list[Any] = list(form.sections) if form else []
    places = (place for section in sections for item in section["items"] for place in places_of(item).items())
    return frozenset(name for name, kind in places if isinstance(kind, Writing))


def frozen_now(assessment_id: str) -> Frozen:
    """Read afresh: an audit must see what is stored now. `keys` is empty when they cannot be decrypted."""
    return _load.__wrapped__(assessment_id, False)
