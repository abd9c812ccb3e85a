"""The tree of the ledger and the tree of the verifier against RFC 6962, public vectors and each other."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from takar.ledger import tree, verifier
from tests.ledger.vectors import vectors

# Three vectors reject what RFC 9162 section 2.1.4 allows, a proof from the empty tree. Two of them come with a wrong root or
# a proof that is not empty, and are rejected here too; the third is the only one with which we differ.
EMPTY_TREE_VECTORS = {
    "size1-is-zero-and-does-not-equal-size2.json": False,
    "consistency-check-on-empty-tree-size1-is-zero-is-useless.json": False,
    "size1-is-zero-and-size2-is-not-zero.json": True,
}


def _cases(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((vectors("merkle") / kind).rglob("*.json")):
        yield path.name, json.loads(path.read_text())


def _raw(values: list[str] | None) -> list[bytes]:
    return [base64.b64decode(value) for value in values or []]


def _naive(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return tree.leaf_hash(leaves[0]) if leaves else tree.EMPTY_ROOT
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return tree.node_hash(_naive(leaves[:middle]), _naive(leaves[middle:]))


def test_public_inclusion_vectors() -> None:
    cases = list(_cases("inclusion"))
    for name, case in cases:
        index, size, proof = case["leafIdx"], case["treeSize"], _raw(case["proof"])
        leaf, root = base64.b64decode(case["leafHash"] or ""), base64.b64decode(case["root"] or "")
        found = verifier.root_from_path(index, size, leaf, proof)
        assert (found == root) is not case["wantErr"], f"{name}: {case['desc']}"
    assert len(cases) == 98


def test_public_consistency_vectors() -> None:
    cases = list(_cases("consistency"))
    different = set()
    for name, case in cases:
        old_root, new_root = base64.b64decode(case["root1"] or ""), base64.b64decode(case["root2"] or "")
        given_ = (case["size1"], case["size2"], old_root, new_root, _raw(case["proof"]))
        if verifier.is_consistent(*given_) == case["wantErr"]:
            different.add(name)
    assert different == {name for name, allowed in EMPTY_TREE_VECTORS.items() if allowed}
    assert len(cases) == 98


@given(st.lists(st.binary(max_size=8), max_size=70), st.data())
def test_every_proof_of_every_tree_verifies_and_only_for_its_own_leaf(leaves: list[bytes], data: Any) -> None:
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    node = _node(hashes)
    root = _naive(leaves)
    assert tree.root(len(leaves), node) == root == tree.tree_root(leaves)
    if not leaves:
        return
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.integers(0, len(leaves) - 1))
    path = tree.inclusion(index, len(leaves), node)
    assert verifier.root_from_path(index, len(leaves), hashes[index], path) == root
    if hashes[other] != hashes[index]:
        assert verifier.root_from_path(other, len(leaves), hashes[index], path) != root


@given(st.integers(0, 70), st.integers(0, 70))
def test_every_prefix_is_provably_consistent(old: int, new: int) -> None:
    old, new = sorted((old, new))
    leaves = [bytes([value]) for value in range(new)]
    node = _node([tree.leaf_hash(leaf) for leaf in leaves])
    proof = tree.consistency(old, new, node)
    before, after = _naive(leaves[:old]), _naive(leaves)
    assert verifier.is_consistent(old, new, before, after, proof)
    if 0 < old < new:
        assert not verifier.is_consistent(old, new, after, after, proof)
        assert not verifier.is_consistent(old, new, before, before, proof)


@given(st.integers(1, 300), st.data())
def test_walk_needs_only_the_nodes_beside_the_ways(size: int, data: Any) -> None:
    hashes = [tree.leaf_hash(value.to_bytes(2, "big")) for value in range(size)]
    chosen = data.draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=5))
    asked = []

    def beside(start: int, stop: int) -> bytes:
        asked.append((start, stop))
        return tree.range_hash(start, stop, _node(hashes))

    known = verifier.walk(0, size, {index: hashes[index] for index in chosen}, beside)
    assert known[0, size] == tree.root(size, _node(hashes))
    assert not any(start <= index < stop for start, stop in asked for index in chosen)
    for index in chosen:
        assert verifier.path_from(known, index, size) == tree.inclusion(index, size, _node(hashes))


@given(st.integers(0, 200))
def test_frontier_is_the_root_of_a_growing_list(size: int) -> None:
    frontier = verifier.Frontier()
    leaves = [value.to_bytes(2, "big") for value in range(size)]
    for leaf in leaves:
        frontier.add(verifier.leaf_hash(leaf))
    assert frontier.root() == _naive(leaves)


def _node(hashes: list[bytes]) -> tree.NodeAt:
    def node(height: int, index: int) -> bytes:
        if height == 0:
            return hashes[index]
        return tree.node_hash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1))

    return node
