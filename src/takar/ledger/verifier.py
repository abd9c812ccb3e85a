#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: B905  zip(strict=) would need Python 3.10
"""Check a Takar receipt. One file, Python 3.9 or newer, nothing else: copy it anywhere, read it, run it.

    python3 verifier.py bukti-XXXX.tlog-proof [--policy FILE | --key FINGERPRINT] [--log FOLDER] [--lang en] [--json]

What it recomputes, in this order; it never uses a value of the receipt before that value's hash is proven:

    1 FORMAT       strict parse of the file (C2SP tlog-proof; no duplicate keys, canonical base64, canonical JSON)
    2 INCLUSION    the leaf's hash leads to the root of the log (RFC 6962)
    3 SIGNATURE    that root is signed by the log's key (Ed25519, C2SP signed-note and tlog-checkpoint)
    4 KEY          the log's key is the one you trust: policy file, remembered policy, or fingerprint of the event card
    5 QUORUM       enough witnesses have cosigned (C2SP tlog-cosignature, tlog-policy)
    6 CONSISTENCY  no other log was ever shown: checkpoints seen before, and with --log the log itself
    7 DISCLOSURES  each value that the receipt shows is the one committed to in the leaf (RFC 9901 salted digests)
    8 RULES        the rules were in the log before the session was opened, and are the ones shown
    9 SEAL         the answers were sealed after the opening and before the score, for the same person;
      or INPUTS    for a result that people judged: it rests on every committed component, on ratings signed by listed keys
   10 STANDARD, LEVEL, TOTAL, JPM, CATEGORY, POTENTIAL: recomputed from the shown values by the shown rules
   11 AMENDED      no later entry corrects this result

Verdicts and exit codes: SAH 0, TIDAK COCOK 1, TIDAK LENGKAP 2, SEMENTARA 3 (witnesses still missing), DIUBAH 4 (amended).
The input may also be the text of the receipt's QR code ("TKR1:…").
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import os
import re
import sys
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from pathlib import Path
from typing import Any

MAGIC = "c2sp.org/tlog-proof@v1"
QR_PREFIX = "TKR1:"
LARGEST = 512 * 1024
CLOCK_TOLERANCE = 300
DEEPEST = 32
EXIT = {"SAH": 0, "TIDAK COCOK": 1, "TIDAK LENGKAP": 2, "SEMENTARA": 3, "DIUBAH": 4}

Json = Any
Object = dict[str, Any]


# ---------------------------------------------------------------------------------------------------- results


class Mismatch(Exception):
    """Something that the receipt claims is not so. `code` for programs, a sentence in each language for people."""

    def __init__(self, code: str, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.code, self.id, self.en = code, indonesian, english


class Incomplete(Mismatch):
    """Something is missing, so that no answer can be given."""


@dataclass
class Step:
    """One line of the report. `state`: ok, fail, warn, skip."""

    name: str
    state: str
    code: str
    id: str
    en: str


@dataclass
class Verdict:
    """The answer: one of SAH, TIDAK COCOK, TIDAK LENGKAP, SEMENTARA, DIUBAH, with every step and the proven values."""

    verdict: str
    steps: list[Step]
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        return EXIT[self.verdict]

    @property
    def failures(self) -> list[Step]:
        return [step for step in self.steps if step.state == "fail"]

    def sentence(self, language: str = "id") -> str:
        """The verdict in plain words; after a mismatch, the sentence that names what does not match."""
        if self.verdict in ("TIDAK COCOK", "TIDAK LENGKAP"):
            named = self.failures or [step for step in self.steps if step.state == "warn"]
            if named:
                return named[0].en if language == "en" else named[0].id
        return SENTENCES[self.verdict][1 if language == "en" else 0]

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "exit": self.exit_code,
            "id": self.sentence("id"),
            "en": self.sentence("en"),
            "steps": [vars(step) for step in self.steps],
            "values": self.values,
        }


SENTENCES = {
    "SAH": (
        "Tanda terima ini sah: tidak ada satu angka pun yang berbeda dari yang tercatat.",
        "This receipt is valid: not one figure differs from what was recorded.",
    ),
    "TIDAK COCOK": (
        "Tanda terima ini tidak cocok dengan catatan.",
        "This receipt does not match the record.",
    ),
    "TIDAK LENGKAP": ("Pemeriksaan belum lengkap.", "The check is not complete."),
    "SEMENTARA": (
        "Semua cocok, tetapi saksi yang disyaratkan belum semuanya menandatangani. Periksa lagi nanti.",
        "Everything matches, but not all required witnesses have signed yet. Check again later.",
    ),
    "DIUBAH": (
        "Tanda terima ini cocok dengan catatan semula, tetapi hasilnya kemudian dikoreksi secara tercatat.",
        "This receipt matches the original record, but the result was later corrected on record.",
    ),
}


# ------------------------------------------------------------------------------------------- Ed25519 (RFC 8032)

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_ZERO = (0, 1, 1, 0)


def _add(a: Any, b: Any) -> Any:
    low = (a[1] - a[0]) * (b[1] - b[0]) % _P
    high = (a[1] + a[0]) * (b[1] + b[0]) % _P
    t, z = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = high - low, z - t, z + t, high + low
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _double(a: Any) -> Any:
    x2, y2, z2 = a[0] * a[0] % _P, a[1] * a[1] % _P, 2 * a[2] * a[2] % _P
    h = x2 + y2
    e = h - (a[0] + a[1]) * (a[0] + a[1])
    g = x2 - y2
    f = z2 + g
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _decode_point(raw: bytes) -> Any:
    """None for anything but the one canonical encoding of a curve point."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return (x, y, 1, x * y % _P)


def _encode_point(a: Any) -> bytes:
    inverse = pow(a[2], _P - 2, _P)
    x, y = a[0] * inverse % _P, a[1] * inverse % _P
    return int(y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _decode_point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))


def _small_order(a: Any) -> bool:
    eight = _double(_double(_double(a)))
    return bool(eight[0] % _P == 0 and (eight[1] - eight[2]) % _P == 0)


def ed25519_verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """RFC 8032 section 5.1.7 without cofactor; refuses S >= L, non-canonical points and keys of small order."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce = _decode_point(public), _decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or s >= _L or _small_order(key):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    minus = (_P - key[0], key[1], 1, _P - key[3])
    both, total = _add(_BASE, minus), _ZERO
    for bit in range(max(s.bit_length(), k.bit_length()) - 1, -1, -1):
        total = _double(total)
        choice = (s >> bit & 1) | (k >> bit & 1) << 1
        if choice:
            total = _add(total, (_BASE, minus, both)[choice - 1])
    return _encode_point(total) == signature[:32]


# --------------------------------------------------------------------------------------- Merkle tree (RFC 9162)

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_path(index: int, size: int, value: bytes, path: Sequence[bytes]) -> bytes | None:
    """RFC 9162 section 2.1.3.2: the root that the audit path leads to, None when its length is wrong."""
    if not 0 <= index < size or len(value) != 32:
        return None
    place, last = index, size - 1
    for sibling in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            value = node_hash(sibling, value)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        place, last = place >> 1, last >> 1
    return value if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162 section 2.1.4.2; a tree of size 0 is consistent with everything by the empty proof."""
    if old > new or old < 0:
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not path:
        return False
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


class Frontier:
    """The root of a growing list of leaves, in logarithmic memory."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, value: bytes) -> None:
        height = 0
        while self._peaks and self._peaks[-1][0] == height:
            value = node_hash(self._peaks.pop()[1], value)
            height += 1
        self._peaks.append((height, value))
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY_ROOT
        value = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            value = node_hash(peak, value)
        return value


def walk(
    low: int, high: int, leaves: dict[int, bytes], node: Callable[[int, int], bytes]
) -> dict[Any, bytes]:
    """Hashes of all subtrees on the ways from `leaves` (index -> hash) to the root; `node` gives those beside them."""
    known: dict[Any, bytes] = {}

    def visit(start: int, stop: int) -> bytes:
        if not any(start <= index < stop for index in leaves):
            value = node(start, stop)
        elif stop - start == 1:
            value = leaves[start]
        else:
            middle = start + (1 << ((stop - start - 1).bit_length() - 1))
            value = node_hash(visit(start, middle), visit(middle, stop))
        known[start, stop] = value
        return value

    visit(low, high)
    return known


def path_from(known: dict[Any, bytes], index: int, size: int) -> list[bytes]:
    """The audit path of one leaf out of what `walk` has found."""
    start, stop, path = 0, size, []
    while stop - start > 1:
        middle = start + (1 << ((stop - start - 1).bit_length() - 1))
        path.append(known[middle, stop] if index < middle else known[start, middle])
        start, stop = (start, middle) if index < middle else (middle, stop)
    return path[::-1]


# ------------------------------------------------------------------------------------------------- strict parsing


def canonical(value: Json) -> bytes:
    """RFC 8785 for the subset that leaves use: there Python's own writer gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Json) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def parse_canonical(raw: bytes) -> Json:
    """Raises ValueError unless `raw` is the canonical form of what it says: no floats, no duplicate keys, ASCII keys, NFC."""
    try:
        value = json.loads(
            raw.decode(),
            object_pairs_hook=_without_duplicates,
            parse_int=_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if _deeper(value, DEEPEST):
        raise ValueError("nested too deeply")
    if canonical(value) != raw or not unicodedata.is_normalized("NFC", raw.decode()):
        raise ValueError("not canonical")
    return value


def _deeper(value: Json, left: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left == 0 or any(_deeper(each, left - 1) for each in inner)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> Object:
    found = dict(pairs)
    if len(found) != len(pairs) or not all(key.isascii() for key in found):
        raise ValueError("duplicate or non-ASCII key")
    return found


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError("integer too large")
    return int(text)


def _refuse_number(text: str) -> Any:
    raise ValueError(f"not an integer: {text}")


def strict_base64(text: str) -> bytes:
    """Standard alphabet, padded, nothing else; raises ValueError."""
    raw = base64.b64decode(text.encode("ascii"), validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64 is not canonical")
    return raw


def strict_base64url(text: str) -> bytes:
    raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if base64url(raw) != text:
        raise ValueError("base64url is not canonical")
    return raw


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def strict_number(text: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,15}", text):
        raise ValueError(f"not a number: {text[:20]!r}")
    return int(text)


def hash_line(text: str) -> bytes:
    raw = strict_base64(text)
    if len(raw) != 32:
        raise ValueError("a hash has 32 bytes")
    return raw


@dataclass
class Checkpoint:
    """A signed note that is a tree head. `text` is what the signatures cover."""

    text: str
    origin: str
    size: int
    root: bytes
    signatures: list[tuple[str, bytes]]

    def signature_of(self, name: str, identity: bytes) -> bytes | None:
        found = [raw[4:] for signer, raw in self.signatures if signer == name and raw[:4] == identity]
        if len(found) > 1:
            raise ValueError(f"two signatures of {name}")
        return found[0] if found else None


def parse_checkpoint(note: str) -> Checkpoint:
    """C2SP signed-note and tlog-checkpoint; raises ValueError."""
    head, blank, tail = note.rpartition("\n\n")
    lines, signatures = head.split("\n"), tail.split("\n")
    if not blank or not note.endswith("\n") or len(lines) < 3 or not all(lines) or len(signatures) > 65:
        raise ValueError("not a checkpoint")
    if any(ord(letter) < 32 for letter in note.replace("\n", "")):
        raise ValueError("control characters")
    parsed = [_signature_line(line) for line in signatures[:-1]]
    return Checkpoint(head + "\n", lines[0], strict_number(lines[1]), hash_line(lines[2]), parsed)


def _signature_line(line: str) -> tuple[str, bytes]:
    match = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)", line)
    if not match:
        raise ValueError("not a signature line")
    raw = strict_base64(match[2])
    if len(raw) < 5:
        raise ValueError("signature too short")
    return match[1], raw


@dataclass
class Key:
    """A verifier key: name, type byte (1 log, 4 witness), 32 bytes of Ed25519."""

    text: str
    name: str
    kind: int
    public: bytes
    identity: bytes


def parse_key(text: str) -> Key:
    """<name>+<8 hex>+<base64>; raises ValueError."""
    match = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", text)
    if not match:
        raise ValueError("not a verifier key")
    raw = strict_base64(match[3])
    identity = hashlib.sha256(match[1].encode() + b"\n" + raw).digest()[:4]
    if len(raw) != 33 or identity.hex() != match[2]:
        raise ValueError("not an Ed25519 verifier key")
    return Key(text, match[1], raw[0], raw[1:], identity)


def fingerprint(vkey: str) -> str:
    """8 groups of 4 hex digits, as printed on the event card."""
    text = hashlib.sha256(vkey.encode()).hexdigest()[:32]
    return " ".join(text[start : start + 4] for start in range(0, 32, 4))


def receipt_code(leaf: bytes) -> str:
    """The 16-character code of a leaf: 80 bits of its hash in Crockford's alphabet."""
    number = int.from_bytes(leaf_hash(leaf)[:10], "big")
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> shift & 31] for shift in range(75, -1, -5))


