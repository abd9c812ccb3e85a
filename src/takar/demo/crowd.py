"""A hundred scripted participants at once, and the count of what they were promised against what is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from takar.assessments.public import ParticipantView
from takar.delivery.public import Journal, final_record, read_sitting
from takar.demo.answering import answer_sheet
from takar.demo.participant import Account, Participant
from takar.forms.public import SaltedKey

MOVERS = 3  # so many change machines in the middle


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Answers acknowledged to participants, how many of them stand in the journal, and what happened on the way."""

    acknowledged: int
    recovered: int
    dropped: int
    moved: int


async def sit_all(
    base: str,
    people: Sequence[tuple[ParticipantView, str]],
    keys: Sequence[SaltedKey],
    seed: int,
    on_answer: Callable[[int], None],
) -> list[Account]:
    """Everybody sits at once; `people` come with the PIN of their session."""
    bots = [
        _bot(base, person, pin, keys, seed + order, on_answer) for order, (person, pin) in enumerate(people)
    ]
    return list(
        await asyncio.gather(
            *(bot.sit(move_after=40 + order if order < MOVERS else None) for order, bot in enumerate(bots))
        )
    )


def _bot(
    base: str,
    person: ParticipantView,
    pin: str,
    keys: Sequence[SaltedKey],
    seed: int,
    on_answer: Callable[[int], None],
) -> Participant:
    random = Random(seed)  # noqa: S311  a script, no secret
    identity = person.nip if seed % 2 else person.number
    return Participant(base, identity, pin, answer_sheet(keys, person.job_class, random), random, on_answer)


def reckon(journal: Journal, accounts: Sequence[Account]) -> Reckoning:
    """Compare every acknowledged answer with the journal's final record."""
    recovered = 0
    for account in accounts:
        final = final_record(read_sitting(journal, account.sitting)).responses
        recovered += sum(final.get(item) == option for item, option in account.acknowledged.items())
    return Reckoning(
        acknowledged=sum(len(account.acknowledged) for account in accounts),
        recovered=recovered,
        dropped=sum(account.dropped for account in accounts),
        moved=sum(account.machines > 1 for account in accounts),
    )
