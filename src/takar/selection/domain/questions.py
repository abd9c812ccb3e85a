"""The standard questions of a room for a job: a rubric with anchors that cover the whole scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from takar.kernel.canonical import Json

DEFAULT_ANCHORS = (
    {"from": 0, "to": 59, "text": "Jawaban tidak menunjukkan perilaku yang diminta."},
    {"from": 60, "to": 69, "text": "Sebagian perilaku tampak, tanpa contoh nyata."},
    {"from": 70, "to": 79, "text": "Perilaku tampak dengan contoh, tetapi belum pada tingkat jabatan ini."},
    {"from": 80, "to": 89, "text": "Perilaku tampak konsisten pada tingkat jabatan ini, dengan bukti."},
    {"from": 90, "to": 100, "text": "Melampaui tingkat jabatan ini, dengan hasil yang dapat diperiksa."},
)


def fault(questions: Sequence[Mapping[str, Any]], anchors: Sequence[Mapping[str, Any]], most: int) -> bool:
    """Whether questions or anchors cannot be used."""
    codes = [str(one.get("code", "")) for one in questions]
    texts = [str(one.get("text", "")).strip() for one in questions]
    named = bool(codes) and all(codes) and all(texts) and len(set(codes)) == len(codes)
    return not named or not _covers(anchors, most)


def _covers(anchors: Sequence[Mapping[str, Any]], most: int) -> bool:
    next_ = 0
    for one in anchors:
        low, high = one.get("from"), one.get("to")
        if not isinstance(low, int) or not isinstance(high, int) or low != next_ or high < low:
            return False
        if not str(one.get("text", "")).strip():
            return False
        next_ = high + 1
    return next_ == most + 1


def form(
    questions: Sequence[Mapping[str, Any]],
    anchors: Sequence[Mapping[str, Any]],
    *,
    most: int,
    decimals: int,
    standard: str,
) -> dict[str, Json]:
    """The form of a rater's sheet: one dimension per question, evidence by what it looks for."""
    bands: dict[str, Json] = {f"{one['from']}-{one['to']}": str(one["text"]) for one in anchors}
    return {
        "scale": {"least": "0", "most": str(most), "decimals": decimals},
        "dimensions": [
            {
                "code": str(one["code"]),
                "name": str(one["text"]),
                "standard": standard,
                "indicators": [
                    {"code": f"{one['code']}.{place}", "text": str(text)}
                    for place, text in enumerate(one.get("looks_for") or (), start=1)
                ],
                "anchors": dict(bands),
            }
            for one in questions
        ],
    }
