"""Syllogisms: two or three premises; which conclusion is certain?"""

from __future__ import annotations

from functools import cache

from takar.items.domain.chance import Chance
from takar.items.domain.generators.common import LETTERS, Draft, lettered
from takar.items.domain.generators.logic import Form, Readings, Statement, about, readings
from takar.items.domain.generators.syllogism_words import WORDS, abstract, sentence

_A, _E, _I, _O = Form.ALL, Form.NONE, Form.SOME, Form.SOME_NOT
Premises = tuple[Statement, ...]


def _mood(*premises: tuple[Form, int, int]) -> Premises:
    return tuple(Statement(*premise) for premise in premises)


# Terms: 0 and 2 are joined by 1 (in level 4: 0 and 3 by 1 and 2).
MOODS: dict[int, tuple[Premises, ...]] = {
    1: (
        _mood((_A, 0, 1), (_A, 1, 2)),
        _mood((_A, 0, 1), (_E, 1, 2)),
        _mood((_A, 1, 2), (_A, 0, 1)),
    ),
    2: (
        _mood((_A, 1, 2), (_I, 0, 1)),
        _mood((_E, 1, 2), (_I, 0, 1)),
        _mood((_A, 2, 1), (_E, 0, 1)),
        _mood((_E, 2, 1), (_A, 0, 1)),
    ),
    3: (
        _mood((_A, 2, 1), (_O, 0, 1)),
        _mood((_I, 1, 2), (_A, 1, 0)),
        _mood((_O, 1, 2), (_A, 1, 0)),
        _mood((_E, 2, 1), (_I, 1, 0)),
        _mood((_E, 1, 2), (_I, 1, 0)),
        _mood((_A, 2, 1), (_A, 0, 1)),  # these four allow no conclusion
        _mood((_I, 2, 1), (_A, 1, 0)),
        _mood((_A, 0, 1), (_I, 1, 2)),
        _mood((_A, 0, 1), (_O, 2, 1)),
    ),
    4: (
        _mood((_A, 0, 1), (_A, 1, 2), (_A, 2, 3)),
        _mood((_A, 0, 1), (_E, 1, 2), (_A, 3, 2)),
        _mood((_A, 0, 1), (_A, 1, 2), (_E, 3, 2)),
        _mood((_I, 0, 1), (_A, 1, 2), (_A, 2, 3)),
        _mood((_I, 1, 0), (_A, 1, 2), (_E, 3, 2)),
        _mood((_O, 0, 2), (_A, 1, 2), (_A, 3, 1)),
        _mood((_O, 1, 3), (_A, 1, 2), (_A, 2, 0)),
        _mood((_E, 1, 2), (_I, 0, 1), (_A, 3, 2)),
        _mood((_I, 0, 1), (_A, 1, 2), (_I, 2, 3)),  # these three allow no conclusion
        _mood((_A, 0, 1), (_A, 2, 1), (_A, 2, 3)),
        _mood((_A, 0, 1), (_E, 1, 2), (_O, 3, 2)),
    ),
}
NO_CONCLUSION = "Tidak ada simpulan di atas yang pasti benar."
_MEANING = "(Kata “sebagian” berarti sekurang-kurangnya satu, mungkin semuanya.)"


def syllogism(level: int, place: int, chance: Chance) -> Draft | None:
    """One item, or None if its premises and the wanted place of the answer do not go together."""
    premises = chance.pick(MOODS[level])
    terms = 1 + max(max(p.subject, p.predicate) for p in premises)
    found = _readings(premises, terms)
    if found is None:
        return None
    right = _conclusion(premises, found)
    last = level >= 3 and (place == len(LETTERS) - 1 or chance.below(2) == 0)
    if (right is None) is not (level >= 3 and place == len(LETTERS) - 1):
        return None
    wrong = _wrong(found, len(LETTERS) - int(last) - int(right is not None), right, chance)
    if wrong is None:
        return None
    return _written(premises, right, wrong, place, last, chance)


@cache
def _readings(premises: Premises, terms: int) -> Readings | None:
    return readings(premises, terms)


@cache
def _conclusion(premises: Premises, found: Readings) -> Statement | None:
    """The strongest certain statement that joins the outer terms and needs every premise."""
    outer = [s for s in about((0, found.terms - 1)) if found.certain(s) and _needs_all(s, premises)]
    outer.sort(key=lambda s: (not s.universal, s.subject))
    return outer[0] if outer else None


def _needs_all(statement: Statement, premises: Premises) -> bool:
    terms = 1 + max(max(p.subject, p.predicate) for p in premises)
    for at in range(len(premises)):
        fewer = _readings(premises[:at] + premises[at + 1 :], terms)
        if fewer is None or fewer.tempting(statement):
            return False
    return True


def _wrong(found: Readings, count: int, right: Statement | None, chance: Chance) -> list[Statement] | None:
    """Statements that follow under no reading: on the outer terms first, then on the others."""
    outer = chance.shuffled(about((0, found.terms - 1)))
    others = [s for s in chance.shuffled(about(range(found.terms))) if s not in outer]
    chosen: list[Statement] = []
    for statement in outer + others:
        if len(chosen) < count and not found.tempting(statement) and not _said(statement, [*chosen, right]):
            chosen.append(statement)
    return chosen if len(chosen) == count else None


def _said(statement: Statement, others: list[Statement | None]) -> bool:
    """The same in other words: "none" and "some" may be turned round."""
    turned = Statement(statement.form, statement.predicate, statement.subject)
    same = {statement, turned} if statement.form in (_E, _I) else {statement}
    return any(other in same for other in others)


def _written(
    premises: Premises,
    right: Statement | None,
    wrong: list[Statement],
    place: int,
    last: bool,
    chance: Chance,
) -> Draft:
    noun = chance.pick(sorted(WORDS))
    properties = chance.sample(WORDS[noun], 4)
    options = [sentence(s, noun, properties) for s in wrong]
    if right is not None:
        options.insert(place, sentence(right, noun, properties))
    if last:
        options.append(NO_CONCLUSION)
    lines = "\n\n".join(sentence(p, noun, properties) for p in premises)
    meaning = f"{_MEANING}\n\n" if any("Sebagian" in text for text in [lines, *options]) else ""
    return Draft(
        stem=f"{lines}\n\n{meaning}Simpulan yang pasti benar adalah …",
        options=lettered(options),
        answer=LETTERS[place],
        rationale=_reason(premises, right),
        pattern=f"{'; '.join(map(abstract, premises))}",
    )


def _reason(premises: Premises, right: Statement | None) -> str:
    given = "; ".join(map(abstract, premises))
    if right is None:
        return (
            f"Pola: {given}. Tidak ada simpulan pasti tentang kedua istilah yang terpisah: untuk setiap pilihan ada "
            "keadaan yang memenuhi semua premis tetapi tidak memenuhi pilihan itu."
        )
    return (
        f"Pola: {given}; jadi {abstract(right)}. Untuk setiap pilihan lain ada keadaan yang memenuhi semua premis "
        "tetapi tidak memenuhi pilihan itu."
    )
