"""Berita acara pleno: who was there, the table, motions and votes, dissent, departures, names, signatures, root in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from takar.kernel.clock import clock_time, day_in, from_milliseconds
from takar.kernel.numbers import grouped
from takar.plenary.public import Came, Chosen, Left, changed_ratings, dissents, lines_of, mean_of
from takar.reports.domain.number_words import date_in_words
from takar.reports.plenary.file import PlenaryFile
from takar.reports.render import render_pdf
from takar.reports.wording import spaced_nip

CHOICES = {"yes": "setuju", "no": "tidak setuju", "abstain": "abstain"}
KINDS = {
    "ranking": "Menetapkan peringkat hasil perhitungan",
    "departure": "Menyimpang dari peringkat hasil perhitungan",
    "readvertise": "Mengumumkan ulang",
    "other": "Usul lain",
}


def minutes(file: PlenaryFile) -> bytes:
    """PDF/A-3b; every sentence comes from the table, the events or the log."""
    book, state = file.book, file.book.state
    assert state.opened is not None
    assert state.ended is not None
    data = file.head(f"Berita acara pleno {file.selection.title}") | {
        "subject": file.selection.title,
        "number": f"Pleno ke-{book.row.number}",
        "opening": _opening(file),
        "attendance": _attendance(file),
        "recusals": _recusals(file),
        "posts": [_post(file, code) for code in file.codes],
        "hidden": len(book.tables) - len(file.codes),
        "changes": [*_changed_ratings(file), *_changes(file)],
        "choices": _choices(file),
        "signatures": _signatures(file),
        "digest": state.ended.minutes,
        "table_root": state.opened.table_root,
        "log": file.log(),
    }
    return render_pdf("plenary", data, file.made_at)


def number(value: Decimal | None) -> str:
    return "–" if value is None else grouped(value)


def table_rows(file: PlenaryFile, code: str) -> list[list[str]]:
    """Rank, number, name, each component, total, verdict; the ranked first."""
    table = file.book.tables[code]
    lines = sorted(lines_of(table), key=lambda line: (line.rank is None, line.rank or 0, line.entrant.number))
    return [
        [
            str(line.rank or "–"),
            line.entrant.number,
            line.entrant.name,
            *(number(line.values[one.code]) for one in table.rules.components),
            number(line.total),
            _verdict(line.verdict, line.entrant.out),
        ]
        for line in lines
    ]


def rating_rows(file: PlenaryFile, code: str) -> list[list[str]]:
    """Number, name, room, rater, value: as they were before anybody discussed them."""
    table = file.book.tables[code]
    return [
        [one.number, one.name, table.places.get(r.place, r.place), file.name(r.rater),
         "tanpa bukti" if r.value is None else number(table.rules.rounded(r.value))]
        for one in table.entrants
        for r in one.ratings
    ]  # fmt: skip


def _verdict(verdict: str, out: str) -> str:
    return f"{verdict}, {out}" if verdict and out else verdict or out or "tidak lengkap"


def _opening(file: PlenaryFile) -> str:
    opened = file.book.noted[0].event.at_ms
    moment = from_milliseconds(opened)
    return (
        f"Pada hari {date_in_words(day_in(file.zone, moment))}, mulai pukul {clock_time(moment, file.zone)}, bertempat di "
        f"{file.selection.location}, panitia seleksi mengadakan rapat pleno {file.selection.title}, berdasarkan "
        f"{file.selection.legal_basis}. Semua komponen nilai semua calon tersegel ketika pleno dibuka."
    )


def _attendance(file: PlenaryFile) -> list[list[str]]:
    rules, rows = file.book.rules, []
    for member in sorted(rules.members, key=file.name):
        marks = [one.event for one in file.book.noted if getattr(one.event.body, "member", "") == member]
        came = [_clock(file, e.at_ms) for e in marks if isinstance(e.body, Came)]
        left = [_clock(file, e.at_ms) for e in marks if isinstance(e.body, Left)]
        role = "ketua" if member == rules.chair else "anggota"
        rows.append([file.name(member), role, ", ".join(came) or "tidak hadir", ", ".join(left) or "–"])
    return rows


def _recusals(file: PlenaryFile) -> list[list[str]]:
    shown = {one.nip for code in file.codes for one in file.book.tables[code].entrants}
    return [
        [file.name(member), file.person(nip), why]
        for (member, nip), why in file.book.state.recusals.items()
        if nip in shown
    ]


def _post(file: PlenaryFile, code: str) -> dict[str, Any]:
    book, table = file.book, file.book.tables[code]
    post, settled = book.rules.posts[code], book.state.outcome(code)
    motions = [one for one in book.state.motions.values() if one.moved.post == code]
    departs = settled is not None and settled.moved.kind == "departure"
    return {
        "title": table.title,
        "columns": [f"{one.name} ({grouped(one.weight)}%)" for one in table.rules.components],
        "rows": table_rows(file, code),
        "motions": [_motion(file, one) for one in motions],
        "departure": {
            "old": [file.person(nip) for nip in post.ranking],
            "new": [file.person(nip) for nip in settled.moved.order],
            "reason": settled.moved.text,
        }
        if departs and settled
        else None,
        "readvertised": bool(settled and settled.moved.kind == "readvertise"),
        "names": [[file.person(nip), spaced_nip(nip)] for nip in book.state.names(post, book.rules)],
        "ratings": rating_rows(file, code),
    }


def _motion(file: PlenaryFile, one: Any) -> dict[str, Any]:
    decided = one.decided
    said = [
        f"{file.name(vote.member)} {CHOICES[vote.choice]}" for vote in one.votes.values()
    ] if file.book.rules.by_name else []  # fmt: skip
    return {
        "kind": KINDS[one.moved.kind],
        "text": one.moved.text.rstrip(". ") + ".",
        "by": file.name(one.moved.by),
        "order": [file.person(nip) for nip in one.moved.order],
        "result": "diterima" if decided.carried else "tidak diterima",
        "counts": f"{decided.yes} setuju, {decided.no} tidak setuju, {decided.abstain} abstain dari {decided.eligible} "
        "anggota berhak suara",
        "votes": ", ".join(said),
        "dissent": [
            [file.name(member), one.votes[member].dissent or "tanpa alasan tertulis"]
            for member in dissents(one)
        ],
    }


def _changes(file: PlenaryFile) -> list[list[str]]:
    """Every value that was corrected afterwards: whose, what, old, new, why, by whom."""
    found = []
    for objection in file.book.state.objections.values():
        if not file.seat.sees(objection.objected.post):
            continue
        places = file.book.tables[objection.objected.post].places
        for one in objection.amended:
            by = f"{file.name(one.asked_by)} dan {file.name(one.approved_by)}"
            found.append(
                [file.person(one.nip), places.get(one.component, one.component), grouped(one.old), grouped(one.new),
                 one.reason, by]
            )  # fmt: skip
    return found


def _changed_ratings(file: PlenaryFile) -> list[list[str]]:
    """Every sheet that was opened again or withdrawn: what it said before, what counts in the table."""
    found = []
    for one in changed_ratings(file.book.row.selection):
        post, _, place = one.instrument.partition(":")
        table = file.book.tables.get(post)
        if table is None or not file.seat.sees(post):
            continue
        entrant = next((who for who in table.entrants if who.nip == one.nip), None)
        now = (
            [r.value for r in entrant.ratings if (r.rater, r.place) == (one.rater, place)] if entrant else []
        )
        old, new = mean_of(list(one.values.values())), now[0] if now else None
        found.append(
            [
                entrant.name if entrant else one.nip,
                f"{table.places.get(place, place)}, {file.name(one.rater)}",
                number(None if old is None else table.rules.rounded(old)),
                number(None if new is None else table.rules.rounded(new)),
                one.reason,
                " dan ".join(file.name(who) for who in one.by),
            ]
        )
    return found


def _choices(file: PlenaryFile) -> list[list[str]]:
    """Every choice of the authority, the earlier ones too."""
    return [
        [
            file.book.tables[body.post].title, file.person(body.nip), body.reason or "nama pertama", file.name(body.by),
            file.at(one.event.at_ms),
        ]
        for one in file.book.noted
        if isinstance(body := one.event.body, Chosen) and file.seat.sees(body.post)
    ]  # fmt: skip


def _signatures(file: PlenaryFile) -> list[dict[str, str]]:
    state, rows = file.book.state, []
    for member in sorted(state.attended, key=file.name):
        signed, refusal = state.signatures.get(member), state.refusals.get(member)
        words = f"ditandatangani dengan kunci {signed.key}" if signed else "belum menandatangani"
        if refusal and not signed:
            words = f"tidak menandatangani: {refusal.reason}"
        rows.append({"name": file.name(member), "words": words})
    return rows


def _clock(file: PlenaryFile, milliseconds: int) -> str:
    return clock_time(from_milliseconds(milliseconds), file.zone)
