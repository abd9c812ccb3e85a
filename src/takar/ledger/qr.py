"""The receipt as a QR code: what can be recomputed is left out, the rest is CBOR in Base45.

Left out: the 16-character code, roots, digests of opened values, the digest of the rules, and every node of the four audit paths
that follows from the others. Texts are compressed against a dictionary that the verifier holds. `verifier.receipt_from_qr` is the
way back; `qr_text` makes sure that it leads to the same bytes.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from html import escape
from typing import Any

import cbor2

from takar.ledger import verifier
from takar.ledger.notes import encoded
from takar.ledger.qr_symbol import QUIET, Symbol, svg_path, symbol

_SHAPES = (
    ("~h", re.compile(r"[0-9a-f]{64}")),
    ("~p", re.compile(r"[0-9a-f]{24}")),
    ("~e", re.compile(r"[0-9a-f]{18}")),
    ("~u", re.compile(r"[A-Za-z0-9_-]{43}")),
    ("~s", re.compile(r"[A-Za-z0-9_-]{22}")),
)
_LONGEST_M = 1637
"""What version 27 holds with error correction M; longer texts take L, so that modules stay large enough to scan."""


def qr_text(receipt: str) -> str:
    """Alphanumeric QR content, "TKR1:" and Base45. Raises ValueError when `receipt` is not a well-formed receipt."""
    found = verifier.parse_receipt(receipt)
    if found.inputs is not None:
        raise ValueError(
            "a judged result carries its ratings and does not fit into a QR code; hand out its file"
        )
    extra = json.loads(verifier.strict_base64(receipt.split("\n")[1][6:]))
    payload = cbor2.dumps(_payload(found, extra), canonical=True)
    text = verifier.QR_PREFIX + base45_encode(payload)
    if verifier.receipt_from_qr(text) != receipt:
        raise ValueError("this receipt does not survive the QR code")
    return text


def qr_code(receipt: str) -> Symbol:
    """The smallest symbol that scans well."""
    text = qr_text(receipt)
    return symbol(text, "M" if len(text) <= _LONGEST_M else "L")


def qr_version(receipt: str) -> str:
    """Such as "25-M": version 25 (117 modules), error correction M."""
    return qr_code(receipt).designator


def qr_svg(receipt: str, title: str = "Kode QR tanda terima") -> str:
    """An SVG that fills its container: a viewBox, no size, no style."""
    drawn = qr_code(receipt)
    size = len(drawn.rows) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" class="qr"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path class="qr-line" stroke="#000" d="{svg_path(drawn)}"/></svg>'
    )


def base45_encode(data: bytes) -> str:
    """RFC 9285."""
    out = []
    for start in range(0, len(data), 2):
        number = int.from_bytes(data[start : start + 2], "big")
        for _ in range(3 if start + 1 < len(data) else 2):
            number, digit = divmod(number, 45)
            out.append(verifier.BASE45[digit])
    return "".join(out)


def _payload(found: verifier.Receipt, extra: Mapping[str, Any]) -> list[Any]:
    assert found.opened is not None
    entries = [found.main, *([found.seal] if found.seal else []), found.opened, found.event]
    kinds = "m" + ("s" if found.seal else "") + "oe" + "a" * len(found.amends)
    entries += [entry for entry, _ in found.amends]
    shown = [found.disclosures, *(texts for _, texts in found.amends)]
    disclosures = [[json.loads(verifier.strict_base64url(text)) for text in texts] for texts in shown]
    leaves = [json.loads(entry.leaf) for entry in entries]
    _leave_out(leaves, kinds, found)
    folder = _Folder()
    skeleton = folder.fold([found.checkpoint.origin, kinds, leaves, found.rules, disclosures])
    key = verifier.parse_key(found.vkey)
    own = found.checkpoint.signature_of(key.name, key.identity)
    others = [line for line in _signature_lines(found) if not line.startswith(f"\u2014 {key.name} ")]
    return [
        1,
        found.checkpoint.size,
        [entry.index for entry in entries],
        _nodes(entries, found.checkpoint.size),
        key.public,
        own,
        others,
        bytes(folder.blobs),
        _deflate(verifier.canonical(skeleton)),
    ]


def _leave_out(leaves: list[Any], kinds: str, found: verifier.Receipt) -> None:
    opened = [found.disclosures, *(texts for _, texts in found.amends)]
    places = [0, *(place for place, kind in enumerate(kinds) if kind == "a")]
    for place, texts in zip(places, opened, strict=True):
        known = {verifier.disclosure_digest(text) for text in texts}
        leaves[place]["_sd"] = [each for each in leaves[place]["_sd"] if each not in known]
    event = leaves[kinds.index("e")]
    if event.get("cut_digest") == verifier.digest(found.rules):
        event["cut_digest"] = _Folder.RULES


def _nodes(entries: list[verifier.Entry], size: int) -> bytes:
    """The nodes beside the ways to all leaves, in the order in which the verifier asks for them."""
    known: dict[tuple[int, int], bytes] = {}
    for entry in entries:
        start, stop, path = 0, size, list(entry.path)
        while stop - start > 1:
            middle = start + (1 << ((stop - start - 1).bit_length() - 1))
            left = entry.index < middle
            known[(middle, stop) if left else (start, middle)] = path.pop()
            start, stop = (start, middle) if left else (middle, stop)
    out: list[bytes] = []

    def supply(start: int, stop: int) -> bytes:
        out.append(known[start, stop])
        return out[-1]

    verifier.walk(0, size, {entry.index: verifier.leaf_hash(entry.leaf) for entry in entries}, supply)
    return b"".join(out)


def _signature_lines(found: verifier.Receipt) -> list[str]:
    return [f"\u2014 {name} {encoded(raw)}" for name, raw in found.checkpoint.signatures]


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, verifier.SHARED)
    return packer.compress(data) + packer.flush()


class _Folder:
    """Takes binary values out of texts, each once; the verifier's Filler puts them back."""

    RULES = "\x00rules"

    def __init__(self) -> None:
        self.blobs = bytearray()
        self._seen: dict[str, int] = {}

    def fold(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.fold(each) for each in value]
        if isinstance(value, dict):
            return {key: self.fold(value[key]) for key in sorted(value)}
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        if text == self.RULES:
            return "~r"
        if text in self._seen:
            return f"~{self._seen[text]}"
        for mark, shape in _SHAPES:
            if shape.fullmatch(text) and (raw := _raw(mark, text)) is not None:
                self.blobs += raw
                self._seen[text] = len(self._seen)
                return mark
        return "~" + text if text.startswith("~") else text


def _raw(mark: str, text: str) -> bytes | None:
    if mark in "~h~e~p":
        return bytes.fromhex(text)
    try:
        return verifier.strict_base64url(text)
    except ValueError:
        return None
