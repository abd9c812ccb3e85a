"""Give the seat of somebody who is out to another; the old one stays, linked."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.actions.nominate import fault_of, store_nominees
from takar.programmes.candidates import candidates_of
from takar.programmes.domain.decide import decide
from takar.programmes.domain.roll import Replace
from takar.programmes.domain.values import NomineeView
from takar.programmes.models import Nominee
from takar.programmes.queries import nominee_view
from takar.programmes.rolls import open_programme, roll_of


def replace(
    programme: str, old: str, new: str, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> NomineeView | Refusal:
    """Nominate `new` in the seat of `old` (both NIPs).

    Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE, NOMINEE_UNKNOWN, NOMINEE_STILL_CALLED, NOMINEE_REPLACED, NOMINEE_ALREADY,
    QUOTA_FULL, PERSON_UNKNOWN, PERSON_INACTIVE, PERSON_WITHOUT_CLASS.
    """
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        roll = roll_of(row.pk)
        decided = decide(roll, Replace(old, new))
        if isinstance(decided, Refusal):
            return decided
        gone = Nominee.objects.select_related("phase").get(programme=row, nip=old)
        known = candidates_of([new], day_in(row.zone, clock()), gone.phase.last_day)
        fault = fault_of(new, known, roll)
        if fault:
            return fault
        made = store_nominees(gone.phase, [known[new]], actor, clock(), replaces=gone, reason=reason)[0]
        record_change(
            actor, "nominees.replace", f"programme:{row.pk}", reason=reason, before={"nip": old}, after={"nip": new},
            clock=clock,
        )  # fmt: skip
    return nominee_view(made)
