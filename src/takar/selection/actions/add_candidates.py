"""Take in candidates for a post: from the people on record, from who is due, or from a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import people_by_nips
from takar.selection.actions.create_selection import open_selection
from takar.selection.codec import row_of
from takar.selection.domain import refusals as no
from takar.selection.domain.candidacy import Event, Fact, Started, Submitted
from takar.selection.domain.words import Sentence
from takar.selection.models import Candidate, CandidateEvent

SOURCES = ("people", "due", "file", "self")


@dataclass(frozen=True, slots=True)
class Taken:
    """NIPs taken in, and the others with the reason."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, Sentence], ...]


def add_candidates(
    key: str,
    post: str,
    nips: Iterable[str],
    source: str,
    actor: str,
    *,
    submitted: bool = True,
    clock: Clock = utc_now,
) -> Taken | Refusal:
    """`submitted` False: the application was only begun and does not count.

    Refuses SELECTION_UNKNOWN, SELECTION_COMMITTED, SELECTION_POST_UNKNOWN.
    """
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    found = row.posts.filter(code=post).first()
    if found is None:
        return no.POST_UNKNOWN
    wanted = list(dict.fromkeys("".join(nip.split()) for nip in nips))
    known = people_by_nips(wanted)
    there = set(found.candidates.filter(nip__in=wanted).values_list("nip", flat=True))
    refused = [(nip, UNKNOWN) for nip in wanted if nip not in known]
    refused += [(nip, ALREADY) for nip in wanted if nip in there]
    fresh = [nip for nip in wanted if nip in known and nip not in there]
    at = milliseconds(clock())
    with transaction.atomic():
        numbers = _numbers(row.pk)
        for nip in fresh:
            number = numbers.setdefault(nip, f"{len(numbers) + 1:03d}")
            made = Candidate.objects.create(
                selection=row, post=found, nip=nip, name=known[nip].full_name, number=number
            )
            facts: list[Fact] = [Started(source), *([Submitted()] if submitted else [])]
            CandidateEvent.objects.bulk_create(
                row_of(made.pk, ordinal, Event(fact, actor, at))
                for ordinal, fact in enumerate(facts, start=1)
            )
        if fresh:
            record_change(
                actor, "selection.candidates", f"selection:{key}",
                after={"post": post, "source": source, "submitted": submitted, "nips": list(fresh)}, clock=clock,
            )  # fmt: skip
    return Taken(tuple(fresh), tuple(refused))


def _numbers(key: str) -> dict[str, str]:
    """A person has one number in a selection, however many posts he applies for."""
    listed = Candidate.objects.filter(selection=key).values_list("nip").annotate(number=Max("number"))
    return dict(listed.order_by().values_list("nip", "number"))


UNKNOWN = Sentence(
    "CANDIDATE_NOT_ON_RECORD",
    "tidak ada dalam data pegawai; impor datanya dahulu",
    "is not among the people on record; import the data first",
)
ALREADY = Sentence(
    "CANDIDATE_ALREADY", "sudah menjadi calon jabatan ini", "is a candidate for this post already"
)
