"""Spreads people over raters: evenly, and nobody over whom he may not rate. Pure; the same call gives the same answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

Wanted = tuple[str, str, str]
"""(NIP, instrument, rater)"""


def spread(
    people: Sequence[str],
    instruments: Sequence[str],
    raters: Sequence[str],
    each: int,
    barred: Collection[tuple[str, str]] = frozenset(),
) -> tuple[Wanted, ...]:
    """`each` raters for every person in every instrument. `barred`: (rater, NIP).

    A person meets different raters in different instruments as long as there are enough: what one rater thinks of him
    must not carry all of his result. Whoever has least to do comes first. Fewer than `each` where too few may rate.
    """
    load: Counter[str] = Counter()
    order = {name: place for place, name in enumerate(raters)}
    found: list[Wanted] = []
    for nip in people:
        met: Counter[str] = Counter()
        able = [name for name in raters if (name, nip) not in barred]
        for instrument in instruments:
            chosen = sorted(able, key=lambda name: (met[name], load[name], order[name]))[:each]
            met.update(chosen)
            load.update(chosen)
            found += [(nip, instrument, name) for name in chosen]
    return tuple(found)
