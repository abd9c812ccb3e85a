"""Rows that are being changed, held until the transaction ends."""

from __future__ import annotations

from takar.planning.models import Plan


def locked_plan(plan: int) -> Plan:
    """The plan with its row held, so that two planners never change it at once. Call inside a transaction."""
    return Plan.objects.select_for_update().get(pk=plan)
