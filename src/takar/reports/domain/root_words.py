"""The log's root in words, so that two people can compare it by telephone. Defined in docs/rules/root-words.md.

One word for each of the 32 bytes, in their order, and a 33rd word that is the first byte of SHA-256 over the root:
whoever misreads, skips or swaps a word is found out at once (all but 1 in 256), before anything is compared.
"""

from __future__ import annotations

import re
from hashlib import sha256

from takar.kernel.refusals import Refusal

WORDS: tuple[str, ...] = tuple(
    """
    abadi acara aktif alis ambang amplop anak anggur angsa anting anyam apel arca arus asah asin
    atap ayun baju bangau bantal batik bayam beban bebek becak bedug bekal benang beras besi bibir
    bidan bintang biru bola buah budaya bukit bulan bumbu bunga burung butir cabai cacing cahaya
    celana cengkeh cepat cerita cermin cinta coklat cuaca cucu daging danau dapur darat delima depan
    dinding dingin domba dompet dunia durian emas ember embun fisika gamelan ganti gelas gempa gitar
    gunung hadiah hakim handuk hari hasil helai hijau hitam hotel huruf hutan ikan iklim ilmu irama
    istana itik izin jahe jaket jamur jangkar jarum jasa jendela jeruk judul kabut kaki kamar kancil
    kapal karang kasur katak kawat kayu kebun kecap keju kelapa kemah kenari kepala kereta kilat
    kipas kirim kota kuali kucing kulit kunci kupu kura kursi lalat lampu langit lapang laut lebah
    leher lemari lidah lilin lipat lonceng lukis lumut mainan makan malam mata mawar meja melati
    menara merah mesin minum mobil monyet motor mudah musim mutiara nanas nasi negeri nelayan nilai
    nomor orang padi paku panci papan pasar payung pena pensil perahu pesawat piala pilar piring
    pisang pohon pondok pulau pustaka putih radio ragam rajin rakit rambut rantai rapat rotan roti
    ruang rumah sabun sahabat sajak sambal sampan sapu sarung sate sawah sayur sejuk semut senja
    sepeda seribu sikat sirup siswa suara suluh sumur sungai tabung tahun tangga tebu tenda tepung
    tiang tikar timun tomat tombol topi tugu tulang tunas tupai ubur udang ujung ular umpan unggas
    usaha video wajah waktu warna wayang wisata zaitun zamrud zebra
""".split()
)
"""Alphabetical; a byte is its place in this list. Four letters tell any two apart, and one slip never makes another."""

PER_LINE = 4
_PLACES = {word: place for place, word in enumerate(WORDS)}
_SIZE = 32


def words_of(root: bytes) -> tuple[str, ...]:
    """32 words and the check word. Raises ValueError unless `root` has 32 bytes."""
    if len(root) != _SIZE:
        raise ValueError(f"a root has {_SIZE} bytes, not {len(root)}")
    return tuple(WORDS[byte] for byte in (*root, _check(root)))


def lines_of(root: bytes) -> tuple[tuple[str, str], ...]:
    """Eight lines of (8 hexadecimal digits, 4 words), and a last one with the check word alone."""
    words = words_of(root)
    lines = [
        (root[start : start + PER_LINE].hex(), " ".join(words[start : start + PER_LINE]))
        for start in range(0, _SIZE, PER_LINE)
    ]
    return (*lines, ("", words[_SIZE]))


def root_of(text: str) -> bytes | Refusal:
    """The root that was read aloud. Case, commas and line numbers do not matter; four letters of a word are enough."""
    heard = re.findall(r"[a-z]+", text.lower())
    places = [_place(word) for word in heard]
    unknown = [word for word, place in zip(heard, places, strict=True) if place is None]
    if unknown:
        return _unknown(unknown)
    if len(places) != _SIZE + 1:
        return _wrong_number(len(places))
    *found, check = [place for place in places if place is not None]
    root = bytes(found)
    return root if check == _check(root) else WRONG_CHECK_WORD


WRONG_CHECK_WORD = Refusal(
    "ROOT_CHECK_WORD_WRONG",
    "Kata pemeriksa (kata ke-33) tidak cocok: ada kata salah dengar, tertukar, atau terlewat. Bacakan lagi per baris.",
    "The check word (the 33rd) does not fit: a word was misheard, swapped or left out. Read it again line by line.",
)


def _check(root: bytes) -> int:
    return sha256(root).digest()[0]


def _place(word: str) -> int | None:
    if word in _PLACES:
        return _PLACES[word]
    return _BY_FOUR.get(word) if len(word) == _TELLING else None


_TELLING = 4
_BY_FOUR = {word[:_TELLING]: place for place, word in enumerate(WORDS)}


def _unknown(words: list[str]) -> Refusal:
    named = ", ".join(words[:3])
    return Refusal(
        "ROOT_WORD_UNKNOWN",
        f"Kata “{named}” tidak ada dalam daftar 256 kata. Dengarkan lagi baris itu, lalu tulis ulang.",
        f"“{named}” is not among the 256 words. Listen to that line again and write it anew.",
        {"words": [*words[:3]]},
    )


def _wrong_number(count: int) -> Refusal:
    return Refusal(
        "ROOT_WORDS_COUNT",
        f"Yang terbaca {count} kata; akar catatan selalu 33 kata: delapan baris berisi empat kata dan satu kata pemeriksa.",
        f"{count} words were read; a root always has 33: eight lines of four words and one check word.",
        {"count": count},
    )
