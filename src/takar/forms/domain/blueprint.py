"""The recipe of a form: which section takes how many items of which scale, or which exercise in writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

TYPES = ("single_choice", "sjt", "likert")


class Order(StrEnum):
    """In which order the items of a section stand."""

    AS_PICKED = "as_picked"  # pick by pick, in each from easy to hard
    GRADED = "graded"  # all picks together, from easy to hard
    MIXED = "mixed"  # all picks together, in an order that only the seed decides


@dataclass(frozen=True, slots=True)
class Pick:
    """`count` items of one scale and type, if wanted of one family only."""

    scale: str
    type: str
    count: int
    family: str = ""

    @property
    def label(self) -> str:
        return " ".join(part for part in (self.scale, self.type, self.family) if part)

    def as_json(self) -> Json:
        return {"scale": self.scale, "type": self.type, "count": self.count, "family": self.family}


@dataclass(frozen=True, slots=True)
class Section:
    """Picks items, or holds one exercise of the library as a whole (`simulation`: its code)."""

    code: str
    title: str
    instructions: str
    minutes: int
    picks: tuple[Pick, ...]
    order: Order = Order.AS_PICKED
    simulation: str = ""

    @property
    def count(self) -> int:
        return sum(pick.count for pick in self.picks)

    def as_json(self) -> Json:
        held: dict[str, Json] = {"simulation": self.simulation} if self.simulation else {}
        return {
            **held,
            "code": self.code,
            "title": self.title,
            "instructions": self.instructions,
            "minutes": self.minutes,
            "order": str(self.order),
            "picks": [pick.as_json() for pick in self.picks],
        }


@dataclass(frozen=True, slots=True)
class Blueprint:
    code: str
    title: str
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)

    @property
    def minutes(self) -> int:
        return sum(section.minutes for section in self.sections)

    def as_json(self) -> dict[str, Json]:
        return {"code": self.code, "title": self.title, "sections": [s.as_json() for s in self.sections]}


def blueprint_faults(blueprint: Blueprint) -> tuple[Refusal, ...]:
    """What keeps a blueprint from being used; data["section"] and data["pick"] count from 0."""
    return tuple(_faults(blueprint))


def _faults(blueprint: Blueprint) -> Iterator[Refusal]:
    if not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", blueprint.code):
        yield Refusal(
            "BLUEPRINT_CODE",
            "Kode kisi-kisi hanya boleh memuat huruf kecil, angka, dan tanda hubung, misalnya pemetaan-240.",
            "A blueprint's code may only have small letters, digits and hyphens, such as pemetaan-240.",
            {"field": "code"},
        )
    if not blueprint.title.strip():
        yield Refusal(
            "BLUEPRINT_TITLE", "Isilah nama kisi-kisi.", "Give the blueprint a name.", {"field": "title"}
        )
    if not blueprint.sections:
        yield Refusal(
            "BLUEPRINT_EMPTY",
            "Kisi-kisi belum memiliki bagian. Tambahkan paling sedikit satu bagian.",
            "The blueprint has no section. Add at least one.",
        )
    codes = [section.code for section in blueprint.sections]
    held = [section.simulation for section in blueprint.sections if section.simulation]
    if len(set(held)) < len(held):
        yield Refusal(
            "SIMULATION_TWICE",
            "Satu simulasi hanya boleh sekali dalam satu naskah. Hapus salah satu bagiannya.",
            "An exercise may stand only once in a form. Remove one of its sections.",
        )
    for at, section in enumerate(blueprint.sections):
        yield from _section_faults(section, at, codes)


def _section_faults(section: Section, at: int, codes: list[str]) -> Iterator[Refusal]:
    name = section.code or str(at + 1)
    if not section.code.strip() or codes.count(section.code) > 1 or not section.title.strip():
        yield Refusal(
            "SECTION_NAME",
            f"Bagian {name}: isilah kode dan judul; kode tidak boleh sama dengan bagian lain.",
            f"Section {name}: give a code and a title; no two sections may share a code.",
            {"section": at, "field": "code"},
        )
    if not 1 <= section.minutes <= 600:
        yield Refusal(
            "SECTION_MINUTES",
            f"Bagian {name}: waktu harus 1–600 menit, bukan {section.minutes}.",
            f"Section {name}: the time must be 1–600 minutes, not {section.minutes}.",
            {"section": at, "field": "minutes"},
        )
    if section.simulation and section.picks:
        yield Refusal(
            "SECTION_MIXED",
            f"Bagian {name} memuat simulasi; butir lain ditaruh di bagian tersendiri. Hapus baris pengambilannya.",
            f"Section {name} holds an exercise; other items stand in a section of their own. Remove its picks.",
            {"section": at},
        )
    if not section.picks and not section.simulation:
        yield Refusal(
            "SECTION_EMPTY",
            f"Bagian {name} belum mengambil butir. Tambahkan baris pengambilan atau hapus bagian ini.",
            f"Section {name} picks no items. Add a pick or remove the section.",
            {"section": at},
        )
    for number, pick in enumerate(section.picks):
        yield from _pick_faults(pick, name, at, number)


def _pick_faults(pick: Pick, name: str, at: int, number: int) -> Iterator[Refusal]:
    if pick.type not in TYPES or not pick.scale:
        yield Refusal(
            "PICK_KIND",
            f"Bagian {name}, baris {number + 1}: pilihlah skala dan jenis butir.",
            f"Section {name}, line {number + 1}: choose a scale and a type of item.",
            {"section": at, "pick": number, "field": "type"},
        )
    if not 1 <= pick.count <= 500:
        yield Refusal(
            "PICK_COUNT",
            f"Bagian {name}, baris {number + 1}: jumlah butir harus 1–500, bukan {pick.count}.",
            f"Section {name}, line {number + 1}: the number of items must be 1–500, not {pick.count}.",
            {"section": at, "pick": number, "field": "count"},
        )
