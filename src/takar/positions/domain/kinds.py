"""The two lists that positions imports: the positions, and their requirements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from takar.people.public import (
    BadCell,
    Cell,
    JobClass,
    TableEntry,
    TableField,
    TableKind,
    classify,
    functional_level,
    given,
    parse_eselon,
)
from takar.people.public import table_fields as read
from takar.positions.domain.requirements import KIND_WORDS, WEIGHT_WORDS, key_of, parse_values

VACANT = "lowong"
_VACANT_WORDS = frozenset({"lowong", "kosong", "vacant", "tidak ada"})
COMPETENCIES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "m01": ("Integritas", "Integrity", ()),
    "m02": ("Kerja Sama", "Collaboration", ("cooperation", "kerjasama")),
    "m03": ("Komunikasi", "Communication", ()),
    "m04": ("Orientasi pada Hasil", "Results Orientation", ("results", "orientasi hasil")),
    "m05": ("Pelayanan Publik", "Public Service", ()),
    "m06": (
        "Pengembangan Diri dan Orang Lain",
        "Developing Self and Others",
        ("development of self and others", "pengembangan diri orang lain"),
    ),
    "m07": ("Mengelola Perubahan", "Managing Change", ()),
    "m08": ("Pengambilan Keputusan", "Decision Making", ("decisions",)),
    "sk01": ("Perekat Bangsa", "National Cohesion", ("unity", "sosial kultural")),
}
_CODE = TableField(
    "code",
    "Kode Jabatan",
    "Position code",
    read.code(60),
    ("kode", "id jabatan", "kode unor jabatan", "jabatan id"),
    True,
    "Kode yang tetap, tanpa spasi",
    "DISHUB-01",
)


def _job_class(cell: Cell, _since_1904: bool) -> str | BadCell:
    text = given(cell)
    if text in set(JobClass):
        return text
    found = classify(text, parse_eselon(text) or "", "")
    return found.job_class.value if found.job_class else BadCell("NOT_A_CHOICE")


def _eselon(cell: Cell, _since_1904: bool) -> str | BadCell:
    found = parse_eselon(given(cell))
    return BadCell("NOT_A_CHOICE") if found is None else found


def _level(cell: Cell, _since_1904: bool) -> str | BadCell:
    found = functional_level(given(cell).replace("_", " "))
    return found.value if found else BadCell("NOT_A_CHOICE")


def _holder(cell: Cell, since_1904: bool) -> str | BadCell:
    return VACANT if given(cell).casefold() in _VACANT_WORDS else read.nip(cell, since_1904)


def _technical(cell: Cell, _since_1904: bool) -> str | BadCell:
    """ "T.01=4; T.02=3" """
    told = technical_of(given(cell))
    return (
        BadCell("NOT_A_CHOICE")
        if told is None
        else "; ".join(f"{code}={level}" for code, level in sorted(told.items()))
    )


def technical_of(text: str) -> dict[str, str] | None:
    """Code -> level from "T.01=4; T.02=3"; None when it cannot be read."""
    found: dict[str, str] = {}
    for part in (one for one in text.split(";") if one.strip()):
        code, _, level = part.partition("=")
        value = read.parse_number(level)
        if not code.strip() or value is None or not 1 <= value <= 5:
            return None
        found[code.strip().upper()] = str(value)
    return found


def _competency(name: str) -> TableField:
    label, english, headings = COMPETENCIES[name]
    return TableField(
        name,
        label,
        english,
        read.number("1", "5", 2),
        headings,
        hint="Level yang disyaratkan, 1 sampai 5",
        example="4",
    )


def check_position(entry: TableEntry, today: date) -> None:
    """A functional level only for functional posts; days not ahead; how much of a standard there is."""
    values = entry.values
    levels = [name for name in COMPETENCIES if name in values]
    if values.get("level") and values.setdefault("job_class", "fungsional") != "fungsional":
        del values["level"]
    if not values.get("job_class") and values.get("eselon"):
        found = classify("", values["eselon"], "").job_class
        values.update({"job_class": found.value} if found else {})
    for name in ("held_since", "vacant_since"):
        if values.get(name, "") > today.isoformat():
            entry.find("DATE_AHEAD", name, values[name])
    if 0 < len(levels) < len(COMPETENCIES):
        entry.find("STANDARD_INCOMPLETE", "m01", str(len(levels)))


POSITIONS = TableKind(
    "positions.positions",
    "Peta jabatan",
    "Positions",
    "Satu baris per jabatan, dengan standar kompetensi dan pemangkunya.",
    "One row per position, with its standard and its holder.",
    (
        _CODE,
        TableField(
            "title",
            "Nama Jabatan",
            "Title",
            read.text(300),
            ("jabatan", "jabatan nama"),
            True,
            "",
            "Kepala Dinas Perhubungan",
        ),
        TableField(
            "unit",
            "Unit Kerja",
            "Unit",
            read.unit(600),
            ("unor nama", "unor", "opd", "perangkat daerah", "unit organisasi", "satuan kerja"),
            hint="Dari yang tertinggi, dipisahkan garis miring",
            example="Dinas Perhubungan",
        ),
        TableField(
            "agency",
            "Instansi",
            "Agency",
            read.text(200),
            ("instansi kerja nama", "instansi nama", "nama instansi"),
        ),
        TableField(
            "job_class",
            "Kelas Jabatan",
            "Class",
            _job_class,
            ("jenjang jabatan", "jenis jabatan nama", "jenis jabatan"),
            hint="JPT Pratama, Administrator, Pengawas, Pelaksana, atau Fungsional",
            example="JPT Pratama",
        ),
        TableField(
            "level",
            "Jenjang Fungsional",
            "Grade",
            _level,
            ("jenjang jf", "jenjang"),
            hint="Ahli Utama sampai Pemula; hanya jabatan fungsional",
        ),
        TableField(
            "eselon", "Eselon", "Eselon", _eselon, ("eselon nama",), hint="I.a sampai V.a", example="II.b"
        ),
        TableField(
            "family",
            "Rumpun",
            "Job family",
            read.text(120),
            ("rumpun jabatan", "urusan", "urusan pemerintahan"),
            example="Perhubungan",
        ),
        TableField(
            "holder",
            "NIP Pemangku",
            "Holder's NIP",
            _holder,
            ("nip", "nip baru", "nip pejabat", "pemangku", "nip pemegang jabatan"),
            hint="18 angka, atau “lowong”; sel kosong tidak mengubah yang tercatat",
            example="197001051995031001",
        ),
        TableField(
            "held_since",
            "TMT Jabatan",
            "Held since",
            read.day,
            ("tmt", "tmt pemangku", "tmt pelantikan"),
            hint="Tanggal",
            example="01-04-2023",
        ),
        TableField(
            "vacant_since",
            "Lowong Sejak",
            "Vacant since",
            read.day,
            ("tanggal lowong", "kosong sejak"),
            hint="Tanggal; hanya jabatan lowong",
        ),
        TableField(
            "must_fill",
            "Harus Terisi",
            "Must be filled",
            read.flag,
            ("wajib terisi", "wajib diisi"),
            hint="ya atau tidak",
            example="ya",
        ),
        TableField(
            "critical",
            "Jabatan Kritikal",
            "Critical",
            read.flag,
            ("kritikal", "jabatan kritis", "jabatan target", "kritis"),
            hint="ya atau tidak",
            example="tidak",
        ),
        TableField(
            "standard_code",
            "Kode Standar",
            "Standard code",
            read.text(60),
            ("kode skj", "standar", "skj"),
            hint="Kode standar jabatan yang berlaku bila jabatan ini tidak punya standar sendiri",
        ),
        *(_competency(name) for name in COMPETENCIES),
        TableField(
            "technical",
            "Kompetensi Teknis",
            "Technical competencies",
            _technical,
            ("kompetensi teknis level",),
            hint="Kode=level, dipisahkan titik koma",
            example="T.01=4; T.02=3",
        ),
    ),
    ("code", "title"),
    lambda values: values.get("code", ""),
    check_position,
    of_people=False,
)


def _requirement_key(values: Mapping[str, str]) -> str:
    told = tuple(part.strip() for part in values.get("value", "").split(";") if part.strip())
    return (
        f"{values.get('code', '')}|{values['kind']}|{key_of(values['kind'], told, values.get('text', ''))}"[
            :400
        ]
    )


def check_requirement(entry: TableEntry, _today: date) -> None:
    """The value must suit the kind; what a person checks needs its text."""
    kind = entry.values.get("kind")
    if kind is None:
        return
    given_value = entry.values.get("value", "")
    if kind == "other" and not entry.values.get("text"):
        entry.find("MISSING", "text", hint="Tuliskan persyaratannya.")
        return
    values = parse_values(kind, given_value)
    if values is None:
        entry.find("VALUES_WRONG", "value", given_value, f"Contoh: {KIND_WORDS[kind][3]}")  # type: ignore[index]
    elif values:
        entry.values["value"] = "; ".join(values)


_WEIGHTS = {weight.value: words for weight, words in WEIGHT_WORDS.items()}
_KINDS = {kind.value: (words[0], words[1], *words[2]) for kind, words in KIND_WORDS.items()}
REQUIREMENTS = TableKind(
    "positions.requirements",
    "Persyaratan jabatan",
    "Requirements",
    "Satu baris per persyaratan: jenis, tingkat pentingnya, dan nilainya.",
    "One row per requirement: kind, weight and value.",
    (
        _CODE,
        TableField(
            "kind",
            "Jenis Persyaratan",
            "Kind",
            read.choice(_KINDS),
            ("jenis", "persyaratan"),
            True,
            "Isi: " + "; ".join(words[0] for words in KIND_WORDS.values()),
            "Pendidikan paling rendah",
        ),
        TableField(
            "weight",
            "Tingkat Pentingnya",
            "Weight",
            read.choice(_WEIGHTS),
            ("tingkat penting", "kepentingan", "bobot"),
            True,
            "Isi: Mutlak, Penting, atau Perlu",
            "Mutlak",
        ),
        TableField(
            "value",
            "Nilai",
            "Value",
            read.text(300),
            ("isi", "syarat", "ketentuan"),
            hint="Bagian dipisahkan titik koma, misalnya Keuangan; 5",
            example="S1",
        ),
        TableField(
            "text",
            "Uraian",
            "Text",
            read.text(500),
            ("uraian persyaratan", "keterangan"),
            hint="Bunyi dalam standar; wajib untuk jenis Lainnya",
        ),
    ),
    ("code", "kind", "weight"),
    _requirement_key,
    check_requirement,
    of_people=False,
)