# --------------------------------------------------------------------------------------------- policy (C2SP)


@dataclass
class Policy:
    """Which logs and witnesses are trusted. `groups`: name -> (how many, members); `quorum`: a name or "none"."""

    logs: list[Key]
    witnesses: dict[str, Key]
    groups: dict[str, tuple[int, list[str]]]
    quorum: str

    def satisfied(self, cosigned: set[str], name: str = "") -> bool:
        name = name or self.quorum
        if name in self.groups:
            least, members = self.groups[name]
            return sum(self.satisfied(cosigned, member) for member in members) >= least
        return name == "none" or name in cosigned


def parse_policy(text: str) -> Policy:
    """C2SP tlog-policy; raises ValueError with the number of the bad line."""
    policy, member_of = Policy([], {}, {}, ""), set[str]()
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            _policy_line(policy, member_of, words)
        except (ValueError, KeyError, IndexError) as fault:
            raise ValueError(f"policy line {number}: {fault}") from None
    publics = [key.public for key in [*policy.logs, *policy.witnesses.values()]]
    if not policy.quorum or len(set(publics)) != len(publics):
        raise ValueError("policy: exactly one quorum line, and no key twice")
    return policy


def _policy_line(policy: Policy, member_of: set[str], words: list[str]) -> None:
    kind, rest = words[0], words[1:]
    taken = {"none", *policy.witnesses, *policy.groups}
    if kind == "log" and len(rest) in (1, 2):
        policy.logs.append(_of_kind(rest[0], 1))
    elif kind == "witness" and len(rest) in (2, 3) and rest[0] not in taken:
        policy.witnesses[rest[0]] = _of_kind(rest[1], 4)
    elif kind == "group" and len(rest) >= 3 and rest[0] not in taken:
        members = rest[2:]
        if set(members) - (taken - {"none"}) or member_of & set(members) or len(set(members)) < len(members):
            raise ValueError("unknown member, or one that already belongs to a group")
        least = {"all": len(members), "any": 1}.get(rest[1]) or strict_number(rest[1])
        if not 1 <= least <= len(members):
            raise ValueError("threshold")
        member_of.update(members)
        policy.groups[rest[0]] = (least, members)
    elif kind == "quorum" and len(rest) == 1 and not policy.quorum and rest[0] in taken:
        policy.quorum = rest[0]
    else:
        raise ValueError(f"not understood: {' '.join(words)[:60]}")


def _of_kind(text: str, kind: int) -> Key:
    key = parse_key(text)
    if key.kind != kind:
        raise ValueError(f"key of type {key.kind}, expected {kind}")
    return key


# ------------------------------------------------------------------------------------------------ the receipt


@dataclass
class Entry:
    """A leaf with its place in the log. `body` may be used only after `prove` has succeeded."""

    index: int
    leaf: bytes
    path: list[bytes]
    body: Any = None

    def prove(self, checkpoint: Checkpoint) -> bool:
        """Is this very leaf at this index of the signed tree, and in canonical form?"""
        if root_from_path(self.index, checkpoint.size, leaf_hash(self.leaf), self.path) != checkpoint.root:
            return False
        body = parse_canonical(self.leaf)
        if not isinstance(body, dict) or body.get("v") != 1:
            raise ValueError("leaf of an unknown version")
        self.body = body
        return True


@dataclass
class Receipt:
    """A parsed receipt. Nothing in it is proven yet."""

    main: Entry
    checkpoint: Checkpoint
    vkey: str
    code: str
    disclosures: list[str]
    seal: Entry | None
    opened: Entry | None
    inputs: list[Entry] | None
    event: Entry
    rules: Any
    amends: list[tuple[Entry, list[str]]]


REQUIRED = {"v", "code", "vkey", "leaf", "disclosures", "event", "rules"}
# What a score rests on, and what a result rests on that people judged.
OF_SCORE, OF_FINAL = {"open"}, {"inputs"}
OPTIONAL = {"amends"}


def parse_receipt(text: str) -> Receipt:
    """Strict parse of a C2SP tlog-proof with Takar's `extra`. Raises Mismatch or Incomplete."""
    if not text.startswith(MAGIC + "\n"):
        raise Incomplete(
            "FORMAT",
            "Ini bukan berkas tanda terima. Gunakan berkas bukti-….tlog-proof atau teks dari kode QR-nya.",
            "This is not a receipt. Use the file bukti-….tlog-proof or the text of its QR code.",
        )
    try:
        return _receipt(*_split(text))
    except Mismatch:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Mismatch(
            "FORMAT",
            "Berkas tanda terima rusak atau telah diubah: susunannya tidak baku lagi. Unduh kembali berkas aslinya.",
            f"The receipt file is damaged or was altered: its form is not canonical ({_short(fault)}).",
        ) from None


def _short(fault: BaseException) -> str:
    return "".join(letter for letter in str(fault)[:80] if letter.isprintable())


def _split(text: str) -> tuple[Any, int, list[bytes], Checkpoint]:
    if "\r" in text:
        raise Mismatch(
            "FORMAT",
            "Ujung baris berkas ini telah diubah oleh program lain (CRLF). Unduh kembali berkas aslinya.",
            "Another program has changed the line ends of this file (CRLF). Download the original again.",
        )
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) < 3 or not lines[1].startswith("extra "):
        raise Incomplete(
            "FORMAT",
            "Tanda terima terpotong: bagian “extra” atau kepala log tidak ada. Minta berkas yang utuh.",
            "The receipt is cut short: its “extra” part or the checkpoint is missing. Ask for the whole file.",
        )
    if not lines[2].startswith("index "):
        raise ValueError("no index line")
    extra = parse_canonical(strict_base64(lines[1][6:]))
    index = strict_number(lines[2][6:])
    return extra, index, [hash_line(line) for line in lines[3:]], parse_checkpoint(note)


def _receipt(extra: Any, index: int, path: list[bytes], checkpoint: Checkpoint) -> Receipt:
    judged = "inputs" in extra
    required = REQUIRED | (OF_FINAL if judged else OF_SCORE)
    optional = OPTIONAL | (set() if judged else {"seal"})
    missing = required - set(extra)
    if missing:
        raise Incomplete(
            "FORMAT",
            f"Tanda terima tidak lengkap: bagian {', '.join(sorted(missing))} tidak ada. Minta berkas yang utuh.",
            f"The receipt is incomplete: {', '.join(sorted(missing))} missing. Ask for the whole file.",
        )
    if set(extra) - required - optional or extra["v"] != 1:
        raise ValueError("unknown part or version")
    if "amends" in extra and not (isinstance(extra["amends"], list) and extra["amends"]):
        raise ValueError("amends: a list of corrections, absent when there is none")
    main = Entry(index, extra["leaf"].encode(), path)
    if not isinstance(extra["vkey"], str) or extra["code"] != receipt_code(main.leaf):
        raise Mismatch(
            "CODE",
            "Kode 16 huruf pada tanda terima bukan kode catatan ini.",
            "The 16-character code on the receipt is not the code of this record.",
        )
    amends = [
        (_entry(each, {"disclosures"}), _texts(each["disclosures"])) for each in extra.get("amends", [])
    ]
    return Receipt(
        main=main,
        checkpoint=checkpoint,
        vkey=extra["vkey"],
        code=extra["code"],
        disclosures=_texts(extra["disclosures"]),
        seal=_entry(extra["seal"]) if "seal" in extra else None,
        opened=None if judged else _entry(extra["open"]),
        inputs=_entries(extra["inputs"]) if judged else None,
        event=_entry(extra["event"]),
        rules=extra["rules"],
        amends=amends,
    )


def _entry(value: Any, more: Iterable[str] = ()) -> Entry:
    if set(value) != {"index", "leaf", "proof", *more} or type(value["index"]) is not int:
        raise ValueError("entry")
    return Entry(value["index"], value["leaf"].encode(), [hash_line(each) for each in value["proof"]])


def _entries(value: Any) -> list[Entry]:
    if not isinstance(value, list):
        raise ValueError("inputs: a list of entries")
    return [_entry(each) for each in value]


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("a list of texts")
    return value


def compose(extra: Object, index: int, path: Sequence[bytes], note: str) -> str:
    """The text of a receipt: C2SP tlog-proof with `extra` as canonical JSON."""
    lines = [MAGIC, "extra " + base64.b64encode(canonical(extra)).decode(), f"index {index}"]
    return "\n".join([*lines, *(base64.b64encode(each).decode() for each in path), "", note])


# ------------------------------------------------------------------------------------------------- the QR code

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

