"""The form of a scenario's terms: from what was typed to `Terms`, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from takar.kernel.clock import day_in, utc_now
from takar.placement.domain.scenario.terms import FLAGS, NUMBERS, PRICES, Ban, Meeting, Terms
from takar.placement.pages import scenario_words as words

_NIP = re.compile(r"\b\d{18}\b")


def typed_terms(post: QueryDict, before: Terms) -> tuple[Terms, list[str]]:
    """The terms, and what could not be read (each a sentence). `before` gives what the form does not show."""
    faults: list[str] = []
    on = _day(post.get("tanggal", ""), faults, _("Tanggal rencana")) or date.fromisoformat(before.on)
    terms = Terms(
        purpose=post.get("tujuan", before.purpose),
        on=on.isoformat(),
        posts=tuple(dict.fromkeys(post.getlist("jabatan"))) or before.posts,
        pool=tuple(dict.fromkeys(_NIP.findall(post.get("orang", "")))),
        ruleset=before.ruleset,
        switches={rule.value: f"s-{rule.value}" in post for rule in FLAGS},
        numbers={rule.value: told for rule in NUMBERS if (told := _number(post, f"n-{rule.value}"))},
        prices={name: _number(post, f"p-{name}") or before.prices[name] for name in PRICES},
        locked=_pairs(post.get("kunci", ""), faults),
        forbidden=_pairs(post.get("larang", ""), faults),
        apart=_meetings(post, faults),
        bans=_bans(post, faults),
        seed=int(post.get("benih", "")) if post.get("benih", "").isdigit() else before.seed,
        redraws=before.redraws,
    )
    return terms, faults


def fields(terms: Terms) -> dict[str, Any]:
    """What the template shows."""
    return {
        "terms": terms,
        "flags": [
            (rule.value, words.RULES[rule.value], terms.switches.get(rule.value, False)) for rule in FLAGS
        ],
        "numbers": [
            (rule.value, words.RULES[rule.value], shown(terms.numbers.get(rule.value, "")))
            for rule in NUMBERS
        ],
        "prices": [(name, words.PRICES[name], shown(terms.prices[name])) for name in PRICES],
        "locked": _lines(terms.locked),
        "forbidden": _lines(terms.forbidden),
        "pool": "\n".join(terms.pool),
        "bans": [*terms.bans, None],
        "meetings": [*terms.apart, None],
        "purposes": words.PURPOSES.items(),
    }


def first_terms(ruleset: tuple[str, str], posts: Iterable[str], pool: Iterable[str] = ()) -> Terms:
    today = day_in("WIB", utc_now())
    return Terms(on=today.isoformat(), posts=tuple(posts), pool=tuple(pool), ruleset=ruleset)


def shown(number: str) -> str:
    return number.replace(".", ",")


def _number(post: QueryDict, name: str) -> str:
    """As typed, with a point; nonsense stays and is refused with its name."""
    return post.get(name, "").strip().replace(",", ".")


def _day(text: str, faults: list[str], what: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults.append(_("%(what)s tidak terbaca: %(text)s") % {"what": what, "text": text})
        return None


def _pairs(text: str, faults: list[str]) -> tuple[tuple[str, str], ...]:
    """One pair a line: a NIP, then the code of a post."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = line.split()
        if len(parts) == 2 and _NIP.fullmatch(parts[0]):
            found.append((parts[0], parts[1]))
        else:
            faults.append(_("Baris ini bukan NIP dan kode jabatan: %(line)s") % {"line": line})
    return tuple(dict.fromkeys(found))


def _bans(post: QueryDict, faults: list[str]) -> tuple[Ban, ...]:
    found = []
    for first, last, reason, agency, codes in _rows(
        post, "larangan", ("dari", "sampai", "alasan", "instansi", "jabatan")
    ):
        days = [_day(one, faults, _("Hari masa larangan")) for one in (first, last)]
        if days[0] and days[1]:
            found.append(Ban(days[0], days[1], reason, _codes(codes), (agency,) if agency else ()))
        else:
            faults.append(_("Masa larangan memerlukan hari pertama dan hari terakhir."))
    return tuple(found)


def _meetings(post: QueryDict, faults: list[str]) -> tuple[Meeting, ...]:
    """Pairs that may not meet: anywhere in one line, or not in the posts named."""
    found = []
    for first, posts, second, others, reason in _rows(
        post, "pasangan", ("satu", "satu-jabatan", "dua", "dua-jabatan", "alasan")
    ):
        strange = [one for one in (first, second) if not _NIP.fullmatch(one)]
        faults += [_("NIP pasangan bukan 18 angka: %(nip)s") % {"nip": one or "–"} for one in strange]
        found.append(Meeting(first, _codes(posts), second, _codes(others), reason))
    return tuple(found)


def _rows(post: QueryDict, table: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Lines of a small table of fields, without the empty ones."""
    cells = ([one.strip() for one in post.getlist(f"{table}-{name}")] for name in columns)
    return [row for row in zip_longest(*cells, fillvalue="") if any(row)]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.replace(",", " ").split()))


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(" ".join(pair) for pair in pairs)
