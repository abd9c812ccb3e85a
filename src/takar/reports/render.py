"""Typst documents to PDF. Same data and timestamp give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst

_DOCUMENTS = Path(__file__).parent / "documents"


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=_DOCUMENTS, ignore_system_fonts=True)


def render_pdf(document: str, data: Mapping[str, object], made_at: datetime) -> bytes:
    """PDF/A-3b of `documents/<document>.typ` filled with `data` (what JSON can hold, no floats)."""
    pdf = _compiler().compile(
        _DOCUMENTS / f"{document}.typ",
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="a-3b",
        timestamp=made_at.replace(microsecond=0),
    )
    assert isinstance(pdf, bytes)
    return pdf
