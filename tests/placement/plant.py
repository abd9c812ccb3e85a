"""Plants an invented city with scenarios into the data folder of TAKAR_DATA: `python -m tests.placement.plant 20 3 2`.

Officials, vacant posts and people of the pool; then one scenario solved twice and once handed over. Prints their ids.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
    import django

    django.setup()
    from takar.jobs.public import run_jobs_once
    from takar.placement.actions.ask_solve import ask_solve
    from takar.placement.actions.freeze import freeze
    from takar.placement.actions.hand_over import hand_over
    from tests.placement.world import PLANNER, REASON, book, city, made

    officials, vacant, pool = map(int, sys.argv[1:4])
    asked = replace(city(officials, vacant, pool), redraws=2000)
    sure = replace(asked, prices={**asked.prices, "move_price": "6"})
    wanted = (("Rotasi contoh", asked), ("Rotasi lebih sedikit", sure), ("Rotasi diserahkan", asked))
    ids = [made(terms, title) for title, terms in wanted]
    for id in ids:
        ask_solve(id, actor=PLANNER)
    # A worker may run beside this and take some of the jobs.
    while any(book(id).state.phase == "solving" for id in ids):
        if not run_jobs_once():
            time.sleep(0.2)
    last = ids[-1]
    freeze(last, max(book(last).state.points), REASON, actor=PLANNER)
    hand_over(last, "Wali Kota Contoh", "800/12", actor=PLANNER)
    print(*ids)


if __name__ == "__main__":
    main()
