"""Compares the words on a paper with the log itself."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.refusals import Refusal
from takar.ledger.public import LogReader
from takar.reports.domain.root_words import lines_of, root_of


@dataclass(frozen=True, slots=True)
class RootVerdict:
    """`same`: the log had this root at `size` entries. `lines`: what the log itself says there."""

    size: int
    same: bool
    lines: tuple[tuple[str, str], ...]


def check_root(log: LogReader, size: str, words: str) -> RootVerdict | Refusal:
    """Of the number of entries and the 33 words that somebody typed from a paper."""
    digits = size.replace(".", "").strip()
    if not digits.isdecimal() or not 0 < int(digits) <= log.size:
        return _wrong_size(log.size)
    found = root_of(words)
    if isinstance(found, Refusal):
        return found
    root = log.root(int(digits))
    return RootVerdict(int(digits), root == found, lines_of(root))


def _wrong_size(known: int) -> Refusal:
    if known == 0:
        return Refusal(
            "ROOT_LOG_EMPTY",
            "Catatan kantor ini masih kosong, jadi belum ada yang dapat dicocokkan. Buka kegiatan pertama dahulu.",
            "This office's log is still empty, so there is nothing to compare. Open the first assessment first.",
        )
    return Refusal(
        "ROOT_SIZE_UNKNOWN",
        f"Banyaknya catatan harus bilangan dari 1 sampai {known}, seperti tercetak pada berita acara. Periksa angka itu.",
        f"The number of entries must be from 1 to {known}, as printed on the minutes. Look at that number again.",
        {"size": known},
    )
