"""A small round of judging: two raters, two people, one interview."""

from __future__ import annotations

from typing import Any

from takar.accounts.public import User, make_signing_key, signing_key_of
from takar.exercises.models import ListedRater, Round, Sheet
from takar.exercises.storage import save
from takar.exercises.storage.own import Saved
from takar.kernel.clock import utc_now

PHRASE = "kopi pahit di pagi hari"
FORM = {
    "scale": {"least": "1", "most": "5", "decimals": 0},
    "dimensions": [
        {"code": "M.01", "name": "Integritas", "indicators": [{"code": "3.1", "text": "Menegur"}]},
        {"code": "M.02", "name": "Kerja Sama", "indicators": []},
    ],
}


def rater(name: str) -> User:
    user = User.objects.create(username=name, roles=["proctor"])
    make_signing_key(user, PHRASE)
    return user


def round_of(owner: str = "kegiatan1") -> Round:
    """A round that is in the log, so that its sheets may be written."""
    return Round.objects.create(
        owner=owner, event="a" * 18, title="Wawancara", rules={}, index=0, made_at=utc_now()
    )


def sheet(owner: Round, id: str, who: User, nip: str = "1" * 18) -> Sheet:
    key = signing_key_of(who)
    assert key is not None
    ListedRater.objects.get_or_create(round=owner, username=who.username, public=key.hex(), index=0)
    return Sheet.objects.create(
        id=id, round=owner, pseudonym=nip[:1] * 24, nip=nip, name="Peserta", instrument="wawancara", title="Wawancara",
        rater=who.username, form=FORM, made_at=utc_now(),
    )  # fmt: skip


def entries(value: str = "3") -> list[dict[str, Any]]:
    return [
        {"seq": 1, "tick": 1, "kind": "noted", "note": "n1", "text": "Menegur anggota", "clock_s": 5},
        {
            "seq": 2,
            "tick": 2,
            "kind": "tagged",
            "note": "n1",
            "dimension": "M.01",
            "indicator": "3.1",
            "sign": "+",
        },
        {"seq": 3, "tick": 3, "kind": "rated", "dimension": "M.01", "value": value},
        {"seq": 4, "tick": 4, "kind": "rated", "dimension": "M.02", "value": "NE"},
    ]


def filled(one: Sheet, value: str = "3") -> None:
    assert save(one.pk, one.rater, "dev", entries(value)) == Saved(4, ())
