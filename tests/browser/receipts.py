"""Receipts, real and altered in every way we could think of, for two verifiers that must agree on each of them."""

from __future__ import annotations

import base64
import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takar.ledger import keys, leaves, notes, verifier
from takar.ledger.disclosures import SLOTS, commit_fields
from takar.ledger.qr import base45_encode, qr_text
from takar.ledger.receipt import Correction, build_receipt
from takar.ledger.rules import shown_disclosures
from tests.ledger.stage import AT, RULES, Person, Stage

NOW = 1_800_000_100.0


@dataclass(frozen=True)
class Case:
    """One question to both verifiers. `log`: text of a later checkpoint."""

    name: str
    text: str
    policy: str | None = None
    key: str = ""
    log: str | None = None


def edited(text: str, change: Callable[[dict[str, Any]], object]) -> str:
    """The receipt with its `extra` changed and written canonically again."""
    lines = text.split("\n")
    extra = json.loads(base64.b64decode(lines[1][6:]))
    change(extra)
    lines[1] = "extra " + base64.b64encode(verifier.canonical(extra)).decode()
    return "\n".join(lines)


def amended(stage: Stage, person: Person) -> str:
    """A receipt that carries its own correction."""
    fields = {"old": {"jpm": person.fields["jpm"]}, "new": {"jpm": "99.99"}}
    committed = commit_fields(fields, SLOTS["amend"], os.urandom)
    leaf = leaves.amend(
        ev=stage.ev, at=AT, p=person.p, prev=person.score, old=person.score, reason="KUNCI-SALAH",
        basis="BA 12/2026", by=["ketua", "inspektorat"], committed=committed,
    )  # fmt: skip
    index = stage.log.append([leaf]).first
    return build_receipt(
        stage.log, person.score, rules=stage.rules, disclosures=person.disclosures,
        corrections=[Correction(index, list(committed.disclosures.values()))],
    ).text  # fmt: skip


def scored_again(stage: Stage, fields: dict[str, Any]) -> str:
    """A receipt for a score with these fields, right or wrong, as the log has recorded it."""
    person = stage.people[0]
    committed = commit_fields(fields, SLOTS["score"], os.urandom)
    leaf = leaves.score(
        ev=stage.ev, at=AT, p=person.p, prev=person.score, event=stage.event, seal=person.seal, committed=committed,
    )  # fmt: skip
    index = stage.log.append([leaf]).first
    disclosures = list(committed.disclosures.values())
    return build_receipt(stage.log, index, rules=stage.rules, disclosures=disclosures).text


def chains(stage: Stage) -> Iterator[Case]:
    """Scores that the log recorded with wrong links: to the seal, the session, the event, the person before them."""
    me, other = stage.people[:2]
    size = stage.log.size
    wrong: list[dict[str, Any]] = [
        {}, {"prev": -1}, {"prev": me.seal - 1}, {"prev": me.score}, {"prev": size + 9}, {"seal": other.seal}, {"seal": 0},
        {"event": stage.opened}, {"p": other.p}, {"ev": leaves.new_event_id(os.urandom)},
    ]  # fmt: skip
    for place, change in enumerate(wrong):
        links = {"ev": stage.ev, "p": me.p, "prev": me.seal, "event": stage.event, "seal": me.seal, **change}
        committed = commit_fields(me.fields, SLOTS["score"], os.urandom)
        index = stage.log.append([leaves.score(at=AT, committed=committed, **links)]).first
        text = _linked(stage, index, me.seal, list(committed.disclosures.values()), stage.receipt(me).text)
        yield Case(f"chain {place} {sorted(change)}", text, stage.policy)


def _linked(stage: Stage, index: int, seal: int, disclosures: list[str], like: str) -> str:
    """A receipt of leaf `index` with this seal, whatever the leaf says; the other parts as on the receipt `like`."""
    size = stage.log.size
    extra = json.loads(base64.b64decode(like.split("\n")[1][6:]))
    leaf = stage.log.leaf(index)
    for name, number in (("seal", seal), ("open", stage.opened), ("event", stage.event)):
        path = [notes.encoded(each) for each in stage.log.inclusion(number, size)]
        extra[name] = {"index": number, "leaf": stage.log.leaf(number).decode(), "proof": path}
    extra |= {"leaf": leaf.decode(), "code": verifier.receipt_code(leaf), "disclosures": disclosures}
    return verifier.compose(extra, index, stage.log.inclusion(index, size), stage.log.checkpoint().note)


