"""What makes an entry fit for the bank; every fault names its field and a remedy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from takar.items.domain.checks_of_tasks import task_faults
from takar.items.domain.figures import figure_faults
from takar.items.domain.item import Entry, Option
from takar.items.domain.scales import SCALE_CODES, WRITTEN, ItemType
from takar.kernel.refusals import Refusal

ID_PATTERN = re.compile(r"[A-Z0-9](?:[A-Z0-9.-]{0,38}[A-Z0-9])?")
OPTION_IDS = "ABCDE"
_LONGEST_STEM = 4000
_LONGEST_OPTION = 1000


def faults_of(entry: Entry) -> tuple[Refusal, ...]:
    """All that is wrong with `entry`; data["field"] is id, stem, figure, scale, options, weights, task, or option.X."""
    return tuple(_faults(entry))


def _faults(entry: Entry) -> Iterator[Refusal]:
    yield from _identity(entry)
    yield from _stem(entry)
    if entry.item.type in WRITTEN:
        yield from task_faults(entry)
        return
    yield from _options(entry)
    yield from _weights(entry)


def _fault(code: str, field: str, id_: str, en: str) -> Refusal:
    return Refusal(code, id_, en, {"field": field})


def _identity(entry: Entry) -> Iterator[Refusal]:
    if not ID_PATTERN.fullmatch(entry.item.id):
        yield _fault(
            "ITEM_ID",
            "id",
            f"Kode “{entry.item.id}” tidak dapat dipakai. Tulislah 1–40 huruf besar, angka, titik, atau tanda hubung, "
            "misalnya SJT-M01-03.",
            f"Code “{entry.item.id}” cannot be used. Write 1–40 capitals, digits, dots or hyphens, such as SJT-M01-03.",
        )
    if entry.key.item != entry.item.id:
        yield _fault(
            "ITEM_KEY_OF_OTHER",
            "weights",
            f"Kunci ini milik butir {entry.key.item}. Pasangkan kunci dengan butirnya sendiri.",
            f"This key belongs to item {entry.key.item}. Pair the key with its own item.",
        )
    if entry.key.scale not in SCALE_CODES and entry.item.type not in WRITTEN:
        yield _fault(
            "ITEM_SCALE",
            "scale",
            f"Skala “{entry.key.scale}” tidak dikenal. Pilihlah M.01–M.08, SK.01, atau P.01–P.08.",
            f"Scale “{entry.key.scale}” is unknown. Choose M.01–M.08, SK.01 or P.01–P.08.",
        )


def _stem(entry: Entry) -> Iterator[Refusal]:
    yield from _text("stem", entry.item.stem, _LONGEST_STEM)
    if not entry.item.stem.strip():
        yield _fault(
            "ITEM_STEM_EMPTY",
            "stem",
            "Pokok soal kosong. Tulislah pertanyaannya.",
            "The stem is empty. Write the question.",
        )
    yield from _figure("figure", entry.item.figure)


def _text(field: str, text: str, longest: int) -> Iterator[Refusal]:
    if len(text) > longest:
        yield _fault(
            "ITEM_TEXT_LONG",
            field,
            f"Teks terdiri atas {len(text)} karakter. Ringkaslah menjadi paling banyak {longest}.",
            f"The text has {len(text)} characters. Shorten it to at most {longest}.",
        )
    if not unicodedata.is_normalized("NFC", text) or any(
        unicodedata.category(c) == "Cc" and c != "\n" for c in text
    ):
        yield _fault(
            "ITEM_TEXT_BYTES",
            field,
            "Teks memuat karakter kendali atau huruf yang tersusun tidak baku. Ketik ulang bagian itu.",
            "The text contains control characters or letters not in Unicode form NFC. Type that part again.",
        )


def _figure(field: str, figure: str | None) -> Iterator[Refusal]:
    found = figure_faults(figure) if figure is not None else ()
    if found:
        named = ", ".join(found[:5])
        yield _fault(
            "ITEM_FIGURE",
            field,
            f"Gambar ditolak karena: {named}. Gambar harus SVG mandiri tanpa skrip, gaya, dan alamat, dengan "
            'role="img", viewBox, dan <title>.',
            f"The figure is refused because of: {named}. It must be self-contained SVG without script, style or "
            'addresses, with role="img", viewBox and <title>.',
        )


def _options(entry: Entry) -> Iterator[Refusal]:
    options = entry.item.options
    if [o.id for o in options] != list(OPTION_IDS[: len(options)]) or not 3 <= len(options) <= 5:
        yield _fault(
            "ITEM_OPTIONS",
            "options",
            "Opsi harus berurutan A, B, C, … sebanyak tiga sampai lima. Isilah tanpa melompati kolom.",
            "Options must run A, B, C, … and number three to five. Fill them without a gap.",
        )
    for option in options:
        yield from _option(option)
    seen = [_face(o) for o in options]
    for option in options:
        if seen.count(_face(option)) > 1:
            yield _fault(
                "ITEM_OPTION_TWICE",
                f"option.{option.id}",
                f"Opsi {option.id} sama dengan opsi lain. Bedakan isinya.",
                f"Option {option.id} equals another option. Make them differ.",
            )


def _face(option: Option) -> tuple[str, str | None]:
    return " ".join(option.text.casefold().split()), option.figure


def _option(option: Option) -> Iterator[Refusal]:
    field = f"option.{option.id}"
    yield from _text(field, option.text, _LONGEST_OPTION)
    yield from _figure(field, option.figure)
    if not option.text.strip() and option.figure is None:
        yield _fault(
            "ITEM_OPTION_EMPTY",
            field,
            f"Opsi {option.id} kosong. Tulislah isinya atau hapus opsi itu.",
            f"Option {option.id} is empty. Write it or drop the option.",
        )


def _weights(entry: Entry) -> Iterator[Refusal]:
    weights = entry.key.weights
    if set(weights) != {o.id for o in entry.item.options}:
        yield _fault(
            "ITEM_WEIGHT_MISSING",
            "weights",
            "Bobot harus ada untuk setiap opsi dan hanya untuk opsi yang ada. Lengkapi kolom bobot.",
            "There must be a weight for each option and for no other. Complete the weights.",
        )
    else:
        yield from _weight_values(entry.item.type, list(weights.values()))


def _weight_values(kind: ItemType, values: list[int]) -> Iterator[Refusal]:
    if kind is ItemType.SINGLE_CHOICE:
        good = sorted(values) == [0] * (len(values) - 1) + [1]
        text = (
            "Tepat satu opsi berbobot 1 dan lainnya 0. Periksa kunci.",
            "Exactly one option weighs 1, the others 0. Check the key.",
        )
    elif kind is ItemType.LIKERT:
        good = values in ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])
        text = (
            "Bobot skala sikap harus 1, 2, 3, 4, 5, atau kebalikannya 5, 4, 3, 2, 1.",
            "The weights of an agreement scale must be 1, 2, 3, 4, 5 or reversed 5, 4, 3, 2, 1.",
        )
    else:
        good = all(1 <= v <= 5 for v in values) and 5 in values and len(set(values)) > 1
        text = (
            "Bobot SJT harus bilangan 1–5, paling sedikit satu opsi bernilai 5 dan satu lebih rendah.",
            "SJT weights must be whole numbers 1–5, with at least one 5 and one lower.",
        )
    if not good:
        yield _fault("ITEM_WEIGHTS", "weights", *text)
