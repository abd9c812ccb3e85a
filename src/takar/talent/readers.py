"""The newest talent map for reading outside: the API, CSV and Excel with SIMATA-like headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.timezone import localdate

from takar.accounts.public import Ability
from takar.kernel.readers import Column, ColumnKind, Reader, Row
from takar.talent.models import MapPerson, TalentMap
from takar.talent.queries import latest_map
from takar.talent.reading import rules_of

_COLUMNS = (
    Column("nip", "NIP BARU", ColumnKind.TEXT, "NIP 18 angka", "NIP of 18 digits"),
    Column("name", "NAMA", ColumnKind.TEXT, "Nama dengan gelar", "Name with titles"),
    Column("post", "JABATAN NAMA", ColumnKind.TEXT, "Jabatan pada hari peta", "Post on the day of the map"),
    Column("unit", "UNOR NAMA", ColumnKind.TEXT, "Unit pada hari peta", "Unit on the day of the map"),
    Column("job_class", "JENIS JABATAN", ColumnKind.TEXT, "Kelas jabatan", "Job class"),
    Column("on", "TANGGAL PETA", ColumnKind.DATE, "Hari peta", "Day of the map"),
    Column("rules", "KETENTUAN", ColumnKind.TEXT, "Ketentuan peta talenta", "Talent map rules"),
    Column("performance", "NILAI KINERJA", ColumnKind.DECIMAL, "0–100, kosong bila belum dinilai", "0–100, null if not assessed"),
    Column("potential", "NILAI POTENSI", ColumnKind.DECIMAL, "0–100, kosong bila belum dinilai", "0–100, null if not assessed"),
    Column("performance_se", "GALAT KINERJA", ColumnKind.DECIMAL, "Galat baku, poin", "Standard error in points"),
    Column("potential_se", "GALAT POTENSI", ColumnKind.DECIMAL, "Galat baku, poin", "Standard error in points"),
    Column("box", "KOTAK TALENTA", ColumnKind.INTEGER, "Kosong bila belum dinilai", "Null if not assessed"),
    Column("chance", "PELUANG KOTAK", ColumnKind.DECIMAL, "Peluang kotak itu benar", "Chance that the box is right"),
    Column("pool", "KELOMPOK TALENTA", ColumnKind.BOOLEAN, "Kotaknya memberi masuk", "The box feeds the pool"),
    Column("missing", "BELUM ADA", ColumnKind.LIST, "Komponen wajib yang belum ada", "Required components that are missing"),
    Column("retires_on", "BUP", ColumnKind.DATE, "Hari pertama pensiun", "First day of retirement"),
)  # fmt: skip


def _matching(drawn: TalentMap, where: Mapping[str, str]) -> QuerySet[MapPerson]:
    return MapPerson.objects.filter(map=drawn, **where).order_by("nip")


def _rows(after: str, limit: int, where: Mapping[str, str]) -> Sequence[Row]:
    drawn = latest_map(localdate())
    if drawn is None:
        return []
    rules = rules_of(drawn)
    return [
        _row(one, drawn, rules.label, rules.pool_boxes)
        for one in _matching(drawn, where).filter(nip__gt=after)[:limit]
    ]


def _row(one: MapPerson, drawn: TalentMap, label: str, pool: tuple[int, ...]) -> Row:
    return {
        "nip": one.nip,
        "name": one.name,
        "post": one.post,
        "unit": one.unit,
        "job_class": one.job_class,
        "on": drawn.on,
        "rules": label,
        "performance": _decimal(one.performance, 2),
        "potential": _decimal(one.potential, 2),
        "performance_se": _decimal(one.performance_se, 2),
        "potential_se": _decimal(one.potential_se, 2),
        "box": one.box,
        "chance": _decimal(one.sure, 4) if one.box else None,
        "pool": one.box in pool if one.box else None,
        "missing": tuple(code for code, _ in one.missing),
        "retires_on": one.retires_on,
    }


def _decimal(value: float | None, places: int) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.{places}f}")


def _count(where: Mapping[str, str]) -> int:
    drawn = latest_map(localdate())
    return _matching(drawn, where).count() if drawn else 0


READERS = (
    Reader(
        name="talent-map",
        scope="talent.read",
        ability=Ability.READ_TALENT,
        id="Peta talenta terbaru",
        en="Newest talent map",
        columns=_COLUMNS,
        key="nip",
        filters=("nip", "job_class", "office", "box"),
        rows=_rows,
        count=_count,
    ),
)