# Text that most receipts share; the compressed part of a QR code refers to it. Never change it: old codes depend on it.
SHARED = (  # noqa: UP012
    '{"base":"rating","categories":[{"code":"MS","min":"80","name_en":"Meets the requirements","name_id":"Mem'
    'enuhi Syarat"},{"code":"MMS","min":"68","name_en":"Still meets the requirements","name_id":"Masih Memenu'
    'hi Syarat"},{"code":"KMS","min":"0","name_en":"Falls short of the requirements","name_id":"Kurang Memenu'
    'hi Syarat"}],"code":"seleksi","jpm_cap":false,"jpm_decimals":2,"level_rule":"half_up","potential_bands":'
    '[{"code":"KS","high":"20","low":"0"},{"code":"K","high":"40","low":"20"},{"code":"C","high":"60","low":"'
    '40"},{"code":"B","high":"80","low":"60"},{"code":"BS","high":"100","low":"80"}],"purpose":"seleksi","rou'
    'nding":"half_up","standards":{"fungsional/2017.1":{"M.01":3,"M.02":3,"M.03":3,"M.04":3,"M.05":3,"M.06":3'
    ',"M.07":3,"M.08":3,"SK.01":3},"jpt_madya/2017.1":{"M.01":5,"M.02":5,"M.03":5,"M.04":5,"M.05":5,"M.06":5,'
    '"M.07":5,"M.08":5,"SK.01":5},"jpt_utama/2017.1":{"M.01":5,"M.02":5,"M.03":5,"M.04":5,"M.05":5,"M.06":5,"'
    'M.07":5,"M.08":5,"SK.01":5},"pelaksana/2017.1":{"M.01":1,"M.02":1,"M.03":1,"M.04":1,"M.05":1,"M.06":1,"M'
    '.07":1,"M.08":1,"SK.01":1}},"version":"2019.1","visibility":{"category":true,"en":"Results are held unti'
    'l the organiser announces them; you still receive a sealed receipt.","held_until":null,"id":"Hasil ditah'
    'an sampai diumumkan oleh penyelenggara; Anda tetap menerima tanda terima tersegel.","jpm":true,"levels":'
    'true,"potential":true,"when":"held"}}["log.asesmen.","msoe",[{"_sd":[],"_sd_alg":"sha-256","at":"2026-01'
    '-05T03:00Z","ev":"~e","event":0,"p":"~p","prev":12,"seal":12,"t":"score","v":1},{"_sd":["~u","~u","~u"],'
    '"_sd_alg":"sha-256","answered":240,"at":"2026-01-05T03:00Z","ev":"~0","event":0,"form":"~h","items":240,'
    '"open":1,"p":"~1","prev":2,"t":"seal","v":1},{"at":"2026-01-05T03:00Z","ev":"~0","event":0,"expected":30'
    ',"head":"~h","room":"Ruang CAT 1","session":"~p","t":"sitting.open","v":1},{"appeal_days":7,"at":"2026-0'
    '1-05T01:00Z","components":[{"code":"CAT","name":"Tes kompetensi berbantuan komputer","weight":"100"}],"c'
    'ut_digest":"~r","erase_after":"2029-01-05","ev":"~0","form_root":"~5","key_root":"~h","norm_digest":"~h"'
    ',"organiser":"Badan Kepegawaian dan Pengembangan Sumber Daya Manusia BKPSDM Kota Contoh","policy":"~h","'
    'prog":"~h","purpose":"pemetaan","roster_root":"~h","schedule":{"from":"2026-01-05","sessions":1,"to":"20'
    '26-01-05","zone":"WIB"},"t":"event.commit","title":"Seleksi Terbuka Pemetaan Kompetensi Pejabat Pimpinan'
    ' Tinggi, Administrator dan Pengawas 2026","v":1}],{"base":"rating","categories":[{"code":"O","min":"90",'
    '"name_en":"Optimal","name_id":"Optimal"},{"code":"CO","min":"78","name_en":"Fairly optimal","name_id":"C'
    'ukup Optimal"},{"code":"KO","min":"0","name_en":"Less than optimal","name_id":"Kurang Optimal"}],"code":'
    '"pemetaan","jpm_cap":false,"jpm_decimals":2,"level_rule":"half_up","potential_bands":[{"code":"KS","high'
    '":"20","low":"0"},{"code":"K","high":"40","low":"20"},{"code":"C","high":"60","low":"40"},{"code":"B","h'
    'igh":"80","low":"60"},{"code":"BS","high":"100","low":"80"}],"purpose":"pemetaan","rounding":"half_up","'
    'standards":{"administrator/2017.1":{"M.01":3,"M.02":3,"M.03":3,"M.04":3,"M.05":3,"M.06":3,"M.07":3,"M.08'
    '":3,"SK.01":3},"jpt_pratama/2017.1":{"M.01":4,"M.02":4,"M.03":4,"M.04":4,"M.05":4,"M.06":4,"M.07":4,"M.0'
    '8":4,"SK.01":4},"pengawas/2017.1":{"M.01":2,"M.02":2,"M.03":2,"M.04":2,"M.05":2,"M.06":2,"M.07":2,"M.08"'
    ':2,"SK.01":2}},"version":"2019.1","visibility":{"category":true,"en":"As soon as you submit your answers'
    ", the screen shows the level and rating of each competency, the potential aspects, the Job Person Match "
    '(JPM) percentage, the category, and a receipt that you can check yourself.","held_until":null,"id":"Sege'
    "ra setelah Anda mengirim jawaban, layar menampilkan level dan rating setiap kompetensi, aspek potensi, p"
    'ersentase Job Person Match (JPM), kategori, serta tanda terima yang dapat Anda periksa sendiri.","jpm":t'
    'rue,"levels":true,"potential":true,"when":"at_submission"}},[[["~s","M.01",{"level":3,"name":"Integritas'
    '","rating":"3.00","required":3}],["~s","M.02",{"level":3,"name":"Kerja Sama","rating":"3.20","required":'
    '3}],["~s","M.03",{"level":3,"name":"Komunikasi","rating":"3.40","required":3}],["~s","M.04",{"level":3,"'
    'name":"Orientasi pada Hasil","rating":"2.80","required":3}],["~s","M.05",{"level":3,"name":"Pelayanan Pu'
    'blik","rating":"2.60","required":3}],["~s","M.06",{"level":3,"name":"Pengembangan Diri dan Orang Lain","'
    'rating":"3.10","required":3}],["~s","M.07",{"level":3,"name":"Mengelola Perubahan","rating":"4.00","requ'
    'ired":3}],["~s","M.08",{"level":3,"name":"Pengambilan Keputusan","rating":"3.50","required":3}],["~s","S'
    'K.01",{"level":3,"name":"Perekat Bangsa","rating":"2.90","required":3}],["~s","category","O"],["~s","jpm'
    '","100.00"],["~s","potential",[{"band":"B","code":"P.01","name":"Kemampuan Intelektual","score":"75.0"},'
    '{"band":"C","code":"P.02","name":"Kemampuan Interpersonal","score":"50.0"},{"band":"B","code":"P.03","na'
    'me":"Kesadaran Diri","score":"62.5"},{"band":"K","code":"P.04","name":"Berpikir Kritis dan Strategis","s'
    'core":"37.5"},{"band":"BS","code":"P.05","name":"Pemecahan Masalah","score":"87.5"},{"band":"C","code":"'
    'P.06","name":"Kecerdasan Emosional","score":"55.0"},{"band":"B","code":"P.07","name":"Belajar Cepat dan '
    'Mengembangkan Diri","score":"70.0"},{"band":"KS","code":"P.08","name":"Motivasi dan Komitmen","score":"1'
    '2.5"}]],["~s","subject",{"name":"Drs. H. , S.Sos., S.E., S.T., S.Kom., S.STP., M.AP., M.Si.","nip":"~e",'
    '"number":"001","standard":"administrator/2017.1"}],["~s","total",{"standard_total":"27","total":"27.00"}'
    "]]]]"
).encode()

# Marks in the compressed text for binary values: length in bytes and how they are written in a leaf.
BLOBS: dict[str, tuple[int, Callable[[bytes], str]]] = {
    "~h": (32, bytes.hex),
    "~u": (32, base64url),
    "~s": (16, base64url),
    "~e": (9, bytes.hex),
    "~p": (12, bytes.hex),
}


def base45_decode(text: str) -> bytes:
    """RFC 9285; raises ValueError."""
    if len(text) % 3 == 1:
        raise ValueError("base45 length")
    out = bytearray()
    for start in range(0, len(text), 3):
        digits = [BASE45.index(letter) for letter in text[start : start + 3]]
        number = sum(digit * 45**place for place, digit in enumerate(digits))
        out += number.to_bytes(len(digits) - 1, "big")
    return bytes(out)


def cbor_decode(data: bytes) -> Any:
    """RFC 8949, only integers, byte strings, texts and arrays of definite length; raises ValueError."""
    value, rest = _cbor(data, 0)
    if rest:
        raise ValueError("bytes after the end")
    return value


def _cbor(data: bytes, depth: int) -> tuple[Any, bytes]:
    kind, small = data[0] >> 5, data[0] & 31
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(small, 0)
    if small > 27 or kind > 4 or depth > 4 or len(data) < 1 + width:
        raise ValueError("not in the subset")
    number = int.from_bytes(data[1 : 1 + width], "big") if width else small
    data = data[1 + width :]
    if kind < 2:
        return (number if kind == 0 else -1 - number), data
    if kind == 4:
        items = []
        for _ in range(number):
            item, data = _cbor(data, depth + 1)
            items.append(item)
        return items, data
    if len(data) < number:
        raise ValueError("cut short")
    return (data[:number] if kind == 2 else data[:number].decode()), data[number:]


def receipt_from_qr(text: str) -> str:
    """The receipt file that a QR code carries; raises Mismatch when the code was not read whole."""
    try:
        return _unfold(cbor_decode(base45_decode(text.strip("\r\n")[len(QR_PREFIX) :])))
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OverflowError,
        RecursionError,
        zlib.error,
    ):
        raise Mismatch(
            "FORMAT",
            "Kode QR tidak terbaca utuh atau telah diubah. Pindai sekali lagi.",
            "The QR code was not read whole or was altered. Scan it again.",
        ) from None


def _unfold(payload: Any) -> str:
    """[version, size, indexes, nodes, public key, log signature, other signature lines, blobs, compressed text] -> receipt."""
    version, size, indexes, nodes, public, signature, others, blobs, packed = payload
    inflater = zlib.decompressobj(-15, zdict=SHARED)
    plain = inflater.decompress(packed, LARGEST)
    if version != 1 or not inflater.eof or inflater.unused_data:
        raise ValueError("version or length")
    skeleton = Filler(blobs).fill(parse_canonical(plain))
    origin, kinds, leaves, rules, disclosures = skeleton
    _restore(leaves, kinds, rules, disclosures)
    texts = [canonical(leaf) for leaf in leaves]
    known = _known(size, dict(zip(indexes, map(leaf_hash, texts))), nodes)
    entries = [_plain(i, leaf, path_from(known, i, size)) for i, leaf in zip(indexes, texts)]
    note = _note(origin, size, known[0, size], public, signature, others)
    return _rebuild(entries, kinds, rules, disclosures, note, vkey_of(origin, public))


