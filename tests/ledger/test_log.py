"""A log on disk: grows, is read back, refuses what was tampered with or restored from an old backup."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.ledger import tree, verifier
from takar.ledger.faults import LedgerFault
from takar.ledger.fsck import fsck
from takar.ledger.log import Log, accept_head, open_log
from takar.ledger.reader import read_log
from takar.ledger.tiles import WIDTH, pack_entries, tile_path, unpack_entries, width_at

ORIGIN = "log.contoh.go.id/2026"


def _open(folder: Path) -> Log:
    return open_log(folder / "log", folder / "keys", ORIGIN)


def _leaves(count: int, start: int = 0) -> list[bytes]:
    return [f"leaf {number}".encode() * (1 + number % 5) for number in range(start, start + count)]


def test_an_empty_log_has_a_signed_empty_tree(tmp_path: Path) -> None:
    log = _open(tmp_path)
    assert (log.size, log.checkpoint().root) == (0, tree.EMPTY_ROOT)
    assert fsck(log.folder, log.vkey) == []
    assert log.append([]).first == 0


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from((1, 2, 3, 7, 60, 255, 256, 257)), min_size=1, max_size=7))
def test_any_order_of_appends_gives_the_same_tree(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("log")
    log, everything = _open(folder), list[bytes]()
    for size in sizes:
        batch = _leaves(size, len(everything))
        appended = log.append(batch)
        assert appended.first == len(everything)
        everything += batch
        assert appended.checkpoint.root == tree.tree_root(everything)
    again = read_log(log.folder, log.vkey)
    assert [leaf for _, leaf in again.leaves()] == everything
    assert [leaf for _, leaf in again.leaves(3, 9)] == everything[3:9]
    assert fsck(log.folder, log.vkey) == []
    _check_proofs(again, everything)


def _check_proofs(log: object, leaves: list[bytes]) -> None:
    assert hasattr(log, "inclusion")
    assert hasattr(log, "consistency")
    size, root = len(leaves), tree.tree_root(leaves)
    for index in {0, size // 2, size - 1, min(255, size - 1)}:
        path = log.inclusion(index, size)
        assert verifier.root_from_path(index, size, tree.leaf_hash(leaves[index]), path) == root
    for old in {0, 1, size // 3, size - 1, size}:
        assert verifier.is_consistent(
            old, size, tree.tree_root(leaves[:old]), root, log.consistency(old, size)
        )


def test_large_trees_have_tiles_above_tiles(tmp_path: Path) -> None:
    log = _open(tmp_path)
    leaves = [number.to_bytes(4, "big") for number in range(70_000)]
    log.append(leaves)
    # The example of the specification: 273 full tiles, one of 112; above one full tile, one of 17; above that one of 1.
    assert (log.folder / tile_path(0, 272)).stat().st_size == 8192
    assert (log.folder / tile_path(0, 273, 112)).stat().st_size == 112 * 32
    assert (log.folder / tile_path(1, 1, 17)).stat().st_size == 17 * 32
    assert (log.folder / tile_path(2, 0, 1)).stat().st_size == 32
    _check_proofs(log, leaves)
    assert fsck(log.folder, log.vkey) == []


def test_tile_paths_are_those_of_the_specification() -> None:
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_path("entries", 5, 44) == "tile/entries/005.p/44"
    assert [width_at(level, 0, 256) for level in (0, 1)] == [256, 1]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_read_back(entries: list[bytes]) -> None:
    data = pack_entries(entries)
    assert unpack_entries(data) == entries
    if data:
        with pytest.raises(ValueError, match="truncated"):
            unpack_entries(data[:-1] if data[-1:] and len(entries[-1]) else data + b"\0")


def test_partial_tiles_stay_until_the_tile_is_full(tmp_path: Path) -> None:
    log = _open(tmp_path)
    for _ in range(3):
        log.append(_leaves(85))
    partial = log.folder / "tile/0/000.p"
    assert sorted(path.name for path in partial.iterdir()) == ["170", "255", "85"]
    log.append(_leaves(1))
    assert not partial.exists()
    assert not (log.folder / "tile/entries/000.p").exists()


def test_a_restored_old_backup_is_refused(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(5))
    shutil.copytree(log.folder, tmp_path / "backup")
    log.append(_leaves(300, 5))
    shutil.rmtree(log.folder)
    shutil.copytree(tmp_path / "backup", log.folder)
    with pytest.raises(LedgerFault) as fault:
        _open(tmp_path)
    assert fault.value.code == "LEDGER_ROLLED_BACK"
    with pytest.raises(LedgerFault, match="LEDGER_ROLLED_BACK"):
        log.append([b"more"])


def test_a_deleted_log_is_refused(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(5))
    shutil.rmtree(log.folder)
    with pytest.raises(LedgerFault, match="LEDGER_ROLLED_BACK"):
        _open(tmp_path)


def test_a_lost_checkpoint_file_is_written_again(tmp_path: Path) -> None:
    log = _open(tmp_path)
    note = log.append(_leaves(5)).checkpoint.note
    (log.folder / "checkpoint").unlink()
    assert _open(tmp_path).checkpoint().note == note


def test_another_history_of_the_same_size_is_refused(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(5))
    other = open_log(tmp_path / "other", tmp_path / "other-keys", ORIGIN)
    forged = log.key.sign(5, tree.tree_root(_leaves(5, 100)))
    other.append(_leaves(5, 100))
    shutil.rmtree(log.folder / "tile")
    shutil.copytree(other.folder / "tile", log.folder / "tile")
    with pytest.raises(LedgerFault, match="LEDGER_FORKED"):
        _open(tmp_path)
    (log.folder / "checkpoint").write_text(forged.note)
    with pytest.raises(LedgerFault, match="LEDGER_FORKED"):
        _open(tmp_path)


def test_a_missing_guard_or_key_is_refused_until_someone_accepts(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(5))
    next((tmp_path / "keys").glob("*.last-checkpoint")).unlink()
    with pytest.raises(LedgerFault, match="LEDGER_GUARD_MISSING"):
        _open(tmp_path)
    accept_head(log.folder, tmp_path / "keys", ORIGIN)
    assert _open(tmp_path).append([b"x"]).first == 5
    next((tmp_path / "keys").glob("*.key")).unlink()
    with pytest.raises(LedgerFault, match="LEDGER_KEY_MISSING"):
        _open(tmp_path)


def test_an_older_guard_moves_forward_over_a_consistent_log(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(5))
    guard = next((tmp_path / "keys").glob("*.last-checkpoint"))
    old = guard.read_text()
    newest = log.append(_leaves(300, 5)).checkpoint
    guard.write_text(old)
    assert _open(tmp_path).checkpoint().note == newest.note
    assert guard.read_text() == newest.note


def test_a_log_may_take_another_name_only_while_it_is_empty(tmp_path: Path) -> None:
    _open(tmp_path)
    named = open_log(tmp_path / "log", tmp_path / "keys", "log.lain.go.id/2027")
    assert (named.size, named.checkpoint().origin) == (0, "log.lain.go.id/2027")
    named.append(_leaves(3))
    with pytest.raises(LedgerFault):
        _open(tmp_path)
    assert open_log(tmp_path / "log", tmp_path / "keys", "log.lain.go.id/2027").size == 3


def test_an_emptied_log_does_not_pass_for_a_new_one_under_its_old_name(tmp_path: Path) -> None:
    _open(tmp_path).append(_leaves(3))
    shutil.rmtree(tmp_path / "log")
    open_log(tmp_path / "log", tmp_path / "keys", "log.lain.go.id/2027")
    with pytest.raises(LedgerFault) as raised:
        _open(tmp_path)
    assert raised.value.refusal.code == "LEDGER_ROLLED_BACK"


def test_a_checkpoint_of_another_key_is_refused(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(5))
    stranger = open_log(tmp_path / "s", tmp_path / "s-keys", ORIGIN)
    (log.folder / "checkpoint").write_text(stranger.append(_leaves(6)).checkpoint.note)
    with pytest.raises(LedgerFault, match="LEDGER_DAMAGED"):
        _open(tmp_path)
    assert [each.code for each in fsck(log.folder, log.vkey)] == ["LEDGER_DAMAGED"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("tile/0/000", "TILE"),
        ("tile/1/000.p/1", "TILE"),
        ("tile/entries/000", "TILE"),
        ("checkpoint", "ROOT"),
    ],
)
def test_fsck_finds_a_flipped_bit(tmp_path: Path, path: str, code: str) -> None:
    log = _open(tmp_path)
    log.append(_leaves(300))
    file = log.folder / path
    if path == "checkpoint":
        file.write_text(log.key.sign(300, bytes(32)).note)
    else:
        data = bytearray(file.read_bytes())
        data[20] ^= 1
        file.write_bytes(bytes(data))
    found = [each.code for each in fsck(log.folder, log.vkey)]
    assert code in found


def test_fsck_names_a_missing_file(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append(_leaves(300))
    (log.folder / "tile/entries/000").unlink()
    assert [each.code for each in fsck(log.folder)] == ["LEDGER_DAMAGED"]


def test_nothing_is_signed_when_the_disk_gives_back_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = _open(tmp_path)
    before = log.append(_leaves(5)).checkpoint

    def rotten(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if "entries" in str(path) else data)

    with monkeypatch.context() as patch:
        patch.setattr("takar.ledger.log.write_durably", rotten)
        with pytest.raises(LedgerFault, match="LEDGER_DAMAGED"):
            log.append(_leaves(3, 5))
    assert _open(tmp_path).checkpoint().note == before.note
    assert _open(tmp_path).append(_leaves(3, 5)).first == 5
    assert fsck(log.folder, log.vkey) == []


def test_build_that_fails_leaves_the_log_alone(tmp_path: Path) -> None:
    log = _open(tmp_path)
    with pytest.raises(ZeroDivisionError):
        log.append_with(lambda first: [bytes(1 // first)])
    assert log.append([b"x"]).first == 0


def _hammer(folder: Path, name: str, rounds: int) -> None:
    log = _open(folder)
    for number in range(rounds):
        log.append_with(lambda first, n=number: [f"{name} {n} at {first}".encode()])


def test_two_processes_and_a_thread_share_one_log(tmp_path: Path) -> None:
    _open(tmp_path)
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_hammer, args=(tmp_path, name, 40)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    log = _open(tmp_path)
    leaves = [leaf.decode() for _, leaf in log.leaves()]
    assert [leaf.split(" at ")[1] for leaf in leaves] == [str(index) for index in range(120)]
    for name in "abc":
        assert [leaf.split(" ")[1] for leaf in leaves if leaf.startswith(name)] == [str(n) for n in range(40)]
    assert fsck(log.folder, log.vkey) == []


def test_consistency_text_is_what_a_witness_is_sent(tmp_path: Path) -> None:
    log = _open(tmp_path)
    old = log.append(_leaves(5)).checkpoint
    log.append(_leaves(9, 5))
    head, _, note = log.consistency_text(5).partition("\n\n")
    lines = head.split("\n")
    newest = verifier.parse_checkpoint(note)
    assert lines[0] == "old 5"
    proof = [verifier.hash_line(line) for line in lines[1:]]
    assert verifier.is_consistent(5, newest.size, old.root, newest.root, proof)


def test_entries_as_full_as_a_bundle_are_wide(tmp_path: Path) -> None:
    log = _open(tmp_path)
    log.append([os.urandom(4096) for _ in range(WIDTH)])
    assert log.leaf(255) == log._store.entries(0, WIDTH)[255]
    with pytest.raises(IndexError):
        log.leaf(256)
