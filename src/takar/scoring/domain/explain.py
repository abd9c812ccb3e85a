"""Plain sentences that say how each number was computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from takar.kernel.numbers import grouped
from takar.scoring.domain.score import unanswered_weight
from takar.scoring.domain.values import Category, Measured, Name, Potential, Rating, Result, Ruleset

Sentence = dict[str, str]


def explanation(result: Result, rules: Ruleset) -> list[Sentence]:
    """From the answers to the category, in the order of the computation."""
    sentences = [_ratings(rules), _levels(rules)]
    if result.answered < result.items:
        sentences.append(_unanswered(result, rules))
    sentences += [_total(result, rules), _jpm(result)]
    if rules.jpm_cap and result.jpm == 100:
        sentences.append(_cap(rules))
    sentences.append(_category(result, rules))
    if result.potential:
        sentences.append(_potential_rule())
    return sentences


def potential_explanation(measured: Measured) -> list[Sentence]:
    """Of a test of potential alone."""
    blank = measured.items - measured.answered
    return [_potential_rule(), *([_blank_aspects(blank)] if blank else [])]


def meeting_explanation(result: Result, rules: Ruleset) -> list[Sentence]:
    """From the assessors' values to the category, in the order of the computation."""
    sentences = [_meeting(), _levels(rules), _total(result, rules), _jpm(result)]
    if rules.jpm_cap and result.jpm == 100:
        sentences.append(_cap(rules))
    return [*sentences, _category(result, rules)]


def unassessed_explanation(codes: Sequence[str], names: Mapping[str, Name]) -> list[Sentence]:
    """Why there is no total."""
    own = ", ".join(names[code].id if code in names else code for code in codes)
    english = ", ".join(names[code].en if code in names else code for code in codes)
    why: Sentence = {
        "id": f"Jumlah, JPM, dan kategori tidak dihitung karena tidak dinilai: {own}. Yang tidak dinilai bukan nilai rendah.",
        "en": f"No total, JPM and category, because these were not assessed: {english}. Not assessed is not a low value.",
    }
    return [_meeting(), why]


def meeting_sentence(rating: Rating) -> Sentence:
    """Integritas: nilai rapat asesor 3,50; standar 3, selisih +0,50."""
    required = rating.required
    return {
        "id": f"{rating.name.id}: nilai rapat asesor {grouped(rating.rating)}; standar {required}, "
        f"selisih {signed(str(rating.gap))}.",
        "en": f"{rating.name.en}: value of the assessor meeting {rating.rating}; standard {required}, "
        f"gap {signed(str(rating.gap), 'en')}.",
    }


def rating_sentence(rating: Rating) -> Sentence:
    """Integritas: jumlah bobot 34 dibagi 10 butir = 3,40; standar 3, selisih +0,40."""
    points, items, required = rating.points, rating.items, rating.required
    return {
        "id": f"{rating.name.id}: jumlah bobot {points} dibagi {items} butir = {grouped(rating.rating)}; "
        f"standar {required}, selisih {signed(str(rating.gap))}.",
        "en": f"{rating.name.en}: {points} points divided by {items} items = {rating.rating}; "
        f"standard {required}, gap {signed(str(rating.gap), 'en')}.",
    }


def potential_sentence(aspect: Potential) -> Sentence:
    name, score = aspect.name, aspect.score
    band = aspect.band
    return {
        "id": f"{name.id}: rata-rata {aspect.items} butir pada skala 0 sampai 100 = {grouped(score)}, "
        f"termasuk {band.name_id} ({band.code}).",
        "en": f"{name.en}: the mean of {aspect.items} items on a scale of 0 to 100 = {score}, "
        f"which is {band.name_en} ({band.code}).",
    }


def signed(value: str, language: str = "id") -> str:
    """+0,40, -0,60 (with a true minus sign) or 0,00."""
    if value.startswith("-"):
        return "−" + grouped(value[1:], language)
    return grouped(value, language) if not value.strip("0.") else "+" + grouped(value, language)


def _meeting() -> Sentence:
    return {
        "id": "Nilai tiap kompetensi ditetapkan rapat asesor dari penilaian yang mereka kunci masing-masing dalam simulasi dan "
        "wawancara; mesin tidak menilainya.",
        "en": "The value of each competency was found by the assessor meeting from the ratings that each of them locked in "
        "exercises and interviews; no machine scored it.",
    }


