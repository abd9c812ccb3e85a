"""What was computed for a scenario after it was solved: more retests, and what becomes of the plan when somebody refuses.

The result that stands in the log is never changed; pages show it with what was added. The body of "retests" is {"retests", "hits"
(how many of these had the move, for each step of the point), "without", "flips" (where the result does not tell them)}; that of a
person is `Tried.data()`, points as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from takar.placement.books import result_of
from takar.placement.models import ScenarioAddition
from takar.placement.results import text

RETESTS = "retests"


def told_of(scenario: str) -> dict[str, Any] | None:
    """The result with all retests counted in; None before it is solved. Two queries."""
    body = result_of(scenario)
    if body is None:
        return None
    rows = ScenarioAddition.objects.filter(scenario=scenario, key=RETESTS).order_by("point", "block")
    added: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        added.setdefault(row.point, []).append(row.body)
    return with_retests(body, added)


def with_retests(body: Mapping[str, Any], added: Mapping[int, Iterable[Mapping[str, Any]]]) -> dict[str, Any]:
    """`added`: moves of a point -> its further blocks of retests."""
    front = [_added(point, list(added.get(point["moves"], ()))) for point in body.get("front", ())]
    return {**body, "front": front} if front else dict(body)


def _added(point: dict[str, Any], blocks: list[Mapping[str, Any]]) -> dict[str, Any]:
    if not blocks or not point["steps"]:
        return point
    own = point["retests"] or 0
    count = own + sum(block["retests"] for block in blocks)
    hits = [
        round(float(step["survival"] or 0) * own) + sum(block["hits"][at] for block in blocks)
        for at, step in enumerate(point["steps"])
    ]
    known = next((block for block in blocks if "without" in block), None)
    steps = [
        step | {"survival": text(hit / count)} | (_detail(known, place) if known else {})
        for place, (step, hit) in enumerate(zip(point["steps"], hits, strict=True))
    ]
    return point | {
        "retests": count,
        "added": count - own,
        "steps": steps,
        "mean_survival": text(sum(hits) / count / len(hits)),
    }


def _detail(block: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {"without": block["without"][place], "flip": block["flips"][place]}


def refusal_kept(scenario: str, point: int, nip: str) -> dict[str, Any] | None:
    """What was computed of somebody who might refuse; None until somebody has it computed."""
    row = ScenarioAddition.objects.filter(scenario=scenario, point=point, key=nip).first()
    return row.body if row else None


def next_block(scenario: str, point: int) -> int:
    """Number of the next block of retests of a point."""
    last = ScenarioAddition.objects.filter(scenario=scenario, point=point, key=RETESTS).last()
    return last.block + 1 if last else 1
