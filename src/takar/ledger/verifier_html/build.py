# SPDX-License-Identifier: Apache-2.0
"""One offline page out of its sources: style and script inline, admitted by their hashes in the page's own policy."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from takar.ledger import verifier

SOURCES = Path(__file__).parent
SHIPPED = SOURCES.parent / "verifier.html"
VERIFIER_PROGRAM = Path(verifier.__file__)
_PLACE_OF_SHARED = '/* shared text */ ""'
_WIDTH = 112


def build() -> str:
    """The page's exact text. The same sources always give the same bytes."""
    style, script = "\n" + _read("style.css"), _script()
    return (
        _read("page.html")
        .replace("{{style hash}}", _hash(style))
        .replace("{{script hash}}", _hash(script))
        .replace("{{style}}", style)
        .replace("{{script}}", script)
    )


def verifier_page_policy() -> str:
    """The content security policy that the shipped page sets for itself."""
    page = SHIPPED.read_text(encoding="utf-8")
    return page.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]


def _script() -> str:
    parts = [_read(path.name) for path in sorted(SOURCES.glob("[0-9][0-9]-*.js"))]
    script = '\n"use strict";\n\n' + "\n".join(parts)
    if script.count(_PLACE_OF_SHARED) != 1 or "</script" in script:
        raise ValueError("the script has not the form that the page needs")
    return script.replace(_PLACE_OF_SHARED, _shared())


def _shared() -> str:
    """The QR code's dictionary of verifier.py as lines of text."""
    text = verifier.SHARED.decode()
    lines = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
    return "\n  " + " +\n    ".join(json.dumps(line) for line in lines) + ",\n"


def _read(name: str) -> str:
    """A source without its own licence line; the page has one for all."""
    text = (SOURCES / name).read_text(encoding="utf-8")
    return text if name.endswith(".html") else text.partition("\n")[2]


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