def _blank_aspects(count: int) -> Sentence:
    return {
        "id": f"{count} butir tidak dijawab dan dihitung dengan nilai terendahnya.",
        "en": f"{count} items were not answered and count their lowest value.",
    }


def _ratings(rules: Ruleset) -> Sentence:
    return {
        "id": "Rating tiap kompetensi adalah rata-rata bobot pilihan Anda pada butir kompetensi itu "
        f"({rules.rating_min} sampai {rules.rating_max}), dibulatkan {rules.rating_decimals} desimal.",
        "en": "The rating of each competency is the mean weight of your choices on its items "
        f"({rules.rating_min} to {rules.rating_max}), rounded to {rules.rating_decimals} decimals.",
    }


def _levels(rules: Ruleset) -> Sentence:
    if rules.level_rule == "floor":
        return {
            "id": "Level yang dicapai adalah bilangan bulat pada rating: rating 3,40 berarti level 3.",
            "en": "The level reached is the whole number in the rating: a rating of 3.40 means level 3.",
        }
    return {
        "id": "Level yang dicapai adalah bilangan bulat terdekat dari rating: 3,49 menjadi level 3, "
        "3,50 menjadi level 4.",
        "en": "The level reached is the whole number nearest to the rating: 3.49 gives 3, 3.50 gives 4.",
    }


def _unanswered(result: Result, rules: Ruleset) -> Sentence:
    count, weight = result.items - result.answered, unanswered_weight(rules)
    return {
        "id": f"{count} butir tidak dijawab; butir kompetensi yang tidak dijawab dihitung dengan bobot "
        f"{weight}, butir potensi dengan nilai terendahnya.",
        "en": f"{count} items were not answered; an unanswered competency item counts {weight}, "
        "an unanswered potential item its lowest value.",
    }


def _total(result: Result, rules: Ruleset) -> Sentence:
    levels = rules.base == "level"
    parts = [Decimal(one.level) if levels else one.rating for one in result.ratings]
    what = ("level", "levels") if levels else ("rating", "ratings")
    return {
        "id": f"Jumlah {what[0]} Anda: {' + '.join(map(grouped, parts))} = {grouped(result.total)}.",
        "en": f"The sum of your {what[1]}: {' + '.join(map(str, parts))} = {result.total}.",
    }


def _jpm(result: Result) -> Sentence:
    total, standard, jpm = result.total, result.standard_total, result.jpm
    return {
        "id": f"Jumlah {grouped(total)} dibagi jumlah standar {standard} kali 100 = {grouped(jpm)}; "
        "inilah Job Person Match (JPM) dalam persen.",
        "en": f"The sum {total} divided by the sum of the standard {standard} times 100 = {jpm}; "
        "this is the Job Person Match (JPM) in percent.",
    }


def _cap(rules: Ruleset) -> Sentence:
    return {
        "id": f"Aturan {rules.code} membatasi JPM paling tinggi 100.",
        "en": f"Ruleset {rules.code} holds the JPM at 100 at most.",
    }


def _category(result: Result, rules: Ruleset) -> Sentence:
    cut, jpm = result.category, result.jpm
    range_id, range_en = _range(cut, _next_higher(cut, rules.categories))
    return {
        "id": f"JPM {grouped(jpm)} terletak {range_id}, sehingga kategorinya {cut.name_id} ({cut.code}) "
        f"menurut aturan {rules.code} versi {rules.version}.",
        "en": f"A JPM of {jpm} lies {range_en}, so the category is {cut.name_en} ({cut.code}) "
        f"by ruleset {rules.code} version {rules.version}.",
    }


def _range(cut: Category, above: Category | None) -> Sequence[str]:
    low = grouped(cut.min)
    if above is None:
        return f"pada {low} atau lebih", f"at {cut.min} or above"
    high = grouped(above.min)
    return f"dari {low} sampai di bawah {high}", f"from {cut.min} to below {above.min}"


def _next_higher(cut: Category, cuts: Sequence[Category]) -> Category | None:
    higher = [one for one in cuts if one.min > cut.min]
    return min(higher, key=lambda one: one.min) if higher else None


def _potential_rule() -> Sentence:
    return {
        "id": "Skor aspek potensi adalah rata-rata butirnya: 0 untuk pilihan terendah, 100 untuk pilihan "
        "tertinggi. Skor potensi tidak memengaruhi JPM.",
        "en": "The score of a potential aspect is the mean of its items: 0 for the lowest choice, 100 for "
        "the highest. Potential does not affect the JPM.",
    }
