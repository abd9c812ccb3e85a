"""The client's files as they lie in the folder: complete, translated, small, and without HTML from strings."""

from __future__ import annotations

import re
from pathlib import Path

from takar.gateway.static import CLIENT, version

FILES = sorted(path for path in CLIENT.rglob("*") if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
# The page comes under "/", the worker is fetched by the browser itself, the licence is not sent.
NOT_KEPT = {"/client/index.html", "/client/sw.js", "/client/fonts/LICENSE"}


def words(language: str) -> dict[str, str]:
    text = "".join((CLIENT / "text" / f"{language}{part}.js").read_text() for part in ("", "_writing"))
    return dict(re.findall(r'^  "([\w.]+)": "(.*)",$', text, re.MULTILINE))


def holes(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", sentence))


def test_the_list_that_the_service_worker_keeps_names_every_file() -> None:
    there = [f"/client/{path.relative_to(CLIENT)}" for path in FILES]
    assert sorted(version()) == ["/", *(name for name in there if name not in NOT_KEPT)]
    assert len(set(version().values())) == len(version())


def test_every_sentence_is_there_in_both_languages_with_the_same_holes() -> None:
    ours, theirs = words("id"), words("en")
    assert len(ours) > 200
    assert list(ours) == list(theirs)
    assert [key for key in ours if holes(ours[key]) != holes(theirs[key])] == []
    assert [key for key in ours if not ours[key].strip() or not theirs[key].strip()] == []


def test_every_sentence_is_used_and_every_used_one_exists() -> None:
    code = "\n".join(path.read_text() for path in SCRIPTS if path.parent.name != "text")
    asked = set(re.findall(r'"([a-z]+(?:\.[\w]+)+)"', code)) - {"tools.language"}
    made = set(re.findall(r"`([a-z]+(?:\.\w+)*\.)\$\{", code))  # t(`lamp.${state}`)
    known = set(words("id"))
    roots = {key.split(".")[0] for key in known}
    missing = {key for key in asked if key.split(".")[0] in roots and key not in known}
    unused = {key for key in known - asked if not any(key.startswith(start) for start in made)}
    assert (missing, unused - {"tools.language"}) == (set(), set())


def test_nothing_is_parsed_as_html_or_evaluated() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert [path.name for path in SCRIPTS if forbidden.search(path.read_text())] == []


def test_the_client_stays_small() -> None:
    assert (CLIENT / "app.css").stat().st_size < 32_000
    assert sum(path.stat().st_size for path in SCRIPTS) < 222_000
    assert [(path.name, lines) for path in SCRIPTS if (lines := _lines(path)) > 300] == []


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())
