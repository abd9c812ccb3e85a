"""Verifies every receipt as its owner would: from the text alone, against the policy that was published before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from takar.ledger import verifier
from takar.scoring.public import OutcomeView


def save_receipts(outcomes: Sequence[OutcomeView], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for outcome in outcomes:
        path = folder / outcome.receipt_name
        path.write_text(outcome.receipt)
        paths.append(path)
    return paths


def failures(receipts: Sequence[Path], policy: Path, on_checked: Callable[[int], None]) -> list[str]:
    """Names of the receipts that are not SAH. The first one goes through the command line, in a process of its own."""
    failed = []
    for order, path in enumerate(receipts):
        sound = _by_command(path, policy) if order == 0 else _by_library(path, policy)
        if not sound:
            failed.append(path.name)
        on_checked(1)
    return failed


def _by_command(receipt: Path, policy: Path) -> bool:
    command = [sys.executable, verifier.__file__, str(receipt), "--policy", str(policy)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _by_library(receipt: Path, policy: Path) -> bool:
    return verifier.verify(receipt.read_text(), policy=policy.read_text()).exit_code == 0
