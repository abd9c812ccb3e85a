"""python -m tests.attendance.plant: today's batch in the data folder of TAKAR_DATA, for tests that drive a whole office."""

from __future__ import annotations

import os
from datetime import timedelta


def plant(people: int) -> None:
    """A batch whose second day is today and whose activity began at midnight."""
    from takar.kernel.clock import day_in, utc_now
    from takar.planning.models import Activity, BatchDay
    from tests.attendance.world import BATCH, world

    world(people)
    today = day_in("WIB", utc_now())
    for ordinal in (3, 1, 2):
        BatchDay.objects.filter(batch=BATCH, ordinal=ordinal).update(day=today + timedelta(days=ordinal - 2))
    Activity.objects.filter(batch=BATCH, day=2).update(starts="00:00", ends="23:59:59")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "takar.office.settings"
    import django

    django.setup()
    plant(30)