def _restore(leaves: list[Any], kinds: str, rules: Any, disclosures: list[list[str]]) -> None:
    """Put back what follows from the rest: digests of opened disclosures, and of the rules."""
    for place, texts in zip(_disclosing(kinds), disclosures):
        leaf = leaves[place]
        opened = [base64url(canonical(each)) for each in texts]
        texts[:] = opened
        leaf["_sd"] = sorted([*leaf["_sd"], *map(disclosure_digest, opened)])
    event = leaves[kinds.index("e")]
    if event["cut_digest"] == "~r":
        event["cut_digest"] = digest(rules)


def _disclosing(kinds: str) -> list[int]:
    """Places of the leaves that open something: the main one, then the amendments."""
    return [0, *(place for place, kind in enumerate(kinds) if kind == "a")]


def _known(size: int, hashes: dict[int, bytes], nodes: bytes) -> dict[Any, bytes]:
    supply = iter([nodes[start : start + 32] for start in range(0, len(nodes), 32)])
    if size > 2**40 or not all(0 <= index < size for index in hashes):
        raise ValueError("size")
    try:
        known = walk(0, size, hashes, lambda start, stop: next(supply))
    except StopIteration:
        raise ValueError("nodes missing") from None
    if next(supply, None) is not None:
        raise ValueError("nodes left over")
    return known


def _note(origin: str, size: int, root: bytes, public: bytes, signature: bytes, others: list[str]) -> str:
    key = parse_key(vkey_of(origin, public))
    lines = [f"\u2014 {origin} {base64.b64encode(key.identity + signature).decode()}", *others]
    return "\n".join([origin, str(size), base64.b64encode(root).decode(), "", *lines, ""])


def vkey_of(origin: str, public: bytes) -> str:
    raw = b"\x01" + public
    identity = hashlib.sha256(origin.encode() + b"\n" + raw).digest()[:4]
    return f"{origin}+{identity.hex()}+{base64.b64encode(raw).decode()}"


def _plain(index: int, leaf: bytes, path: list[bytes]) -> Object:
    return {
        "index": index,
        "leaf": leaf.decode(),
        "proof": [base64.b64encode(each).decode() for each in path],
    }


def _rebuild(
    entries: list[Object], kinds: str, rules: Any, disclosures: list[list[str]], note: str, vkey: str
) -> str:
    main = entries[0]
    extra: Object = {
        "v": 1,
        "vkey": vkey,
        "leaf": main["leaf"],
        "rules": rules,
        "disclosures": disclosures[0],
    }
    extra["code"] = receipt_code(main["leaf"].encode())
    names = {"s": "seal", "o": "open", "e": "event"}
    extra.update({names[kind]: entry for kind, entry in zip(kinds, entries) if kind in names})
    amends = [entry for kind, entry in zip(kinds, entries) if kind == "a"]
    if amends:
        extra["amends"] = [{**entry, "disclosures": texts} for entry, texts in zip(amends, disclosures[1:])]
    return compose(extra, main["index"], [base64.b64decode(each) for each in main["proof"]], note)


class Filler:
    """Puts the binary values back in the order in which they were taken out; "~3" repeats the fourth of them."""

    def __init__(self, blobs: bytes) -> None:
        self._rest = blobs
        self._seen: list[str] = []

    def fill(self, value: Any) -> Any:
        filled = self._value(value)
        if self._rest:
            raise ValueError("blobs left over")
        return filled

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(each) for each in value]
        if isinstance(value, dict):
            return {key: self._value(value[key]) for key in sorted(value)}
        return self._text(value) if isinstance(value, str) and value.startswith("~") else value

    def _text(self, mark: str) -> str:
        if mark == "~r":
            return mark
        if mark.startswith("~~"):
            return mark[1:]
        if mark in BLOBS:
            length, written = BLOBS[mark]
            raw, self._rest = self._rest[:length], self._rest[length:]
            if len(raw) != length:
                raise ValueError("blobs missing")
            self._seen.append(written(raw))
            return self._seen[-1]
        return self._seen[strict_number(mark[1:])]


# ---------------------------------------------------------------------------------------------- the single checks


@dataclass
class Trust:
    """What the reader already trusts: a policy, a fingerprint, checkpoints seen before, the log itself."""

    policy: Policy | None = None
    key: str = ""
    seen: Sequence[tuple[int, bytes]] = ()
    log: Path | None = None
    now: float = 0.0


@dataclass
class Proven:
    """Values, filled in only after their hashes are proven."""

    opened: dict[str, Any] = field(default_factory=dict)
    rules: Any = None
    amendments: list[Object] = field(default_factory=list)
    anchored: bool = False
    quorum: bool = True


def disclosure_digest(text: str) -> str:
    return base64url(hashlib.sha256(text.encode("ascii")).digest())


def check_inclusion(receipt: Receipt) -> None:
    if receipt.main.index >= receipt.checkpoint.size or not receipt.main.prove(receipt.checkpoint):
        raise Mismatch(
            "NOT_IN_LOG",
            "Catatan pada tanda terima ini tidak ada di dalam log: isinya, nomor urutnya, atau jejaknya telah diubah.",
            "The record on this receipt is not in the log: its content, its index or its path was altered.",
        )


def check_signature(receipt: Receipt) -> None:
    try:
        key = _of_kind(receipt.vkey, 1)
        signature = receipt.checkpoint.signature_of(key.name, key.identity)
    except ValueError:
        key, signature = None, None
    if key is None or key.name != receipt.checkpoint.origin or signature is None:
        raise Mismatch(
            "ORIGIN",
            "Kepala log tidak ditandatangani dengan kunci yang tertera pada tanda terima.",
            "The checkpoint carries no signature of the key named on the receipt.",
        )
    if not ed25519_verify(key.public, signature, receipt.checkpoint.text.encode()):
        raise Mismatch(
            "SIGNATURE",
            "Tanda tangan log tidak cocok: kepala log telah diubah atau dipalsukan.",
            "The log's signature does not match: the checkpoint was altered or forged.",
        )


def check_key(receipt: Receipt, trust: Trust) -> bool:
    """True when the reader's own anchor confirms the key, False when there is none."""
    known = trust.policy.logs if trust.policy else []
    if trust.policy and receipt.vkey not in [key.text for key in known]:
        raise Mismatch(
            "KEY",
            "Tanda terima ditandatangani dengan kunci lain daripada kunci yang Anda percayai.",
            "The receipt is signed with another key than the one you trust.",
        )
    shown = fingerprint(receipt.vkey)
    if trust.key and _hex_digits(trust.key) != _hex_digits(shown):
        raise Mismatch(
            "KEY",
            f"Sidik kunci pada tanda terima ({shown}) tidak sama dengan yang ada pada kartu acara.",
            f"The fingerprint of the receipt's key ({shown}) is not the one on the event card.",
        )
    return bool(trust.policy or trust.key)


def _hex_digits(text: str) -> str:
    return re.sub(r"[\s:-]", "", text).lower()


def check_quorum(receipt: Receipt, trust: Trust) -> bool:
    """False when witnesses are still missing; a wrong cosignature of a known witness is a mismatch."""
    if trust.policy is None:
        return True
    cosigned = {
        name for name, key in trust.policy.witnesses.items() if _cosigned(receipt, key, trust.now, name)
    }
    return trust.policy.satisfied(cosigned)


def _cosigned(receipt: Receipt, key: Key, now: float, name: str) -> bool:
    stamped = receipt.checkpoint.signature_of(key.name, key.identity)
    if stamped is None:
        return False
    seconds = int.from_bytes(stamped[:8], "big")
    message = f"cosignature/v1\ntime {seconds}\n{receipt.checkpoint.text}".encode()
    if not ed25519_verify(key.public, stamped[8:], message):
        raise Mismatch(
            "COSIGNATURE",
            f"Tanda tangan saksi {name} tidak cocok dengan kepala log.",
            f"The signature of witness {name} does not match the checkpoint.",
        )
    if seconds > now + CLOCK_TOLERANCE:
        raise Mismatch(
            "FUTURE",
            f"Saksi {name} menandatangani pada waktu yang belum terjadi. Periksa jam komputer ini.",
            f"Witness {name} signed at a time that is still to come. Check this computer's clock.",
        )
    return True


def check_seen(receipt: Receipt, seen: Iterable[tuple[int, bytes]]) -> None:
    for size, root in seen:
        if size == receipt.checkpoint.size and root != receipt.checkpoint.root:
            raise _split_view(size)


def _split_view(size: int) -> Mismatch:
    return Mismatch(
        "INCONSISTENT",
        f"Ada dua log berbeda untuk asal yang sama (pada ukuran {size}). Simpan tanda terima ini dan laporkan.",
        f"There are two different logs of the same origin (at size {size}). Keep this receipt and report it.",
    )


def check_disclosures(entry: Entry, texts: Sequence[str]) -> dict[str, Any]:
    """The values that the disclosures open in a proven leaf."""
    committed = entry.body.get("_sd", [])
    opened: dict[str, Any] = {}
    for number, text in enumerate(texts, 1):
        if disclosure_digest(text) not in committed:
            raise _not_committed(text, number, opened)
        salt, name, value = parse_canonical(strict_base64url(text))
        if not isinstance(name, str) or not isinstance(salt, str) or len(salt) < 22 or name in opened:
            raise ValueError(f"disclosure {number}")
        opened[name] = value
    return opened


def _not_committed(text: str, number: int, opened: Object) -> Mismatch:
    indonesian, english = _name_of(text, number)
    return Mismatch(
        "DISCLOSURE",
        f"{indonesian} yang tertera tidak cocok dengan yang tercatat.",
        f"The {english} shown does not match what was recorded.",
    )


KNOWN_FIELDS = {
    "subject": ("Nama, NIP atau nomor peserta", "name, NIP or participant number"),
    "potential": ("Nilai potensi", "potential score"),
    "total": ("Jumlah nilai", "total"),
    "jpm": ("JPM", "JPM"),
    "category": ("Kategori", "category"),
    "record": ("Jawaban", "answer record"),
    "nonce": ("Kata pengenal peserta", "participant's nonce"),
    "chain": ("Rantai jawaban", "answer chain"),
    "old": ("Nilai lama", "old value"),
    "new": ("Nilai baru", "new value"),
    "components": ("Nilai komponen", "component values"),
    "judged": ("Banyaknya yang ditulis", "count of what was written"),
}


