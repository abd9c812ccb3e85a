"""Receipts of an event whose rules say that people judge all of it: right ones, and ones that hide or invent a score."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from takar.ledger.rules import make_rules
from tests.ledger.stage import RULES, RULESET, STANDARDS, VISIBILITY, Person, Stage, result_fields

BY_PEOPLE = make_rules(RULESET, visibility=VISIBILITY, standards=STANDARDS, judged=True)
BY_MEETING = make_rules(RULESET, visibility=VISIBILITY, standards=STANDARDS, judged="competencies")
AS_SEALED = {"answered": 238, "items": 240}


class WrittenStage(Stage):
    """`fields` go into the score leaf of the only person, beside whose it is."""

    def __init__(self, folder: Path, fields: dict[str, Any], rules: dict[str, Any] = BY_PEOPLE) -> None:
        self._fields = fields
        super().__init__(folder, 1, rules)

    def _person(self, number: int, seed: int) -> Person:
        person = super()._person(number, seed)
        person.fields = {"subject": person.fields["subject"], **self._fields}
        return person


def told(folder: Path) -> Iterator[tuple[str, WrittenStage, str]]:
    """Name, stage, and the code of the step STANDARD that is due."""
    whole = result_fields(1)
    cases: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
        ("as it should be", {"judged": AS_SEALED}, BY_PEOPLE, "JUDGED"),
        ("whose it is only", {}, BY_PEOPLE, "JUDGED"),
        ("one competency", {"judged": AS_SEALED, "M.01": whole["M.01"]}, BY_PEOPLE, "JUDGED"),
        ("a whole score", {name: whole[name] for name in whole if name != "subject"}, BY_PEOPLE, "JUDGED"),
        ("potential", {"judged": AS_SEALED, "potential": whole["potential"]}, BY_PEOPLE, "JUDGED"),
        ("more than sealed", {"judged": {**AS_SEALED, "answered": 240}}, BY_PEOPLE, "JUDGED"),
        ("other items", {"judged": {**AS_SEALED, "items": 241}}, BY_PEOPLE, "JUDGED"),
        ("no count", {"judged": {"answered": 238}}, BY_PEOPLE, "MALFORMED"),
        ("no object", {"judged": "238"}, BY_PEOPLE, "MALFORMED"),
        ("score left out", {"judged": AS_SEALED}, RULES, "JUDGED"),
        ("judged by a word", {"judged": AS_SEALED}, {**RULES, "judged": "ya"}, "JUDGED"),
        ("potential and no more", {"potential": whole["potential"]}, BY_MEETING, "JUDGED"),
        ("potential not opened", {}, BY_MEETING, "JUDGED"),
        *(
            (f"{name} slipped in", {"potential": whole["potential"], name: whole[name]}, BY_MEETING, "JUDGED")
            for name in ("M.01", "total", "jpm", "category")
        ),
        (
            "a whole score slipped in",
            {k: v for k, v in whole.items() if k != "subject"},
            BY_MEETING,
            "JUDGED",
        ),
        ("all of it judged, it says", {"judged": AS_SEALED}, BY_MEETING, "JUDGED"),
    ]
    for place, (name, fields, rules, code) in enumerate(cases):
        yield name, WrittenStage(folder / str(place), fields, rules), code
