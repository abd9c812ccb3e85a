"""Job classes from high to low. Nobody is proposed to a lower one: stepping down is a penalty or one's own wish, no plan's.

Lists of fits show such a post and mark it; rotations and regions place nobody there. One's own post stays open to everybody.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from takar.placement.domain.values import Flags

# A functional post stands beside these and is neither above nor below.
LADDER = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana")
_RUNG = {code: at for at, code in enumerate(LADDER)}


def steps_down(present: str, post: str) -> bool:
    """Whether the class of `post` is lower than the present one; False where the two cannot be compared."""
    return present in _RUNG and post in _RUNG and _RUNG[post] > _RUNG[present]


def down(present: Sequence[str], posts: Sequence[str]) -> Flags:
    """(people, posts): `steps_down` of every pair."""
    here = np.array([_RUNG.get(one, len(LADDER)) for one in present])[:, None]
    there = np.array([_RUNG.get(one, -1) for one in posts])[None, :]
    return np.asarray(there > here, dtype=bool)
