"""Job classes from high to low: what would be a step down is said, never hidden and never forbidden here."""

from __future__ import annotations

# A functional post stands beside these and is neither above nor below.
LADDER = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana")


def steps_down(present: str, post: str) -> bool:
    """Whether the class of `post` is lower than the present one; False where the two cannot be compared."""
    if present not in LADDER or post not in LADDER:
        return False
    return LADDER.index(post) > LADDER.index(present)
