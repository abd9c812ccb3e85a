"""Invite people by a letter that was signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.actions.take_steps import take_steps
from takar.programmes.domain import refusals
from takar.programmes.domain.outcomes import Taken
from takar.programmes.domain.roll import Step
from takar.programmes.models import Letter, Programme
from takar.programmes.rolls import open_programme

_NEEDED = {
    "number": ("nomor surat", "the number of the letter"),
    "signer_name": ("nama penanda tangan", "the name of the signer"),
    "signer_post": ("jabatan penanda tangan", "the post of the signer"),
    "place": ("tempat penandatanganan", "the place of signing"),
}


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter of invitation. `answer_by` (inclusive) may be None."""

    number: str
    day: date
    signer_name: str
    signer_post: str
    place: str
    signer_nip: str = ""
    answer_by: date | None = None


def invite(
    programme: str, nips: Iterable[str], letter: LetterDraft, actor: str, *, clock: Clock = utc_now
) -> Taken | Refusal:
    """Invite those who are nominated; the letter is kept, and the programme counts as running.

    A letter number may be used again with the same date and signer. Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE,
    NOBODY_CHOSEN, FIELD_MISSING, ANSWER_DAY, LETTER_NUMBER_TAKEN, and the refusal of the first when nobody can be invited.
    """
    wanted = list(dict.fromkeys(nips))
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        kept = _letter(row, letter, actor, clock) if wanted else refusals.NOBODY_CHOSEN
        if isinstance(kept, Refusal):
            return kept
        taken = take_steps(row, [Step(nip, "invite") for nip in wanted], actor, clock(), kept)
        if not taken.done:
            transaction.set_rollback(True)
            return taken.refused[0][1]
        Programme.objects.filter(pk=row.pk).update(status=Programme.Status.RUNNING)
        record_change(
            actor, "nominees.invite", f"programme:{row.pk}",
            after={"letter": kept.number, "day": kept.day.isoformat(), "invited": len(taken.done)}, clock=clock,
        )  # fmt: skip
    return taken


def _letter(row: Programme, draft: LetterDraft, actor: str, clock: Clock) -> Letter | Refusal:
    values = {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in asdict(draft).items()
    }
    for name, words in _NEEDED.items():
        if not values[name]:
            return refusals.field_missing(name, *words)
    if draft.answer_by and draft.answer_by < draft.day:
        return refusals.ANSWER_DAY
    found = row.letters.filter(number=values["number"]).first()
    if found is None:
        return Letter.objects.create(programme=row, made_by=actor, made_at=clock(), **values)
    same = all(getattr(found, name) == value for name, value in values.items())
    return found if same else refusals.LETTER_NUMBER_TAKEN
