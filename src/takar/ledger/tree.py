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


def root_from_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root that `path` leads to from the leaf hash `leaf`, or None when the path has the wrong length."""
    if not 0 <= index < size or len(leaf) != 32:
        return None
    turns = _turns(index, size)
    if len(turns) != len(path):
        return None
    value = leaf
    for from_left, sibling in zip(turns, path, strict=True):
        value = node_hash(sibling, value) if from_left else node_hash(value, sibling)
    return value


def _turns(index: int, size: int) -> list[bool]:
    """For each step from the leaf upward: is the sibling on the left?"""
    low, high, turns = 0, size, []
    while high - low > 1:
        middle = low + split(high - low)
        turns.append(index >= middle)
        low, high = (middle, high) if index >= middle else (low, middle)
    return turns[::-1]


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162 section 2.1.4.2. From size 0 only the empty proof and the empty root are consistent."""
    if old > new or old < 0:
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return _walk_consistency(old - 1, new - 1, path, old_root, new_root)


def _walk_consistency(left: int, right: int, path: list[bytes], old_root: bytes, new_root: bytes) -> bool:
    if not path:
        return False
    while left & 1:
        left, right = left >> 1, right >> 1
    old_value = new_value = path[0]
    for sibling in path[1:]:
        if right == 0:
            return False
        if left & 1 or left == right:
            old_value, new_value = node_hash(sibling, old_value), node_hash(sibling, new_value)
            while left and not left & 1:
                left, right = left >> 1, right >> 1
        else:
            new_value = node_hash(new_value, sibling)
        left, right = left >> 1, right >> 1
    return right == 0 and old_value == old_root and new_value == new_root
