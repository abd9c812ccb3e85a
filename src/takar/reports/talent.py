"""Papers of a talent map: the map with its tables, and the sheet that a person may ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import override

from takar.kernel.clock import long_date
from takar.kernel.numbers import grouped
from takar.reports.render import render_pdf
from takar.reports.report import PDF, Report, slug
from takar.reports.wording import spaced_nip
from takar.standards.public import TalentRules
from takar.talent.public import MapPerson, PersonFile, TalentMap, person_file, rules_of, words

ORGANISER = "Tim Manajemen Talenta"
# A longer list belongs into Excel.
_MOST_LISTED = 1_500
_MOST_POINTS = 3_000
_BANDS = ("low", "middle", "high")
_RIGHTS = (
    "Anda dapat meminta penjelasan, meminta data yang keliru dibetulkan, dan berkeberatan atas keputusan yang hanya "
    "didasarkan pada pengolahan otomatis (UU 27/2022 pasal 5–13). Peta talenta adalah bahan pertimbangan; keputusan "
    "diambil oleh pejabat yang berwenang. Peluang di atas menyatakan seberapa besar galat pengukuran dapat mengubah kotak."
)


def map_report(drawn: TalentMap, made_at: datetime) -> Report:
    """A4 landscape: nine boxes with every point, counts with expectation, then the people."""
    with override("id"):
        rules = rules_of(drawn)
        rows = list(MapPerson.objects.filter(map=drawn).order_by("box", "name"))
        data = _map_data(drawn, rules, rows)
    return Report(f"peta-talenta-{slug(drawn.title)}.pdf", PDF, render_pdf("talent_map", data, made_at))


def _map_data(drawn: TalentMap, rules: TalentRules, rows: list[MapPerson]) -> dict[str, Any]:
    placed = [row for row in rows if row.box is not None]
    low = _low(placed, rules)
    listed = (
        sorted(placed, key=lambda row: (-(row.box or 0), row.name)) if len(placed) <= _MOST_LISTED else []
    )
    return {
        "title": drawn.title,
        "organiser": ORGANISER,
        "subtitle": f"Keadaan {long_date(drawn.on)} · ketentuan {rules.label} · {grouped(drawn.assessed)} orang dipetakan, "
        f"{grouped(drawn.people - drawn.assessed)} belum dinilai · SHA-256 {drawn.inputs_digest[:16]}…",
        "footer": f"{drawn.title} · rahasia jabatan · dicetak dengan Takar",
        "boxes": [_box(drawn, rules, number, low) for number in range(1, 10)],
        "points": [
            [_permille(row.potential or 0.0, low), _permille(row.performance or 0.0, low)]
            for row in placed[:: max(1, -(-len(placed) // _MOST_POINTS))]
        ],
        "rows": [
            [str(n), rules.box(n).name_id, grouped(drawn.counts[n - 1]), words.number(drawn.expected[n - 1], 0)]
            for n in range(9, 0, -1)
        ],
        "explanation": "Orang: menurut nilainya. Perkiraan: berapa orang yang sebenarnya berada di kotak itu bila tidak ada "
        "galat pengukuran. Kotak berlatar hijau memberi masuk ke kelompok talenta. Siapa yang belum dinilai tidak berada "
        "di kotak mana pun.",
        "people": [_person_row(row) for row in listed],
        "missing": [
            [row.nip, row.name, ", ".join(rules.component(code).name_id for code, _ in row.missing)]
            for row in rows
            if row.box is None
        ][:_MOST_LISTED],
    }  # fmt: skip


def _low(placed: list[MapPerson], rules: TalentRules) -> float:
    """Where the axes begin: below the lowest score and the lowest edge."""
    scores = [score for row in placed for score in (row.performance or 0.0, row.potential or 0.0)]
    edges = [float(one) for axis in ("performance", "potential") for one in rules.edges(axis)]
    return max(0.0, (min([*scores, *edges]) - 12) // 10 * 10)


def _permille(score: float, low: float) -> int:
    return max(0, min(1000, round((score - low) / (100 - low) * 1000)))


def _box(drawn: TalentMap, rules: TalentRules, number: int, low: float) -> dict[str, Any]:
    box = rules.box(number)
    across, up = rules.band("potential", box.potential), rules.band("performance", box.performance)
    return {
        "number": number,
        "pool": box.pool,
        "people": f"{grouped(drawn.counts[number - 1])} orang, perkiraan {words.number(drawn.expected[number - 1], 0)}",
        "left": _permille(float(across.low), low),
        "right": _permille(float(across.high), low),
        "bottom": _permille(float(up.low), low),
        "top": _permille(float(up.high), low),
    }


def _person_row(row: MapPerson) -> list[str]:
    return [row.nip, row.name, row.post, words.number(row.performance), words.number(row.potential), str(row.box),
            words.percent(row.sure)]  # fmt: skip


def person_report(drawn: TalentMap, nip: str, made_at: datetime) -> Report | None:
    """The sheet of one person, for himself; None when he is not on the map."""
    with override("id"):
        file = person_file(drawn, nip)
        data = _person_data(file, drawn) if file else None
    if data is None:
        return None
    return Report(f"lembar-talenta-{nip}.pdf", PDF, render_pdf("talent_person", data, made_at))


def _person_data(file: PersonFile, drawn: TalentMap) -> dict[str, Any]:
    row, placed = file.row, file.placed
    return {
        "title": f"Lembar talenta {row.name}",
        "agency": row.unit.split(" / ")[0] or "Pemerintah Daerah",
        "organiser": ORGANISER,
        "footer": f"Lembar talenta · {row.nip} · hanya untuk yang bersangkutan · dicetak dengan Takar",
        "identity": [
            ["Nama", row.name],
            ["NIP", spaced_nip(row.nip)],
            ["Jabatan", row.post or "–"],
            ["Unit kerja", row.unit or "–"],
            ["Peta", f"{drawn.title}, keadaan {long_date(drawn.on)}"],
            ["Ketentuan", file.rules.label],
        ],
        "placed": placed is not None,
        "place": [
            ["Kotak", words.box_name(file.rules.box(placed.box))],
            ["Kinerja", f"{words.number(placed.performance)} ± {words.number(placed.performance_se, 1)}"],
            ["Potensi", f"{words.number(placed.potential)} ± {words.number(placed.potential_se, 1)}"],
            ["Tindak lanjut menurut ketentuan", file.rules.box(placed.box).follow_up_id],
        ]
        if placed
        else [],
        "chances": [
            {"number": one.box.number, "name": one.box.name_id, "permille": round(one.chance * 1000),
             "chance": words.percent(one.chance)}
            for one in file.chances
        ],
        "missing": [f"{one.name}: {one.why} → {one.remedy}" for one in file.missing],
        "axes": [
            {
                "title": f"{words.AXES[part.code]}{f': {words.number(part.score)}' if part.score is not None else ''}",
                "note": f"{part.n} dari {part.of} komponen"
                + ("; bobot yang tidak ada dibagi kepada yang ada" if part.n < part.of else ""),
                "rows": [
                    [words.spoken(line.component), line.how, words.number(line.cell.points),
                     f"{grouped(line.component.weight)}%", words.number(line.adds)]
                    for line in part.lines
                ],
            }
            for part in file.axes
        ],
        "changes": list(file.changes),
        "plan": [
            [one.what, one.responsible, long_date(one.due_on), str(words.STATES[one.state])] for one in file.steps
        ],
        "rights": _RIGHTS,
    }  # fmt: skip
