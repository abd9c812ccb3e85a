"""Names with titles, as hand-made lists write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = frozenset(
    {"prof", "dr", "drg", "drh", "ir", "drs", "dra", "h", "hj", "kh", "apt", "ns", "r.a", "ust", "pdt"}
)
_UPPER = re.compile(r"[A-Z]")
_KNOWN_BACK = frozenset({"apt", "ak", "ners", "cht", "mars"})


@dataclass(frozen=True, slots=True)
class Name:
    front: str
    name: str
    back: str


def split_titles(written: str) -> Name:
    """ "Dr. Siti Contoh, S.H., M.Si." -> ("Dr.", "Siti Contoh", "S.H., M.Si.").

    What is not surely a title stays in the name: a front title is a known word with a full stop, a back title
    stands after a comma and has a full stop or two capitals.
    """
    head, _, tail = written.partition(",")
    if tail and not all(_is_back_title(part.strip(), written) for part in tail.split(",") if part.strip()):
        head, tail = written, ""
    front, name = _take_front(head.strip())
    back = ", ".join(part.strip() for part in tail.split(",") if part.strip())
    return Name(front, name, back)


def _take_front(head: str) -> tuple[str, str]:
    words = re.sub(r"\.(?=[^\s.])", ". ", head).split(" ") if _glued(head) else head.split(" ")
    taken = 0
    while taken < len(words) - 1 and _is_front_title(words[taken]):
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:]).strip()


def _glued(head: str) -> bool:
    """ "Dr.Siti Contoh": the title is not followed by a space."""
    first, stop, rest = head.partition(".")
    return bool(stop and rest) and rest[0].isalpha() and first.casefold() in _FRONT


def _is_front_title(word: str) -> bool:
    return word.endswith(".") and word[:-1].casefold() in _FRONT


def _is_back_title(part: str, written: str) -> bool:
    if len(part) > 20 or (part.count(" ") > 1):
        return False
    if "." in part or part.casefold() in _KNOWN_BACK:
        return True
    capitals = len(_UPPER.findall(part))
    return capitals >= 2 and (len(part) <= 5 or written.upper() != written)
