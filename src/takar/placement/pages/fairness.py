"""Kesetaraan: how groups fare at each gate, as a picture with its table. Aggregates only; no person is named here."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from takar.accounts.public import Ability, requires
from takar.kernel.clock import day_in, utc_now
from takar.placement.domain.fairness import AttributeTable, GateTable, Line, Verdict
from takar.placement.fairness_sources import ATTRIBUTES, Path, choices, path_of, tables_of
from takar.placement.pages import fairness_words as words
from takar.placement.pages.drawings import THIN_ROW, Thin, thin_x, thin_y
from takar.placement.workbooks.fairness import fairness_workbook
from takar.placement.workbooks.sheets import excel_response

# The picture: ratios from a quarter to double, on a logarithmic axis, in units of a box 640 wide.
LEAST, MOST, LEFT, RIGHT, ROW, TOP = 0.25, 2.0, 190.0, 620.0, 34, 26
_TICKS = (0.25, 0.5, 0.8, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Row:
    """A group in the table and, when it could be compared, in the picture."""

    line: Line
    name: str
    sentence: str
    verdict: str
    y: float = 0.0
    x: float = 0.0
    low: float = 0.0
    high: float = 0.0
    clipped: bool = False

    @property
    def thin(self) -> Thin:
        """The same for a narrow screen."""
        x, low, high = (thin_x(one, LEFT, RIGHT) for one in (self.x, self.low, self.high))
        return Thin(thin_y((self.y - TOP) // ROW, TOP), x, low, high)


@requires(Ability.READ_PLACEMENT)
def fairness(request: HttpRequest) -> HttpResponse:
    offered = choices()
    asked = request.GET.get("proses", "") or (f"{offered[0][0]}:{offered[0][1]}" if offered else "")
    path = _path(asked) if asked else None
    if asked and path is None:
        raise Http404
    told = request.GET.get("menurut", "")
    attribute = told if told in ATTRIBUTES else ATTRIBUTES[0]
    context: dict[str, Any] = {
        "choices": [(f"{kind}:{id}", words.KINDS[kind], title) for kind, id, title in offered],
        "asked": asked,
        "attribute": attribute,
        "attributes": [(code, words.ATTRIBUTES[code]) for code in ATTRIBUTES],
        "path": path,
    }
    if path:
        tables = tables_of(path, _today())
        table = next(one for one in tables if one.attribute == attribute)
        context |= {
            "table": table,
            "gates": [gate_view(gate, number) for number, gate in enumerate(table.gates, 1)],
            "flags": flags(tables),
        }
    return render(request, "placement/fairness.html", context)


@requires(Ability.READ_PLACEMENT)
def download(request: HttpRequest) -> HttpResponse:
    """All attributes and gates of a process as Excel."""
    path = _path(request.GET.get("proses", ""))
    if path is None:
        raise Http404
    body = fairness_workbook(path, tables_of(path, _today()), get_language() or "id")
    return excel_response(body, "kesetaraan.xlsx")


def _today() -> Any:
    return day_in("WIB", utc_now())


def _path(asked: str) -> Path | None:
    kind, _, id = asked.partition(":")
    return path_of(kind, id, _today())


def flags(tables: tuple[AttributeTable, ...]) -> list[dict[str, Any]]:
    """Groups that deserve a look, over all attributes."""
    return [
        {
            "attribute": table.attribute,
            "name": words.ATTRIBUTES[table.attribute],
            "group": words.group_name(line.group),
            "gate": words.GATES[gate.gate],
        }
        for table in tables
        for gate in table.gates
        for line in gate.lines
        if line.verdict == Verdict.LOOK
    ]


def gate_view(gate: GateTable, number: int) -> dict[str, Any]:
    language = get_language() or "id"
    drawn = [line for line in gate.lines if line.ratio or line.verdict == Verdict.REFERENCE]
    places = {line.group: place for place, line in enumerate(drawn)}
    return {
        "gate": gate,
        "number": number,
        "name": words.GATES[gate.gate],
        "rows": [_row(line, gate, places, language) for line in gate.lines],
        "drawn": len(drawn) > 1,
        "height": TOP + ROW * len(drawn) + 26,
        "ticks": [(x_of(tick), words.decimal(tick, language), tick == 0.8, tick == 1.0) for tick in _TICKS],
        "bottom": TOP + ROW * len(drawn),
        "low": TOP + THIN_ROW * len(drawn),
        "share": words.percent(gate.passed / gate.came, language) if gate.came else "",
    }


def _row(line: Line, gate: GateTable, places: dict[str, int], language: str) -> Row:
    told = (
        line,
        words.group_name(line.group),
        words.sentence(line, gate, language),
        str(words.VERDICTS[line.verdict]),
    )
    if line.group not in places:
        return Row(*told)
    y = TOP + ROW * places[line.group] + ROW / 2
    if line.ratio is None:
        return Row(*told, y=y, x=x_of(1.0))
    low, high = line.ratio.low, line.ratio.high
    return Row(
        *told,
        y=y,
        x=x_of(line.ratio.value),
        low=x_of(low),
        high=x_of(high),
        clipped=low < LEAST or high > MOST,
    )


def x_of(ratio: float) -> float:
    """Where a ratio stands in the picture; beyond its ends at the end."""
    inside = min(max(ratio, LEAST), MOST)
    share = (log(inside) - log(LEAST)) / (log(MOST) - log(LEAST))
    return round(LEFT + share * (RIGHT - LEFT), 1)
