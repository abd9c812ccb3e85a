"""Job classes of UU 5/2014 and UU 20/2023, and the levels of functional posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class JobClass(StrEnum):
    """What a post is, from the highest to the lowest; functional posts stand beside."""

    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    FUNGSIONAL = "fungsional"


class FunctionalLevel(StrEnum):
    """Jenjang of a functional post: keahlian from utama to pertama, keterampilan from penyelia to pemula."""

    AHLI_UTAMA = "ahli_utama"
    AHLI_MADYA = "ahli_madya"
    AHLI_MUDA = "ahli_muda"
    AHLI_PERTAMA = "ahli_pertama"
    PENYELIA = "penyelia"
    MAHIR = "mahir"
    TERAMPIL = "terampil"
    PEMULA = "pemula"


JOB_CLASS_NAMES: dict[JobClass, dict[str, str]] = {
    JobClass.JPT_UTAMA: {"id": "JPT Utama", "en": "JPT Utama (chief executive)"},
    JobClass.JPT_MADYA: {"id": "JPT Madya", "en": "JPT Madya (echelon I)"},
    JobClass.JPT_PRATAMA: {"id": "JPT Pratama", "en": "JPT Pratama (echelon II)"},
    JobClass.ADMINISTRATOR: {"id": "Administrator", "en": "Administrator (echelon III)"},
    JobClass.PENGAWAS: {"id": "Pengawas", "en": "Supervisor (echelon IV)"},
    JobClass.PELAKSANA: {"id": "Pelaksana", "en": "Executive staff (pelaksana)"},
    JobClass.FUNGSIONAL: {"id": "Fungsional", "en": "Functional"},
}
LEVEL_NAMES: dict[FunctionalLevel, str] = {
    level: level.value.replace("_", " ").title() for level in FunctionalLevel
}

_BY_ESELON = {
    "I": JobClass.JPT_MADYA,
    "II": JobClass.JPT_PRATAMA,
    "III": JobClass.ADMINISTRATOR,
    "IV": JobClass.PENGAWAS,
    "V": JobClass.PELAKSANA,
}
_BY_NAME = (
    (re.compile(r"pimpinan tinggi utama|jpt utama"), JobClass.JPT_UTAMA),
    (re.compile(r"pimpinan tinggi madya|jpt madya"), JobClass.JPT_MADYA),
    (re.compile(r"pimpinan tinggi pratama|jpt pratama"), JobClass.JPT_PRATAMA),
    (re.compile(r"pelaksana|fungsional umum|jfu"), JobClass.PELAKSANA),
    (re.compile(r"fungsional|jft"), JobClass.FUNGSIONAL),
    (re.compile(r"administrator"), JobClass.ADMINISTRATOR),
    (re.compile(r"pengawas"), JobClass.PENGAWAS),
)
# Titles that mean one class in every agency; anything else is left for a person to say.
_BY_TITLE = (
    (re.compile(r"^(kepala (seksi|sub ?bagian|sub ?bidang)|lurah)\b"), JobClass.PENGAWAS),
    (re.compile(r"^(kepala bidang|camat\b|sekretaris (dinas|kecamatan camat))"), JobClass.ADMINISTRATOR),
)
_LEVELS = (
    (re.compile(r"\b(ahli )?utama$"), FunctionalLevel.AHLI_UTAMA),
    (re.compile(r"\b(ahli )?madya$"), FunctionalLevel.AHLI_MADYA),
    (re.compile(r"\b(ahli )?muda$"), FunctionalLevel.AHLI_MUDA),
    (re.compile(r"\b(ahli )?pertama$"), FunctionalLevel.AHLI_PERTAMA),
    (re.compile(r"\bpenyelia$"), FunctionalLevel.PENYELIA),
    (re.compile(r"\b(mahir|pelaksana lanjutan)$"), FunctionalLevel.MAHIR),
    (re.compile(r"\b(pelaksana )?pemula$"), FunctionalLevel.PEMULA),
    (re.compile(r"\b(terampil|pelaksana)$"), FunctionalLevel.TERAMPIL),
)
_EXPERT = re.compile(r"\bahli (utama|madya|muda|pertama)$")
_ESELON = re.compile(r"^(?:eselon|es)?[ .]*(I{1,3}|IV|V)[ ./-]*([A-E])?[ .]*$")
_NO_ESELON = frozenset(
    {"", "-", "non eselon", "noneselon", "non", "tidak ada", "0", "99", "staf", "jfu", "jft"}
)


@dataclass(frozen=True, slots=True)
class Classified:
    """`guessed` when only the title of the post spoke for the class."""

    job_class: JobClass | None
    level: FunctionalLevel | None
    guessed: bool = False


def parse_eselon(text: str) -> str | None:
    """ "II.b", "ESELON II/B", "ii b" -> "II.b"; "" for none ("Non Eselon"); None when it cannot be read."""
    plain = " ".join(text.split())
    if plain.casefold().replace("-", " ") in _NO_ESELON or plain in {"-", "–"}:
        return ""
    found = _ESELON.match(plain.upper().replace("ESELON", "eselon").replace("ES.", "es"))
    if found is None:
        return None
    return found[1] + (f".{found[2].lower()}" if found[2] else "")


def classify(kind_of_post: str, eselon: str, title: str) -> Classified:
    """Class and level of a post from SIASN's JENIS JABATAN NAMA, eselon ("II.b" or "") and JABATAN NAMA.

    The kind of post, where it names a class, goes before the eselon, because officers whose structural post
    was made functional keep an eselon in old records. UU 5/2014 art. 13-19 and its explanation.
    """
    named, title = kind_of_post.casefold(), " ".join(title.casefold().split())
    by_name = next((job_class for pattern, job_class in _BY_NAME if pattern.search(named)), None)
    if by_name is JobClass.FUNGSIONAL:
        return Classified(by_name, functional_level(title))
    if by_name is not None:
        return Classified(by_name, None)
    if eselon:
        return Classified(_BY_ESELON[eselon.split(".")[0]], None)
    return _by_title(title)


def functional_level(title: str) -> FunctionalLevel | None:
    """Jenjang at the end of a functional title; older names too (Pelaksana Lanjutan = Mahir)."""
    plain = " ".join(title.casefold().split())
    return next((level for pattern, level in _LEVELS if pattern.search(plain)), None)


def _by_title(title: str) -> Classified:
    if _EXPERT.search(title):
        return Classified(JobClass.FUNGSIONAL, functional_level(title))
    found = next((job_class for pattern, job_class in _BY_TITLE if pattern.match(title)), None)
    return Classified(found, None, guessed=found is not None)