def _name_of(text: str, number: int) -> tuple[str, str]:
    """What an altered disclosure was about. It proves nothing, it only helps the reader to look at the right line."""
    raw = base64.b64decode(re.sub(r"[^A-Za-z0-9_-]", "", text) + "===", altchars=b"-_").decode(
        errors="replace"
    )
    code = re.search(r'"([A-Z]{1,3}\.\d\d)",\{', raw)
    if code:
        label = re.search(r'"name":"([^"]{1,60})"', raw)
        named = f"{code[1]} {label[1]}".strip() if label else code[1]
        return f"Rating {named}", f"rating of {named}"
    plain = re.search(r'^\["[^"]*","([a-z]+)",', raw)
    if plain and plain[1] in KNOWN_FIELDS:
        return KNOWN_FIELDS[plain[1]]
    return f"Keterangan ke-{number}", f"value number {number}"


def check_rules(receipt: Receipt) -> None:
    """The rules shown are those committed to before the session was opened, or before anybody judged."""
    event, opened, main = receipt.event, receipt.opened, receipt.main
    if not event.prove(receipt.checkpoint) or event.body.get("t") != "event.commit":
        raise _not_proven("EVENT", "Penetapan aturan acara", "commitment of the event's rules")
    if opened is not None and (
        not opened.prove(receipt.checkpoint) or opened.body.get("t") != "sitting.open"
    ):
        raise _not_proven("OPEN", "Pembukaan sesi", "opening of the session")
    if not (event.index < main.index if opened is None else event.index < opened.index < main.index):
        raise Mismatch(
            "ORDER",
            "Aturan tidak ditetapkan sebelum sesi dibuka, atau nilai tercatat sebelum sesi dibuka.",
            "The rules were not committed before the session was opened, or the score precedes the opening.",
        )
    if opened is not None and (
        opened.body.get("event") != event.index or opened.body.get("ev") != event.body.get("ev")
    ):
        raise _of_another("sesi", "session")
    if main.body.get("event") != event.index or main.body.get("ev") != event.body.get("ev"):
        raise _of_another("nilai", "score")
    if digest(receipt.rules) != event.body.get("cut_digest"):
        raise Mismatch(
            "RULES",
            "Aturan penilaian yang tertera tidak sama dengan yang ditetapkan sebelum ujian.",
            "The rules shown are not those that were committed before the sitting.",
        )
    if not isinstance(receipt.rules, dict):
        raise ValueError("rules")


def _not_proven(code: str, indonesian: str, english: str) -> Mismatch:
    return Mismatch(
        code,
        f"{indonesian} yang tertera tidak ada di dalam log pada tempat yang disebut.",
        f"The {english} shown is not in the log at the place given.",
    )


def _of_another(indonesian: str, english: str) -> Mismatch:
    return Mismatch(
        "EVENT",
        f"Catatan {indonesian} ini menunjuk ke acara lain.",
        f"This {english} record points to another event.",
    )


def check_seal(receipt: Receipt) -> None:
    """The answers were sealed after the opening, before the score, for the same person."""
    seal, main = receipt.seal or receipt.main, receipt.main
    if receipt.seal is None and main.body.get("t") != "seal":
        raise Incomplete(
            "SEAL",
            "Segel jawaban tidak disertakan dalam tanda terima. Minta berkas yang utuh.",
            "The receipt lacks the seal of the answers. Ask for the whole file.",
        )
    if not seal.prove(receipt.checkpoint) or seal.body.get("t") != "seal":
        raise _not_proven("SEAL", "Segel jawaban", "seal of the answers")
    if receipt.seal and (main.body.get("t") != "score" or not seal.index < main.index):
        raise Mismatch("ORDER", "Nilai tercatat sebelum jawaban disegel.", "The score precedes the seal.")
    opened = receipt.opened
    if opened is None:
        raise ValueError("no opening")
    if not opened.index < seal.index or seal.body.get("open") != opened.index:
        raise Mismatch(
            "ORDER",
            "Jawaban disegel sebelum sesi dibuka, atau pada sesi yang lain.",
            "The answers were sealed before the session was opened, or in another session.",
        )
    same = [seal.body.get(name) == main.body.get(name) for name in ("p", "ev")]
    if not all(same) or seal.body.get("event") != receipt.event.index or not _follows(main, seal):
        raise Mismatch(
            "SEAL",
            "Segel jawaban ini bukan milik nilai yang tertera.",
            "This seal of answers does not belong to the score shown.",
        )


def _follows(main: Entry, seal: Entry) -> bool:
    if main is seal:
        return True
    previous = main.body.get("prev")
    return (
        main.body.get("seal") == seal.index and type(previous) is int and seal.index <= previous < main.index
    )


# ------------------------------------------------------------------------------------- what people judged

RATING_TYPE = "application/vnd.takar.rating+json"
SIGNED = ("ev", "p", "instrument", "record", "chain")


def check_inputs(receipt: Receipt) -> None:
    """The result rests on every committed component and none else; each rating is signed by a key that was listed before it."""
    main, event, shown = receipt.main, receipt.event, receipt.inputs or []
    if main.body.get("t") != "final":
        raise _not_proven("INPUTS", "Hasil akhir", "final result")
    for entry in shown:
        if not entry.prove(receipt.checkpoint) or not event.index < entry.index < main.index:
            raise _not_proven("INPUTS", "Penilaian", "rating")
    listed = {index: code for code, found in main.body["inputs"].items() for index in found}
    if set(main.body["inputs"]) != {each["code"] for each in event.body["components"]}:
        raise Mismatch(
            "INPUTS",
            "Komponen hasil ini bukan komponen yang ditetapkan sebelumnya.",
            "The components of this result are not those that were committed to before.",
        )
    added = [entry for entry in shown if entry.body.get("t") == "raters"]
    if sorted(entry.index for entry in shown if entry not in added) != sorted(listed):
        raise Mismatch(
            "INPUTS",
            "Penilaian yang disertakan bukan yang menjadi dasar hasil ini.",
            "The ratings enclosed are not those that this result rests on.",
        )
    for entry in shown:
        if entry not in added:
            _check_input(entry, listed[entry.index], main, _listed_keys(event, added, entry.index))


def _listed_keys(event: Entry, added: list[Entry], before: int) -> list[bytes]:
    """Keys of the commitment and of raters who were added, in the log, before this rating."""
    later = [
        entry
        for entry in added
        if entry.index < before
        and entry.body.get("ev") == event.body.get("ev")
        and len(set(entry.body["by"])) > 1
    ]
    return [
        strict_base64url(key)
        for keys in [event.body.get("keys", []), *(e.body["keys"] for e in later)]
        for key in keys
    ]


def _check_input(entry: Entry, code: str, main: Entry, keys: list[bytes]) -> None:
    kind = entry.body.get("t")
    if kind in ("score", "final") and entry.body.get("ev") != main.body.get("ev"):
        return  # a result of another event, where this person has another pseudonym
    same = all(entry.body.get(name) == main.body.get(name) for name in ("ev", "p", "event"))
    if kind not in ("rating", "component") or not same or entry.body.get("component") != code:
        raise Mismatch(
            "INPUTS",
            f"Catatan {entry.index} bukan penilaian orang ini untuk komponen {code}.",
            f"Entry {entry.index} is no rating of this person for component {code}.",
        )
    if kind == "rating" and not _is_signed(entry.body, keys):
        raise Mismatch(
            "RATER",
            f"Penilaian pada catatan {entry.index} tidak ditandatangani oleh penilai yang ditetapkan.",
            f"The rating of entry {entry.index} is not signed by a rater who was listed.",
        )


def _is_signed(body: Object, keys: list[bytes]) -> bool:
    """DSSE v1: the payload says what the leaf says, and a listed key signed it."""
    envelope = body["dsse"]
    payload = strict_base64(envelope["payload"])
    said = parse_canonical(payload)
    if envelope["payloadType"] != RATING_TYPE or any(said[name] != body[name] for name in SIGNED):
        return False
    message = b"DSSEv1 %d %s %d %s" % (len(RATING_TYPE), RATING_TYPE.encode(), len(payload), payload)
    known = {hashlib.sha256(key).hexdigest()[:16]: key for key in keys}
    return any(
        each["keyid"] in known and ed25519_verify(known[each["keyid"]], strict_base64(each["sig"]), message)
        for each in envelope["signatures"]
    )


# ------------------------------------------------------------------------------------------------- the arithmetic

ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
COMPETENCY = re.compile(r"[A-Z]{1,3}\.\d\d")


def number(text: Any) -> Decimal:
    """A plain decimal string or a whole number; raises ValueError."""
    if type(text) is int:
        return Decimal(text)
    if not isinstance(text, str) or not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", text):
        raise ValueError(f"not a decimal number: {str(text)[:20]!r}")
    return Decimal(text)


def competencies(opened: Object) -> dict[str, Any]:
    return {name: opened[name] for name in sorted(opened) if COMPETENCY.fullmatch(name)}


NUMBERS = ("total", "jpm", "category", "potential", "components")
JUDGED: dict[Any, tuple[str, str]] = {
    True: ("tidak ada nilai mesin pada bagian ini", "no machine score in this part"),
    "competencies": ("kompetensi ditetapkan rapat asesor", "the assessor meeting finds the competencies"),
}


def judged_in(rules: Any) -> Any:
    """Who judges by the committed rules: True people all of it, "competencies" those, False nothing."""
    found = rules.get("judged") if isinstance(rules, dict) else None
    return found if found is True or found == "competencies" else False


def check_judged(receipt: Receipt, opened: Object, rules: Object) -> None:
    """No machine score where people judge, and none left out where a machine scores; as much written as was sealed."""
    if receipt.inputs is not None:
        return _check_no_potential(opened)
    judged = judged_in(rules)
    machine = ("potential",) if judged == "competencies" else ()
    numbers = [*competencies(opened), *(name for name in NUMBERS if name in opened and name not in machine)]
    if judged and numbers:
        raise Mismatch(
            "JUDGED",
            f"Tertera nilai mesin ({numbers[0]}), padahal menurut aturan bagian ini dinilai asesor.",
            f"A machine score is shown ({numbers[0]}), but by the rules assessors judge this part.",
        )
    if "judged" not in opened:
        return None
    seal = (receipt.seal or receipt.main).body or {}
    if judged is not True:
        raise Mismatch(
            "JUDGED",
            "Tertera bahwa asesor yang menilai, padahal menurut aturan bagian ini dinilai mesin.",
            "It says that assessors judge, but by the rules a machine scores this part.",
        )
    for name in ("answered", "items"):
        if opened["judged"][name] != seal.get(name):
            raise Mismatch(
                "JUDGED",
                "Banyaknya yang ditulis tidak sama dengan yang disegel.",
                "The count of what was written is not the one that was sealed.",
            )
    return None


def _check_no_potential(opened: Object) -> None:
    if "potential" in opened:
        raise Mismatch(
            "JUDGED",
            "Tertera nilai potensi pada hasil penilaian orang; potensi hanya berasal dari tes dan tidak ditetapkan rapat.",
            "Potential is shown on a result that people judged, but it comes from the test alone and no meeting decides on it.",
        )


