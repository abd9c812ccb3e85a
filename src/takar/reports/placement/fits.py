"""Papers of fits: who fits a post, and which posts fit a person. A basis for consideration that removes nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from takar.accounts.public import User, full_names
from takar.careers.public import Profile, profiles
from takar.kernel.clock import day_in, long_date, long_moment
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES, Person, find_person, people_by_nips
from takar.placement.public import (
    PeopleFor,
    PositionsFor,
    competency_names,
    note_fits,
    people_for,
    positions_for,
    rules_of,
    steps_down,
)
from takar.positions.public import Position, positions_by_codes
from takar.reports.placement import fit_lines as lines
from takar.reports.render import render_pdf
from takar.reports.report import PDF, Report, slug
from takar.reports.wording import letterhead, spaced_nip
from takar.standards.public import PlacementRules

ZONE = "WIB"
ORGANISER = "Tim manajemen talenta"
PURPOSE = (
    "Daftar ini bahan pertimbangan untuk menempatkan, tidak pernah untuk memberhentikan, dan tidak mengeluarkan siapa pun dari "
    "jabatannya. Yang memutuskan adalah pejabat pembina kepegawaian, orang demi orang, dengan alasan yang dicatat."
)
OWN_POST = (
    " Yang memegang jabatan itu sekarang tetap tercantum, juga bila suatu syarat tidak terpenuhi: kecocokan tidak mengeluarkan "
    "siapa pun."
)
WIDE, OWN = "semua kelas jabatan", "kelas jabatan yang sama"


def people_paper(code: str, classes: Sequence[str], reader: User, made_at: datetime) -> Report | Refusal:
    """Who fits a post, as PDF/A-3b marked with who took it home. `classes`: as of `people_for`."""
    told = people_for(code, day_in(ZONE, made_at), classes=classes)
    if isinstance(told, Refusal):
        return told
    listed = len(told.lines)
    mark = note_fits(f"position:{code}", "PDF", listed, actor=reader.username, clock=lambda: made_at)
    data = of_post(told, bool(classes)) | _marked(reader, made_at, mark, told.position.title)
    return Report(f"kecocokan-{slug(code)}.pdf", PDF, render_pdf("fits", data, made_at))


def posts_paper(
    nip: str, classes: Sequence[str], vacant: bool, reader: User, made_at: datetime
) -> Report | Refusal:
    """Which posts fit a person. `vacant`: only posts that nobody holds."""
    told, person = positions_for(nip, day_in(ZONE, made_at), classes=classes, vacant=vacant), find_person(nip)
    if isinstance(told, Refusal):
        return told
    assert person is not None
    listed = len(told.lines)
    mark = note_fits(f"person:{nip}", "PDF", listed, actor=reader.username, clock=lambda: made_at)
    data = of_person(told, person, bool(classes), vacant) | _marked(reader, made_at, mark, person.full_name)
    return Report(f"kecocokan-{nip}.pdf", PDF, render_pdf("fits", data, made_at))


def _marked(reader: User, made_at: datetime, mark: str, subject: str) -> dict[str, Any]:
    who = full_names([reader.username])[reader.username]
    return {
        "title": f"Daftar kecocokan: {subject}",
        "organiser": ORGANISER,
        "subject": subject,
        "purpose": PURPOSE,
        "watermark": f"{who} · {long_moment(made_at, ZONE)} · {mark}",
        "footer": f"Daftar kecocokan: {subject} · rahasia jabatan · kode {mark} · dicetak dengan Takar",
        "printed": [["Dicetak oleh", f"{who}, {long_moment(made_at, ZONE)}, kode {mark}"]],
    }


def of_post(told: PeopleFor, own_class: bool) -> dict[str, Any]:
    """What the paper of a post says, but for who printed it."""
    nips = [*(one.nip for one in told.lines), *(one.nip for one in told.barred)]
    position, rules = told.position, _rules(told)
    people = people_by_nips([*nips, *filter(None, [position.holder])])
    sources = profiles([one.nip for one in told.lines], told.on)
    holder = people.get(position.holder)
    return _common(told, rules) | {
        "agency": letterhead(position.agency),
        "heading": "Siapa yang cocok untuk jabatan ini",
        "facts": [
            ["Jabatan", f"{position.title} ({position.code})"],
            ["Unit kerja", position.unit or "–"],
            ["Kelas jabatan", _class_name(position.job_class)],
            ["Pejabat sekarang", holder.full_name if holder else "lowong" if position.is_vacant else position.holder],
            ["Dicari dari", OWN if own_class else WIDE],
            *_basis(told, rules),
        ],
        "column": "Nama",
        "holds": "memegang jabatan ini",
        "length": lines.length_of_people(told),
        "empty": lines.nobody(told),
        "rows": [
            lines.row_of(one, told.lines, _who(people.get(one.nip), one.nip), _names(told),
                         lines.source_of(sources.get(one.nip)), _lower(people.get(one.nip), position))
            for one in told.lines
        ],
        "left": [lines.left_of(one, _who(people.get(one.nip), one.nip)) for one in told.barred],
        "origin": _origin(rules, _span_of(sources)),
    }  # fmt: skip


def of_person(told: PositionsFor, person: Person, own_class: bool, vacant: bool) -> dict[str, Any]:
    rules = _rules(told)
    posts = positions_by_codes(
        [*(one.position for one in told.lines), *(one.position for one in told.barred)]
    )
    source = lines.source_of(profiles([person.nip], told.on).get(person.nip))
    now = told.current
    return _common(told, rules) | {
        "agency": letterhead(person.agency),
        "heading": "Jabatan yang cocok untuk orang ini",
        "facts": [
            ["Nama", person.full_name],
            ["NIP", spaced_nip(person.nip)],
            ["Jabatan sekarang", person.post or "–"],
            ["Unit kerja", person.unit or "–"],
            ["Kecocokan sekarang", f"{lines.number(now.fit)} ({lines.number(now.low)}–{lines.number(now.high)})" if now else "–"],
            ["Dicari di", (OWN if own_class else WIDE) + (", hanya yang lowong" if vacant else "")],
            *_basis(told, rules),
        ],
        "column": "Jabatan",
        "holds": "jabatan sekarang",
        "length": lines.length_of_posts(told),
        "empty": "Tidak ada jabatan yang dapat diajukan. Jabatan tanpa standar kompetensi tidak diperingkat.",
        "rows": [
            lines.row_of(one, told.lines, _what(posts.get(one.position), one.position), _names(told), "",
                         _lower(person, posts.get(one.position)))
            for one in told.lines
        ],
        "left": [lines.left_of(one, _what(posts.get(one.position), one.position)) for one in told.barred],
        "origin": [f"Profil kompetensi orang ini: {source}", *_origin(rules, "")],
    }  # fmt: skip


def _common(told: PeopleFor | PositionsFor, rules: PlacementRules) -> dict[str, Any]:
    number = 3 if told.lines else 2
    return {
        "ticks": lines.ticks_of(told.lines),
        "reading": (
            f"Titik: kecocokan menurut perkiraan level. Garis: rentang yang memuat kecocokan sebenarnya dengan peluang "
            f"{rules.interval_percent} persen. Peluang terbaik: seberapa besar kemungkinan peringkat itu sebenarnya yang terbaik "
            "di antara semuanya. JPM menurut peraturan hanya disandingkan, tidak menentukan peringkat."
            + (OWN_POST if any(one.eligibility.own for one in told.lines) else "")
        ),
        "left-heading": f"{number}. Dikecualikan",
        "origin-heading": f"{number + bool(told.barred)}. Asal data dan cara membaca",
    }


def _basis(told: PeopleFor | PositionsFor, rules: PlacementRules) -> list[list[str]]:
    return [
        ["Keadaan pada", long_date(told.on)],
        ["Ketentuan", f"{rules.title_id} ({rules.label})"],
    ]


def _origin(rules: PlacementRules, assessed: str) -> list[str]:
    return [
        *([assessed] if assessed else []),
        "Standar, syarat, dan pemangku jabatan: peta jabatan. Golongan, pendidikan, pelatihan, riwayat jabatan, predikat, "
        "dan hukuman disiplin: riwayat kepegawaian yang tercatat. Yang belum tercatat disebut “harus diperiksa”, bukan dianggap "
        "tidak terpenuhi.",
        "Perkiraan level ditarik ke rata-rata kelas jabatannya sejauh galat pengukurannya (± satu galat baku); karena itu dapat "
        "berbeda dari level terukur. Hilang: poin kecocokan yang hilang karena level di bawah standar. Kelebihan di atas standar "
        "tidak menambah poin.",
        f"Ketentuan {rules.label}, sidik {rules.digest}.",
    ]  # fmt: skip


def _span_of(found: Mapping[str, Profile]) -> str:
    """When those listed were assessed, and by whom."""
    if not found:
        return ""
    days = sorted(one.assessed_on for one in found.values())
    sources = sorted({lines.source_name(one.source) for one in found.values()})
    when = long_date(days[0]) if days[0] == days[-1] else f"{long_date(days[0])} sampai {long_date(days[-1])}"
    return f"Profil kompetensi yang terdaftar dinilai {when}: {', '.join(sources)}."


def _rules(told: PeopleFor | PositionsFor) -> PlacementRules:
    rules = rules_of(told.on)
    assert rules is not None
    return rules


def _names(told: PeopleFor | PositionsFor) -> Mapping[str, tuple[str, str]]:
    return competency_names(told.on)


def _class_name(code: str) -> str:
    return next((names["id"] for one, names in JOB_CLASS_NAMES.items() if one == code), code or "–")


def _lower(person: Person | None, position: Position | None) -> bool:
    return bool(
        person and person.job_class and position and steps_down(str(person.job_class), position.job_class)
    )


def _who(person: Person | None, nip: str) -> tuple[str, str, str]:
    """Key, name, what stands under it."""
    if person is None:
        return f"NIP {spaced_nip(nip)}", nip, ""
    return (
        f"NIP {spaced_nip(nip)}",
        person.full_name,
        ", ".join(filter(None, (person.post, person.unit))),
    )


def _what(position: Position | None, code: str) -> tuple[str, str, str]:
    return (code, code, "") if position is None else (code, position.title, position.unit)
