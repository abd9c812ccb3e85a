"""Every refusal of the exam server has its line in docs/rules/timing.md, and a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("src/takar/delivery/domain/refusals.py", "src/takar/gateway/refusals.py")


def codes() -> set[str]:
    text = "".join((ROOT / source).read_text() for source in SOURCES)
    return set(re.findall(r'Refusal\(\s*"([A-Z_]+)"', text))


def test_every_refusal_is_documented() -> None:
    page = (ROOT / "docs/rules/timing.md").read_text()
    assert len(codes()) > 25
    assert [code for code in sorted(codes()) if f"`{code}`" not in page] == []
