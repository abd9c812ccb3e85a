"""python -m tests.exercises.plant: a round with sheets of today for `sari` and `budi`, for tests that drive a whole office.

The first participant is also in today's batch, so that his card can be read.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

SHEETS = ("interview", "group", "panel", "proven", "other", "spare")
DIMENSIONS = (*(f"M.0{number}" for number in range(1, 9)), "SK.01")


def sheet_id(rater: str, kind: str) -> str:
    return f"{'sari budi'.split().index(rater):012x}{SHEETS.index(kind):012x}"


def plant() -> None:
    from takar.accounts.public import User, make_signing_key
    from takar.exercises.models import ListedRater, Round
    from takar.kernel.clock import utc_now
    from tests.attendance.plant import plant as attend
    from tests.exercises.round import PHRASE

    attend(3)
    owner = Round.objects.create(
        owner="kegiatan1", event="ab" * 9, title="Contoh", rules={}, index=0, made_at=utc_now()
    )
    for name in ("sari", "budi"):
        user = User.objects.get(username=name)
        make_signing_key(user, PHRASE)
        key = user.signing_keys.get(retired_at=None).public
        ListedRater.objects.create(round=owner, username=name, public=key, salt="00" * 16, index=0)
        _sheets(owner, name)


def _sheets(owner: Any, rater: str) -> None:
    from takar.exercises.models import Sheet
    from takar.exercises.storage import Saved, save
    from takar.kernel.clock import utc_now
    from tests.attendance.world import NIPS

    now, whole, panel = utc_now(), _form(), _panel()
    rows = (
        ("group", 1, "Diskusi kelompok", whole, 180), ("interview", 1, "Wawancara kompetensi", whole, -10),
        ("panel", 2, "Ruang teknis", panel, 60), ("proven", 3, "Studi kasus", whole, 30), ("other", 2, "Makalah", whole, 400),
        ("spare", 3, "Presentasi", whole, 300),
    )  # fmt: skip
    for kind, number, title, form, start in rows:
        starts = now + timedelta(minutes=start)
        Sheet.objects.create(
            id=sheet_id(rater, kind), round=owner, pseudonym=f"{number:024x}", nip=NIPS[number - 1],
            name=f"Peserta Contoh {number}", number=f"{number:03d}", instrument=kind, title=title, rater=rater, form=form,
            room="Ruang Cempaka", starts=starts, ends=starts + timedelta(hours=1), made_at=now,
        )  # fmt: skip
    saved = save(sheet_id(rater, "proven"), rater, "tadi", _proof())
    assert isinstance(saved, Saved), saved


def _proof() -> list[dict[str, Any]]:
    """Evidence for all nine, nothing rated."""
    entries: list[dict[str, Any]] = []
    for place, code in enumerate(DIMENSIONS):
        note = f"bukti{place}"
        entries += [
            {"kind": "noted", "note": note, "text": f"Terlihat untuk {code}.", "clock_s": place * 60},
            {"kind": "tagged", "note": note, "dimension": code, "indicator": "", "sign": "+"},
        ]
    return [{"seq": seq, "tick": seq, **one} for seq, one in enumerate(entries, 1)]


def _form() -> dict[str, Any]:
    from takar.exercises.library.instruments import instrument_from
    from takar.exercises.library.reading import ExerciseView
    from takar.exercises.library.shipped import shipped
    from takar.kernel.clock import day_in, utc_now

    now = utc_now()
    draft = next(one for one in shipped() if one.kind == "interview")
    view = ExerciseView(draft, 1, True, "", "uji", now)
    made = instrument_from(view, required=dict.fromkeys(DIMENSIONS, 4), on=day_in("WIB", now))
    form = made["form"]
    assert isinstance(form, dict)
    return form


def _panel() -> dict[str, Any]:
    dimensions = [
        {
            "code": "T1", "name": "Penguasaan bidang", "standard": "80",
            "indicators": [{"code": "a", "text": "Memberi contoh."}], "anchors": {"60": "Menyebut.", "80": "Menjelaskan."},
        },
        {"code": "T2", "name": "Gagasan", "standard": "80", "indicators": [], "anchors": {}},
    ]  # fmt: skip
    return {"scale": {"least": "0", "most": "100", "decimals": 2}, "dimensions": dimensions}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "takar.office.settings"
    import django

    django.setup()
    plant()
