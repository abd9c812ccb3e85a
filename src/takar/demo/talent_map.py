"""The talent map of Kota Contoh's leaders, with something recorded for a person, as the talent team would."""

from __future__ import annotations

from datetime import timedelta

from takar.demo.scenario import granted
from takar.demo.stages import Stages
from takar.kernel.clock import utc_now
from takar.kernel.numbers import grouped
from takar.talent.public import Wanted, ask_map_now, pool_of, record_follow_up

TEAM = "talenta"
LEADERS = ("jpt_pratama", "administrator")


def draw_talent_map(stages: Stages) -> None:
    """The map of today for echelon II and III, and one follow-up."""
    today = utc_now().date()
    wanted = Wanted(
        title=f"Peta talenta JPT Pratama dan Administrator {today.year}",
        on=today,
        ruleset="peta-talenta",
        classes=LEADERS,
        registers=("awards", "team_tasks", "development", "discipline"),
    )
    with stages.run("Membuat peta talenta") as (stage, _):
        made = granted(ask_map_now(wanted, actor=TEAM))
        members = pool_of(made)
        for one in members[:1]:
            granted(
                record_follow_up(
                    made, one.row.nip, "Penugasan sebagai pelaksana harian satu bulan", "Kepala BKPSDM",
                    today + timedelta(days=90), actor=TEAM,
                )
            )  # fmt: skip
        stage.result = (
            f"{grouped(made.assessed)} dipetakan, {grouped(made.people - made.assessed)} belum dinilai, "
            f"{grouped(len(members))} di kelompok talenta"
        )
