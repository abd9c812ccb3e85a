"""Checks a log folder from the ground up: entries, hash tiles, checkpoint, signature."""

from __future__ import annotations

from pathlib import Path

from takar.ledger.faults import LedgerFault
from takar.ledger.monitor import Finding
from takar.ledger.reader import LogReader
from takar.ledger.tiles import WIDTH, TileStore, subtree_levels, width_at
from takar.ledger.tree import EMPTY_ROOT, leaf_hash, range_hash


def fsck(folder: Path, vkey: str | None = None) -> list[Finding]:
    """Recompute every hash of the log in `folder`. No finding: all files agree with each other and with the signed root.

    With `vkey` the checkpoint's signature is checked too.
    """
    try:
        head = LogReader(folder, vkey).checkpoint()
    except LedgerFault as fault:
        return [Finding(-1, fault.code, fault.refusal.id, fault.refusal.en)]
    findings, hashes = _entries(folder, head.size)
    if findings:
        return findings
    findings = _tiles(folder, hashes)
    if _root(hashes) != head.root:
        findings.append(
            Finding(
                -1,
                "ROOT",
                "Isi log tidak menghasilkan akar yang ditandatangani. Pulihkan dari salinan lain.",
                "The entries do not lead to the signed root. Restore from another copy.",
            )
        )
    return findings


def _entries(folder: Path, size: int) -> tuple[list[Finding], list[bytes]]:
    store, hashes, findings = TileStore(folder), list[bytes](), list[Finding]()
    for number in range(-(-size // WIDTH)):
        try:
            hashes += [leaf_hash(entry) for entry in store.entries(number, width_at(0, number, size))]
        except LedgerFault as fault:
            findings.append(Finding(number * WIDTH, fault.code, fault.refusal.id, fault.refusal.en))
    return findings, hashes


def _tiles(folder: Path, row: list[bytes]) -> list[Finding]:
    store, findings, level = TileStore(folder), list[Finding](), 0
    while row:
        for number in range(-(-len(row) // WIDTH)):
            part = row[number * WIDTH : (number + 1) * WIDTH]
            findings += _tile(store, level, number, part)
        row = [subtree_levels(row[i : i + WIDTH])[-1][0] for i in range(0, len(row) // WIDTH * WIDTH, WIDTH)]
        level += 1
    return findings


def _tile(store: TileStore, level: int, number: int, expected: list[bytes]) -> list[Finding]:
    place = f"tile/{level} {number}"
    try:
        same = store.hashes(level, number, len(expected)) == expected
    except LedgerFault as fault:
        return [Finding(-1, fault.code, fault.refusal.id, fault.refusal.en)]
    if same:
        return []
    return [
        Finding(
            number * WIDTH ** (level + 1),
            "TILE",
            f"{place} tidak cocok dengan isi log. Pulihkan dari salinan lain.",
            f"{place} does not agree with the entries. Restore it from another copy.",
        )
    ]


def _root(hashes: list[bytes]) -> bytes:
    levels = subtree_levels(hashes)
    return range_hash(0, len(hashes), lambda height, index: levels[height][index]) if hashes else EMPTY_ROOT
