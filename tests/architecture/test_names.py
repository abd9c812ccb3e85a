"""People are shown by their names: no template prints an account as it stands in the data."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "takar"
ACCOUNT = r"[a-z_.]*(?:\.by|_by|\.actor|\.author|\.reader|\.username)"
PRINTED = re.compile(rf"\{{\{{ ?({ACCOUNT}) ?\}}\}}")
IN_WORDS = re.compile(rf"\b[a-z]+=({ACCOUNT}) ")
# Accounts as such: the list of accounts, the choice of one, the trail beside the name, what a script sends back.
THE_ACCOUNT_ITSELF = {
    "person.username",
    "one.username",
    "user.username",
    "row.line.username",
    "line.actor",
    "values.username",
}
# A name that the view has looked up already, a date ("answer by"), a list that was read.
KNOWN_BY_NAME = {
    ("api/key.html", "use.reader"),
    ("plenary/templates/plenary/_motions.html", "one.by"),
    ("programmes/inviting.html", "form.answer_by"),
}


def test_no_template_prints_an_account_in_place_of_a_name() -> None:
    assert [one for path in sorted(SOURCE.rglob("templates/**/*.html")) for one in _bare(path)] == []


def _bare(path: Path) -> list[str]:
    text, name = path.read_text(), str(path.relative_to(SOURCE))
    found = [*PRINTED.findall(text), *IN_WORDS.findall(text)]
    return [f"{name}: {one}" for one in found if one not in THE_ACCOUNT_ITSELF and not _known(name, one)]


def _known(name: str, variable: str) -> bool:
    return any(name.endswith(file) and variable == one for file, one in KNOWN_BY_NAME)
