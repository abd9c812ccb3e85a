"""Write the standard questions of a room for a post, and have them reviewed by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.actions.create_selection import BY_MEMBERS, open_selection
from takar.selection.domain import refusals as no
from takar.selection.domain.questions import DEFAULT_ANCHORS, fault
from takar.selection.models import QuestionSet
from takar.selection.queries import rules_of, selection


def write_questions(
    key: str,
    post: str,
    room: str,
    questions: Sequence[Mapping[str, Any]],
    actor: str,
    *,
    anchors: Sequence[Mapping[str, Any]] = DEFAULT_ANCHORS,
    clock: Clock = utc_now,
) -> int | Refusal:
    """The number of the new version, which waits for review. `room` may be track_record or paper, judged on sheets.

    `questions`: [{"code", "text", "looks_for": […]}]. Refuses QUESTIONS_FAULTY, SELECTION_COMMITTED, SELECTION_POST_UNKNOWN.
    """
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    found = row.posts.filter(code=post).first()
    view = selection(key)
    if found is None or view is None:
        return no.POST_UNKNOWN
    rules = rules_of(view)
    if room not in {*(one.code for one in rules.rooms), *BY_MEMBERS}:
        return no.POST_UNKNOWN
    if fault(questions, anchors, rules.scale_most):
        return no.QUESTIONS_FAULTY
    with transaction.atomic():
        version = found.question_sets.filter(room=room).count() + 1
        QuestionSet.objects.create(
            post=found, room=room, version=version, questions=[dict(one) for one in questions],
            anchors=[dict(one) for one in anchors], written_by=actor, written_at=clock(),
        )  # fmt: skip
        record_change(
            actor, "selection.questions", f"selection:{key}",
            after={"post": post, "room": room, "version": version, "digest": digest([dict(one) for one in questions])},
            clock=clock,
        )  # fmt: skip
    return version


def review_questions(
    key: str, post: str, room: str, version: int, actor: str, *, clock: Clock = utc_now
) -> Refusal | None:
    """A second person approves the newest version. Refuses QUESTIONS_UNKNOWN, SECOND_PERSON_NEEDED, SELECTION_COMMITTED."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    newest = QuestionSet.objects.filter(post__selection=row, post__code=post, room=room).first()
    if newest is None or newest.version != version:
        return no.QUESTIONS_UNKNOWN
    if newest.written_by == actor:
        return no.SECOND_CHECKER
    with transaction.atomic():
        fresh = QuestionSet.objects.filter(pk=newest.pk, reviewed_at=None).update(
            reviewed_by=actor, reviewed_at=clock()
        )
        if fresh:
            record_change(
                actor, "selection.review_questions", f"selection:{key}",
                after={"post": post, "room": room, "version": version}, clock=clock,
            )  # fmt: skip
    return None
