"""Berita acara keputusan penempatan with the draft list of decrees; a draft until the decisions are closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from takar.accounts.public import User
from takar.assessments.public import evidence_log
from takar.kernel.canonical import digest
from takar.kernel.clock import day_in, from_milliseconds, long_date, long_moment
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.placement.public import (
    Book,
    book_of,
    decided_moves,
    leaves_of,
    note_reading,
    point_of,
    record_of,
    surviving,
    told_of,
)
from takar.reports.domain.root_words import lines_of
from takar.reports.render import render_pdf
from takar.reports.report import PDF, Report, slug
from takar.reports.wording import spaced_nip

ZONE = "WIB"
NOT_FROZEN = Refusal(
    "PAPER_PLACEMENT_OPEN",
    "Daftar SK baru dapat dicetak setelah rencana dibekukan.",
    "The list of decrees can be printed once the scenario is frozen.",
)
CHOICES = {"accept": "setuju", "other": "tujuan lain", "postpone": "tunda", "keep": "tetap"}


def decrees(scenario: str, reader: User, made_at: datetime) -> Report | Refusal:
    """PDF/A-3b, marked with who took it home; the download is noted."""
    book = book_of(scenario)
    if isinstance(book, Refusal):
        return book
    body = told_of(book)
    if book.state.frozen is None or body is None:
        return NOT_FROZEN
    code = note_reading(scenario, "daftar SK", actor=reader.username, clock=lambda: made_at)
    return Report(
        f"daftar-sk-{slug(book.row.title)}.pdf", PDF, render_pdf("placement", _data(book, body, reader, made_at, code), made_at)
    )  # fmt: skip


def _data(book: Book, body: dict[str, Any], reader: User, made_at: datetime, code: str) -> dict[str, object]:
    closed = book.state.phase == "closed"
    title = "Berita acara keputusan penempatan" if closed else "Rancangan daftar keputusan penempatan"
    who = reader.first_name or reader.username
    return {
        "title": title,
        "subject": book.row.title,
        "draft": not closed,
        "organiser": "Pejabat pembina kepegawaian",
        "footer": f"{title} · dicetak dari catatan dengan Takar",
        "watermark": f"{who} · {long_moment(made_at, ZONE)} · {code}",
        "opening": _opening(book, body),
        "decrees": [[str(cell) for cell in row] for row in _decrees(book, body)],
        "sureness": _sureness(_plan(book, body)),
        "decisions": _decisions(book, body),
        "digests": _digests(book),
        "log": _log(book, made_at),
    }


def _opening(book: Book, body: dict[str, Any]) -> str:
    plan, handed = _plan(book, body), book.state.handed
    gain, low, high = (grouped(f"{float(plan[name]):.1f}") for name in ("gain", "low", "high"))
    delivered = (
        f" Rencana diserahkan kepada {handed.to} dengan surat nomor {handed.letter}." if handed else ""
    )
    ended = (
        f" Keputusan ditutup {long_moment(from_milliseconds(book.state.ended_ms), ZONE)}."
        if book.state.ended_ms
        else ""
    )
    return (
        f"Rencana {book.row.title} menurut data pada {long_date(book.row.on)} merekomendasikan {plan['moves']} perpindahan, "
        f"dengan kecocokan yang diharapkan bertambah {gain} poin (rentang 95%: {low} sampai {high}).{delivered}{ended} "
        "Rencana hanya merekomendasikan; keputusan diambil orang demi orang, dan tidak seorang pun ditinggalkan tanpa jabatan."
    )


def _plan(book: Book, body: dict[str, Any]) -> dict[str, Any]:
    assert book.state.frozen is not None
    plan = point_of(body, book.state.frozen.point)
    assert plan is not None
    return plan


def _sureness(plan: dict[str, Any]) -> str:
    """How many retests the chances rest on, and when they were added; "" where nobody was retested."""
    counted = plan.get("counted")
    if not counted or not plan["retests"]:
        return ""
    parts = [
        words % grouped(counted[key])
        for key, words in (
            ("own", "%s saat rencana dihitung"),
            ("early", "%s ditambahkan sebelum rencana dibekukan"),
            ("since", "%s ditambahkan sesudah rencana dibekukan"),
        )
        if counted[key]
    ]
    origins = f": {', '.join(parts)}" if len(parts) > 1 else ""
    return " ".join(
        [
            "Peluang bertahan: seberapa sering perpindahan itu termasuk rencana terbaik bila semua orang dinilai ulang; di "
            "bawahnya rentang 95% dari banyaknya penilaian ulang.",
            f"Dasarnya {grouped(plan['retests'])} penilaian ulang{origins}.",
            *_late(counted),
        ]
    )


def _late(counted: dict[str, int]) -> list[str]:
    told = []
    if counted["since"]:
        told.append("Bila berbeda, peluang saat rencana dibekukan disebut di bawahnya.")
    if counted["late"]:
        told.append(
            f"Sesudah keputusan ditutup selesai dihitung {grouped(counted['late'])} lagi, yang tidak disertakan: angka di sini "
            "tetap yang mendasari keputusan."
        )
    return told


def _sure(step: dict[str, Any] | None, retests: int) -> str:
    share, low, high, _ = surviving(step and step["survival"], retests)
    if step is None or share is None or low is None or high is None:
        return "–"
    then = step.get("survival_frozen", step["survival"])
    frozen = "tanpa angka" if then is None else _percent(float(then))
    changed = f"\ndibekukan: {frozen}" if then != step["survival"] else ""
    return f"{_percent(share)}\n{_percent(low)}–{_percent(high)}{changed}"


def _percent(value: float) -> str:
    """46,8%, as the pages have it."""
    return f"{grouped(f'{100 * value:.1f}')}%"


def _decrees(book: Book, body: dict[str, Any]) -> list[list[object]]:
    """Number, name with NIP, from, to: in the order in which decrees take effect."""
    return [
        [row[0], f"{row[2]}\nNIP {spaced_nip(str(row[1]))}", row[6] or "–", row[10]]
        for row in decided_moves(book, body)
    ]


def _decisions(book: Book, body: dict[str, Any]) -> list[list[str]]:
    state = book.state
    people = {one["nip"]: one["name"] for one in body["people"]}
    posts = {one["code"]: one["title"] for one in body["posts"]}
    assert state.frozen is not None
    plan = _plan(book, body)
    steps = {step["nip"]: step for step in plan["steps"]}
    rows = []
    for nip in dict.fromkeys([*state.moved(), *state.decisions]):
        one = state.decisions.get(nip)
        choice = CHOICES[one.choice] if one else "belum diputuskan"
        to = posts.get(one.to, "–") if one else ""
        rows.append(
            [
                people[nip],
                posts.get(state.frozen.recommended[nip], "–"),
                _sure(steps.get(nip), plan["retests"] or 0),
                choice,
                to,
                one.reason if one else "",
            ]
        )
    return rows


def _digests(book: Book) -> list[list[str]]:
    """The digests that the leaves carry, so that the paper can be compared with the log."""
    return [
        [
            f"{'Rencana' if key == 'plan' else 'Keputusan'} (catatan nomor {index})",
            digest(record_of(book, key, salt)),
        ]
        for key, (index, salt) in leaves_of(book.id).items()
    ]


def _log(book: Book, made_at: datetime) -> dict[str, object]:
    log = evidence_log()
    head = log.checkpoint()
    return {
        "facts": [
            ["Nama catatan", head.origin],
            ["Banyaknya catatan", str(head.size)],
            ["Sidik jari kunci", log.fingerprint],
            ["Dibaca pada", long_date(day_in(ZONE, made_at))],
        ],
        "lines": [[digits, words] for digits, words in lines_of(head.root)],
    }
