"""Across contexts only `public` is imported; the kernel has no door because it is all door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "takar"
# The office wires everything together; the verifier is one file that anyone may carry.
EXEMPT = {"office", "__main__.py"}
OPEN = {"takar.ledger.verifier"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _trespasses(path: Path) -> Iterator[str]:
    own = path.relative_to(SOURCE).parts[0]
    for module in _imports(path):
        parts = module.split(".")
        if parts[0] != "takar" or len(parts) < 3 or parts[1] in (own, "kernel"):
            continue
        if parts[2] != "public" and module not in OPEN and ".".join(parts[:3]) not in OPEN:
            yield f"{path.relative_to(SOURCE)}: {module}"


def _checked(path: Path) -> bool:
    # A migration is frozen history; a door may move later.
    return path.relative_to(SOURCE).parts[0] not in EXEMPT and "migrations" not in path.parts


def test_contexts_meet_only_at_their_doors() -> None:
    found = [trespass for path in SOURCE.rglob("*.py") if _checked(path) for trespass in _trespasses(path)]
    assert found == []
