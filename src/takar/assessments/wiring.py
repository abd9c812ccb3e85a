"""The parts of the outside world that actions need, taken from the settings: log, vault, signer, exam store."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from takar.assessments.ports import ExamStore
from takar.ledger.public import (
    Log,
    OfficeSigner,
    Vault,
    log_key,
    open_log,
    policy_digest,
    policy_text,
)


def evidence_log() -> Log:
    """The office's tamper-evident log. Raises LedgerFault with a remedy if it may not be used."""
    return _log(settings.TAKAR.ledger, settings.TAKAR.keys, settings.TAKAR.origin)


def vault() -> Vault:
    return Vault(settings.TAKAR.keys)


def office_signer() -> OfficeSigner:
    return OfficeSigner.load(settings.TAKAR.keys)


def exam_store() -> ExamStore:
    """The exam store that settings.EXAM_STORE opens; its contexts lie above this one."""
    return cast(ExamStore, import_string(settings.EXAM_STORE)(settings.TAKAR.exam_db))


def shown_by_people(assessment: str) -> frozenset[str]:
    """Competencies that exercises and interviews of the assessment show, by settings.SHOWN_BY_PEOPLE; they lie above this
    context."""
    return cast(frozenset[str], import_string(settings.SHOWN_BY_PEOPLE)(assessment))


@lru_cache(maxsize=4)
def _log(folder: Path, keys: Path, origin: str) -> Log:
    return open_log(folder, keys, origin)


def log_policy() -> str:
    """Digest of the policy by which receipts of this log are checked; stands in event.commit."""
    key = log_key(settings.TAKAR.keys, settings.TAKAR.origin)
    return policy_digest(policy_text(key.vkey))
