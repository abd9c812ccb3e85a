"""The letter to a candidate after the release: his own figures, whether he is proposed, until when he may object, and the log."""

from __future__ import annotations

import segno

from takar.assessments.public import evidence_log
from takar.kernel.clock import from_milliseconds, long_moment, weekday_date
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.ledger.public import receipt_code
from takar.plenary.public import leaves_of, lines_of, value_of
from takar.reports.plenary.file import PlenaryFile
from takar.reports.plenary.minutes import number
from takar.reports.render import render_pdf
from takar.reports.report import PERSON_NOT_FOUND
from takar.reports.wording import spaced_nip

NOT_RELEASED = Refusal(
    "PAPER_NOT_RELEASED",
    "Surat hasil baru dapat dicetak setelah hasil diumumkan.",
    "Letters can be printed once the outcome has been released.",
)


def letter(file: PlenaryFile, post: str, who: str) -> bytes | Refusal:
    """PDF for the candidate with that number; says nothing about anybody else."""
    book, state = file.book, file.book.state
    table = book.tables.get(post)
    line = next((one for one in lines_of(table) if one.entrant.number == who), None) if table else None
    if table is None or line is None or not file.seat.sees(post):
        return PERSON_NOT_FOUND
    if state.released is None:
        return NOT_RELEASED
    one = line.entrant
    names = state.names(book.rules.posts[post], book.rules)
    index = dict(leaves_of(book.id)).get("pleno", 0)
    code = receipt_code(evidence_log().leaf(index))
    origin = evidence_log().checkpoint().origin
    data = file.head(f"Hasil seleksi {one.number}") | {
        "identity": [
            ["Nomor", one.number],
            ["Nama", one.name],
            ["NIP", spaced_nip(one.nip)],
            ["Jabatan", table.title],
            ["Seleksi", file.selection.title],
        ],
        "rows": [
            [
                part.name,
                f"{grouped(part.weight)}%",
                number(line.values[part.code]),
                _corrected(file, post, one.nip, part.code),
            ]
            for part in table.rules.components
        ],
        "total": number(line.total),
        "verdict": line.verdict or one.out or "tidak lengkap",
        "proposed": one.nip in names,
        "released": long_moment(from_milliseconds(state.released_ms), file.zone),
        "last_day": weekday_date(book.rules.last_day(state.released_ms)),
        "qr": segno.make(f"{origin}#{index} {code}", error="m").svg_inline(border=2),
        "qr_caption": f"Catatan pleno nomor {index} pada {origin}, kode {code}. Dengan nomor ini siapa pun dapat mencocokkan "
        "bahwa hasil yang diumumkan adalah yang ditandatangani panitia seleksi.",
    }
    return render_pdf("plenary_letter", data, file.made_at)


def _corrected(file: PlenaryFile, post: str, nip: str, component: str) -> str:
    """The corrected value, "" where nothing was corrected."""
    changed = [
        one
        for where, one in file.book.amendments
        if (where, one.nip, one.component) == (post, nip, component)
    ]
    return grouped(value_of(file.book, nip, post, component) or "0") if changed else ""
