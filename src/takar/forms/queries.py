"""What forms there are, sealed or not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from takar.forms.domain.assembly import StockItem
from takar.forms.domain.blueprint import Blueprint, Order, Pick, Section
from takar.forms.domain.package import SaltedKey, package, places, salted_key
from takar.forms.models import Blueprint as BlueprintRow
from takar.forms.models import FormPackage, KeySet
from takar.forms.strongbox import Sealed, Strongbox
from takar.items.public import WRITTEN, Entry, Source, reviewed_entries
from takar.kernel.canonical import Json, canonical


@dataclass(frozen=True, slots=True)
class SealedForm:
    """A sealed form without its keys. `content`, `digest`, `signature`, `key_root`: docs/interfaces.md section 2."""

    form_id: str
    title: str
    content: dict[str, Json]
    digest: str
    signature: str
    key_root: str
    items: int
    minutes: int

    @property
    def sections(self) -> list[dict[str, Json]]:
        found = self.content["sections"]
        return [section for section in found if isinstance(section, dict)] if isinstance(found, list) else []

    @property
    def judged(self) -> bool:
        """Whether people judge all of it: nothing but free writing, so that no machine scores any part."""
        items: list[Any] = [item for section in self.sections for item in section["items"]]  # type: ignore[union-attr]
        return bool(items) and all(item["type"] in WRITTEN for item in items)

    @property
    def simulations(self) -> tuple[str, ...]:
        """Titles of the exercises it holds, in its order."""
        items: list[Any] = [item for section in self.sections for item in section["items"]]  # type: ignore[union-attr]
        return tuple(dict.fromkeys(str(item["exercise"]["title"]) for item in items if "exercise" in item))


def sealed_forms() -> tuple[SealedForm, ...]:
    """Newest first."""
    return tuple(_value(row) for row in FormPackage.objects.select_related("form").order_by("-at", "form_id"))


def sealed_form(form_id: str) -> SealedForm | None:
    row = FormPackage.objects.select_related("form").filter(form_id=form_id).first()
    return _value(row) if row else None


def form_by_digest(digest: str) -> SealedForm | None:
    """The sealed form that a ticket names."""
    row = FormPackage.objects.select_related("form").filter(digest=digest).first()
    return _value(row) if row else None


def _value(row: FormPackage) -> SealedForm:
    sections = row.form.content["sections"]
    return SealedForm(
        row.form_id,
        row.form.title,
        row.form.content,
        row.digest,
        row.signature,
        row.key_root,
        sum(places(s["items"]) for s in sections),
        sum(s["minutes"] for s in sections),
    )


def package_json(form_id: str) -> bytes:
    """Canonical bytes of the package for the exam store. Raises FormPackage.DoesNotExist if it is not sealed."""
    row = FormPackage.objects.select_related("form").get(form_id=form_id)
    return canonical(package(row.form.content, row.signature))


def keys_of(form_id: str, folder: Path | None = None) -> tuple[SaltedKey, ...]:
    """Keys in form order: for scoring and audit only. Raises KeySet.DoesNotExist if the form is not sealed."""
    row = KeySet.objects.get(form_id=form_id)
    box = Strongbox.open(folder or settings.TAKAR.keys)
    plain = box.take_out(form_id, Sealed(bytes(row.nonce), bytes(row.sealed)))
    return tuple(salted_key(raw) for raw in json.loads(plain)["keys"])


def scales_of(form_id: str) -> tuple[str, ...]:
    """Codes of what a sealed form measures, in alphabetical order."""
    return tuple(sorted({key.scale for key in keys_of(form_id)}))


def blueprint_of(row: BlueprintRow) -> Blueprint:
    """The stored blueprint as a value."""
    return blueprint_from(row.body)


def blueprint_from(body: dict[str, Json]) -> Blueprint:
    """Raises KeyError, TypeError or ValueError if the body is malformed."""
    return Blueprint(
        str(body["code"]), str(body["title"]), tuple(_section(s) for s in _rows(body["sections"]))
    )


def _section(raw: dict[str, Json]) -> Section:
    picks = tuple(
        Pick(str(p["scale"]), str(p["type"]), int(str(p["count"])), str(p.get("family", "")))
        for p in _rows(raw["picks"])
    )
    return Section(
        str(raw["code"]),
        str(raw["title"]),
        str(raw["instructions"]),
        int(str(raw["minutes"])),
        picks,
        Order(str(raw.get("order", Order.AS_PICKED))),
        str(raw.get("simulation", "")),
    )


def _rows(value: Json) -> list[dict[str, Json]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError("a list of objects is wanted")
    return [row for row in value if isinstance(row, dict)]


def bank_stock() -> tuple[StockItem, ...]:
    """Every reviewed item of the bank, as assembly wants it."""
    return tuple(stock_items(reviewed_entries()))


def simulations() -> tuple[Source, ...]:
    """Exercises of which every item is in the bank and reviewed, by title."""
    found: dict[str, list[Source]] = {}
    for kind in WRITTEN:
        for entry in reviewed_entries(kind=kind):
            if entry.item.task:
                found.setdefault(entry.item.task.source.code, []).append(entry.item.task.source)
    whole = (own[0] for own in found.values() if len(set(own)) == 1 and len(own) == own[0].parts)
    return tuple(sorted(whole, key=lambda source: source.title))


def stock_items(entries: Iterable[Entry]) -> Iterable[StockItem]:
    for entry in entries:
        yield StockItem(
            entry.item.id,
            entry.item.version,
            str(entry.item.type),
            entry.key.scale,
            entry.family,
            entry.difficulty,
            entry.item.content(),
            entry.key.as_json(),
        )
