from __future__ import annotations

from typing import Any

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept, keep
from takar.placement.additions import next_block
from takar.placement.books import Book, result_of
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.events import Body, Frozen


def freeze(scenario: str, point: int, reason: str, *, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """Make the plan with `point` moves the recommendation. `reason`: why this point of the front."""
    return keep(
        scenario, lambda book: _frozen(book, point, reason), actor=actor, action="scenario.freeze", reason=reason,
        after={"point": point}, clock=clock,
    )  # fmt: skip


def _frozen(book: Book, point: int, reason: str) -> Body | Refusal:
    body = result_of(book.id)
    if body is None:
        return no.NOT_SOLVED
    plan = next((one for one in body.get("front", ()) if one["moves"] == point), None)
    if plan is None:
        return no.POINT_UNKNOWN
    return Frozen(
        point, reason.strip(), recommended(body, plan), {one["nip"]: one["current"] for one in body["people"]},
        tuple(one["code"] for one in body["posts"]), next_block(book.id, point) - 1,
    )  # fmt: skip


def recommended(body: dict[str, Any], plan: dict[str, Any]) -> dict[str, str]:
    """Person -> post by one plan; "" for outsiders who do not enter."""
    return {one["nip"]: str(plan["assign"].get(one["nip"], one["current"])) for one in body["people"]}
