"""Appoint a rater after the round was committed: by two people, and visible in the log before he may have a sheet."""

from __future__ import annotations

import secrets

from django.db import transaction

from takar.accounts.public import User, record_change, signing_key_of
from takar.assessments.public import evidence_log
from takar.exercises.actions.appoint_raters import ROUND_NOT_OPEN
from takar.exercises.models import ListedRater, Round
from takar.exercises.rounds.book import Build, Draft, write_leaves
from takar.exercises.storage.logging import person_id
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.ledger.public import key_text, leaves


def add_rater(
    owner: str,
    rater: str,
    *,
    reason: str,
    asked_by: str,
    approved_by: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> int | Refusal:
    """Index of the `raters` leaf that names the rater's key. Also for a rater whose key was made anew.

    Refuses SECOND_PERSON_NEEDED, RATER_REASON_MISSING, RATERS_WITHOUT_KEY, ROUND_NOT_OPEN. Call it outside of a transaction.
    """
    listed = list_rater(
        owner, rater, reason=reason, asked_by=asked_by, approved_by=approved_by, clock=clock,
        random_bytes=random_bytes,
    )  # fmt: skip
    if isinstance(listed, Refusal):
        return listed
    log_raters(clock)
    listed.refresh_from_db()
    assert listed.index is not None
    return listed.index


def list_rater(
    owner: str,
    rater: str,
    *,
    reason: str,
    asked_by: str,
    approved_by: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> ListedRater | Refusal:
    """The first half, for within a transaction: note the rater's key; `log_raters` names it in the log afterwards.

    Refuses what `add_rater` refuses. Until the log names the key, its rater can write on a sheet but not lock it.
    """
    if asked_by == approved_by:
        return SECOND_PERSON
    if not reason.strip():
        return REASON_MISSING
    user = User.objects.filter(username=rater).first()
    public = signing_key_of(user) if user else None
    if public is None:
        return _without_key(rater)
    row = Round.objects.filter(pk=owner, index__isnull=False).first()
    if row is None:
        return ROUND_NOT_OPEN
    with transaction.atomic():
        listed, fresh = ListedRater.objects.get_or_create(
            round=row,
            public=public.hex(),
            defaults={
                "username": rater,
                "salt": random_bytes(16).hex(),
                "added_by": [asked_by, approved_by],
                "added_reason": reason.strip()[:300],
            },
        )
        if fresh:
            record_change(
                approved_by, "round.add_rater", f"round:{owner}", reason=reason.strip(),
                after={"rater": rater, "asked_by": asked_by}, clock=clock,
            )  # fmt: skip
    return listed


def log_raters(clock: Clock = utc_now) -> int:
    """Write the leaf of every rater who was added and is not in the log yet; returns how many. Repeats nothing.

    Call it outside of a transaction: right after an approval, and by the worker for what a crash left over.
    """
    rows = ListedRater.objects.select_related("round").filter(index=None, round__index__isnull=False)
    waiting = list(rows.exclude(added_reason=""))
    drafts = [Draft(f"raters:{one.pk}", one.round_id, "", _build(one.round, one, clock)) for one in waiting]
    return write_leaves(evidence_log(), lambda: drafts, clock).fresh if drafts else 0


def _build(row: Round, listed: ListedRater, clock: Clock) -> Build:
    leaf = leaves.raters(
        ev=row.event,
        at=clock(),
        event=row.index or 0,
        keys=[key_text(bytes.fromhex(listed.public))],
        by=[person_id(row.event, name) for name in listed.added_by],
        reason=listed.added_reason,
    )
    return lambda prev, placed: (leaf, b"")


SECOND_PERSON = Refusal(
    "SECOND_PERSON_NEEDED",
    "Menambah penilai setelah putaran ditetapkan memerlukan orang kedua yang menyetujui.",
    "Adding a rater after the round was committed takes a second person who approves it.",
)
REASON_MISSING = Refusal(
    "RATER_REASON_MISSING",
    "Tuliskan alasan menambah penilai; alasan itu tercatat di log untuk umum.",
    "Write why a rater is added; the reason stands in the public log.",
)


def _without_key(rater: str) -> Refusal:
    return Refusal(
        "RATERS_WITHOUT_KEY",
        f"{rater} belum mempunyai kunci tanda tangan. Mintalah membuatnya di halaman akun, lalu tambahkan lagi.",
        f"{rater} has no signing key yet. Ask for one to be made on the account page, then add the rater again.",
        {"raters": [rater]},
    )
