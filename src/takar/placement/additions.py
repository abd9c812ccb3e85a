"""What was computed for a scenario after it was solved: more retests, and what becomes of the plan when somebody refuses.

The result that stands in the log is never changed; pages and papers show it with what was added. The body of "retests" is
{"retests", "hits" (how many of these had the move, for each step of the point), "without", "flips" (where the result does not
tell them)}; that of a person is `Tried.data()`, points as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from takar.placement.books import Book, result_of
from takar.placement.domain.scenario.state import State
from takar.placement.models import ScenarioAddition
from takar.placement.results import text

RETESTS = "retests"


def told_of(book: Book) -> dict[str, Any] | None:
    """The result with further retests counted in; None before it is solved. Two queries.

    One number for every page and paper: of a closed file what was known when it was closed. A point then has `counted`.
    """
    body = result_of(book.id)
    if body is None:
        return None
    rows = ScenarioAddition.objects.filter(scenario=book.id, key=RETESTS).order_by("point", "block")
    added: dict[int, list[ScenarioAddition]] = {}
    for row in rows:
        added.setdefault(row.point, []).append(row)
    return _with_retests(body, added, book.state)


def counted_out(book: Book, point: int) -> bool:
    """Whether a further retest of a point would come too late for the decisions that rest on it."""
    frozen = book.state.frozen
    return book.state.closed is not None and frozen is not None and frozen.point == point


def _with_retests(
    body: Mapping[str, Any], added: Mapping[int, list[ScenarioAddition]], state: State
) -> dict[str, Any]:
    front = [_told(point, added.get(point["moves"], []), state) for point in body.get("front", ())]
    return {**body, "front": front} if front else dict(body)


def _told(point: dict[str, Any], rows: list[ScenarioAddition], state: State) -> dict[str, Any]:
    if not point["steps"]:
        return point
    here = state.frozen is not None and state.frozen.point == point["moves"]
    before, last = _marks(state) if here else (None, None)
    counts = [row for row in rows if last is None or row.block <= last]
    told = with_retests(point, [row.body for row in counts])
    told["counted"] = _counted(point, rows, before, last)
    if before is not None and before < len(counts):
        then = with_retests(point, [row.body for row in rows if row.block <= before])
        told["steps"] = [
            step | {"survival_frozen": was["survival"]}
            for step, was in zip(told["steps"], then["steps"], strict=True)
        ]
    return told


def _marks(state: State) -> tuple[int | None, int | None]:
    """Numbers of the last blocks known when it was frozen, and when it was closed."""
    return state.frozen.blocks if state.frozen else None, state.closed.blocks if state.closed else None


def _counted(
    point: Mapping[str, Any], rows: Iterable[ScenarioAddition], before: int | None, last: int | None
) -> dict[str, int]:
    """Retests: `own` when it was solved, `early` added by the time it was frozen, `since` added since, `late` not counted in."""
    found = {"own": point["retests"] or 0, "early": 0, "since": 0, "late": 0}
    for row in rows:
        late, since = last is not None and row.block > last, before is not None and row.block > before
        found["late" if late else "since" if since else "early"] += row.body["retests"]
    return found


def with_retests(point: Mapping[str, Any], blocks: list[Mapping[str, Any]]) -> dict[str, Any]:
    """A point with further blocks of its retests counted in."""
    if not blocks:
        return dict(point)
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
    return dict(point) | {
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
