"""Words of the pages of regional placements."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from takar.kernel.numbers import grouped

SCOPES: dict[str, Any] = {
    "vacant_free": gettext_lazy("Jabatan lowong, dari pegawai yang belum memegang jabatan di peta"),
    "vacant_any": gettext_lazy("Jabatan lowong, dari semua pegawai"),
    "all": gettext_lazy("Semua jabatan ditata dari awal"),
}
REASONS: dict[str, Any] = {
    "nobody": gettext_lazy("Tidak seorang pun memenuhi syarat"),
    "below": gettext_lazy("Tidak ada yang melebihi nilai jabatan lowong"),
    "elsewhere": gettext_lazy("Yang memenuhi syarat lebih dibutuhkan jabatan lain"),
    "no_standard": gettext_lazy("Belum mempunyai standar kompetensi"),
}
STATES: dict[str, Any] = {
    "queued": gettext_lazy("menunggu giliran"),
    "running": gettext_lazy("sedang ditata"),
    "done": gettext_lazy("selesai"),
    "failed": gettext_lazy("gagal"),
    "cancelled": pgettext_lazy("penempatan", "dibatalkan"),
    "lost": gettext_lazy("terputus"),
}
_STEPS: dict[str, Any] = {
    "positions": gettext_lazy("Membaca peta jabatan"),
    "people": gettext_lazy("Membaca data pegawai"),
    "profiles": gettext_lazy("Membaca hasil penilaian"),
    "careers": gettext_lazy("Membaca riwayat"),
    "score": gettext_lazy("Menghitung kecocokan"),
    "look": gettext_lazy("Mencari orang"),
    "place": gettext_lazy("Menata"),
    "explain": gettext_lazy("Menyusun penjelasan"),
    "keep": gettext_lazy("Menyimpan hasil"),
}
ROUND = gettext_lazy("%(step)s, putaran %(n)s")
UNCONTESTED = gettext_lazy(
    "%(name)s (kecocokan %(fit)s) tidak diperebutkan: jabatan lain tidak kehilangan apa pun."
)
CONTESTED = gettext_lazy(
    "%(name)s (kecocokan %(fit)s) diperebutkan: tanpa dirinya jabatan lain kehilangan %(price)s poin."
)
NO_MORE = gettext_lazy(
    "%(name)s (kecocokan %(fit)s) juga memungkinkan, tetapi tidak ada susunan dengan dirinya di sini yang bernilai lebih "
    "tinggi bagi keseluruhan."
)
NEEDED_ELSEWHERE = gettext_lazy(
    "%(name)s lebih cocok di sini (%(fit)s), tetapi lebih dibutuhkan sebagai %(title)s: dengan menempatkannya di sini "
    "keseluruhan berkurang sedikitnya %(behind)s poin."
)
BEST_HERE = gettext_lazy(
    "%(name)s paling cocok di sini (%(fit)s), tetapi keseluruhan berkurang sedikitnya %(behind)s poin bila ia ditempatkan "
    "di sini."
)
NEXT = gettext_lazy(
    "Pilihan berikutnya %(name)s (kecocokan %(fit)s; jabatan lain kehilangan %(price)s poin tanpanya): keseluruhan "
    "berkurang sedikitnya %(behind)s poin."
)
NEAREST = gettext_lazy(
    "Yang paling dekat %(name)s (kecocokan %(fit)s; jabatan lain kehilangan %(price)s poin tanpanya): keseluruhan "
    "berkurang sedikitnya %(behind)s poin bila ia mengisinya."
)


def note(step: str = "", about: str = "") -> str:
    """What a running placement is at. `about`: an agency, or the number of a round."""
    told = str(_STEPS.get(step, _STEPS["positions"]))
    if not about:
        return told
    return str(ROUND) % {"step": told, "n": about} if about.isdigit() else f"{told}: {about}"


def points(tenths: int | None, language: str) -> str:
    """841 -> 84,1"""
    return "–" if tenths is None else grouped(f"{tenths / 10:.1f}", language)


def because(place: Any, names: dict[str, str], language: str) -> list[str]:
    """Why this post has whom it has, in sentences. `place`: a RegionPlace."""
    told = [_who(place, names, language)]
    if place.better:
        told.append(_better(place, names, language))
    if place.following and place.following != place.better:
        told.append(_following(place, names, language))
    return told


def _who(place: Any, names: dict[str, str], language: str) -> str:
    if not place.nip:
        return f"{REASONS[place.reason]}."
    told = {"name": names.get(place.nip, place.nip), "fit": points(place.fit, language),
            "price": points(place.price, language)}  # fmt: skip
    return str(CONTESTED if place.price else UNCONTESTED) % told


def _better(place: Any, names: dict[str, str], language: str) -> str:
    told = _told(place.better, names, language)
    if not place.better["behind"]:
        return str(NO_MORE) % told
    return str(NEEDED_ELSEWHERE if told["title"] else BEST_HERE) % told


def _following(place: Any, names: dict[str, str], language: str) -> str:
    if not place.following["behind"]:
        return str(NO_MORE) % _told(place.following, names, language)
    return str(NEXT if place.nip else NEAREST) % _told(place.following, names, language)


def _told(one: dict[str, Any], names: dict[str, str], language: str) -> dict[str, str]:
    return {
        "name": names.get(one["nip"], one["nip"]),
        "title": one["title"],
        **{key: points(one[key], language) for key in ("fit", "price", "behind")},
    }
