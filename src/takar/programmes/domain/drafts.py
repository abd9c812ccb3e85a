"""What a person enters about a programme, and what may still change once people are invited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal
from takar.programmes.domain import refusals

PURPOSES = ("pemetaan", "seleksi")
METHODS = ("cact", "sederhana", "sedang", "kompleks")
PROMISE_PARTS = {
    "levels": ("level dan rating setiap kompetensi", "the level and rating of each competency"),
    "potential": ("aspek potensi", "the potential aspects"),
    "jpm": ("persentase JPM", "the JPM percentage"),
    "category": ("kategori", "the category"),
}
_DEFAULT_PROMISE = {"when": "at_submission", "held_until": None} | dict.fromkeys(PROMISE_PARTS, True)
# Each stands in a letter of invitation, so it is fixed by the first letter.
FIXED_BY_LETTERS = {
    "title": ("Nama program", "Title"),
    "purpose": ("Tujuan", "Purpose"),
    "method": ("Metode", "Method"),
    "organiser": ("Penyelenggara", "Organiser"),
    "legal_kind": ("Jenis dasar hukum", "Kind of legal basis"),
    "legal_number": ("Nomor dasar hukum", "Number of the legal basis"),
    "legal_date": ("Tanggal dasar hukum", "Date of the legal basis"),
    "legal_about": ("Perihal dasar hukum", "Subject of the legal basis"),
    "ruleset": ("Aturan penilaian", "Scoring rules"),
    "conduct": ("Ketentuan penyelenggaraan", "Rules of conduct"),
    "zone": ("Zona waktu", "Time zone"),
    "target_class": ("Standar sasaran", "Target standard"),
}
_NEEDED = {
    "title": ("nama program", "the title"),
    "organiser": ("penyelenggara", "the organiser"),
    "location": ("tempat", "the location"),
    "legal_kind": ("jenis dasar hukum", "the kind of legal basis"),
    "legal_number": ("nomor dasar hukum", "the number of the legal basis"),
    "legal_about": ("perihal dasar hukum", "the subject of the legal basis"),
}


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """What is entered. `ruleset` and `conduct` are (code, version); `objection_days` counts from the day results are seen.

    `visibility`: the fields of assessments.Visibility, its date as ISO text or None.
    """

    title: str
    purpose: str
    method: str
    organiser: str
    location: str
    legal_kind: str
    legal_number: str
    legal_date: date
    legal_about: str
    ruleset: tuple[str, str]
    conduct: tuple[str, str]
    zone: str = "WIB"
    form: str = ""
    visibility: dict[str, Any] = field(default_factory=lambda: dict(_DEFAULT_PROMISE))
    objection_days: int = 7
    target_class: str = ""


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A phase: quota in people, days inclusive."""

    number: int
    title: str
    quota: int
    funding: str
    first_day: date
    last_day: date


def fault_of(draft: ProgrammeDraft) -> Refusal | None:
    """FIELD_MISSING for what is empty or not among its words."""
    for name, words in _NEEDED.items():
        if not getattr(draft, name).strip():
            return refusals.field_missing(name, *words)
    for name, words, choices in (
        ("purpose", ("tujuan", "the purpose"), PURPOSES),
        ("method", ("metode", "the method"), METHODS),
        ("zone", ("zona waktu", "the time zone"), tuple(ZONES)),
    ):
        if getattr(draft, name) not in choices:
            return refusals.field_missing(name, *words)
    for name, words in (
        ("ruleset", ("aturan penilaian", "the scoring rules")),
        ("conduct", ("ketentuan penyelenggaraan", "the rules of conduct")),
    ):
        if not all(getattr(draft, name)):
            return refusals.field_missing(name, *words)
    return None


def phase_fault(draft: PhaseDraft) -> Refusal | None:
    """FIELD_MISSING, QUOTA_TOO_SMALL or PHASE_DAYS."""
    if not draft.title.strip():
        return refusals.field_missing("title", "nama tahap", "the title of the phase")
    if not draft.funding.strip():
        return refusals.field_missing("funding", "sumber dana", "the funding source")
    if draft.quota < 1:
        return refusals.quota_too_small(0)
    return refusals.PHASE_DAYS if draft.last_day < draft.first_day else None


def change_fault(before: ProgrammeDraft, after: ProgrammeDraft, invited: bool, reason: str) -> Refusal | None:
    """What a change may not do.

    Before the first letter everything may change; after it only the location, the form and a promise that is widened,
    each with a reason.
    """
    fault = fault_of(after)
    if fault or not invited or before == after:
        return fault
    for name, words in FIXED_BY_LETTERS.items():
        if getattr(before, name) != getattr(after, name):
            return refusals.field_fixed(name, *words)
    broken = _broken_promise(before, after)
    if broken:
        return broken
    return None if reason.strip() else refusals.REASON_MISSING


def _broken_promise(before: ProgrammeDraft, after: ProgrammeDraft) -> Refusal | None:
    old, new = before.visibility, after.visibility
    for part, words in PROMISE_PARTS.items():
        if old.get(part) and not new.get(part):
            return refusals.promise_broken(*words)
    if _shown_later(old, new):
        return refusals.promise_broken("kapan hasil terlihat", "when results are shown")
    if after.objection_days < before.objection_days:
        return refusals.promise_broken(
            f"{before.objection_days} hari masa sanggah", f"{before.objection_days} days to object"
        )
    return None


def _shown_later(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """A day once announced may come nearer or be kept; "at once" may not become "later"."""
    if new.get("when") == "at_submission":
        return False
    if old.get("when") == "at_submission":
        return True
    was, now = old.get("held_until"), new.get("held_until")
    return was is not None and (now is None or now > was)
