"""The roll of a programme as it stands in the database, and the lock under which it changes."""

from __future__ import annotations

from takar.kernel.refusals import Refusal
from takar.programmes.domain.refusals import PROGRAMME_DONE, UNKNOWN_PROGRAMME
from takar.programmes.domain.roll import Called, Roll
from takar.programmes.models import Nominee, Phase, Programme


def locked(programme: str) -> Programme | Refusal:
    """The programme, locked against other changes of it. Call inside a transaction."""
    row = Programme.objects.select_for_update().filter(pk=programme).first()
    return row if row is not None else UNKNOWN_PROGRAMME


def open_programme(programme: str) -> Programme | Refusal:
    """The programme, locked, if its roll may still change. Call inside a transaction."""
    row = locked(programme)
    if isinstance(row, Programme) and row.status == Programme.Status.DONE:
        return PROGRAMME_DONE
    return row


def roll_of(programme: str) -> Roll:
    quotas = dict(Phase.objects.filter(programme=programme).values_list("number", "quota"))
    rows = Nominee.objects.filter(programme=programme).order_by("id")
    called = {
        nip: Called(phase, status, replaces or "")
        for nip, phase, status, replaces in rows.values_list(
            "nip", "phase__number", "status", "replaces__nip"
        )
    }
    return Roll(quotas, called)
