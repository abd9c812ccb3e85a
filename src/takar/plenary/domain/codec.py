"""Events and tables as plain data and back, and the hash chain that binds each event to all before it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from takar.kernel.canonical import Json, canonical
from takar.plenary.domain import events
from takar.plenary.domain.events import Body, Event
from takar.plenary.domain.state import PlenaryRules, Post
from takar.plenary.domain.table import (
    Behind,
    Component,
    Entrant,
    PostTable,
    Rating,
    Room,
    TableRules,
    behind_data,
    lines_of,
    ranking_of,
    tied_at,
)

KINDS: dict[str, type[Any]] = {
    "opened": events.Opened,
    "present": events.Came,
    "left": events.Left,
    "recused": events.Recused,
    "shown": events.Shown,
    "moved": events.Moved,
    "voted": events.Voted,
    "decided": events.Decided,
    "ended": events.Ended,
    "signed": events.Signed,
    "refused_to_sign": events.RefusedToSign,
    "closed": events.Closed,
    "handed_over": events.HandedOver,
    "chosen": events.Chosen,
    "released": events.Released,
    "objected": events.Objected,
    "answered": events.Answered,
    "amended": events.Amended,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
START = bytes(32)


def kind_of(body: Body) -> str:
    return _NAMES[type(body)]


def body_data(body: Body) -> dict[str, Json]:
    """The fields of a body; tuples as lists."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(body).items()}


def read_body(kind: str, data: Mapping[str, Any]) -> Body:
    """The body of that kind. Raises ValueError for anything that is none."""
    if kind not in KINDS:
        raise ValueError("no such kind of event")
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    try:
        body: Body = KINDS[kind](**fields)
    except TypeError as fault:
        raise ValueError(f"not a {kind}: {fault}") from fault
    return body


def link(previous: bytes, plenary: str, ordinal: int, event: Event, actor: str) -> bytes:
    """SHA-256(previous ‖ canonical event): an event that is changed, dropped or moved breaks all after it."""
    row: Json = {
        "plenary": plenary,
        "ordinal": ordinal,
        "at_ms": event.at_ms,
        "actor": actor,
        "kind": kind_of(event.body),
        "body": body_data(event.body),
    }
    return hashlib.sha256(previous + canonical(row)).digest()


def table_data(post: PostTable) -> dict[str, Json]:
    """A table of one post as it is kept; decimals as text."""
    rules = post.rules
    return {
        "code": post.code,
        "title": post.title,
        "rules": {
            "components": [_plain(one) for one in rules.components],
            "rooms": [_plain(one) for one in rules.rooms],
            "ties": list(rules.ties),
            **{name: getattr(rules, name) for name in _SIMPLE},
        },
        "entrants": [_entrant_data(one) for one in post.entrants],
    }


def read_table(data: Mapping[str, Any]) -> PostTable:
    rules = data["rules"]
    return PostTable(
        code=data["code"],
        title=data["title"],
        rules=TableRules(
            components=tuple(_component(one) for one in rules["components"]),
            rooms=tuple(
                Room(one["code"], one["name"], Decimal(one["weight"]), Decimal(one["standard"]))
                for one in rules["rooms"]
            ),
            ties=tuple(rules["ties"]),
            **{name: rules[name] for name in _SIMPLE},
        ),
        entrants=tuple(_entrant(one) for one in data["entrants"]),
    )


def rules_data(rules: PlenaryRules) -> dict[str, Json]:
    """What stands beside the table: who may vote, and by which numbers."""
    return {"members": sorted(rules.members), **{name: getattr(rules, name) for name in _RULES}}


def read_rules(data: Mapping[str, Any], tables: Mapping[str, PostTable]) -> PlenaryRules:
    """The rules with the ranking of every post as computed from its table."""
    names = int(data["names"])
    return PlenaryRules(
        members=frozenset(data["members"]),
        posts={code: post_of(table, names) for code, table in tables.items()},
        **{name: data[name] for name in _RULES},
    )


def post_of(table: PostTable, names: int) -> Post:
    lines = lines_of(table)
    ranking = ranking_of(lines)
    others = frozenset(line.entrant.nip for line in lines) - frozenset(ranking)
    return Post(table.code, ranking, others, tied_at(lines, names))


_SIMPLE = ("combine", "verdict_rule", "decimals", "rounding", "meets", "below")
_RULES = (
    "chair", "quorum_percent", "quorum_least", "names", "least", "by_name", "announce_ms", "objection_days", "zone",
    "signatures_least",
)  # fmt: skip


def _plain(one: Component | Room) -> dict[str, Json]:
    return {name: str(v) if isinstance(v, Decimal) else v for name, v in asdict(one).items()}


def _component(data: Mapping[str, Any]) -> Component:
    weight, least, most = (Decimal(data[name]) for name in ("weight", "least", "most"))
    floor = None if data["floor"] is None else Decimal(data["floor"])
    return Component(data["code"], data["name"], weight, least, most, floor)


def _entrant_data(one: Entrant) -> dict[str, Json]:
    return {
        "nip": one.nip,
        "name": one.name,
        "number": one.number,
        "values": {code: str(value) for code, value in one.values.items()},
        "ratings": [[r.rater, r.place, None if r.value is None else str(r.value)] for r in one.ratings],
        "errors": {code: str(value) for code, value in one.errors.items()},
        "out": one.out,
        "eligible": one.eligible,
        **({"behind": behind_data(one)} if one.behind else {}),
    }


def _entrant(data: Mapping[str, Any]) -> Entrant:
    return Entrant(
        nip=data["nip"],
        name=data["name"],
        number=data["number"],
        values={code: Decimal(value) for code, value in data["values"].items()},
        ratings=tuple(Rating(r, p, None if v is None else Decimal(v)) for r, p, v in data["ratings"]),
        errors={code: Decimal(value) for code, value in data["errors"].items()},
        out=data["out"],
        eligible=data["eligible"],
        behind={
            what: Behind(found["record"], tuple(found["files"]))
            for what, found in data.get("behind", {}).items()
        },
    )