class Witness:
    def __init__(self, name: str) -> None:
        self.short, self.name = name, f"saksi.example/{name}"
        self.private = Ed25519PrivateKey.generate()
        public = self.private.public_key().public_bytes_raw()
        self.vkey = notes.make_vkey(self.name, notes.COSIGNATURE, public)

    def line(self, text: str, seconds: int = 1_800_000_000) -> str:
        return notes.cosignature_line(self.private, self.name, text, seconds)


def real(stage: Stage) -> Iterator[Case]:
    """Shown, held, partly shown, seal only: as file and as QR text; with policy, with key, with neither."""
    for person in stage.people:
        assert person.committed
        texts = [
            stage.receipt(person).text,
            stage.receipt(person, held=True).text,
            build_receipt(stage.log, person.seal, rules=stage.rules).text,
        ]
        for parts in ({"levels"}, {"jpm", "category"}, {"levels", "jpm", "potential"}):
            shown = shown_disclosures(person.committed.disclosures, parts)
            texts.append(build_receipt(stage.log, person.score, rules=stage.rules, disclosures=shown).text)
        for place, text in enumerate(texts):
            yield Case(f"real {place}", text, stage.policy)
            yield Case(f"real {place} key", text, key=stage.log.key.fingerprint.upper().replace(" ", "-"))
            yield Case(f"real {place} alone", text)
            yield Case(f"real {place} qr", qr_text(text), stage.policy)
        yield Case("other key", texts[0], key="0000 " * 8)


def broken_bytes(text: str, policy: str, seed: int, count: int) -> Iterator[Case]:
    """One byte changed, inserted or removed; cut short; lines lost, doubled, swapped."""
    raw, dice = text.encode(), random.Random(seed)
    for turn in range(count):
        place, other = dice.randrange(len(raw)), bytes([dice.choice(raw)])
        middle = (bytes([raw[place] ^ 1 << dice.randrange(7)]), other, other + raw[place : place + 1], b"")
        yield Case(f"byte {place}", _text(raw[:place] + middle[turn % 4] + raw[place + 1 :]), policy)
    lines = text.split("\n")
    for place in range(len(lines)):
        for name, changed in (("lost", []), ("twice", [lines[place]] * 2), ("empty", ["", lines[place]])):
            yield Case(
                f"line {place} {name}", "\n".join(lines[:place] + changed + lines[place + 1 :]), policy
            )
        yield Case(f"cut at line {place}", "\n".join(lines[:place]), policy)
    ends = ("\n", " ", "\r\n", "x", "\n\n— a b\n", "\ufeff")
    yield from (Case("tail", text + each, policy) for each in ends)
    heads = (
        text.replace("\n", "\r\n"),
        "\ufeff" + text,
        "",
        "halo",
        "TKR1:",
        "TKR1:0",
        verifier.MAGIC,
        "TKR1:" + text,
    )
    yield from (Case("head", each, policy) for each in heads)
    for number in ("0", "1", "-1", "01", "9007199254740993", "9999999999999999", "99999999999999999", "x"):
        yield Case(f"index {number}", "\n".join([*lines[:2], f"index {number}", *lines[3:]]), policy)


