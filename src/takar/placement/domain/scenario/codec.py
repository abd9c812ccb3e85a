"""Events as JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from takar.kernel.canonical import Json
from takar.placement.domain.scenario.events import (
    Asked,
    Body,
    Choice,
    Closed,
    Decided,
    Drafted,
    Frozen,
    HandedOver,
    Solved,
    Stopped,
)
from takar.placement.domain.scenario.terms import from_json, to_json

KINDS: dict[type[Any], str] = {
    Drafted: "drafted",
    Asked: "asked",
    Solved: "solved",
    Stopped: "stopped",
    Frozen: "frozen",
    HandedOver: "handed_over",
    Decided: "decided",
    Closed: "closed",
}


def kind_of(body: Body) -> str:
    return KINDS[type(body)]


def encode(body: Body) -> dict[str, Json]:
    match body:
        case Drafted(terms):
            return {"terms": to_json(terms)}
        case Solved(digest, points):
            return {"digest": digest, "points": list(points)}
        case Stopped(code):
            return {"code": code}
        case Frozen(point, reason, recommended, current, posts, blocks):
            return {
                "point": point,
                "reason": reason,
                "recommended": dict(recommended),
                "current": dict(current),
                "posts": list(posts),
                **_counted(blocks),
            }
        case HandedOver(to, letter):
            return {"to": to, "letter": letter}
        case Decided(nip, choice, to, reason, eligible):
            return {"nip": nip, "choice": choice, "to": to, "reason": reason, "eligible": eligible}
        case Closed(blocks):
            return _counted(blocks)
        case Asked():
            return {}


def _counted(blocks: int) -> dict[str, Json]:
    """Left out where there is none, so that events of before have the digest that the log holds."""
    return {"blocks": blocks} if blocks else {}


def decode(kind: str, data: Mapping[str, Any]) -> Body:
    """Raises KeyError for a kind that nobody writes."""
    return _READERS[kind](data)


def _frozen(data: Mapping[str, Any]) -> Body:
    return Frozen(
        data["point"], data["reason"], dict(data["recommended"]), dict(data["current"]), tuple(data["posts"]),
        data.get("blocks", 0),
    )  # fmt: skip


def _decided(data: Mapping[str, Any]) -> Body:
    return Decided(data["nip"], cast(Choice, data["choice"]), data["to"], data["reason"], data["eligible"])


_READERS: dict[str, Callable[[Mapping[str, Any]], Body]] = {
    "drafted": lambda data: Drafted(from_json(data["terms"])),
    "asked": lambda data: Asked(),
    "solved": lambda data: Solved(data["digest"], tuple(data["points"])),
    "stopped": lambda data: Stopped(data["code"]),
    "frozen": _frozen,
    "handed_over": lambda data: HandedOver(data["to"], data["letter"]),
    "decided": _decided,
    "closed": lambda data: Closed(data.get("blocks", 0)),
}
