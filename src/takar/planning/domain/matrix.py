"""The matrix of competencies and tools [matriks kompetensi dan alat ukur] and the shipped defaults by method.

The defaults are starting points, not verified against any regulation: an agency sets its own before it plans. They fit
the shipped rules of conduct: 25 people, 7 assessors, 3 days from 07.30 to 15.00.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("cat", "paper", "simulation", "interview")
TOGETHER = ("all", "group", "one")
ALL = ("M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "SK.01")


@dataclass(frozen=True, slots=True)
class ToolDraft:
    """A tool of a matrix. `minutes` for one turn; `day` of the batch from 1; `order` within the day.

    `kind`: cat | paper | simulation | interview; `together`: all at once, a group at a time, or one person at a time;
    `competencies`: the codes that it shows.
    """

    code: str
    title: str
    kind: str
    minutes: int
    day: int
    order: int
    together: str
    competencies: tuple[str, ...]


_CAT = ToolDraft("cat", "Tes potensi dan kompetensi (CAT)", "cat", 240, 1, 1, "all", ALL)
_INTERVIEW = ToolDraft("wawancara", "Wawancara kompetensi", "interview", 40, 3, 1, "one", ALL)
_CASE = ToolDraft(
    "analisis_kasus", "Analisis kasus", "paper", 120, 2, 1, "all", ("M.03", "M.04", "M.05", "M.07", "M.08")
)
_LGD = ToolDraft(
    "lgd",
    "Diskusi kelompok tanpa pemimpin",
    "simulation",
    60,
    2,
    2,
    "group",
    ("M.02", "M.03", "M.08", "SK.01"),
)
_PRESENTATION = ToolDraft(
    "presentasi", "Presentasi", "simulation", 20, 2, 2, "one", ("M.03", "M.04", "M.07", "M.08")
)
_IN_TRAY = ToolDraft(
    "in_tray", "Simulasi penyelesaian berkas (in-tray)", "paper", 90, 1, 2, "all",
    ("M.01", "M.04", "M.05", "M.06", "M.08"),
)  # fmt: skip

DEFAULTS: dict[str, tuple[ToolDraft, ...]] = {
    "cact": (_CAT,),
    "sederhana": (
        _CAT,
        ToolDraft("kuesioner", "Kuesioner kompetensi", "paper", 60, 2, 1, "all", ("M.01", "M.02", "M.06")),
        _INTERVIEW,
    ),
    "sedang": (_CAT, _CASE, _LGD, _INTERVIEW),
    "kompleks": (
        _CAT,
        _IN_TRAY,
        _CASE,
        _LGD,
        _PRESENTATION,
        _INTERVIEW,
    ),
}


def unseen(tools: Iterable[ToolDraft], competencies: Iterable[str] = ALL) -> tuple[str, ...]:
    """The competencies that no tool of a matrix shows: their result would be missing for everybody."""
    seen = {code for tool in tools for code in tool.competencies}
    return tuple(code for code in competencies if code not in seen)


def shown_by(tools: Iterable[ToolDraft]) -> dict[str, int]:
    """How many tools show each competency."""
    kept = list(tools)
    return {code: sum(code in tool.competencies for tool in kept) for code in ALL}
