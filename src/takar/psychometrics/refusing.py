"""What these numerics will not say, each with a remedy."""

from __future__ import annotations

from collections.abc import Sequence

from takar.kernel.refusals import Refusal


def too_few(*, persons: int, least_persons: int, raters: int, least_raters: int = 2) -> Refusal:
    """Too few to tell. `persons` counts persons seen by at least two raters."""
    return Refusal(
        "RATERS_TOO_FEW",
        f"Terlalu sedikit untuk disimpulkan: {persons} orang dinilai oleh sedikitnya dua penilai dan {raters} penilai berbagi"
        f" orang yang dinilai; diperlukan sedikitnya {least_persons} orang dan {least_raters} penilai. Tambahkan orang yang"
        " dinilai bersama.",
        f"Too few to tell: {persons} persons seen by at least two raters and {raters} raters who share persons; at least"
        f" {least_persons} persons and {least_raters} raters are needed. Have more persons rated jointly.",
        {"persons": persons, "raters": raters, "least_persons": least_persons, "least_raters": least_raters},
    )


def all_equal(count: int) -> Refusal:
    return Refusal(
        "RATINGS_ALL_EQUAL",
        f"Semua {count} rating sama, sehingga kesepakatan tidak dapat dibedakan dari kebetulan. Periksa apakah skala dipakai.",
        f"All {count} ratings are equal, so agreement cannot be told from chance. See whether the scale is being used.",
        {"ratings": count},
    )


def no_error(count: int) -> Refusal:
    return Refusal(
        "RATINGS_NO_ERROR",
        f"Para penilai hanya berbeda dengan selisih tetap pada {count} rating, sehingga galat tidak dapat ditaksir. Periksa"
        " apakah rating disalin.",
        f"Raters differ by a constant only in {count} ratings, so there is no error to estimate. See whether ratings were"
        " copied.",
        {"ratings": count},
    )


_FACETS = {
    "p": ("orang", "persons"),
    "x": ("simulasi", "exercises"),
    "c": ("kompetensi", "competencies"),
    "r": ("penilai", "raters"),
}


def not_separable(effects: Sequence[str]) -> Refusal:
    """`effects`: letters of facets, several together for what they share."""
    named = [_FACETS.get(one, (one, one)) for one in effects if len(one) == 1]
    id_, en = (", ".join(words) for words in zip(*named, strict=True)) if named else ("", "")
    return Refusal(
        "RATINGS_NOT_SEPARABLE",
        f"Rancangan penilaian tidak dapat memisahkan sumber ragamnya: {id_}, dan gabungannya. Pakai rancangan yang lebih"
        " sederhana, atau biarkan tiap orang dinilai lebih dari satu penilai.",
        f"The rating design cannot separate its sources of variance: {en}, and their combinations. Choose a simpler design, or"
        " have each person rated by more than one rater.",
        {"effects": list(effects)},
    )


def not_linked(subsets: Sequence[Sequence[str]], facet: str) -> Refusal:
    """`subsets`: labels that can be compared with each other, but not across subsets."""
    named = " | ".join(", ".join(subset) for subset in subsets)
    return Refusal(
        "RATERS_NOT_LINKED",
        f"Jaringan penilaian terputus menjadi {len(subsets)} bagian yang tidak dapat dibandingkan: {named}. Biarkan beberapa"
        " orang dinilai oleh penilai dari dua bagian, atau analisis tiap bagian tersendiri.",
        f"The rating network falls into {len(subsets)} parts that cannot be compared: {named}. Have some persons rated by raters"
        " of two parts, or analyse each part by itself.",
        {"facet": facet, "subsets": [list(subset) for subset in subsets]},
    )


def too_many_steps(steps: int, most: int) -> Refusal:
    return Refusal(
        "RATINGS_TOO_MANY_STEPS",
        f"Rating memakai {steps} nilai berbeda; model Rasch banyak-segi di sini menerima paling banyak {most}. Pakai"
        " generalisabilitas untuk skor 0 sampai 100.",
        f"The ratings use {steps} different values; the many-facet Rasch model here takes at most {most}. Use generalizability"
        " for scores from 0 to 100.",
        {"steps": steps, "most": most},
    )


def no_finite_estimate(names: Sequence[str]) -> Refusal:
    return Refusal(
        "RATERS_NO_ESTIMATE",
        f"Tidak ada taksiran berhingga; periksa {', '.join(names) or 'data'}: rating yang diberikan hampir semuanya di satu"
        " ujung skala. Tambahkan rating.",
        f"There is no finite estimate; look at {', '.join(names) or 'the data'}: nearly all ratings lie at one end of the scale."
        " Add ratings.",
        {"names": list(names)},
    )
