"""Groups of the allowed size after somebody came or left, with as few others changing group as possible."""

from __future__ import annotations

Groups = tuple[tuple[str, ...], ...]


def joined(groups: Groups, nip: str, least: int, most: int) -> Groups:
    """`nip` joins the smallest group; when that is full, a new group forms from the largest ones."""
    if not groups:
        return groups
    grown = [list(group) for group in groups]
    min(grown, key=len).append(nip)
    return regrouped(grown, least, most)


def left(groups: Groups, nip: str, least: int, most: int) -> Groups:
    """Without `nip`; a group that becomes too small gets somebody from the largest, or is dissolved."""
    return regrouped([[one for one in group if one != nip] for group in groups], least, most)


def regrouped(groups: list[list[str]], least: int, most: int) -> Groups:
    """Within the sizes where that is possible at all; never loses anybody."""
    kept = [group for group in groups if group]
    if sum(map(len, kept)) <= least:
        return (tuple(one for group in kept for one in group),) if kept else ()
    if any(len(group) > most for group in kept):
        kept.append([])
    for _round in range(sum(map(len, kept))):
        small, large = min(kept, key=len), max(kept, key=len)
        if len(small) >= least:
            break
        if len(large) > least:
            small.append(large.pop())
        else:
            kept.remove(small)
            for one in small:
                min(kept, key=len).append(one)
    return tuple(tuple(group) for group in kept)