def check_standard(opened: Object, rules: Object) -> bool:
    """The required levels are those of the job class in the rules. False when the rules hold none."""
    shown = competencies(opened)
    if not shown:
        return False
    job_class = opened.get("subject", {}).get("standard", "")
    required = rules["standards"].get(job_class)
    if not required:
        return False
    for code, level in required.items():
        if code not in shown:
            raise Mismatch(
                "STANDARD",
                f"Kompetensi {code} yang disyaratkan tidak ada pada tanda terima.",
                f"Competency {code}, which the standard requires, is not on the receipt.",
            )
        if shown[code]["required"] != level:
            raise Mismatch(
                "STANDARD",
                f"Level yang disyaratkan untuk {_label(code, shown[code])} tertera {shown[code]['required']}, "
                f"padahal standar jabatan menetapkan {level}.",
                f"The level required for {_label(code, shown[code])} is shown as {shown[code]['required']}, "
                f"but the job standard says {level}.",
            )
    return True


def check_levels(opened: Object, rules: Object) -> bool:
    shown = competencies(opened)
    if not shown:
        return False
    rule = ROUND_HALF_UP if rules["level_rule"] == "half_up" else ROUND_DOWN
    for code, each in shown.items():
        level = int(number(each["rating"]).quantize(Decimal(1), rule))
        if level != each["level"]:
            raise Mismatch(
                "LEVEL",
                f"Level {_label(code, each)} tertera {each['level']}, padahal rating {_comma(each['rating'])} berarti {level}.",
                f"The level of {_label(code, each)} is shown as {each['level']}, but rating {each['rating']} means {level}.",
            )
    return True


def check_total(opened: Object, rules: Object) -> bool:
    if "components" in opened:
        return _check_weighted(opened, rules)
    shown = competencies(opened)
    if "total" not in opened or not shown:
        return False
    achieved = sum((number(each[rules["base"]]) for each in shown.values()), Decimal(0))
    required = sum(number(each["required"]) for each in shown.values())
    _equal("TOTAL", "Jumlah nilai", "total", opened["total"]["total"], achieved)
    _equal("TOTAL", "Jumlah standar", "standard total", opened["total"]["standard_total"], Decimal(required))
    return True


def _check_weighted(opened: Object, rules: Object) -> bool:
    """Total = sum of value x weight / 100, by the committed weights, rounded as the rules say."""
    shown = {each["code"]: each for each in opened["components"]}
    if len(shown) != len(opened["components"]) or set(shown) != {
        each["code"] for each in rules["components"]
    }:
        raise Mismatch(
            "TOTAL",
            "Komponen yang tertera bukan komponen yang ditetapkan.",
            "The components shown are not those that were committed to.",
        )
    total = Decimal(0)
    for each in rules["components"]:
        code, weight = each["code"], each["weight"]
        _equal("TOTAL", f"Bobot {code}", f"weight of {code}", shown[code]["weight"], number(weight))
        total += number(shown[code]["value"]) * number(weight)
    if "total" not in opened:
        return False
    step = Decimal(1).scaleb(-_places(rules["decimals"]))
    with localcontext(Context(prec=50)):
        computed = (total / 100).quantize(step, ROUNDINGS[rules["rounding"]])
    _equal("TOTAL", "Jumlah nilai", "total", opened["total"]["total"], computed)
    return True


