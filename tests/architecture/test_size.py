"""Files and functions stay small (house rule 1)."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "takar"
# Data tables and the verifier, which is one file on purpose so that anyone can carry it.
EXCEPTIONS = {"ledger/verifier.py"}


def _files() -> list[Path]:
    return [
        path
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and str(path.relative_to(SOURCE)) not in EXCEPTIONS
    ]


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_file_is_over_500_lines() -> None:
    assert [f"{p.relative_to(SOURCE)}: {_lines(p)}" for p in _files() if _lines(p) > 500] == []


def test_half_of_the_files_have_at_most_90_lines_and_nine_of_ten_at_most_300() -> None:
    sizes = sorted(_lines(path) for path in _files() if path.name != "__init__.py")
    assert statistics.median(sizes) <= 90
    assert sizes[int(len(sizes) * 0.9)] <= 300


def test_functions_are_small() -> None:
    sizes = [
        node.end_lineno - node.lineno + 1
        for path in _files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert statistics.median(sizes) <= 10
    assert max(sizes) <= 80
