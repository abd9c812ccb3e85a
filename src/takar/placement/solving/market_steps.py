"""The inner loops of a market, compiled: fits of a block of people at a time, never kept, and what each post sees in them.

Numbers are those of `matching.engine.Engine.fits`, operation by operation in float32, then whole tenths of a point. Below 0: not
possible. A block of people stays in the cache while all kinds look at it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numba import njit

from takar.placement.solving.heaps import keep

Array: TypeAlias = np.ndarray[Any, Any]
NOBODY = -1
BLOCK = 2048
NEVER = np.float32(-np.inf)
LEAST_WEIGHT = np.float32(1e-30)
"""Instead of 0, so that what is not possible stays so whatever it is multiplied with."""
_WHOLE = np.float32(12582912.0)
"""1.5 x 2^23: added and taken away again it rounds halves to even, as `rint` does, and compiles to two additions."""


@njit(cache=True, nogil=True)
def _competence(columns, asked, part, enough, pattern, start, out):  # type: ignore[no-untyped-def]
    """The weighted shares of one standard, 0 to 100, of the people from `start`. A part of a row is taken of the row alone: only
    then the compiler knows that its numbers lie side by side."""
    out[:] = np.float32(0.0)
    for j in range(asked.size):
        if asked[j] == NOBODY:
            break
        row, weight = columns[asked[j]], part[j]
        column = row[start : start + out.size]
        for i in range(out.size):
            out[i] += column[i] * weight
    if not enough.all():
        for i in range(out.size):
            if not enough[pattern[start + i]]:
                out[i] = NEVER


@njit(cache=True, nogil=True)
def _tenths(competence, weights, adds, start, out):  # type: ignore[no-untyped-def]
    """Fits with the career, in whole tenths."""
    weight, added = weights[start : start + out.size], adds[start : start + out.size]
    for i in range(out.size):
        fit = (competence[i] * weight[i] + added[i]) * np.float32(10.0)
        out[i] = (fit + _WHOLE) - _WHOLE


@njit(cache=True, nogil=True)
def _net(tenths, prices, out):  # type: ignore[no-untyped-def]
    """Tenths less price where possible; the highest."""
    for i in range(out.size):
        out[i] = tenths[i] - prices[i] if tenths[i] >= np.float32(0.0) else NEVER
    return _highest(out)


@njit(cache=True, nogil=True)
def _highest(values):  # type: ignore[no-untyped-def]
    """Eight at a time, because a single maximum is a chain that no machine shortens."""
    a = b = c = d = e = f = g = h = NEVER
    whole = values.size // 8 * 8
    for i in range(0, whole, 8):
        a, b, c, d = max(a, values[i]), max(b, values[i + 1]), max(c, values[i + 2]), max(d, values[i + 3])
        e, f = max(e, values[i + 4]), max(f, values[i + 5])
        g, h = max(g, values[i + 6]), max(h, values[i + 7])
    for i in range(whole, values.size):
        a = max(a, values[i])
    return max(max(max(a, b), max(c, d)), max(max(e, f), max(g, h)))


@njit(cache=True, nogil=True)
def best_of_market(  # type: ignore[no-untyped-def]
    columns,
    asked,
    part,
    enough,
    pattern,
    weight,
    added,
    prices,
    standard,
    career,
    order,
    begin,
    floor,
    room,
    who,
    nets,
    sizes,
):
    """The best people of the kinds `order` at `prices`, as heaps `who`/`nets[room[kind]:room[kind + 1]]` of `sizes[kind]`.

    Looks at everybody once, from person `begin` round to the one before. Only people above `floor[kind]`.
    `standard`, `career` of each kind; `asked[standard]` columns (NOBODY: no more) and what `part` each has, `enough[standard,
    pattern]` whether enough is measured of people with that `pattern`; `weight`, `added[career, person]`, added NEVER where the
    career excludes. Kinds of one standard stand together.
    """
    people = pattern.size
    competence, tenths, net = (
        np.empty(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
    )
    blocks = (people + BLOCK - 1) // BLOCK
    for turn in range(blocks):
        start = (turn + begin) % blocks * BLOCK
        end = min(start + BLOCK, people)
        size = end - start
        at = -1
        for kind in order:
            low, full = room[kind], room[kind + 1] - room[kind]
            if full == 0:
                continue
            if standard[kind] != at:
                at = standard[kind]
                _competence(columns, asked[at], part[at], enough[at], pattern, start, competence[:size])
            least = np.float32(nets[low]) if sizes[kind] == full else np.float32(floor[kind])
            _tenths(competence[:size], weight[career[kind]], added[career[kind]], start, tenths[:size])
            if _net(tenths[:size], prices[start:end], net[:size]) <= least:
                continue
            for i in range(size):
                if net[i] > least:
                    sizes[kind] = keep(
                        nets[low : low + full],
                        who[low : low + full],
                        sizes[kind],
                        full,
                        int(net[i]),
                        start + i,
                    )
                    if sizes[kind] == full:
                        least = np.float32(nets[low])


@njit(cache=True, nogil=True)
def seen_of_market(  # type: ignore[no-untyped-def]
    columns,
    asked,
    part,
    enough,
    pattern,
    weight,
    added,
    prices,
    standard,
    career,
    order,
    able,
    best,
    fit,
    first,
    second,
    nets,
):
    """What each kind of `order` sees at `prices`: how many it may have (`able`), who fits `best` of all and her `fit`, and the
    two who are worth most (`first`, `second`, `nets[kind, 2]`); among equals those who come first, NOBODY where there is none.
    """
    people = pattern.size
    competence, tenths, net = (
        np.empty(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
    )
    for start in range(0, people, BLOCK):
        end = min(start + BLOCK, people)
        size = end - start
        at = -1
        for kind in order:
            if standard[kind] != at:
                at = standard[kind]
                _competence(columns, asked[at], part[at], enough[at], pattern, start, competence[:size])
            _tenths(competence[:size], weight[career[kind]], added[career[kind]], start, tenths[:size])
            many, highest = 0, NEVER
            for i in range(size):
                many += tenths[i] >= np.float32(0.0)
                highest = max(highest, tenths[i])
            able[kind] += many
            if many and (best[kind] == NOBODY or highest > fit[kind]):
                for i in range(size):
                    if tenths[i] == highest:
                        best[kind], fit[kind] = start + i, np.int64(highest)
                        break
            top = _net(tenths[:size], prices[start:end], net[:size])
            if many == 0 or (second[kind] != NOBODY and top <= nets[kind, 1]):
                continue
            for i in range(size):
                if net[i] == NEVER:
                    continue
                worth = int(net[i])
                if first[kind] == NOBODY or worth > nets[kind, 0]:
                    second[kind], nets[kind, 1] = first[kind], nets[kind, 0]
                    first[kind], nets[kind, 0] = start + i, worth
                elif second[kind] == NOBODY or worth > nets[kind, 1]:
                    second[kind], nets[kind, 1] = start + i, worth