def _places(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 20:
        raise ValueError("decimals")
    return value


def check_jpm(opened: Object, rules: Object) -> bool:
    if "total" not in opened or "jpm" not in opened:
        return False
    achieved, required = number(opened["total"]["total"]), number(opened["total"]["standard_total"])
    _equal("JPM", "JPM", "JPM", opened["jpm"], job_person_match(achieved, required, rules))
    return True


def job_person_match(total: Decimal, standard_total: Decimal, rules: Object) -> Decimal:
    """total / standard_total x 100, rounded as the rules say, held at 100 if they say so."""
    if standard_total <= 0:
        raise ValueError("the standard asks for nothing")
    step = Decimal(1).scaleb(-int(rules["jpm_decimals"]))
    with localcontext(Context(prec=50)):
        value = (total * 100 / standard_total).quantize(step, ROUNDINGS[rules["rounding"]])
    return min(value, Decimal(100)) if rules["jpm_cap"] else value


def check_category(opened: Object, rules: Object) -> bool:
    if "components" in opened:
        return _check_weighted_category(opened, rules)
    if "jpm" not in opened or "category" not in opened:
        return False
    due = next((each for each in rules["categories"] if number(opened["jpm"]) >= number(each["min"])), None)
    if due is None or due["code"] != opened["category"]:
        named = f"{due['code']} ({due['name_id']})" if due else "-"
        raise Mismatch(
            "CATEGORY",
            f"Kategori tertera {opened['category']}, padahal JPM {_comma(opened['jpm'])} menurut aturan berarti {named}.",
            f"The category is shown as {opened['category']}, but JPM {opened['jpm']} by the rules means {named}.",
        )
    return True


def _check_weighted_category(opened: Object, rules: Object) -> bool:
    if "category" not in opened or "total" not in opened or not rules["categories"]:
        return False
    total = opened["total"]["total"]
    due = next((each["code"] for each in rules["categories"] if number(total) >= number(each["min"])), "-")
    if due != opened["category"]:
        raise Mismatch(
            "CATEGORY",
            f"Kategori tertera {opened['category']}, padahal jumlah {_comma(total)} menurut aturan berarti {due}.",
            f"The category is shown as {opened['category']}, but total {total} by the rules means {due}.",
        )
    return True


def check_potential(opened: Object, rules: Object) -> bool:
    if "potential" not in opened:
        return False
    bands = rules["potential_bands"]
    if not bands:
        return False
    for each in opened["potential"]:
        due = [band["code"] for band in bands if number(band["low"]) <= number(each["score"])]
        if not due or due[-1] != each["band"]:
            raise Mismatch(
                "POTENTIAL",
                f"Pita potensi {_label(each['code'], each)} tertera {each['band']}, padahal nilai {_comma(each['score'])} "
                f"berarti {due[-1] if due else '-'}.",
                f"The band of {_label(each['code'], each)} is shown as {each['band']}, but score {each['score']} "
                f"means {due[-1] if due else '-'}.",
            )
    return True


def _equal(code: str, indonesian: str, english: str, shown: Any, computed: Decimal) -> None:
    if number(shown) != computed:
        raise Mismatch(
            code,
            f"{indonesian} tertera {_comma(shown)}, padahal hasil hitungan ulang {_comma(computed)}.",
            f"The {english} is shown as {shown}, but recomputing gives {computed:f}.",
        )


def _label(code: str, each: Object) -> str:
    return f"{code} {each.get('name', '')}".strip()


def _comma(value: Any) -> str:
    return (f"{value:f}" if isinstance(value, Decimal) else str(value)).replace(".", ",")


# --------------------------------------------------------------------------------------------- later entries


def check_own_amendments(receipt: Receipt) -> list[Object]:
    """Corrections that the receipt itself carries, proven and opened."""
    found = []
    for entry, texts in receipt.amends:
        if not entry.prove(receipt.checkpoint) or not _corrects(entry, receipt):
            raise _not_proven("AMENDMENT", "Koreksi", "correction")
        found.append(_amendment(entry, check_disclosures(entry, texts)))
    return found


def _corrects(entry: Entry, receipt: Receipt) -> bool:
    body, main = entry.body, receipt.main
    chain = {main.index, *([receipt.seal.index] if receipt.seal else [])}
    same = body.get("ev") == main.body.get("ev") and body.get("p") == main.body.get("p")
    return bool(
        same and body.get("t") in ("amend", "erase") and (body["t"] == "erase" or body.get("old") in chain)
    )


def _amendment(entry: Entry, opened: Object) -> Object:
    public = {name: entry.body.get(name, "") for name in ("t", "at", "reason", "basis", "by")}
    return {"index": entry.index, **public, "old": opened.get("old"), "new": opened.get("new")}


def check_log(receipt: Receipt, trust: Trust) -> list[Object]:
    """Read a copy of the log: it is signed, holds this receipt's tree as its beginning; returns later corrections."""
    assert trust.log is not None
    if not trust.log.is_dir():
        check_later_checkpoint(receipt, trust.log.read_text(encoding="utf-8"))
        return []
    newest = _signed_checkpoint((trust.log / "checkpoint").read_text(encoding="utf-8"), receipt)
    if newest.size < receipt.checkpoint.size:
        raise Mismatch(
            "ROLLED_BACK",
            f"Salinan log ini hanya berisi {newest.size} catatan, tanda terima Anda berasal dari {receipt.checkpoint.size}.",
            f"This copy of the log holds only {newest.size} entries, your receipt comes from {receipt.checkpoint.size}.",
        )
    roots, later = _scan(trust.log, newest.size, receipt, trust.seen)
    expected = [(newest.size, newest.root), (receipt.checkpoint.size, receipt.checkpoint.root), *trust.seen]
    for size, root in expected:
        if size <= newest.size and roots[size] != root:
            raise _split_view(size)
    return later


def _scan(
    folder: Path, size: int, receipt: Receipt, seen: Iterable[tuple[int, bytes]]
) -> tuple[dict[int, bytes], list[Object]]:
    wanted = {size, receipt.checkpoint.size, *(each for each, _ in seen)}
    frontier, roots, later = Frontier(), {0: EMPTY_ROOT}, []
    for leaf in log_entries(folder, size):
        entry = Entry(frontier.size, leaf, [])
        frontier.add(leaf_hash(leaf))
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
        if entry.index > receipt.main.index and (b'"t":"amend"' in leaf or b'"t":"erase"' in leaf):
            entry.body = parse_canonical(leaf)
            later += [_amendment(entry, {})] if _corrects(entry, receipt) else []
    return roots, later


def log_entries(folder: Path, size: int) -> Iterator[bytes]:
    """The entries of a C2SP tlog-tiles folder in order; raises ValueError or OSError when some are missing."""
    for number_ in range(-(-size // 256)):
        width, text, rest = min(256, size - number_ * 256), f"{number_ % 1000:03d}", number_ // 1000
        while rest:
            text, rest = f"x{rest % 1000:03d}/{text}", rest // 1000
        whole = folder / "tile" / "entries" / text
        data = (whole if whole.is_file() else Path(f"{whole}.p") / str(width)).read_bytes()
        for _ in range(width):
            length = int.from_bytes(data[:2], "big")
            if len(data) < 2 + length:
                raise ValueError(f"entry bundle {text} is cut short")
            yield data[2 : 2 + length]
            data = data[2 + length :]


def check_later_checkpoint(receipt: Receipt, text: str) -> None:
    """A later checkpoint, with its consistency proof in front ("old N", hashes, blank line) when the sizes differ."""
    old, proof = receipt.checkpoint.size, None
    if text.startswith("old "):
        head, _, text = text.partition("\n\n")
        lines = head.split("\n")
        old, proof = strict_number(lines[0][4:]), [hash_line(line) for line in lines[1:]]
    newest = _signed_checkpoint(text, receipt)
    if newest.size == receipt.checkpoint.size and newest.root != receipt.checkpoint.root:
        raise _split_view(newest.size)
    if newest.size != receipt.checkpoint.size and (proof is None or old != receipt.checkpoint.size):
        raise Incomplete(
            "CONSISTENCY",
            f"Kepala log yang lain ini berukuran {newest.size}; untuk membandingkan diperlukan bukti konsistensi atau log.",
            f"This other checkpoint has size {newest.size}; comparing needs a consistency proof or the log itself.",
        )
    if not is_consistent(old, newest.size, receipt.checkpoint.root, newest.root, proof or []):
        raise _split_view(newest.size)


def _signed_checkpoint(note: str, receipt: Receipt) -> Checkpoint:
    found, key = parse_checkpoint(note), parse_key(receipt.vkey)
    signature = found.signature_of(key.name, key.identity)
    if (
        found.origin != key.name
        or signature is None
        or not ed25519_verify(key.public, signature, found.text.encode())
    ):
        raise Mismatch(
            "SIGNATURE",
            "Kepala log pembanding tidak ditandatangani dengan kunci log ini.",
            "The checkpoint to compare with is not signed by this log's key.",
        )
    return found


# ------------------------------------------------------------------------------------------------------- the run

TITLES = {
    "FORMAT": ("Berkas tanda terima utuh dan baku", "The receipt file is whole and well-formed"),
    "INCLUSION": ("Catatan Anda ada di dalam log", "Your record is in the log"),
    "SIGNATURE": ("Kepala log ditandatangani oleh kunci log", "The checkpoint is signed by the log's key"),
    "KEY": ("Kunci log adalah kunci yang Anda percayai", "The log's key is the one you trust"),
    "QUORUM": ("Saksi yang disyaratkan telah menandatangani", "The required witnesses have signed"),
    "CONSISTENCY": ("Tidak ada versi lain dari log ini", "No other version of this log was found"),
    "DISCLOSURES": (
        "Setiap nilai yang tertera sama dengan yang tercatat",
        "Each value shown is the one recorded",
    ),
    "RULES": (
        "Aturan ditetapkan sebelum sesi dibuka dan tidak berubah",
        "The rules were fixed before the session opened",
    ),
    "SEAL": ("Jawaban disegel sebelum dinilai", "The answers were sealed before they were scored"),
    "INPUTS": (
        "Hasil bertumpu pada penilaian yang ditandatangani penilai yang ditetapkan",
        "The result rests on ratings signed by the listed raters",
    ),
    "STANDARD": (
        "Level yang disyaratkan sesuai standar jabatan",
        "The required levels are those of the job standard",
    ),
    "LEVEL": ("Level sesuai dengan rating", "The levels follow from the ratings"),
    "TOTAL": ("Jumlah nilai dan jumlah standar benar", "Total and standard total are right"),
    "JPM": ("JPM dihitung dengan benar", "The JPM is computed correctly"),
    "CATEGORY": (
        "Kategori sesuai dengan batas yang ditetapkan",
        "The category follows from the committed cut-offs",
    ),
    "POTENTIAL": ("Pita potensi sesuai dengan nilainya", "The bands follow from the potential scores"),
    "AMENDED": ("Tidak ada koreksi atas hasil ini", "Nothing has corrected this result"),
}


class Report:
    """Collects the steps; after a step that the others need has failed, the rest is not looked at."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.incomplete = False
        self.stopped = False

    def check(self, name: str, work: Callable[[], Any], needed: bool = True) -> Any:
        """The result of `work`; None when it failed or was not run."""
        if self.stopped:
            return self.add(name, "skip", "NOT_CHECKED", "", "")
        try:
            result = work()
        except Mismatch as found:
            self.incomplete |= isinstance(found, Incomplete)
            self.stopped |= needed
            return self.add(name, "fail", found.code, found.id, found.en)
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            ArithmeticError,
            RecursionError,
        ) as fault:
            self.stopped |= needed
            return self.add(name, "fail", "MALFORMED", *_malformed(name, fault))
        except OSError as fault:
            self.incomplete = self.stopped = True
            return self.add(name, "fail", "UNREADABLE", *_unreadable(fault))
        self.add(name, "ok", "", "", "")
        return result

    def add(self, name: str, state: str, code: str, indonesian: str, english: str) -> None:
        self.steps.append(Step(name, state, code, indonesian, english))

    def change(self, state: str, code: str, indonesian: str, english: str) -> None:
        """Say more about the last step."""
        self.steps[-1] = Step(self.steps[-1].name, state, code, indonesian, english)

    @property
    def failed(self) -> bool:
        return any(step.state == "fail" for step in self.steps)


def _malformed(name: str, fault: BaseException) -> tuple[str, str]:
    title = TITLES[name]
    return (
        f"Pemeriksaan “{title[0]}” gagal: bagian ini rusak atau telah diubah.",
        f"Check “{title[1]}” failed: this part is damaged or was altered ({_short(fault)}).",
    )


def _unreadable(fault: OSError) -> tuple[str, str]:
    return (
        f"Log pembanding tidak dapat dibaca: {fault.filename}.",
        f"The log to compare with cannot be read: {fault.filename}.",
    )


def verify(
    text: str,
    policy: str | None = None,
    *,
    key: str = "",
    log: str | Path | None = None,
    seen: Sequence[tuple[int, bytes]] = (),
    now: float | None = None,
) -> Verdict:
    """Check a receipt (file text or QR text). `policy`: text of a tlog-policy; `key`: fingerprint of the event card;
    `log`: a copy of the log, or a later checkpoint; `seen`: (size, root) of checkpoints known from before;
    `now`: POSIX seconds. Raises ValueError for a malformed policy or fingerprint, never for a malformed receipt."""
    if key and not re.fullmatch(r"[0-9a-f]{32}", _hex_digits(key)):
        raise ValueError("a fingerprint has 8 groups of 4 hex digits")
    folder = Path(log) if log is not None else None
    moment = time.time() if now is None else now
    trust = Trust(parse_policy(policy) if policy is not None else None, key, seen, folder, moment)
    report, proven = Report(), Proven()
    receipt = report.check("FORMAT", lambda: _read(text))
    if receipt is None:
        return Verdict("TIDAK LENGKAP" if report.incomplete else "TIDAK COCOK", report.steps)
    _check_log_side(report, receipt, trust, proven)
    _check_values(report, receipt, proven)
    _check_later(report, receipt, trust, proven)
    return Verdict(_verdict(report, proven), report.steps, _values(receipt, proven, report))


def _read(text: str) -> Receipt:
    if len(text) > LARGEST:
        raise Mismatch(
            "FORMAT", "Berkas terlalu besar untuk tanda terima.", "The file is too large for a receipt."
        )
    return parse_receipt(receipt_from_qr(text) if text.startswith(QR_PREFIX) else text)


def _check_log_side(report: Report, receipt: Receipt, trust: Trust, proven: Proven) -> None:
    report.check("INCLUSION", lambda: check_inclusion(receipt))
    report.check("SIGNATURE", lambda: check_signature(receipt))
    proven.anchored = bool(report.check("KEY", lambda: check_key(receipt, trust)))
    if not report.stopped and not proven.anchored:
        shown = fingerprint(receipt.vkey)
        report.change(
            "warn",
            "NO_ANCHOR",
            f"Semua isi cocok, tetapi kuncinya belum dibandingkan. Bandingkan sidik kunci ini dengan kartu acara: {shown}",
            f"All content matches, but the key was not compared. Compare this fingerprint with the event card: {shown}",
        )
    proven.quorum = bool(report.check("QUORUM", lambda: check_quorum(receipt, trust)))
    if not report.stopped and not proven.quorum:
        report.change(
            "warn",
            "NO_QUORUM",
            "Saksi yang disyaratkan belum semuanya menandatangani kepala log ini.",
            "Not all required witnesses have signed this checkpoint yet.",
        )
    else:
        _say_no_witness(report, trust)
    report.check("CONSISTENCY", lambda: check_seen(receipt, trust.seen))


def _say_no_witness(report: Report, trust: Trust) -> None:
    if report.stopped:
        return
    if trust.policy is None:
        report.change(
            "skip", "NO_POLICY", "tidak diperiksa: tanpa berkas kebijakan", "not checked: no policy file"
        )
    elif trust.policy.quorum == "none":
        remark = ("kebijakan log ini tidak mensyaratkan saksi", "the policy of this log requires none")
        report.change("ok", "NO_WITNESS", *remark)


def _check_values(report: Report, receipt: Receipt, proven: Proven) -> None:
    opened = report.check(
        "DISCLOSURES", lambda: check_disclosures(receipt.main, receipt.disclosures), needed=False
    )
    report.check("RULES", lambda: check_rules(receipt), needed=False)
    ruled = report.steps[-1].state == "ok"
    if receipt.inputs is None:
        report.check("SEAL", lambda: check_seal(receipt), needed=False)
    else:
        report.check("INPUTS", lambda: check_inputs(receipt), needed=False)
    proven.rules = receipt.rules if ruled else None
    proven.opened = opened or {}
    usable = opened is not None and proven.rules is not None

    def standard(opened: Object, rules: Object) -> bool:
        check_judged(receipt, opened, rules)
        return check_standard(opened, rules)

    checks: dict[str, Callable[[Object, Object], bool]] = {
        "STANDARD": standard,
        "LEVEL": check_levels,
        "TOTAL": check_total,
        "JPM": check_jpm,
        "CATEGORY": check_category,
        "POTENTIAL": check_potential,
    }
    for name, work in checks.items():
        if usable:
            _compute(report, name, work, proven)
        else:
            report.add(name, "skip", "NOT_CHECKED", "", "")


def _compute(report: Report, name: str, work: Callable[[Object, Object], bool], proven: Proven) -> None:
    done = report.check(name, lambda: work(proven.opened, proven.rules), needed=False)
    judged = judged_in(proven.rules)
    if done is False and judged and (judged is True or name != "POTENTIAL"):
        report.change("skip", "JUDGED", *JUDGED[judged])
    elif done is False:
        report.change("skip", "NOT_SHOWN", "tidak dibuka pada tanda terima ini", "not opened on this receipt")


def _check_later(report: Report, receipt: Receipt, trust: Trust, proven: Proven) -> None:
    found = report.check("AMENDED", lambda: _amendments(receipt, trust), needed=False)
    proven.amendments = found or []
    if proven.amendments:
        first = proven.amendments[0]
        report.change(
            "warn",
            "AMENDED",
            f"Hasil ini dikoreksi pada catatan {first['index']} ({first['at']}): {first['reason']}; dasar: {first['basis']}.",
            f"This result was corrected by entry {first['index']} ({first['at']}): {first['reason']}; basis: {first['basis']}.",
        )
    elif found is not None and trust.log is None:
        report.change(
            "ok",
            "AS_OF_RECEIPT",
            f"sampai tanda terima ini dibuat, {receipt.checkpoint.size} catatan",
            f"up to when this receipt was made, {receipt.checkpoint.size} entries",
        )


def _amendments(receipt: Receipt, trust: Trust) -> list[Object]:
    own = check_own_amendments(receipt)
    later = check_log(receipt, trust) if trust.log is not None else []
    return own + [each for each in later if each["index"] not in [known["index"] for known in own]]


def _verdict(report: Report, proven: Proven) -> str:
    if report.failed:
        wrong = [step for step in report.steps if step.state == "fail"]
        return "TIDAK LENGKAP" if report.incomplete and len(wrong) == 1 else "TIDAK COCOK"
    if not proven.anchored:
        return "TIDAK LENGKAP"
    if proven.amendments:
        return "DIUBAH"
    return "SAH" if proven.quorum else "SEMENTARA"


def _values(receipt: Receipt, proven: Proven, report: Report) -> Object:
    """What the reader may be shown: nothing that is not proven."""
    if report.stopped:
        return {}
    main = receipt.main
    values: Object = {
        "code": receipt.code,
        "origin": receipt.checkpoint.origin,
        "fingerprint": fingerprint(receipt.vkey),
    }
    values |= {
        "type": main.body.get("t", ""),
        "index": main.index,
        "at": main.body.get("at", ""),
        "size": receipt.checkpoint.size,
    }
    digests = main.body.get("_sd", [])
    count = len(digests) if isinstance(digests, list) else 0
    values |= {"opened": proven.opened, "hidden": count - len(proven.opened)}
    values["amendments"] = proven.amendments
    if proven.rules is not None:
        names = ("organiser", "title", "purpose")
        values["event"] = {name: receipt.event.body.get(name, "") for name in names} | {
            "index": receipt.event.index
        }
        values["rules"] = {name: proven.rules.get(name, "") for name in ("code", "version")}
        values["categories"] = proven.rules.get("categories", [])
    judged = judged_in(proven.rules)
    if judged:
        values["judged"] = judged
    return values


# ------------------------------------------------------------------------------------------------ the command line

MARKS = {"ok": "✓", "fail": "✗", "warn": "!", "skip": "–"}
WORDS = {
    "code": ("Kode", "Code"),
    "event": ("Acara", "Event"),
    "subject": ("Peserta", "Participant"),
    "total": ("Jumlah / standar", "Total / standard"),
    "category": ("Kategori", "Category"),
    "potential": ("Potensi", "Potential"),
    "held": ("Hasil tidak dibuka pada tanda terima ini.", "The result is not opened on this receipt."),
    "judged": (
        "Tidak ada nilai mesin pada bagian ini; hasil penilaian asesor menyusul.",
        "No machine score in this part; raters' results follow.",
    ),
    "meeting": (
        "Kompetensi, JPM, dan kategori tidak dinilai mesin: rapat asesor menetapkannya pada tanda terima tersendiri.",
        "No machine scores competencies, JPM and category: the assessor meeting finds them, on a receipt of its own.",
    ),
    "written": ("Ditulis", "Written"),
    "rules": ("Aturan", "Rules"),
    "place": ("Catatan nomor {} dari {}, log {}", "Entry {} of {}, log {}"),
    "verdict": ("PUTUSAN", "VERDICT"),
    "required": ("disyaratkan", "required"),
    "weight": ("bobot", "weight"),
    "program": ("Program pemeriksa ini, SHA-256", "This verifier, SHA-256"),
    "old": ("semula", "before"),
    "new": ("menjadi", "after"),
}


def render(verdict: Verdict, language: str = "id") -> str:
    """The report for people."""
    english = int(language == "en")
    lines = []
    for step in verdict.steps:
        lines += _render_step(step, english)
    lines += ["", *_render_values(verdict.values, english), ""]
    lines.append(f"{WORDS['verdict'][english]}: {verdict.verdict} — {verdict.sentence(language)}")
    return "\n".join("".join(letter for letter in line if letter.isprintable()) for line in lines)


def _render_step(step: Step, english: int) -> list[str]:
    title, said = TITLES[step.name][english], (step.id, step.en)[english]
    if step.state == "warn":
        return [f"  {MARKS['warn']} {said}"]
    if step.state == "fail":
        return [f"  {MARKS['fail']} {title}", f"      → {said}"]
    return [f"  {MARKS[step.state]} {title}" + (f" ({said})" if said else "")]


def _render_values(values: Object, english: int) -> list[str]:
    if not values:
        return []
    lines = [f"  {WORDS['code'][english]}: {values['code']}"]
    place = WORDS["place"][english].format(values["index"], values["size"], values["origin"])
    lines.append(f"  {place} ({values['fingerprint']})")
    if "event" in values:
        event, rules = values["event"], values["rules"]
        lines.append(f"  {WORDS['event'][english]}: {event['title']} — {event['organiser']}")
        lines.append(f"  {WORDS['rules'][english]}: {rules['code']} {rules['version']}")
    opened = values["opened"]
    lines += _render_result(opened, values, english)
    lines += [f"  {WORDS[word][english]}" for word in _remarks(values)]
    for each in values["amendments"]:
        lines += [
            f"  {WORDS[side][english]}: {canonical(each[side]).decode()}"
            for side in ("old", "new")
            if each[side]
        ]
    return lines


def _remarks(values: Object) -> list[str]:
    """What a reader should know who misses numbers."""
    if values.get("judged") == "competencies":
        return ["meeting"] if values["opened"] else ["held", "meeting"]
    if "judged" in values:
        return ["judged"]
    return [] if values["opened"] else ["held"]


def _render_result(opened: Object, values: Object, english: int) -> list[str]:
    lines = []
    if "subject" in opened:
        subject = opened["subject"]
        who = f"{subject.get('name')}, NIP {subject.get('nip')}, {subject.get('number')}"
        lines.append(f"  {WORDS['subject'][english]}: {who}")
    if isinstance(opened.get("judged"), dict):
        written = opened["judged"]
        lines.append(f"  {WORDS['written'][english]}: {written.get('answered')} / {written.get('items')}")
    for code, each in competencies(opened).items():
        rating = each["rating"] if english else _comma(each["rating"])
        lines.append(
            f"    {code:6} {each['name']:34} {rating:>6}  ({WORDS['required'][english]} {each['required']})"
        )
    for each in opened.get("components", []):
        value = each["value"] if english else _comma(each["value"])
        lines.append(
            f"    {each['code']:16} {each['name']:24} {value:>6}  ({WORDS['weight'][english]} {each['weight']})"
        )
    if "total" in opened:
        parts = [opened["total"][name] for name in ("total", "standard_total") if name in opened["total"]]
        both = " / ".join(str(each) for each in parts)
        lines.append(f"  {WORDS['total'][english]}: {both if english else _comma(both)}")
    if "jpm" in opened:
        lines.append(f"  JPM: {opened['jpm'] if english else _comma(opened['jpm'])} %")
    if "category" in opened:
        lines.append(f"  {WORDS['category'][english]}: {_category_name(opened['category'], values, english)}")
    if "potential" in opened:
        listed = ", ".join(
            f"{each['code']} {each['score'] if english else _comma(each['score'])}"
            for each in opened["potential"]
        )
        lines.append(f"  {WORDS['potential'][english]}: {listed}")
    return lines


def _category_name(code: str, values: Object, english: int) -> str:
    names = {each["code"]: each["name_en" if english else "name_id"] for each in values.get("categories", [])}
    return f"{code} ({names[code]})" if code in names else code


def memory_folder() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return Path(base) / "takar"


def _memory(kind: str, origin: str) -> Path:
    return memory_folder() / kind / origin.replace("%", "%25").replace("/", "%2F")


def remembered_policy(origin: str) -> str | None:
    path = _memory("policies", origin)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def remembered_checkpoints(origin: str) -> list[tuple[int, bytes]]:
    path = _memory("checkpoints", origin)
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    return [(strict_number(line.split(" ")[0]), hash_line(line.split(" ")[1])) for line in lines if line]


def remember(receipt: Receipt, policy: str | None) -> None:
    """Keep the policy and this checkpoint, so that a different log is noticed next time."""
    origin = receipt.checkpoint.origin
    known = remembered_checkpoints(origin)
    for kind in ("policies", "checkpoints"):
        _memory(kind, origin).parent.mkdir(parents=True, exist_ok=True)
    _memory("policies", origin).write_text(policy or f"log {receipt.vkey}\nquorum none\n", encoding="utf-8")
    if (receipt.checkpoint.size, receipt.checkpoint.root) not in known:
        line = f"{receipt.checkpoint.size} {base64.b64encode(receipt.checkpoint.root).decode()}\n"
        with _memory("checkpoints", origin).open("a", encoding="utf-8") as file:
            file.write(line)


def _origin_of(text: str) -> str:
    """Under which name to look for a remembered policy. Proves nothing."""
    try:
        return _read(text).checkpoint.origin
    except Mismatch:
        return ""


def check_file(path: str, *, policy: str = "", key: str = "", log: str = "", keep: bool = False) -> Verdict:
    """What the command does: read the receipt, find the trust anchor, verify, remember. Raises OSError, ValueError."""
    raw = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else Path(path).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    origin = _origin_of(text)
    rule = (
        Path(policy).read_text(encoding="utf-8") if policy else remembered_policy(origin) if origin else None
    )
    seen = remembered_checkpoints(origin) if origin else []
    verdict = verify(text, rule, key=key, log=log or None, seen=seen)
    if keep and verdict.exit_code in (0, 3, 4) and (rule or key):
        remember(_read(text), rule)
    return verdict


def own_digest() -> str:
    """SHA-256 of this very file, printed on the event card so that a copy can be trusted."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="verifier.py", description="Periksa tanda terima Takar. / Check a Takar receipt."
    )
    parser.add_argument(
        "receipt", help="bukti-….tlog-proof, a file with the QR code's text, or - for standard input"
    )
    parser.add_argument("--policy", default="", help="policy file of the log")
    parser.add_argument("--key", default="", help="fingerprint printed on the event card")
    parser.add_argument("--log", default="", help="a copy of the log, or a later checkpoint")
    parser.add_argument("--remember", action="store_true", help="trust this log from now on")
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    return run(given.receipt, given.policy, given.key, given.log, given.remember, given.lang, given.json)


def run(receipt: str, policy: str, key: str, log: str, keep: bool, language: str, as_json: bool) -> int:
    """Check, print, and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        verdict = check_file(receipt, policy=policy, key=key, log=log, keep=keep)
    except (OSError, ValueError) as fault:
        print(f"{'Cannot check' if language == 'en' else 'Tidak dapat memeriksa'}: {fault}", file=sys.stderr)
        return EXIT["TIDAK LENGKAP"]
    if as_json:
        print(json.dumps(verdict.as_json(), ensure_ascii=False, indent=1, sort_keys=True))
        return verdict.exit_code
    print(render(verdict, language))
    print(f"{WORDS['program'][int(language == 'en')]}: {own_digest()}")
    return verdict.exit_code


if __name__ == "__main__":
    sys.exit(main())
