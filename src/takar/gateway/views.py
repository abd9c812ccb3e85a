"""What the browser is told about its sitting (docs/interfaces.md section 6)."""

from __future__ import annotations

from typing import Any

from takar.delivery.public import (
    MINUTE_MS,
    Notice,
    Rules,
    SittingState,
    closing_ms,
    deadlines_ms,
    save_code,
)
from takar.gateway.tickets import Ticket


def view(
    state: SittingState, rules: Rules, ticket: Ticket, device: str, epoch: int, now: int
) -> dict[str, Any]:
    entry = ticket.entries[state.sitting]
    return {
        "state": state.phase(rules),
        "sitting": state.sitting,
        "device": device,
        "epoch": epoch,
        "superseded": epoch != state.epoch,
        "server_ms": now,
        "participant": {
            "name": entry["name"],
            "number": entry["number"],
            "seat": state.seat or entry["seat"],
        },
        "total_minutes": rules.total_minutes + state.extended_ms // MINUTE_MS,
        "sections": ticket.form.summary,
        "section": state.section,
        **clocks(state, rules),
        "answers": state.chosen(),
        "flags": state.doubtful(),
        "last_seq": {name: queue.contiguous for name, queue in state.queues.items()},
        "code": save_code(state.chain),
        "submitted_ms": state.submitted_ms,
        "submitted_by": state.submitted_by or None,
        **_about(ticket, closing_ms(state, rules)),
    }


def _about(ticket: Ticket, closes_ms: int) -> dict[str, Any]:
    content = ticket.content
    known = ("title", "organiser", "purpose", "legal_basis", "zone")
    return {
        "assessment": {key: content["assessment"].get(key, "") for key in known},
        "session": {
            "title": content["title"],
            "room": content["room"],
            "opens_ms": content["opens_ms"],
            "closes_ms": closes_ms,
        },
        "measures": content["measures"],
        "visibility": content["visibility"],
    }


def clocks(state: SittingState, rules: Rules) -> dict[str, int | None]:
    total, section = deadlines_ms(state, rules)
    return {"deadline_ms": total, "section_deadline_ms": section}


def notice(item: Notice) -> dict[str, Any]:
    """A proctor's act as a sentence for the participant."""
    if item.kind == "extended":
        return {
            "id": f"Pengawas menambah waktu {item.minutes} menit: {item.reason}",
            "en": f"The proctor added {item.minutes} minutes: {item.reason}",
            "at_ms": item.at_ms,
        }
    return {
        "id": f"Tempat duduk Anda dipindahkan ke {item.seat}: {item.reason}",
        "en": f"Your seat was moved to {item.seat}: {item.reason}",
        "at_ms": item.at_ms,
    }
