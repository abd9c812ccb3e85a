"""What makes an item in free writing fit for the bank. Its key is empty: nobody and nothing scores it but people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from takar.items.domain.item import Entry
from takar.items.domain.scales import ItemType
from takar.items.domain.task import LETTER_ID, Task
from takar.kernel.refusals import Refusal

_LONGEST_TEXT = 20_000
_MOST_LETTERS = 60


def task_faults(entry: Entry) -> Iterator[Refusal]:
    """data["field"] is task, letters or weights."""
    task = entry.item.task
    if entry.item.options or entry.key.weights:
        yield _fault(
            "ITEM_WRITTEN_KEY",
            "weights",
            "Butir tulisan tidak mempunyai opsi, bobot, atau kunci. Hapus isinya.",
            "An item in free writing has no options, weights or key. Remove them.",
        )
    if task is None:
        yield _fault(
            "ITEM_TASK",
            "task",
            "Butir tulisan berasal dari pustaka simulasi. Masukkan dari sana.",
            "An item in free writing comes from the exercise library. Put it in from there.",
        )
        return
    yield from _texts(task)
    if (entry.item.type is ItemType.INBOX) != bool(task.letters):
        yield _letters_wanted()
    yield from _letters(task)


def _texts(task: Task) -> Iterator[Refusal]:
    parts = [*task.materials, *(part for letter in task.letters for part in letter.attachments)]
    texts = [task.instructions, *(letter.text for letter in task.letters)]
    texts += [text for part in parts for text in (part.title, part.text)]
    texts += [text for one in task.letters for text in (one.sender, one.subject, one.day)]
    if not task.instructions.strip() or any(not readable(text) for text in texts):
        yield _fault(
            "ITEM_TASK_TEXT",
            "task",
            "Petunjuk kosong, ada teks yang lebih dari 20.000 karakter, atau memuat karakter kendali. Perbaiki simulasinya.",
            "The instructions are empty, or a text is over 20,000 characters or has control characters. Mend the exercise.",
        )


def readable(text: str) -> bool:
    """Short enough, in Unicode form NFC, without control characters but line ends."""
    plain = all(unicodedata.category(c) != "Cc" or c == "\n" for c in text)
    return plain and len(text) <= _LONGEST_TEXT and unicodedata.is_normalized("NFC", text)


def _letters(task: Task) -> Iterator[Refusal]:
    ids = [letter.id for letter in task.letters]
    whole = all(one.sender.strip() and one.subject.strip() and one.text.strip() for one in task.letters)
    good = all(LETTER_ID.fullmatch(one) for one in ids) and len(set(ids)) == len(ids) <= _MOST_LETTERS
    if not (whole and good):
        yield _fault(
            "ITEM_LETTERS",
            "letters",
            "Setiap surat memerlukan nomor sendiri (1–8 huruf atau angka), pengirim, perihal, dan isi; paling banyak 60 surat.",
            "Each letter needs its own number (1–8 letters or digits), a sender, a subject and a text; at most 60 letters.",
        )


def _letters_wanted() -> Refusal:
    return _fault(
        "ITEM_LETTERS",
        "letters",
        "Surat hanya ada pada butir surat masuk, dan butir itu memerlukan sedikitnya satu surat.",
        "Only an in-basket has letters, and it needs at least one.",
    )


def _fault(code: str, field: str, id_: str, en: str) -> Refusal:
    return Refusal(code, id_, en, {"field": field})
