"""What a row would change in a person who is known, or how it would look as a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from takar.people.domain.findings import Finding
from takar.people.domain.records import RECORD_FIELDS, Record

Changes = dict[str, tuple[str, str]]
"""Field -> (old, new); old is "" for everything of a new person."""


def compare(record: Record, current: Mapping[str, str] | None) -> Changes:
    """The changes that applying `record` would make; empty when it says nothing new.

    What the file does not tell stays as it is. May add a warning to the record.
    """
    if current is None:
        values = {**record.inferred, **record.told}
        return {name: ("", values[name]) for name in RECORD_FIELDS if values.get(name)}
    changes = {name: (current[name], value) for name, value in record.told.items() if value != current[name]}
    if "name" in changes and changes["name"][0].casefold() == changes["name"][1].casefold():
        del changes["name"]  # SIASN writes capitals, lists do not; neither corrects the other
    if "unit" in changes and "agency" not in record.told and _same_unit(*changes["unit"]):
        del changes["unit"]
    if "post" in changes and "job_class" not in record.told and current["job_class"]:
        record.findings.append(Finding("JOB_CLASS_KEPT", "post", record.told["post"][:60]))
    return changes


def person_mark(nip: str, values: Mapping[str, str] | None) -> str:
    """16 hexadecimal digits that change when anything about the person changes; "" for nobody."""
    if values is None:
        return ""
    whole = "\x1f".join((nip, *(values[name] for name in RECORD_FIELDS)))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def _same_unit(old: str, new: str) -> bool:
    """A hand-made list often gives the agency's short form of a path: "Dinas X" for "Dinas X/Bidang Y"."""
    parts = [part.casefold() for part in old.split("/")]
    return new.casefold() in parts or "/".join(parts).startswith(new.casefold() + "/")
