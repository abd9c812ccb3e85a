"""What was written in a sitting, for those who judge it: only once it is sealed, and nothing else of the sitting."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from takar.delivery.journal.port import Journal
from takar.delivery.records import read_sitting


class Written(Struct, frozen=True):
    """`form`: digest of the sealed form. `answers`: JSON text by place, options of choices left out."""

    form: str
    answers: Mapping[str, str]
    submitted_ms: int


def sealed_writing(journal: Journal, sitting: str) -> Written | None:
    """What was written freely; None until the worker has sealed the sitting and told the exam store so.

    Raises ChainBroken when the journal was changed, StorageUnavailable when it cannot be read.
    """
    if journal.outcome(sitting) is None:
        return None
    state = read_sitting(journal, sitting)
    if state.submitted_ms is None:
        return None
    answers = {place: value for place, value in state.chosen().items() if value.startswith("{")}
    return Written(state.form, answers, state.submitted_ms)
