"""Which groups must be hidden so that no reader can work out how a handful of people fared.

A group of fewer than `LEAST` at a gate is hidden there and at every later gate of the same path. Totals are shown, so
more groups are hidden until the outcome of each small one stays open: from the total less what is shown, at least two
values of it remain possible, even for a reader who knows how many people each hidden group has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST = 5
"""People in a group from which its outcome may be shown."""

Counts = Mapping[str, tuple[int, int]]
"""Group -> (came to the gate, passed it)."""


def hidden_groups(path: Sequence[Counts], least: int = LEAST) -> tuple[frozenset[str], ...]:
    """The hidden groups at each gate of one path, on which whoever passed a gate comes to the next."""
    found: list[frozenset[str]] = []
    hidden: frozenset[str] = frozenset()
    for counts in path:
        # Whoever is hidden once stays so: that nobody of a small group came further would tell how it fared.
        hidden |= _hidden_at(counts, hidden & {*_present(counts)}, least)
        found.append(hidden)
    return tuple(found)


def _hidden_at(counts: Counts, before: frozenset[str], least: int) -> frozenset[str]:
    present = _present(counts)
    small = {group for group in present if counts[group][0] < least}
    hidden = before | small
    shown = sorted(set(present) - hidden, key=lambda group: (counts[group][0], group))
    while hidden and shown and not _open(counts, hidden):
        hidden |= {shown.pop(0)}
    return frozenset(hidden)


def _open(counts: Counts, hidden: set[str] | frozenset[str]) -> bool:
    """Whether the outcome of every hidden group can still be more than one thing."""
    came = sum(counts[group][0] for group in hidden)
    passed = sum(counts[group][1] for group in hidden)
    return all(_possible(counts[group][0], came, passed) > 1 for group in hidden)


def _possible(size: int, came: int, passed: int) -> int:
    """How many values the passed of a group of `size` may have among `came` of whom `passed` passed."""
    return min(size, passed) - max(0, passed - (came - size)) + 1


def _present(counts: Counts) -> list[str]:
    return [group for group, (came, _) in counts.items() if came]
