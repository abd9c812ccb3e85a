from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.items.actions.add_items import Added, add_items
from takar.items.bank.shipped import SHIPPED_AUTHOR, shipped_entries
from takar.items.domain.item import Entry
from takar.items.domain.scales import Status
from takar.items.models import Item, Review
from takar.items.queries import newest_versions
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

ORIGIN = "bank bawaan"


def load_shipped_bank(actor: str, *, clock: Clock = utc_now) -> Added | Refusal:
    """Put the items that come with the system into the bank, accepted by `actor`; again changes nothing.

    Items that staff have since revised or retired are left as they are.
    """
    with transaction.atomic():
        done = add_items(_untouched(), SHIPPED_AUTHOR, origin=ORIGIN, reason=ORIGIN, clock=clock)
        if isinstance(done, Refusal):
            return done
        _accept([*done.added, *done.changed], actor, clock)
        if done.added or done.changed:
            record_change(
                actor, "items.accept_shipped", ORIGIN, after={"items": len(done.added)}, clock=clock
            )
    return done


def _untouched() -> list[Entry]:
    by_staff = set(newest_versions().exclude(author=SHIPPED_AUTHOR).values_list("item_id", flat=True)) | set(
        Item.objects.filter(status=Status.RETIRED).values_list("id", flat=True)
    )
    return [entry for entry in shipped_entries() if entry.item.id not in by_staff]


def _accept(codes: list[str], actor: str, clock: Clock) -> None:
    fresh = newest_versions().filter(item_id__in=codes, review=None)
    Review.objects.bulk_create(
        Review(version=version, author=version.author, reviewer=actor, note=ORIGIN, at=clock())
        for version in fresh
    )
    Item.objects.filter(id__in=codes).update(status=Status.REVIEWED)
