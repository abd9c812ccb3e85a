"""Moves in the columns of a mutation proposal [usul mutasi], as SIASN and I-MUT name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from takar.people.public import people_by_nips
from takar.placement.books import Book
from takar.placement.domain.fairness.statistics import wilson
from takar.placement.results import point_of

COLUMNS = (
    "NO",
    "NIP BARU",
    "NAMA",
    "GOL AKHIR NAMA",
    "JENIS JABATAN NAMA",
    "JABATAN LAMA KODE",
    "JABATAN LAMA NAMA",
    "UNOR LAMA NAMA",
    "ESELON LAMA NAMA",
    "JABATAN BARU KODE",
    "JABATAN BARU NAMA",
    "UNOR BARU NAMA",
    "ESELON BARU NAMA",
    "JENIS MUTASI",
    "URUTAN SK",
    "KECOCOKAN LAMA",
    "KECOCOKAN BARU",
    "PELUANG BERTAHAN",
    "PELUANG BERTAHAN DARI",
    "PELUANG BERTAHAN SAMPAI",
    "PENILAIAN ULANG",
)


def proposal_rows(
    body: Mapping[str, Any], plan: Mapping[str, Any], assign: Mapping[str, str]
) -> list[list[object]]:
    """One row per person who moves, in the order of decrees of the plan. `assign`: person -> post.

    One query per 900 people. How sure a move is stands there for the moves of `plan` only.
    """
    people = {one["nip"]: one for one in body["people"]}
    posts = {one["code"]: one for one in body["posts"]}
    known = people_by_nips(assign)
    steps = _steps(body["front"], assign) | _steps([plan], assign, plan["retests"] or 0)
    order = decree_order(plan)
    moving = sorted(assign, key=lambda nip: (order.get(nip, 10_000), nip))
    return [
        _row(number, nip, people[nip], posts, assign[nip], known.get(nip), *steps.get(nip, (None, 0)))
        for number, nip in enumerate(moving, 1)
    ]


def _steps(
    plans: Iterable[Mapping[str, Any]], assign: Mapping[str, str], retests: int = 0
) -> dict[str, tuple[Mapping[str, Any], int]]:
    return {
        step["nip"]: (step, retests)
        for plan in plans
        for step in plan["steps"]
        if assign.get(step["nip"]) == step["to"]
    }


def _row(
    number: int,
    nip: str,
    who: Mapping[str, Any],
    posts: Mapping[str, Any],
    to: str,
    known: Any,
    step: Any,
    retests: int,
) -> list[object]:
    old, new = posts.get(who["current"]), posts[to]
    return [
        number,
        nip,
        who["name"],
        known.golongan if known else "",
        "JABATAN STRUKTURAL" if new["eselon"] else "JABATAN FUNGSIONAL",
        old["code"] if old else "",
        old["title"] if old else who["title"],
        old["unit"] if old else who["unit"],
        old["eselon"] if old else "",
        new["code"],
        new["title"],
        new["unit"],
        new["eselon"],
        "ROTASI" if old else "PENGANGKATAN",
        number,
        _number(step and step["before"]),
        _number(step and step["after"]),
        *surviving(step and step["survival"], retests),
    ]


def surviving(
    survival: object, retests: int | None
) -> tuple[float | None, float | None, float | None, int | None]:
    """Chance that a move survives a retest, its 95 % interval, and the number of retests; None where nobody was retested."""
    share = _number(survival)
    if share is None or not retests:
        return None, None, None, None
    told = wilson(round(share * retests), retests)
    return share, told.low, told.high, retests


def _number(told: object) -> float | None:
    return float(str(told)) if told else None


def decree_order(plan: Mapping[str, Any]) -> dict[str, int]:
    """Place of each person in the order of decrees: chain after chain, in each the one into the empty post first."""
    places = [at for one in plan["chains"] for at in one["steps"]]
    return {plan["steps"][at]["nip"]: number for number, at in enumerate(places, 1)}


def decided_moves(book: Book, body: Mapping[str, Any]) -> list[list[object]]:
    """Those who move by the decisions, in the order of decrees of the frozen plan, then the others."""
    frozen = book.state.frozen
    assert frozen is not None
    plan = point_of(body, frozen.point)
    assert plan is not None
    final = {nip: to for nip, to in book.state.final().items() if to and to != frozen.current[nip]}
    return proposal_rows(body, plan, final)
