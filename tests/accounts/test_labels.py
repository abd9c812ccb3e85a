"""Every change that the code records has words on screen."""

from __future__ import annotations

import ast
from pathlib import Path

from django.utils.translation import override

import takar
from takar.accounts.pages.labels import ACTION_LABELS
from takar.accounts.pages.subjects import subject_words

_SOURCE = Path(takar.__file__).parent


def recorded() -> set[str]:
    """The codes that are written as they are into a call of record_change."""
    calls = (
        node
        for path in _SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record_change"
    )
    codes = (call.args[1] for call in calls if len(call.args) > 1)
    return {code.value for code in codes if isinstance(code, ast.Constant)}  # type: ignore[misc]


def test_every_recorded_change_has_words() -> None:
    found = recorded()
    assert len(found) > 20
    assert found - {*ACTION_LABELS} == set()


def test_a_subject_is_said_in_words_and_what_has_none_stays() -> None:
    with override("id"):
        assert subject_words("position:JPT-035") == "jabatan JPT-035"
        assert subject_words("scenario:af4dadc5eb7e627fc0869d4c") == "rencana penempatan"
        assert subject_words("ruleset:pemetaan/2019.1") == "aturan penilaian pemetaan/2019.1"
        assert subject_words("bank bawaan") == "bank bawaan"
        assert subject_words("entah:7") == "entah:7"
