"""The individual report of an assessment centre by the official layout, and the recap of a batch, from signed outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings

from takar.accounts.public import full_names
from takar.assessments.public import AssessmentView, ParticipantView, assessment, participants_in
from takar.exercises import public as exercises
from takar.exercises.public import Integration, RoundView, Total
from takar.kernel.clock import day_in, long_date
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.ledger.public import COMPETENCIES
from takar.reports.assessor_workbook import workbook
from takar.reports.individual import potential_rows
from takar.reports.render import render_pdf
from takar.reports.report import PDF, XLSX, Report, slug
from takar.reports.wording import letterhead, spaced_nip
from takar.scoring.public import outcomes_of
from takar.standards.public import Ruleset

NOT_SIGNED = Refusal(
    "INTEGRATION_NOT_SIGNED",
    "Hasil rapat asesor peserta ini belum ditandatangani kedua pihak. Selesaikan rapatnya dahulu.",
    "The outcome of this participant's assessor meeting is not signed by both yet. Finish the meeting first.",
)
LOW = (
    "Keterandalan nilai satu kompetensi pada umumnya rendah, lebih rendah daripada nilai keseluruhan. "
    "Jangan mengambil keputusan atas dasar selisih satu kompetensi saja; bacalah bersama bukti perilakunya."
)
NO_RULES = "Putaran ini tidak menyebut aturan penilaian, jadi JPM tidak dihitung."
NO_ERROR = "Galat per kompetensi belum dapat dihitung: terlalu sedikit peserta yang dinilai bersama, atau belum dihitung."


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known about the round beyond its ratings."""

    round: RoundView
    assessment: AssessmentView | None
    people: Mapping[str, ParticipantView]
    certainty: Mapping[str, Any]
    potential: Mapping[str, Mapping[str, Any]]

    @property
    def beside(self) -> dict[str, Mapping[str, Any]]:
        """Those of `potential` whose test measures nothing else, so that this meeting's result is the other half."""
        return {nip: full for nip, full in self.potential.items() if full.get("judged") == COMPETENCIES}

    def mean(self, nip: str) -> str | None:
        """Mean of the aspects, 0 to 100, with one decimal."""
        scores = [Decimal(one["score"]) for one in self.beside.get(nip, {}).get("potential") or ()]
        if not scores:
            return None
        return str((sum(scores, Decimal(0)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP))

    @property
    def organiser(self) -> str:
        return str(self.round.rules.get("terms", {}).get("organiser", ""))

    @property
    def place(self) -> str:
        return self.assessment.location if self.assessment else ""


def assessor_report(owner: str, nip: str) -> Report | Refusal:
    """PDF/A of one person; the same signed outcome gives the same bytes while its certainty is the same."""
    found, setting = exercises.integration_of(owner, nip), _setting(owner)
    if found is None or setting is None:
        return NOT_SIGNED
    data = _individual(found, setting, _total(found))
    body = render_pdf("assessor_report", data, found.signed_at)
    return Report(f"laporan-asesor-{slug(found.name)}.pdf", PDF, body)


def assessor_compilation(owner: str) -> Report | Refusal:
    """One row per signed participant with totals and categories, and what is not signed yet."""
    found, setting = exercises.integrations(owner), _setting(owner)
    if not found or setting is None:
        return NOT_SIGNED
    made_at = max(one.signed_at for one in found)
    data = {
        "title": f"Rekapitulasi hasil penilaian kompetensi {setting.round.title}",
        "agency": letterhead(setting.place or setting.organiser),
        "organiser": setting.organiser,
        "footer": _footer(setting, ""),
        "round": setting.round.title,
        "names": [one["name"] for one in found[0].values],
        "with_potential": bool(setting.beside),
        "rows": [_line(one, setting) for one in found],
        "missing": len(setting.round.pseudonyms) - len(found),
        "categories": _tally(found),
        "place_date": _place_date(setting, found[-1]),
    }
    return Report(
        f"rekap-asesor-{slug(setting.round.title)}.pdf",
        PDF,
        render_pdf("assessor_compilation", data, made_at),
    )


def assessor_workbook(owner: str) -> Report | Refusal:
    """The same as Excel, with the departures on a second sheet."""
    found, setting = exercises.integrations(owner), _setting(owner)
    if not found or setting is None:
        return NOT_SIGNED
    lines = [(one, _total(one)) for one in found]
    potential = {nip: mean for nip in setting.beside if (mean := setting.mean(nip)) is not None}
    body = workbook(setting.round.title, setting.organiser, lines, potential)
    return Report(f"rekap-asesor-{slug(setting.round.title)}.xlsx", XLSX, body)


def _setting(owner: str) -> _Setting | None:
    view = exercises.round_of(owner)
    if view is None:
        return None
    known = assessment(owner)
    people = {one.nip: one for one in participants_in(owner)} if known else {}
    return _Setting(view, known, people, exercises.competency_certainty(owner), _measured(owner, people))


def _measured(owner: str, people: Mapping[str, ParticipantView]) -> dict[str, Mapping[str, Any]]:
    """NIP -> the sealed outcome of the computer test of the same assessment, where potential was measured."""
    nips = {one.sitting: one.nip for one in people.values()}
    return {nips[one.sitting]: one.full for one in outcomes_of(owner) if one.sitting in nips}


def _total(found: Integration) -> Total | Refusal | None:
    rules = exercises.ruleset_of(found.owner)
    return exercises.total_of(found.values, rules) if rules else None


def _individual(found: Integration, setting: _Setting, total: Total | Refusal | None) -> dict[str, Any]:
    known = total if isinstance(total, Total) else None
    rules = exercises.ruleset_of(found.owner)
    return {
        "title": f"Laporan individual {found.name}",
        "agency": letterhead(setting.place or setting.organiser),
        "organiser": setting.organiser,
        "footer": _footer(setting, found.digest),
        "purpose_title": setting.round.title,
        "identity": _identity(found, setting),
        "competencies": [_competency(one, setting.certainty, rules) for one in found.values],
        **potential_rows(setting.potential.get(found.nip, {})),
        "evidence": _evidence(found, setting),
        "summary": _summary(known, total),
        "low": LOW if setting.certainty else f"{NO_ERROR} {LOW}",
        "strengths": _points(found.text.get("strengths", "")),
        "development_areas": _points(found.text.get("development", "")),
        "advice": _points(found.text.get("advice", "")),
        "departures": [_departure(one, found) for one in found.departures],
        "category": {"code": known.category, "name": known.category_name, "sentence": known.sentence}
        if known
        else None,
        "place_date": _place_date(setting, found),
        "responsible": full_names([found.responsible])[found.responsible],
        "lead": full_names([found.lead])[found.lead],
        "signed": f"{long_date(day_in(settings.TAKAR.zone, found.signed_at))}, sidik jari catatan {found.digest[:16]}",
        "index": None if found.index is None else str(found.index),
    }


def _evidence(found: Integration, setting: _Setting) -> str | None:
    """Which receipt proves what, where potential and competencies come from two."""
    test, receipt = setting.beside.get(found.nip), exercises.result_receipt(found.owner, found.nip)
    if test is None or isinstance(receipt, Refusal):
        return None
    return (
        f"Potensi berasal dari tes komputer dan dibuktikan tanda terima {test['code']}; kompetensi ditetapkan rapat asesor dan "
        f"dibuktikan tanda terima {receipt.code}. Keduanya dapat diperiksa siapa pun dengan takar verify."
    )


def _identity(found: Integration, setting: _Setting) -> list[list[str]]:
    person = setting.people.get(found.nip)
    rows = [["Nomor peserta", found.number or "-"], ["Nama", found.name], ["NIP", spaced_nip(found.nip)]]
    if person:
        rows += [
            ["Pangkat/golongan", person.golongan or "-"],
            ["Jabatan", person.post],
            ["Unit kerja", person.unit],
        ]
    rows.append(["Kegiatan", setting.round.title])
    if setting.assessment:
        rows.append(["Dasar", setting.assessment.legal_basis.sentence])
    return [*rows, ["Tanggal rapat asesor", long_date(day_in(settings.TAKAR.zone, found.signed_at))]]


def _competency(
    one: Mapping[str, Any], certainty: Mapping[str, Any], rules: Ruleset | None
) -> dict[str, Any]:
    assessed, asked = one["value"] != "NE", one["standard"] != "NE"
    value = Decimal(one["value"]) if assessed else None
    gap = value - Decimal(one["standard"]) if value is not None and asked else None
    error = certainty.get(one["code"], {})
    return {
        "name": one["name"],
        "required": int(Decimal(one["standard"])) if asked else 0,
        "level": _level(value, rules),
        "rating": str(value or 0),
        "rating_text": grouped(str(value)) if value is not None else "tidak dinilai",
        "gap_text": "–" if gap is None else (("+" if gap > 0 else "") + grouped(str(gap)).replace("-", "−")),
        "below": gap is not None and gap < 0,
        "error": f"±\u00a0{grouped(str(Decimal(error['sem']).quantize(Decimal('0.01'))))}"
        if "sem" in error
        else "–",
        "counted": f"{one['counted']}/{one['asked']}",
    }


def _level(value: Decimal | None, rules: Ruleset | None) -> int:
    """The level that is marked X, by the ruleset; none for what was not assessed."""
    if value is None:
        return 0
    return rules.level_for(value) if rules else int(value.to_integral_value(ROUND_HALF_UP))


def _summary(known: Total | None, total: Total | Refusal | None) -> str:
    if known:
        return (
            f"Jumlah nilai yang dicapai {grouped(str(known.total))} dan jumlah standar jabatan {known.standard}. "
            f"Job Person Match (JPM) = {grouped(str(known.total))} : {known.standard} × 100 = {grouped(str(known.jpm))} persen."
        )
    return (
        total.id
        if isinstance(total, Refusal)
        else "Putaran ini tidak menyebut aturan penilaian, jadi JPM tidak dihitung."
    )


def _departure(one: Mapping[str, Any], found: Integration) -> str:
    names = {each["code"]: each["name"] for each in found.values}
    old, new = (("tidak dinilai" if v == "NE" else grouped(v)) for v in (one["rule"], one["new"]))
    name = names.get(one["dimension"], one["dimension"])
    return f"{name}: menurut aturan {old}, ditetapkan {new} oleh {full_names([one['by']])[one['by']]}: {one['text']}"


def _points(text: str) -> list[str]:
    return [line.strip().lstrip("-•* ").strip() for line in text.splitlines() if line.strip()]


def _line(one: Integration, setting: _Setting) -> dict[str, Any]:
    total = _total(one)
    known = total if isinstance(total, Total) else None
    potential = setting.mean(one.nip)
    return {
        "potential": grouped(potential) if potential else "–",
        "number": one.number,
        "name": one.name,
        "values": ["NE" if v["value"] == "NE" else grouped(v["value"]) for v in one.values],
        "total": grouped(str(known.total)) if known else "–",
        "jpm": grouped(str(known.jpm)) if known else "–",
        "category": known.category if known else "–",
    }


def _tally(found: Sequence[Integration]) -> list[list[str]]:
    counts: dict[str, int] = {}
    for one in found:
        total = _total(one)
        label = f"{total.category_name} ({total.category})" if isinstance(total, Total) else "Tanpa JPM"
        counts[label] = counts.get(label, 0) + 1
    return [[label, str(number)] for label, number in sorted(counts.items())]


def _footer(setting: _Setting, digest: str) -> str:
    parts = (
        setting.round.title,
        f"catatan {digest[:16]}" if digest else "",
        "dibuat dengan Takar dari catatan yang ditandatangani",
    )
    return " · ".join(part for part in parts if part)


def _place_date(setting: _Setting, found: Integration) -> str:
    day = long_date(day_in(settings.TAKAR.zone, found.signed_at))
    return f"{setting.place}, {day}" if setting.place else day
