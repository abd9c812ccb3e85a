"""Killed at any point of an append: afterwards the log is in the old or the new state, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from takar.ledger.fsck import fsck
from takar.ledger.log import Log, open_log

ORIGIN = "log.contoh.go.id/2026"
ACKED = "acked"


def _open(folder: Path) -> Log:
    return open_log(folder / "log", folder / "keys", ORIGIN)


def _child(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own; its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(70)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _dies_at(step: int) -> None:
    """From now on, this process is killed at the given call of fsync or replace, before the call happens."""
    left = [step]

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object) -> object:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return call(*args)

        return wrapped

    os.fsync = counted(os.fsync)  # type: ignore[assignment]
    os.replace = counted(os.replace)  # type: ignore[assignment]


@pytest.mark.parametrize("before", [0, 255, 511])
def test_killed_at_each_step_of_an_append(tmp_path: Path, before: int) -> None:
    seed = tmp_path / "seed"
    log = _open(seed)
    old = [f"old {number}".encode() for number in range(before)]
    log.append(old)
    new = [b"new 1", b"new 2", b"new 3"]
    step, outcomes = 0, set()
    while True:
        case = tmp_path / f"case-{step}"
        shutil.copytree(seed, case)

        def work(case: Path = case, step: int = step) -> None:
            log = _open(case)
            _dies_at(step)
            log.append(new)

        status = _child(work)
        assert os.WIFSIGNALED(status) or status == 0
        outcomes.add(_settled(case, old, new))
        shutil.rmtree(case)
        if status == 0:
            break
        step += 1
    assert step >= 10
    assert outcomes == {"old", "new"}


def _settled(case: Path, old: list[bytes], new: list[bytes]) -> str:
    log = _open(case)
    found = [leaf for _, leaf in log.leaves()]
    assert found in (old, old + new)
    assert fsck(log.folder, log.vkey) == []
    # The log goes on, with other leaves than those that were on their way.
    assert log.append([b"other 1", b"other 2"]).first == len(found)
    assert fsck(log.folder, log.vkey) == []
    assert [leaf for _, leaf in _open(case).leaves()] == [*found, b"other 1", b"other 2"]
    return "new" if found == old + new else "old"


@pytest.mark.faults
def test_killed_at_random_moments_again_and_again(tmp_path: Path) -> None:
    dice = random.Random(20260105)
    _open(tmp_path)
    for round_ in range(15):
        child = os.fork()
        if child == 0:
            _append_for_ever(tmp_path, round_)
        time.sleep(dice.uniform(0.01, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        _nothing_lost(tmp_path)


def _append_for_ever(folder: Path, round_: int) -> None:
    log, dice = _open(folder), random.Random(round_)
    handle = os.open(folder / ACKED, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while True:
        leaves = [os.urandom(20).hex().encode() for _ in range(dice.choice((1, 3, 100)))]
        first = log.append(leaves).first
        lines = [f"{index} {leaf.decode()}\n" for index, leaf in enumerate(leaves, first)]
        os.write(handle, "".join(lines).encode())


def _nothing_lost(folder: Path) -> None:
    log = _open(folder)
    leaves = [leaf.decode() for _, leaf in log.leaves()]
    acked = (folder / ACKED).read_text().splitlines() if (folder / ACKED).exists() else []
    for line in acked:
        index, leaf = line.split()
        assert leaves[int(index)] == leaf
    assert fsck(log.folder, log.vkey) == []
