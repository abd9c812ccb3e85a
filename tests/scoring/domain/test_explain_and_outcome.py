from __future__ import annotations

from dataclasses import replace

from takar.kernel.canonical import canonical
from takar.scoring.domain.explain import signed
from takar.scoring.domain.outcome import result_document, shown
from takar.scoring.domain.score import score
from takar.scoring.domain.values import Key
from tests.scoring.world import CODES, NAMES, answers_of, rules, sjt_keys, standard

CELLS = dict.fromkeys(CODES, "3 4 3") | {"M.01": "3 - 3"}
KEYS = [*sjt_keys(3), Key("n1", "P.01", {"A": 0, "B": 1})]
RESULT = score(answers_of(CELLS) | {"n1": "B"}, KEYS, standard(), rules(), NAMES)
DOCUMENT = result_document(RESULT, rules())


def sentences(language: str = "id") -> str:
    return " ".join(one[language] for one in DOCUMENT["explanation"])


def test_the_sentences_carry_the_very_numbers() -> None:
    text = sentences()
    assert "2,33 + 3,33 + 3,33" in text
    assert "= 28,97." in text
    assert "Jumlah 28,97 dibagi jumlah standar 27 kali 100 = 107,30" in text
    assert "JPM 107,30 terletak pada 90 atau lebih, sehingga kategorinya Optimal (O)" in text
    assert "1 butir tidak dijawab" in text
    assert "28.97 divided by the sum of the standard 27 times 100 = 107.30" in sentences("en")


def test_every_number_has_its_own_line() -> None:
    first = DOCUMENT["competencies"][0]
    assert first["how"]["id"] == (
        "Kompetensi M.01: jumlah bobot 7 dibagi 3 butir = 2,33; standar 3, selisih −0,67."
    )
    assert DOCUMENT["potential"][0]["how"]["id"].startswith("Kompetensi P.01: rata-rata 1 butir")


def test_a_cap_and_a_middle_category_are_explained() -> None:
    capped = replace(rules(), jpm_cap=True)
    text = result_document(score(answers_of(CELLS), KEYS, standard(), capped, NAMES), capped)["explanation"]
    assert any("paling tinggi 100" in one["id"] for one in text)
    low = result_document(
        score(answers_of(dict.fromkeys(CODES, "3 3 2 2 2")), sjt_keys(5), standard(), rules(), NAMES), rules()
    )
    assert "dari 78 sampai di bawah 90" in " ".join(one["id"] for one in low["explanation"])


def test_the_document_is_canonical_data() -> None:
    assert canonical(DOCUMENT)


def test_what_is_not_to_be_seen_is_not_sent() -> None:
    held = shown(DOCUMENT, frozenset({"levels", "jpm", "category", "potential"}), held=True)
    assert held["status"] == "held"
    assert not {"competencies", "potential", "total", "jpm", "category", "explanation"} & set(held)
    only_category = shown(DOCUMENT, frozenset({"category"}), held=False)
    assert only_category["category"]["code"] == "O"
    assert "107" not in canonical(only_category).decode()
    everything = shown(DOCUMENT, frozenset({"levels", "jpm", "category", "potential"}), held=False)
    assert set(DOCUMENT) <= set(everything)


def test_every_part_can_be_hidden_alone() -> None:
    parts = {"levels", "jpm", "category", "potential"}
    gone = {
        "levels": {"competencies", "total", "standard_total"},
        "jpm": {"jpm", "total", "standard_total"},
        "category": {"category"},
        "potential": {"potential"},
    }
    for part, fields in gone.items():
        seen = shown(DOCUMENT, frozenset(parts - {part}), held=False)
        assert not fields & set(seen)
        assert ("explanation" in seen) is (part == "potential")


def test_both_rules_for_levels_are_explained_by_an_example() -> None:
    whole = replace(rules(), level_rule="floor")
    text = " ".join(one["id"] for one in result_document(RESULT, whole)["explanation"])
    assert "rating 3,40 berarti level 3" in text
    assert text != sentences()


def test_signs() -> None:
    assert [signed("0.40"), signed("-0.60"), signed("0.00"), signed("1.5", "en")] == [
        "+0,40", "−0,60", "0,00", "+1.5",
    ]  # fmt: skip
