"""Number series: eight or fewer numbers, which one comes next?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from takar.items.domain.chance import Chance
from takar.items.domain.generators.common import LETTERS, Draft, around, lettered
from takar.items.domain.generators.series_rules import differences, predictions
from takar.kernel.numbers import grouped


@dataclass(frozen=True, slots=True)
class Row:
    """Shown numbers, the next one, and the rule in words."""

    terms: list[int]
    answer: int
    rule: str


Maker = Callable[[Chance], Row]


def _row(terms: list[int], rule: str) -> Row:
    return Row(terms[:-1], terms[-1], rule)


def _walk(start: int, steps: list[int]) -> list[int]:
    terms = [start]
    for step in steps:
        terms.append(terms[-1] + step)
    return terms


def _signed(step: int) -> str:
    return f"+{step}" if step > 0 else f"−{-step}"


def even_steps(chance: Chance) -> Row:
    step = chance.pick((4, 6, 7, 8, 9, 11, 12, 13))
    return _row(
        _walk(chance.between(5, 40), [step] * 6), f"Selisih dua bilangan yang berurutan selalu {step}."
    )


def even_falls(chance: Chance) -> Row:
    step = chance.pick((4, 6, 7, 8, 9, 11, 12))
    return _row(
        _walk(chance.between(90, 130), [-step] * 6),
        f"Setiap bilangan {step} kurangnya dari bilangan sebelumnya.",
    )


def even_ratio(chance: Chance) -> Row:
    k = chance.pick((2, 3))
    start = chance.between(2, 9)
    terms = [start * k**n for n in range(7 if k == 2 else 6)]
    return _row(terms, f"Setiap bilangan adalah bilangan sebelumnya dikali {k}.")


def even_shares(chance: Chance) -> Row:
    k = chance.pick((2, 3))
    last = chance.between(7, 14) if k == 2 else chance.between(6, 9)
    terms = [last * k**n for n in range(7 if k == 2 else 6)][::-1]
    return _row(terms, f"Setiap bilangan adalah bilangan sebelumnya dibagi {k}.")


def growing_steps(chance: Chance) -> Row:
    first, more = chance.between(1, 7), chance.between(1, 4)
    steps = [first + more * n for n in range(6)]
    return _row(
        _walk(chance.between(2, 30), steps),
        f"Selisihnya {', '.join(map(str, steps))}: bertambah {more} setiap kali.",
    )


def two_steps(chance: Chance) -> Row:
    up, other = chance.between(5, 14), chance.pick((-5, -4, -3, -2, 1, 2, 3, 4))
    steps = [up if n % 2 == 0 else other for n in range(chance.pick((6, 7)))]
    return _row(
        _walk(chance.between(3, 30), steps),
        f"Selisihnya berselang-seling {_signed(up)} dan {_signed(other)}.",
    )


def times_plus(chance: Chance) -> Row:
    k, c = chance.pick((2, 2, 3)), chance.pick((-2, -1, 1, 2, 3))
    terms = [chance.between(3, 7)]
    while len(terms) < (7 if k == 2 else 6):
        terms.append(k * terms[-1] + c)
    return _row(terms, f"Setiap bilangan adalah {k} kali bilangan sebelumnya, lalu {_signed(c)}.")


def sum_two(chance: Chance) -> Row:
    terms = [chance.between(1, 6), chance.between(3, 9)]
    while len(terms) < 8:
        terms.append(terms[-1] + terms[-2])
    return _row(terms, "Mulai dari bilangan ketiga, setiap bilangan adalah jumlah dua bilangan sebelumnya.")


def falling_steps(chance: Chance) -> Row:
    first, more = chance.between(1, 5), chance.between(1, 3)
    steps = [-(first + more * n) for n in range(6)]
    return _row(
        _walk(chance.between(80, 120), steps),
        f"Pengurangnya {', '.join(str(-s) for s in steps)}: bertambah {more} setiap kali.",
    )


def doubling_steps(chance: Chance) -> Row:
    first, k = chance.between(1, 5), chance.pick((2, 2, 3))
    steps = [first * k**n for n in range(6 if k == 2 else 5)]
    return _row(
        _walk(chance.between(3, 30), steps),
        f"Selisihnya {', '.join(map(str, steps))}: selalu {k} kali selisih sebelumnya.",
    )


def halving_steps(chance: Chance) -> Row:
    last = chance.between(1, 3)
    steps = [last * 2**n for n in range(5, -1, -1)]
    return _row(
        _walk(chance.between(3, 40), steps),
        f"Selisihnya {', '.join(map(str, steps))}: selalu setengah dari selisih sebelumnya.",
    )


def woven(chance: Chance) -> Row:
    a, b = chance.between(2, 20), chance.between(30, 60)
    up, down = chance.between(3, 9), chance.pick((-7, -6, -5, -4, -3, 5, 7))
    terms = [(a + up * (n // 2)) if n % 2 == 0 else (b + down * (n // 2)) for n in range(chance.pick((8, 9)))]
    return _row(
        terms,
        f"Dua deret berselang-seling: deret pertama {_signed(up)}, deret kedua {_signed(down)}.",
    )


def times_then_plus(chance: Chance) -> Row:
    k, c, terms = 2, chance.pick((-5, -4, -3, -2, 2, 3, 4, 5)), [chance.between(4, 9)]
    first = chance.below(2)
    while len(terms) < 8:
        terms.append(terms[-1] * k if len(terms) % 2 != first else terms[-1] + c)
    words = [f"dikali {k}", _signed(c)]
    return _row(terms, f"Secara berselang-seling: {words[first]}, lalu {words[1 - first]}.")


def growing_factor(chance: Chance) -> Row:
    first, terms = chance.pick((1, 2)), [chance.between(2, 6)]
    for k in range(first, first + (6 if first == 1 else 5)):
        terms.append(terms[-1] * k)
    return _row(terms, f"Dikali {first}, {first + 1}, {first + 2}, dan seterusnya.")


def three_steps(chance: Chance) -> Row:
    cycle = [chance.between(3, 9), chance.between(2, 8), -chance.between(1, 6)]
    terms = _walk(chance.between(10, 30), [cycle[n % 3] for n in range(8)])
    return _row(terms, f"Selisihnya berulang: {', '.join(_signed(s) for s in cycle)}.")


def woven_mixed(chance: Chance) -> Row:
    a, b, k, step = (
        chance.between(2, 5),
        chance.between(40, 80),
        chance.pick((2, 3)),
        chance.pick((-9, -7, -6, 6, 8, 11)),
    )
    terms = [a * k ** (n // 2) if n % 2 == 0 else b + step * (n // 2) for n in range(chance.pick((8, 9)))]
    return _row(terms, f"Dua deret berselang-seling: deret pertama dikali {k}, deret kedua {_signed(step)}.")


def sum_two_and(chance: Chance) -> Row:
    extra, terms = chance.pick((-2, -1, 1, 2, 3)), [chance.between(2, 6), chance.between(4, 9)]
    while len(terms) < 8:
        terms.append(terms[-1] + terms[-2] + extra)
    return _row(terms, f"Setiap bilangan adalah jumlah dua bilangan sebelumnya, lalu {_signed(extra)}.")


def sum_three(chance: Chance) -> Row:
    terms = [chance.between(1, 4), chance.between(2, 6), chance.between(3, 8)]
    while len(terms) < 8:
        terms.append(sum(terms[-3:]))
    return _row(terms, "Mulai dari bilangan keempat, setiap bilangan adalah jumlah tiga bilangan sebelumnya.")


def twice_growing(chance: Chance) -> Row:
    more, second, first = chance.between(1, 3), chance.between(1, 5), chance.between(1, 6)
    seconds = [second + more * n for n in range(6)]
    steps = _walk(first, seconds)
    terms = _walk(chance.between(1, 12), steps)
    return _row(
        terms,
        f"Selisihnya {', '.join(map(str, steps))}; selisih dari selisih itu bertambah {more} setiap kali.",
    )


def twice_and_growing(chance: Chance) -> Row:
    first, more, terms = chance.between(1, 4), chance.between(1, 3), [chance.between(2, 7)]
    for n in range(6):
        terms.append(2 * terms[-1] + first + more * n)
    return _row(
        terms, f"Dikali 2, lalu ditambah {first}, {first + more}, {first + 2 * more}, dan seterusnya."
    )


def steps_sum_two(chance: Chance) -> Row:
    steps = [chance.between(1, 4), chance.between(2, 6)]
    while len(steps) < 7:
        steps.append(steps[-1] + steps[-2])
    return _row(
        _walk(chance.between(2, 30), steps),
        f"Selisihnya {', '.join(map(str, steps))}: setiap selisih adalah jumlah dua selisih sebelumnya.",
    )


MAKERS: dict[int, tuple[Maker, ...]] = {
    1: (even_steps, even_falls, even_ratio, even_shares, growing_steps, two_steps),
    2: (times_plus, sum_two, falling_steps, woven, halving_steps, three_steps),
    3: (doubling_steps, woven, times_then_plus, growing_factor, sum_two_and, times_plus),
    4: (woven_mixed, sum_three, twice_growing, twice_and_growing, steps_sum_two),
}
_HIGHEST = 9999


def series(level: int, place: int, chance: Chance) -> Draft | None:
    """One item, or None if its numbers allow a second reading or too few plausible wrong answers."""
    maker = chance.pick(MAKERS[level])
    row = maker(chance)
    shown = set(predictions(row.terms).values())
    if shown != {row.answer} or not 0 < row.answer <= _HIGHEST or min(row.terms) < 1:
        return None
    options = around(row.answer, _errors(row, chance), place)
    if options is None:
        return None
    return Draft(
        stem=f"Perhatikan deret bilangan berikut.\n\n{_written(row.terms)}\n\nBilangan berikutnya adalah …",
        options=lettered([grouped(value) for value in options]),
        answer=LETTERS[place],
        rationale=f"{row.rule} Jadi, bilangan berikutnya adalah {grouped(row.answer)}.",
        pattern=maker.__name__,
    )


def _written(terms: list[int]) -> str:
    return ",  ".join(grouped(term) for term in terms) + ",  …"


def _errors(row: Row, chance: Chance) -> list[int]:
    """What people get who repeat a step, take the wrong step of a pair, skip one, or slip in adding."""
    steps = differences(row.terms)
    last, right = row.terms[-1], row.answer - row.terms[-1]
    tempting = chance.shuffled(
        [last + steps[-1], last + steps[-2], row.answer + right, last + 2 * right - steps[-1]]
    )
    near = [row.answer + slip for slip in chance.shuffled((-10, -2, -1, 1, 2, 10))]
    far = [row.answer + slip for slip in chance.shuffled((-6, -5, -4, -3, 3, 4, 5, 6))]
    return [*tempting, *near, *far]
