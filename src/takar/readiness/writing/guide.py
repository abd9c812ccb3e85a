"""The sheet of instructions in every workbook that goes to a unit."""

from __future__ import annotations

from typing import Any

from takar.readiness.models import Check

_STEPS = {
    "id": (
        "1. Buka lembar Perbaiki. Setiap baris adalah seorang pegawai yang datanya belum lengkap.",
        "2. Kolom B menyebut apa yang kurang dan bagaimana menulisnya. "
        "Arahkan penunjuk ke sel kuning untuk membaca hal yang sama.",
        "3. Isi sel kuning saja, dari dokumen pegawai (SK, ijazah, hasil evaluasi kinerja), bukan dari ingatan.",
        "4. Bila isi yang dianggap janggal memang benar, pilih YA pada kolom SUDAH BENAR. "
        "Itu hanya berlaku untuk isi yang janggal, bukan untuk yang kosong atau tidak terbaca.",
        "5. Yang belum diketahui biarkan seperti adanya. Berkas boleh dikembalikan sebagian dan dilanjutkan kemudian.",
        "6. Jangan mengubah kolom KUNCI, NIP, atau sel abu-abu. Perubahan di sana ditolak dan diberitahukan kepada pengelola.",
        "7. Simpan sebagai .xlsx, lalu kembalikan kepada pengelola kepegawaian yang mengirimnya, lewat saluran resmi.",
    ),
    "en": (
        "1. Open the sheet Perbaiki. Each row is a person whose data is not complete.",
        "2. Column B says what is missing and how to write it. Point at a yellow cell to read the same.",
        "3. Fill in yellow cells only, from the person's documents (decrees, diplomas, performance results), not from memory.",
        "4. Where something odd is right all the same, choose YA in the column SUDAH BENAR. "
        "That holds for odd content only, not for what is empty or unreadable.",
        "5. Leave what you do not know as it is. The file may come back half done and be continued later.",
        "6. Do not change the column KUNCI, the NIP or grey cells. Such changes are refused and told to the personnel office.",
        "7. Save as .xlsx and return it to the personnel office that sent it, through official channels.",
    ),
}
_COLOURS = {
    "id": (
        ("Kuning", "harus diisi atau diperbaiki"),
        ("Abu-abu", "hanya untuk dibaca"),
        ("Putih", "catatan bebas, tidak dibaca sistem"),
    ),
    "en": (
        ("Yellow", "to be filled in or mended"),
        ("Grey", "to be read only"),
        ("White", "free remarks, not read by the system"),
    ),
}
_PRIVACY = {
    "id": "Berkas ini memuat data pribadi pegawai (UU 27/2022). Bukalah hanya di komputer dinas, "
    "jangan diteruskan kepada yang tidak berkepentingan, "
    "dan hapus setelah dikembalikan. Pengisian ini tidak mengubah SIASN; pembetulan di SIASN tetap melalui usul peremajaan data.",
    "en": "This file holds personal data (UU 27/2022). Open it on office computers only, "
    "pass it to nobody without a need, and delete it when it is returned. "
    "Filling it in does not change SIASN; corrections there still go through a proposal to update the data.",
}
_HEADS = {
    "id": ("Petunjuk pengisian", "Warna", "Perlindungan data"),
    "en": ("How to fill this in", "Colours", "Data protection"),
}


def write_guide(book: Any, check: Check, unit: str, language: str) -> None:
    sheet = book.add_worksheet("Petunjuk")
    title = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    fills = [
        book.add_format({"bg_color": colour, "border": 1}) for colour in ("#FDF0D0", "#EEF1F3", "#FFFFFF")
    ]
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100, wrap)
    heads = _HEADS[language]
    sheet.write_string(0, 0, f"{heads[0]}: {unit}", title)
    row = 2
    for step in _STEPS[language]:
        number, _, words = step.partition(" ")
        sheet.write_string(row, 0, number)
        sheet.write_string(row, 1, words, wrap)
        row += 1
    sheet.write_string(row + 1, 0, heads[1], bold)
    for place, (colour, meaning) in enumerate(_COLOURS[language], start=row + 2):
        sheet.write_string(place, 0, colour, fills[place - row - 2])
        sheet.write_string(place, 1, meaning, wrap)
    sheet.write_string(row + 6, 0, heads[2], bold)
    sheet.write_string(row + 7, 1, _PRIVACY[language], wrap)
    sheet.write_string(row + 9, 1, f"Takar · {check.pk} · {check.sha256[:12]}", wrap)
    sheet.protect("")
