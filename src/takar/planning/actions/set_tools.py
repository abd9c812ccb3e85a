"""Set the matrix of a programme: its tools and the competencies that each shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.domain.matrix import ALL, DEFAULTS, KINDS, TOGETHER, ToolDraft
from takar.planning.models import Tool
from takar.planning.refusals import field_missing

_REPEATED = Refusal(
    "TOOL_REPEATED",
    "Setiap alat ukur mempunyai kode sendiri. Ubah kode yang sama, lalu simpan lagi.",
    "Every tool has a code of its own. Change the one that repeats, then save again.",
)
_ODD = Refusal(
    "TOOL_ODD",
    "Jenis, lama (1 sampai 480 menit), hari, atau cara pelaksanaan alat ukur tidak dikenal. Perbaiki, lalu simpan lagi.",
    "Kind, duration (1 to 480 minutes), day or manner of a tool is not known. Mend it, then save again.",
)


def set_tools(
    programme: str, tools: Sequence[ToolDraft], actor: str, *, reason: str = "", clock: Clock = utc_now
) -> tuple[ToolDraft, ...] | Refusal:
    """Replace the matrix as a whole. Refuses FIELD_MISSING, TOOL_REPEATED, TOOL_ODD; a competency that no tool
    shows is warned of, not refused (`domain.matrix.unseen`)."""
    fault = _fault(tools)
    if fault:
        return fault
    with transaction.atomic():
        before = _told(tools_drafted(programme))
        Tool.objects.filter(programme=programme).delete()
        Tool.objects.bulk_create(_row(programme, draft) for draft in tools)
        record_change(
            actor,
            "tools.set",
            f"programme:{programme}",
            reason=reason,
            before=before,
            after=_told(tools),
            clock=clock,
        )
    return tuple(tools)


def ensure_tools(programme: str, method: str, actor: str, *, clock: Clock = utc_now) -> bool:
    """The shipped default of a method, when the programme has no matrix yet. True when it was laid."""
    if Tool.objects.filter(programme=programme).exists():
        return False
    set_tools(programme, DEFAULTS[method], actor, clock=clock)
    return True


def tools_drafted(programme: str) -> tuple[ToolDraft, ...]:
    """The matrix as it stands, in the order of the days."""
    return tuple(
        ToolDraft(
            row.code,
            row.title,
            row.kind,
            row.minutes,
            row.day,
            row.order,
            row.together,
            tuple(row.competencies),
        )
        for row in Tool.objects.filter(programme=programme)
    )


def _fault(tools: Sequence[ToolDraft]) -> Refusal | None:
    if not tools:
        return field_missing("tools", "alat ukur", "at least one tool")
    if any(not one.code.strip() or not one.title.strip() for one in tools):
        return field_missing("title", "kode dan nama alat ukur", "code and name of the tool")
    if len({one.code for one in tools}) < len(tools):
        return _REPEATED
    return _ODD if any(_is_odd(one) for one in tools) else None


def _is_odd(one: ToolDraft) -> bool:
    known = one.kind in KINDS and one.together in TOGETHER and set(one.competencies) <= set(ALL)
    return not (known and 1 <= one.minutes <= 480 and 1 <= one.day <= 10)


def _row(programme: str, draft: ToolDraft) -> Tool:
    return Tool(programme=programme, **(asdict(draft) | {"competencies": list(draft.competencies)}))


def _told(tools: Sequence[ToolDraft]) -> list[Json]:
    return [{**asdict(one), "competencies": list(one.competencies)} for one in tools]
