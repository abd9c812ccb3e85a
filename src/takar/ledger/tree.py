"""Merkle tree hashing and proofs of RFC 6962 section 2.1, over any source of complete subtrees. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

NodeAt = Callable[[int, int], bytes]
"""(height, index) -> hash of leaves [index * 2^height, (index + 1) * 2^height), a complete subtree."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(width: int) -> int:
    """The largest power of two smaller than `width` (width > 1)."""
    return 1 << ((width - 1).bit_length() - 1)


def range_hash(low: int, high: int, node: NodeAt) -> bytes:
    """MTH(D[low:high]) for a range that occurs in an RFC 6962 tree."""
    width = high - low
    if width & (width - 1) == 0:
        return node(width.bit_length() - 1, low // width)
    middle = low + split(width)
    return node_hash(range_hash(low, middle, node), range_hash(middle, high, node))


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of a list of leaves, such as the salted keys of a form."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    middle = split(len(leaves))
    return node_hash(tree_root(leaves[:middle]), tree_root(leaves[middle:]))


def root(size: int, node: NodeAt) -> bytes:
    return range_hash(0, size, node) if size else EMPTY_ROOT


def inclusion(index: int, size: int, node: NodeAt) -> list[bytes]:
    """Audit path of leaf `index` in the tree of `size` leaves, from the leaf's sibling upward."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    low, high, path = 0, size, []
    while high - low > 1:
        middle = low + split(high - low)
        if index < middle:
            path.append(range_hash(middle, high, node))
            high = middle
        else:
            path.append(range_hash(low, middle, node))
            low = middle
    return path[::-1]


def consistency(old: int, size: int, node: NodeAt) -> list[bytes]:
    """Proof that the tree of `old` leaves is a prefix of the tree of `size` leaves."""
    if not 0 <= old <= size:
        raise ValueError(f"no consistency proof from {old} to {size}")
    if old in (0, size):
        return []
    return _subproof(old, 0, size, True, node)


def _subproof(old: int, low: int, high: int, whole: bool, node: NodeAt) -> list[bytes]:
    if old == high - low:
        return [] if whole else [range_hash(low, high, node)]
    width = split(high - low)
    middle = low + width
    if old <= width:
        return [*_subproof(old, low, middle, whole, node), range_hash(middle, high, node)]
    return [*_subproof(old - width, middle, high, False, node), range_hash(low, middle, node)]
