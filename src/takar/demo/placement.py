"""A rotation of Kota Contoh's JPT pratama: solved, frozen, handed over, decided by the mayor, once against the recommendation."""

from __future__ import annotations

from takar.demo.scenario import granted
from takar.demo.stages import Stages
from takar.jobs.public import run_jobs_once
from takar.kernel.clock import utc_now
from takar.placement.public import (
    Terms,
    ask_solve,
    book_of,
    close_decisions,
    decide_person,
    freeze,
    hand_over,
    make_scenario,
    result_of,
)
from takar.positions.public import PositionFilter, positions
from takar.standards.public import placement_rules_in_force

TEAM, MAYOR = "talenta", "ppk"
REASON = "Perpindahan yang sepadan dengan harganya, menurut rapat tim talenta."
DEPARTS = "Menyelesaikan proyek strategis yang berakhir tahun ini."
RETESTS = 500


def place_leaders(stages: Stages) -> None:
    """The posts of echelon II, held or vacant, and their incumbents."""
    on = utc_now().date()
    rules = placement_rules_in_force(on)[0]
    posts = tuple(one.code for one in positions(PositionFilter(job_class="jpt_pratama")))
    terms = Terms(on=on.isoformat(), posts=posts, ruleset=(rules.code, rules.version), redraws=RETESTS)
    with stages.run("Menyusun rencana penempatan") as (stage, _):
        made = granted(make_scenario(f"Rotasi JPT Pratama {on.year}", terms, actor=TEAM)).scenario
        granted(ask_solve(made, actor=TEAM))
        while granted(book_of(made)).state.phase == "solving" and run_jobs_once():
            pass
        stage.result = _decided(made)


def _decided(made: str) -> str:
    body = result_of(made)
    if body is None or not body.get("front"):
        return "tanpa rencana yang memenuhi semua aturan"
    granted(freeze(made, body["best"], REASON, actor=TEAM))
    granted(hand_over(made, "Wali Kota Contoh", "800.1.3.3/17", actor=TEAM))
    moved = granted(book_of(made)).state.moved()
    for nip in moved:
        granted(decide_person(made, nip, "accept", actor=MAYOR))
    stays = _end_of_a_chain(body)
    if stays:
        granted(decide_person(made, stays, "keep", reason=DEPARTS, actor=MAYOR))
    granted(close_decisions(made, actor=MAYOR))
    return f"{len(body['people'])} pejabat, {len(moved)} berpindah, {int(bool(stays))} keputusan berbeda"


def _end_of_a_chain(body: dict[str, object]) -> str:
    """Somebody whom nobody follows: his staying leaves everybody else's move as it is."""
    plan = next(one for one in body["front"] if one["moves"] == body["best"])  # type: ignore[attr-defined]
    lasts = (chain["steps"][-1] for chain in plan["chains"] if not chain["cycle"])
    place = next(lasts, None)
    return "" if place is None else str(plan["steps"][place]["nip"])
