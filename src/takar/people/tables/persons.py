"""Whether the people of a list are those of the data of people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from takar.people.domain.tables.entries import Entry
from takar.people.queries import people_by_nips

_WORD = re.compile(r"[^\W\d]{3,}")


def compare_with_people(entries: Sequence[Entry]) -> None:
    """Warn of NIPs that nobody has, and of names that share no word with the person's."""
    people = people_by_nips({one.values["nip"] for one in entries if "nip" in one.values})
    for one in entries:
        nip = one.values.get("nip")
        if nip is None:
            continue
        person = people.get(nip)
        if person is None:
            one.find("NIP_UNKNOWN", "nip", nip)
        elif not _alike(one.values.get("name", ""), person.full_name):
            one.find("NAME_DIFFERS", "name", person.full_name)
        # The name only checks the NIP; it is kept with the person and nowhere else.
        one.values.pop("name", None)


def _alike(told: str, known: str) -> bool:
    words = set(_WORD.findall(told.casefold()))
    return not words or bool(words & set(_WORD.findall(known.casefold())))
