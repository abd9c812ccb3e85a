"""python -m tests.exercises.plant_writing: a sealed in-basket and a sheet about it for `sari`, for tests that drive an office."""

from __future__ import annotations

import json
import os

SHEET = "d" * 24
ANSWERS = {
    "1": (
        "urgent",
        "delegate",
        "Kepala Bidang Pengaduan membuka lima loket mulai Senin pukul 07.30. Dua petugas kembali dari Perizinan sampai "
        "antrean di bawah 45 menit.\nLaporkan angkanya setiap pukul 10 dan 15 kepada Sekretaris Dinas.",
    ),
    "2": ("important", "postpone", "Belum dibayar. Uji tujuh hari dijalankan dahulu; lihat surat 6."),
    "4": ("later", "decide", "Ditolak. Berkas lingkungan harus lengkap, siapa pun yang meminta."),
}


def plant() -> None:
    from takar.accounts.public import User, make_signing_key
    from takar.delivery.public import place_of
    from takar.exercises.library.instruments import instrument_from
    from takar.exercises.library.reading import exercise
    from takar.exercises.models import ListedRater, Round, Sheet
    from takar.kernel.clock import day_in, utc_now
    from takar.scoring.public import seal_ready
    from tests.exercises.round import PHRASE
    from tests.exercises.test_on_screen import IN_BASKET, ITEM, put_in_bank, with_library
    from tests.scoring.sittings import item_ids, opened_world, sit, sittings_of

    with_library()
    put_in_bank(IN_BASKET, actor="penulis")
    world = opened_world(2, simulation=IN_BASKET)
    answers = {item: "C" for item in item_ids(world) if item != ITEM}
    for number, (priority, action, text) in ANSWERS.items():
        said = {"priority": priority, "action": action, "text": text}
        answers[place_of(ITEM, number)] = json.dumps(said, ensure_ascii=False)
    sit(world, sittings_of(world)[0], answers)
    seal_ready()
    now = utc_now()
    owner = Round.objects.create(
        owner=world.assessment.id, event="cd" * 9, title="Pusat penilaian", rules={}, index=0, made_at=now
    )
    user = User.objects.get(username="sari")
    make_signing_key(user, PHRASE)
    ListedRater.objects.create(
        round=owner,
        username="sari",
        public=user.signing_keys.get(retired_at=None).public,
        salt="00" * 16,
        index=0,
    )
    view = exercise(IN_BASKET)
    assert view is not None
    made = instrument_from(view, required=dict.fromkeys(view.draft.competencies, 3), on=day_in("WIB", now))
    Sheet.objects.create(
        id=SHEET, round=owner, pseudonym="e" * 24, nip=world.nips[0], name="Peserta 001", number="001",
        instrument=IN_BASKET, title=view.draft.title, rater="sari", form=made["form"], room="", starts=now, made_at=now,
    )  # fmt: skip


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "takar.office.settings"
    import django

    django.setup()
    plant()
