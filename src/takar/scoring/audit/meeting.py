"""What the assessor meeting found, beside a test: the office, the screen and the receipt of its leaf must say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from takar.assessments.public import ParticipantView
from takar.ledger.public import Log, policy_text, verify
from takar.scoring.domain.audit import Finding, flat_committed, flat_document, score_findings
from takar.scoring.domain.values import Name
from takar.scoring.models import MeetingResult, Outcome

_PARTS = ("competencies", "unassessed", "total", "standard_total", "jpm", "category", "meeting")


def split_screen(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the test's part, the meeting's part). Numbers of a meeting that is not named stay with the test, where they are wrong."""
    if "meeting" not in document:
        return dict(document), {}
    theirs = {name: document[name] for name in _PARTS if name in document}
    return {name: value for name, value in document.items() if name not in theirs}, theirs


def meeting_findings(
    who: ParticipantView, outcome: Outcome, on_screen: Mapping[str, Any], log: Log, names: Mapping[str, Name]
) -> list[Finding]:
    row = MeetingResult.objects.filter(sitting=who.sitting).first()
    if row is None:
        return [_finding(who, "MEETING_INVENTED", *_INVENTED)] if on_screen else []
    verdict = verify(row.receipt, policy_text(log.key.vkey))
    if verdict.exit_code != 0:
        said = (
            f"tanda terima hasil rapat: {verdict.sentence()}",
            f"receipt of the meeting: {verdict.sentence('en')}",
        )
        return [_finding(who, "RECEIPT_BAD", *said)]
    opened = verdict.values["opened"]
    if verdict.values["index"] != row.index or opened.get("subject", {}).get("nip") != who.nip:
        return [_finding(who, "MEETING_OF_OTHER", *_OTHER)]
    places = {"log": flat_committed(opened), "office": flat_document(row.body)}
    found = _screen(who, outcome, row, on_screen)
    if on_screen:
        places["exam"] = flat_document(on_screen)
    return found + score_findings(who.number, places, names)


def _screen(
    who: ParticipantView, outcome: Outcome, row: MeetingResult, on_screen: Mapping[str, Any]
) -> list[Finding]:
    found = []
    if on_screen and outcome.status == Outcome.Status.HELD:
        found.append(_finding(who, "MEETING_EARLY", *_EARLY))
    if on_screen and on_screen["meeting"].get("receipt") != row.receipt:
        found.append(_finding(who, "MEETING_RECEIPT_DIFFERS", *_RECEIPT))
    if row.shown_at is not None and not on_screen:
        found.append(_finding(who, "MEETING_MISSING", *_MISSING))
    return found


def _finding(who: ParticipantView, code: str, id_: str, en: str) -> Finding:
    return Finding(
        code,
        who.number,
        code.lower(),
        f"Peserta {who.number}: {id_}.".replace("..", "."),
        f"Participant {who.number}: {en}.".replace("..", "."),
    )


_INVENTED = (
    "layarnya memuat hasil rapat asesor yang tidak ada di kantor",
    "the screen shows an outcome of an assessor meeting that the office does not have",
)
_OTHER = (
    "tanda terima hasil rapat yang disimpan kantor bukan milik peserta ini",
    "the receipt of a meeting that the office keeps is not this participant's",
)
_EARLY = (
    "hasil rapat asesor sudah tampil di layarnya, padahal hasilnya masih ditahan",
    "the outcome of the meeting is on the screen although results are still held",
)
_RECEIPT = (
    "tanda terima hasil rapat di layarnya bukan yang disimpan kantor",
    "the receipt of the meeting on the screen is not the one that the office keeps",
)
_MISSING = (
    "hasil rapat asesor sudah ditampilkan, tetapi tidak ada lagi di basis data ujian",
    "the outcome of the meeting was shown but is no longer in the exam database",
)
