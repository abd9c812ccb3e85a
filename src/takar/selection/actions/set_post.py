"""Name a vacant post with what it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.actions.create_selection import open_selection
from takar.selection.domain import refusals as no
from takar.selection.domain.hints import condition_fault
from takar.selection.domain.values import PostView
from takar.selection.domain.words import Importance, RequirementKind
from takar.selection.models import CandidateEvent, Post, Requirement, Selection
from takar.standards.public import JOB_CLASSES, StandardNotFound, job_standard_version


@dataclass(frozen=True, slots=True)
class RequirementDraft:
    """`condition` is what data can be compared with (domain/hints.py); {} when only a person can tell."""

    kind: str
    text: str
    importance: str
    document: str
    condition: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PostDraft:
    title: str
    unit: str
    job_class: str
    standard: tuple[str, str]


def add_post(key: str, draft: PostDraft, actor: str, *, clock: Clock = utc_now) -> PostView | Refusal:
    """Refuses SELECTION_UNKNOWN, SELECTION_COMMITTED, SELECTION_FIELD_MISSING, SELECTION_TITLE_TAKEN."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    fault = _fault(draft)
    if fault:
        return fault
    if row.posts.filter(title=draft.title, unit=draft.unit).exists():
        return no.TITLE_TAKEN
    with transaction.atomic():
        post = Post.objects.create(
            selection=row,
            code=_next_code(row),
            title=draft.title.strip(),
            unit=draft.unit.strip(),
            job_class=draft.job_class,
            standard_code=draft.standard[0],
            standard_version=draft.standard[1],
        )
        record_change(
            actor,
            "selection.post",
            f"selection:{key}",
            after={"post": post.code, "title": post.title},
            clock=clock,
        )
    return PostView(post.pk, post.code, post.title, post.unit, post.job_class, draft.standard)


def change_post(
    key: str, post: str, draft: PostDraft, actor: str, *, clock: Clock = utc_now
) -> PostView | Refusal:
    """What a post is called and measured against. Refuses as `add_post`, and SELECTION_POST_UNKNOWN."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    found = row.posts.filter(code=post).first()
    if found is None:
        return no.POST_UNKNOWN
    fault = _fault(draft)
    if fault:
        return fault
    if row.posts.exclude(pk=found.pk).filter(title=draft.title.strip(), unit=draft.unit.strip()).exists():
        return no.TITLE_TAKEN
    before: dict[str, Json] = {"title": found.title, "unit": found.unit, "job_class": found.job_class}
    with transaction.atomic():
        found.title, found.unit, found.job_class = draft.title.strip(), draft.unit.strip(), draft.job_class
        found.standard_code, found.standard_version = draft.standard
        found.save()
        record_change(
            actor, "selection.change_post", f"selection:{key}", before=before,
            after={"post": post, "title": found.title, "unit": found.unit, "job_class": found.job_class}, clock=clock,
        )  # fmt: skip
    return PostView(found.pk, found.code, found.title, found.unit, found.job_class, draft.standard)


def drop_post(key: str, post: str, reason: str, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """Take a post out for which nobody has applied. Refuses SELECTION_POST_UNKNOWN, POST_HAS_CANDIDATES."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    found = row.posts.filter(code=post).first()
    if found is None:
        return no.POST_UNKNOWN
    if not reason.strip():
        return no.REASON_MISSING
    if found.candidates.exists():
        return POST_HAS_CANDIDATES
    with transaction.atomic():
        record_change(
            actor, "selection.drop_post", f"selection:{key}", reason=reason.strip(),
            before={"post": post, "title": found.title}, clock=clock,
        )  # fmt: skip
        found.delete()
    return None


def _next_code(row: Selection) -> str:
    """A code that no post of this selection has or is likely to be remembered by."""
    taken = [int(code[1:]) for code in row.posts.values_list("code", flat=True) if code[1:].isdecimal()]
    return f"J{max(taken, default=0) + 1}"


def set_requirements(
    key: str, post: str, drafts: Sequence[RequirementDraft], actor: str, *, clock: Clock = utc_now
) -> int | Refusal:
    """Replace the requirements of a post; returns how many. Refused once a candidate was checked against them."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    found = row.posts.filter(code=post).first()
    if found is None:
        return no.POST_UNKNOWN
    if CandidateEvent.objects.filter(candidate__post=found, kind="checked").exists():
        return REQUIREMENTS_IN_USE
    for draft in drafts:
        if not _readable(draft):
            return no.field_missing(f"persyaratan “{draft.text[:40]}”", f"requirement “{draft.text[:40]}”")
    with transaction.atomic():
        found.requirements.all().delete()
        Requirement.objects.bulk_create(
            Requirement(
                post=found,
                number=number,
                kind=draft.kind,
                text=draft.text.strip(),
                importance=draft.importance,
                document=draft.document.strip(),
                condition=dict(draft.condition),
            )
            for number, draft in enumerate(drafts, start=1)
        )
        record_change(
            actor, "selection.requirements", f"selection:{key}",
            after={"post": post, "requirements": [f"{d.importance}: {d.text}" for d in drafts]}, clock=clock,
        )  # fmt: skip
    return len(drafts)


def _readable(draft: RequirementDraft) -> bool:
    return (
        bool(draft.text.strip())
        and bool(draft.document.strip())
        and draft.importance in list(Importance)
        and draft.kind in list(RequirementKind)
        and not condition_fault(draft.condition)
    )


def _fault(draft: PostDraft) -> Refusal | None:
    if not draft.title.strip():
        return no.field_missing("nama jabatan", "title of the post")
    if not draft.unit.strip():
        return no.field_missing("unit kerja", "unit")
    if draft.job_class not in JOB_CLASSES:
        return no.field_missing("kelas jabatan", "job class")
    try:
        job_standard_version(*draft.standard)
    except StandardNotFound:
        return no.field_missing("standar jabatan", "job standard")
    return None


POST_HAS_CANDIDATES = Refusal(
    "POST_HAS_CANDIDATES",
    "Sudah ada yang melamar jabatan ini, jadi tidak dapat dihapus. Catat pelamarnya mengundurkan diri atau batalkan seleksinya.",
    "Somebody has applied for this post, so it cannot be removed. Note the applicants as withdrawn, or call the selection off.",
)
REQUIREMENTS_IN_USE = Refusal(
    "REQUIREMENTS_IN_USE",
    "Sudah ada calon yang diperiksa dengan persyaratan ini, jadi tidak dapat diganti lagi. Umumkan ulang jabatannya bila keliru.",
    "Candidates were checked against these requirements, so they cannot be replaced. Readvertise the post if they are wrong.",
)
