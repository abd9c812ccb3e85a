"""The two halves of a sealed form: content for the exam client, keys for those who score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takar.forms.domain.assembly import Assembly
from takar.kernel.canonical import Json, canonical, digest
from takar.ledger.public import tree_root


@dataclass(frozen=True, slots=True)
class SaltedKey:
    """The key of one item with 32 random bytes (hex), so that its commitment tells nothing by itself."""

    item: str
    scale: str
    weights: Mapping[str, int]
    salt: str

    def as_json(self) -> dict[str, Json]:
        return {"item": self.item, "scale": self.scale, "weights": dict(self.weights), "salt": self.salt}


def form_content(form_id: str, title: str, assembly: Assembly) -> dict[str, Json]:
    """What the exam client gets, without keys; `docs/interfaces.md` section 2."""
    sections: list[Json] = [
        {
            "code": filled.section.code,
            "title": filled.section.title,
            "instructions": filled.section.instructions,
            "minutes": filled.section.minutes,
            "items": [dict(item.content) for item in filled.items],
        }
        for filled in assembly.sections
    ]
    return {"form": form_id, "title": title, "sections": sections}


def places(items: Sequence[Mapping[str, Json]]) -> int:
    """How many answers `items` ask for: one each, and one for every letter of an in-basket."""
    return sum(len(letters) if isinstance(letters := item.get("letters"), list) else 1 for item in items)


def package(content: Mapping[str, Json], signature: str) -> dict[str, Json]:
    """Content, its digest, and the office's signature (base64, Ed25519) over the ASCII digest."""
    return {"content": dict(content), "digest": digest(dict(content)), "signature": signature}


def salted_key(raw: Mapping[str, Json]) -> SaltedKey:
    """Read one key back. Raises KeyError or ValueError if it is malformed."""
    weights = raw["weights"]
    if not isinstance(weights, dict):
        raise ValueError("weights is not an object")
    points = {option: int(weight) for option, weight in weights.items() if isinstance(weight, int)}
    return SaltedKey(str(raw["item"]), str(raw["scale"]), points, str(raw["salt"]))


def key_set(form_id: str, content_digest: str, keys: Sequence[SaltedKey]) -> dict[str, Json]:
    """What stays in the office: all keys of a form, bound to its content."""
    return {"form": form_id, "content_digest": content_digest, "keys": [key.as_json() for key in keys]}


def key_root(keys: Sequence[SaltedKey]) -> str:
    """RFC 6962 root (hex) over the canonical bytes of the salted keys in form order."""
    return tree_root([canonical(key.as_json()) for key in keys]).hex()
