"""Writes docs/operating/refusals.md: every refusal the source can give, with its sentence in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "operating" / "refusals.md"
_HEAD = """# Refusals · Penolakan

What the system will not do, with the remedy, as the reader sees it; `…` stands for a value. The code is stable and may be used by
programs. Made from the source by `make messages`.

"""


def refusals() -> list[tuple[str, str, str, str]]:
    """(context, code, Indonesian, English), sorted, each once."""
    found = {
        (path.relative_to(ROOT / "src/takar").parts[0], *texts)
        for path in (ROOT / "src/takar").rglob("*.py")
        for texts in _in_file(path)
    }
    return sorted(found)


def _in_file(path: Path) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
            given = {word.arg: word.value for word in node.keywords if word.arg}
            parts = [*node.args, *(given[name] for name in ("code", "id", "en") if name in given)]
            if len(parts) >= 3 and isinstance(parts[0], ast.Constant):
                code, indonesian, english = (_text(part) for part in parts[:3])
                yield code, indonesian, english


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return _text(node.left) + _text(node.right)
    return "…"


def page() -> str:
    lines = [_HEAD]
    context = ""
    for where, code, indonesian, english in refusals():
        if where != context:
            context = where
            lines.append(f"\n## {where}\n\n| code | Bahasa Indonesia | English |\n|---|---|---|\n")
        lines.append(f"| `{code}` | {_cell(indonesian)} | {_cell(english)} |\n")
    return "".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page())