def _text(raw: bytes) -> str:
    """As both programs read a file: what is not UTF-8 is no receipt."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ""


def broken_evidence(text: str, policy: str, seed: int, count: int) -> Iterator[Case]:
    """One character of the decoded evidence changed and written canonically again: what a clever forger would do."""
    lines, dice = text.split("\n"), random.Random(seed)
    inner = base64.b64decode(lines[1][6:]).decode()
    while count:
        place = dice.randrange(len(inner))
        changed = inner[:place] + dice.choice('0123456789abcXYZ",:{}[] -') + inner[place + 1 :]
        try:
            raw = verifier.canonical(json.loads(changed))
        except ValueError:
            raw = changed.encode()
            if dice.random() < 0.7:
                continue
        count -= 1
        extra = "extra " + base64.b64encode(raw).decode()
        yield Case(f"evidence {place}", "\n".join([lines[0], extra, *lines[2:]]), policy)


VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2**53 - 1, "", "a", "__proto__", [], [1], {}, {"index": 1}, {"__proto__": 1},
    ["v", "code", "vkey", "leaf", "disclosures", "open", "event", "rules"], {"index": 0, "leaf": "{}", "proof": []},
    {"index": True, "leaf": "{}", "proof": ""}, {"index": 0, "leaf": "\u2028\x7f\x00é", "proof": {}}, [[]] * 3, "e\u0301",
    json.loads("[" * 30 + "]" * 30), json.loads("[" * 31 + "]" * 31), json.loads("[" * 400 + "]" * 400),
]  # fmt: skip
PATHS = (
    "", "v", "code", "vkey", "leaf", "disclosures", "event", "open", "seal", "rules", "amends", "more", "event.leaf",
    "event.index", "event.proof", "seal.index", "seal.leaf", "open.proof", "open.leaf", "rules.categories", "disclosures.0",
)  # fmt: skip


def broken_parts(text: str, policy: str) -> Iterator[Case]:
    """Each part replaced by each odd value, and taken out."""
    lines = text.split("\n")
    for path in PATHS:
        for place, value in enumerate(VALUES):
            extra = _put(json.loads(base64.b64decode(lines[1][6:])), path, value)
            line = "extra " + base64.b64encode(verifier.canonical(extra)).decode()
            yield Case(f"part {path} {place}", "\n".join([lines[0], line, *lines[2:]]), policy)
    for part in ("v", "code", "vkey", "leaf", "disclosures", "event", "open", "seal", "rules"):
        yield Case(f"without {part}", edited(text, lambda e, part=part: e.pop(part)), policy)
    for a, b in (("event", "seal"), ("open", "event"), ("seal", "open"), ("seal", "event")):
        yield Case(f"{b} as {a}", edited(text, lambda e, a=a, b=b: e.update({a: e[b]})), policy)
    yield Case("two wrongs", edited(text, _two_wrongs), policy)


def _put(extra: Any, path: str, value: Any) -> Any:
    if not path:
        return value
    first, _, second = path.partition(".")
    if second:
        extra[first][int(second) if second.isdigit() else second] = value
    else:
        extra[first] = value
    return extra


def _two_wrongs(extra: dict[str, Any]) -> None:
    extra["disclosures"].append(verifier.base64url(b'["x","y",1]'))
    extra["event"]["leaf"] = "{}"


def broken_disclosures(text: str, policy: str) -> Iterator[Case]:
    """Each disclosure with another value, twice, in another spelling, or not canonical."""
    count = len(json.loads(base64.b64decode(text.split("\n")[1][6:]))["disclosures"])
    for place in range(count):
        for name, change in CHANGES.items():

            def change_one(extra: dict[str, Any], place: int = place, change: Any = change) -> None:
                extra["disclosures"][place] = change(extra["disclosures"][place])

            yield Case(f"disclosure {place} {name}", edited(text, change_one), policy)
    again = edited(text, lambda e: e["disclosures"].append(e["disclosures"][0]))
    yield Case("disclosure twice", again, policy)


def _with(change: Callable[[Any], Any]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        salt, name, value = json.loads(verifier.strict_base64url(text))
        return verifier.base64url(verifier.canonical([salt, *change((name, value))]))

    return changed


CHANGES: dict[str, Callable[[str], str]] = {
    "value": _with(lambda both: (both[0], "150.00")),
    "field": _with(
        lambda both: (both[0], {"name": "x\u202e\x1b[2J", "rating": "1", "level": 1, "required": 1})
    ),
    "name": _with(lambda both: ("new", both[1])),
    "padded": lambda text: text + "=",
    "longer": lambda text: text + "A",
    "cut 1": lambda text: text[:-1],
    "cut 2": lambda text: text[:-2],
    "not ascii": lambda text: text + "é",
    "empty": lambda text: "",
    "plus": lambda text: "+" + text[1:],
}


def arithmetic(folder: Path) -> Iterator[Case]:
    """Rules of all kinds, and scores that were recorded right, wrong and odd under them."""
    variants: list[dict[str, Any]] = [
        {}, {"base": "level"}, {"rounding": "half_even", "jpm_decimals": 0}, {"rounding": "down", "jpm_decimals": 3},
        {"jpm_cap": True}, {"level_rule": "floor"}, {"rounding": "up"}, {"jpm_decimals": "1"}, {"potential_bands": []},
        {"categories": []}, {"standards": {}}, {"standards": {"administrator": {"M.01": 3, "Z.01": 2}}}, {"base": "name"},
    ]  # fmt: skip
    for place, variant in enumerate(variants):
        stage = Stage(folder / str(place), 2, rules={**RULES, **variant}, seed=place)
        for person in stage.people:
            yield Case(f"rules {variant}", stage.receipt(person).text, stage.policy)
        if place < 5:
            yield from _recorded(stage, random.Random(place))


ODD: list[tuple[str, Any]] = [
    ("total", {"total": "1.00", "standard_total": "27"}), ("total", {"total": "27.00", "standard_total": "1"}),
    ("total", {"total": 27, "standard_total": 0}), ("total", {"total": "27"}), ("total", "27"), ("jpm", "12.34"),
    ("jpm", 100), ("jpm", True), ("jpm", None), ("category", "ZZ"), ("category", None), ("category", 7), ("potential", {}),
    ("potential", [{"code": "P.01", "name": "x", "score": "99.0", "band": "KS"}]), ("potential", [1]), ("potential", "ab"),
    ("potential", [{"code": "P.01", "name": "x", "score": "-1", "band": "KS"}]), ("subject", None), ("subject", []),
    ("subject", {"standard": "pengawas"}), ("subject", {"standard": []}), ("subject", {"standard": "constructor"}),
    ("M.02", {"name": "Kerja Sama", "required": 3, "level": 1, "rating": "4.00"}), ("M.02", None),
    ("M.02", {"name": "Kerja Sama", "required": 2, "level": 4, "rating": "4.00"}), ("M.02", {"level": True, "rating": 1}),
    ("M.02", {"name": "Kerja Sama", "required": 3, "level": 4, "rating": "4,00"}), ("M.02", {"level": 3}),
    ("M.02", {"name": 5, "required": True, "level": 3, "rating": "2.5"}), ("__proto__", 1), ("constructor", "x"),
    ("M.02", {"name": "n", "required": 3, "level": -1, "rating": "-0.5"}), ("M.٠٢", {"level": 1, "rating": 1, "required": 1}),
]  # fmt: skip


def _recorded(stage: Stage, dice: random.Random) -> Iterator[Case]:
    for name, value in ODD:
        fields = {**stage.people[0].fields, name: value}
        if len(fields) <= SLOTS["score"]:
            yield Case(f"recorded {name} {value}", scored_again(stage, fields), stage.policy)
    for _ in range(12):
        fields = dict(stage.people[0].fields)
        cents, base = dice.randrange(1, 9000), dice.choice((3, 7, 27, 33))
        fields["total"] = {"total": f"{cents // 100}.{cents % 100:02d}", "standard_total": str(base)}
        fields["jpm"] = f"{cents / base:.{dice.randrange(4)}f}"
        yield Case(f"recorded {fields['total']}", scored_again(stage, fields), stage.policy)


def trust(stage: Stage) -> Iterator[Case]:
    """Policies with and without witnesses, cosignatures good, wrong, early and doubled; keys of all spellings."""
    one, two = Witness("inspektorat"), Witness("kampus")
    text = stage.receipt(stage.people[0]).text
    note = verifier.parse_checkpoint(text.partition("\n\n")[2]).text
    pair = [(each.short, each.vkey) for each in (one, two)]
    rules = [keys.policy_text(stage.log.key.vkey, pair, each) for each in ("all", "any", "1", "2")]
    signed = {
        "none": "", "one": one.line(note), "both": one.line(note) + two.line(note), "twice": one.line(note) * 2,
        "false": one.line(note + "x\n"), "early": one.line(note, int(NOW) + 3600), "zero": one.line(note, 0),
        "one false": one.line(note) + two.line(note + "x\n"), "stranger": Witness("lain").line(note),
    }  # fmt: skip
    for name, lines in signed.items():
        yield from (Case(f"witness {name} {place}", text + lines, rule) for place, rule in enumerate(rules))
        yield Case(f"witness {name} qr", qr_text(text + lines) if name in ("one", "both") else "", rules[0])
    yield from _policies(stage, text, note, one, two)
    for key in (
        "1234",
        "zzzz " * 8,
        " ",
        stage.log.key.fingerprint + "0",
        stage.log.key.fingerprint.replace(" ", ":"),
    ):
        yield Case(f"key {key}", text, key=key)


def _policies(stage: Stage, text: str, note: str, one: Witness, two: Witness) -> Iterator[Case]:
    log, a, b = (
        f"log {stage.log.key.vkey}",
        f"witness a {one.vkey}",
        f"witness b {two.vkey} https://b.example",
    )
    files = [
        "", "quorum none", log, f"{log}\nquorum none\n", f"# c\n\n {log} https://x.example \n{a}\nquorum a",
        f"{log}\n{a}\n{b}\ngroup g any a b\nquorum g", f"{log}\n{a}\n{b}\ngroup g all a b\nquorum g\nquorum g",
        f"{log}\n{a}\n{b}\ngroup g 1 a\ngroup h 2 g b\nquorum h", f"{log}\n{a}\n{a}\nquorum a", f"{a}\nquorum a",
        f"{log}\n{a}\nwitness c {one.vkey}\nquorum a", f"{log}\nwitness none {one.vkey}\nquorum none", f"{log}\nquorum x",
        f"{log}\n{a}\n{b}\ngroup g 3 a b\nquorum g", f"{log}\n{a}\n{b}\ngroup g 0 a b\nquorum g", "log x\nquorum none",
        f"{log}\n{a}\n{b}\ngroup g 1 a b\ngroup h 1 a\nquorum h", f"{log}\n{a}\ngroup g all a a\nquorum g",
        f"log {one.vkey}\nquorum none", f"{log}\n{a}\ngroup g 1 none\nquorum g", f"{log} x y\nquorum none", "hal\nquorum none",
    ]  # fmt: skip
    for place, policy in enumerate(files):
        yield Case(f"policy {place}", text, policy)
        yield Case(f"policy {place} cosigned", text + one.line(note), policy)


def later(stage: Stage) -> Iterator[Case]:
    """A later checkpoint, with and without its proof, or from a log that was forked."""
    receipt, old = stage.receipt(stage.people[0]), stage.log.checkpoint().size
    same, forked = stage.log.checkpoint().note, stage.log.key.sign(old, bytes(32)).note
    stage.log.append([b'{"v":1}', b"2", b"3", b"4", b"5"])
    whole, text = stage.log.consistency_text(old), receipt.text
    for place, other in enumerate(
        (
            same,
            forked,
            whole,
            stage.log.consistency_text(old - 1),
            stage.log.checkpoint().note,
            "",
            "old 1",
            whole[:-9],
        )
    ):
        yield Case(f"later {place}", text, stage.policy, log=other)
    lines = whole.split("\n")
    for place in range(1, len(lines)):
        yield Case(
            f"later without line {place}",
            text,
            stage.policy,
            log="\n".join(lines[:place] + lines[place + 1 :]),
        )


def broken_codes(text: str, policy: str, seed: int, count: int) -> Iterator[Case]:
    """A QR code read wrongly, and one whose content was altered part by part."""
    code, dice = qr_text(text), random.Random(seed)
    yield Case("qr with line end", code + "\r\n", policy)
    for _ in range(count):
        place = dice.randrange(5, len(code))
        middle = dice.choice(
            (dice.choice(verifier.BASE45), "", dice.choice(verifier.BASE45) + code[place], "é", "\n")
        )
        yield Case(f"qr {place}", code[:place] + middle + code[place + 1 :], policy)
    payload = cbor2.loads(verifier.base45_decode(code[5:]))
    odd: list[Any] = [0, 1, -1, 2**40, 2**40 + 1, 2**63, b"", b"x", "x", [], [0], [1, 2, 3], ["x"], [b""]]
    for place in range(len(payload)):
        for value in odd:
            yield _code(
                f"qr part {place} {value!r}", [*payload[:place], value, *payload[place + 1 :]], policy
            )
    for place in (3, 4, 5, 7, 8):
        for _ in range(count // 4):
            raw = bytearray(payload[place])
            raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
            yield _code(f"qr bit in {place}", [*payload[:place], bytes(raw), *payload[place + 1 :]], policy)
    yield _code("qr one part more", [*payload, 1], policy)


def _code(name: str, payload: Any, policy: str) -> Case:
    return Case(name, verifier.QR_PREFIX + base45_encode(cbor2.dumps(payload)), policy)
