"""Raters at their desks: notes, tags and values, then the lock with their own key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from takar.accounts.public import User
from takar.demo.scenario import granted
from takar.exercises.public import SheetView, lock, save, sheets_in
from takar.kernel.clock import ZONES, Clock, utc_now

_NOTES = (
    "Menyebut perubahan alur layanan beserta angka sebelum dan sesudahnya",
    "Menjelaskan siapa yang keberatan dan bagaimana ia mengajaknya bicara",
    "Menyusun urutan kerja tahun pertama dengan penanggung jawab dan tenggat",
)


def fill_sheets(
    owner: str, raters: Sequence[str], passphrase: str, level: Mapping[str, int], until: date
) -> int:
    """Lock every sheet whose interview is not after `until`, and before now; returns how many."""
    users = {name: User.objects.get(username=name) for name in raters}
    due = [one for one in sheets_in(owner) if not one.withdrawn and _is_over(one, until)]
    for sheet in due:
        _fill(sheet, users[sheet.rater], passphrase, level[sheet.nip])
    return len(due)


def _is_over(sheet: SheetView, until: date) -> bool:
    return (
        sheet.ends is not None
        and sheet.ends.astimezone(ZONES["WIB"]).date() <= until
        and sheet.ends < utc_now()
    )


def _fill(sheet: SheetView, rater: User, passphrase: str, level: int) -> None:
    random = Random(f"{sheet.nip}/{sheet.instrument}/{rater.username}")  # noqa: S311  invented values, no secret
    entries: list[dict[str, object]] = []
    for place, dimension in enumerate(sheet.form["dimensions"]):
        code, note = dimension["code"], f"catatan-{place}"
        value = min(max(level + random.randint(-2, 2), 0), 100)
        entries += [
            {"kind": "noted", "note": note, "text": random.choice(_NOTES), "clock_s": 60 * (place + 1)},
            {"kind": "tagged", "note": note, "dimension": code, "indicator": "", "sign": "+"},
            {"kind": "rated", "dimension": code, "value": str(value)},
        ]
    typed = [{"seq": at, "tick": at, **one} for at, one in enumerate(entries, start=1)]
    end = sheet.ends
    assert end is not None
    clock: Clock = lambda: end  # noqa: E731
    granted(save(sheet.id, rater.username, "meja", typed, clock=clock))
    granted(lock(sheet.id, rater, passphrase, device="meja", last_seq=len(typed), clock=clock))
