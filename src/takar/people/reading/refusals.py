"""Why a file as a whole cannot be read: sentences with a remedy."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

_AGAIN_ID = "Buka di Excel atau LibreOffice, pilih Simpan Sebagai “Excel Workbook (.xlsx)”, lalu unggah lagi."
_AGAIN_EN = "Open it in Excel or LibreOffice, choose Save As “Excel Workbook (.xlsx)” and upload it again."

EMPTY = Refusal(
    "FILE_EMPTY",
    "Berkas ini kosong. Periksa apakah berkas yang benar yang dipilih.",
    "This file is empty. See whether the right file was chosen.",
)
NOT_A_SPREADSHEET = Refusal(
    "FILE_NOT_A_SPREADSHEET",
    "Berkas ini bukan .xlsx, .xls atau .csv. " + _AGAIN_ID,
    "This file is not .xlsx, .xls or .csv. " + _AGAIN_EN,
)
IS_HTML = Refusal(
    "FILE_IS_A_WEB_PAGE",
    "Berkas ini sebenarnya halaman web yang diberi nama Excel. " + _AGAIN_ID,
    "This file is really a web page named as Excel. " + _AGAIN_EN,
)
ENCRYPTED = Refusal(
    "FILE_ENCRYPTED",
    "Berkas ini dilindungi kata sandi. Hapus kata sandinya (File, Info, Lindungi Buku Kerja), lalu unggah lagi.",
    "This file is protected by a password. Remove the password (File, Info, Protect Workbook) and upload it again.",
)
HAS_MACROS = Refusal(
    "FILE_HAS_MACROS",
    "Berkas ini berisi makro, yang tidak diterima demi keamanan. " + _AGAIN_ID,
    "This file contains macros, which are not accepted for safety. " + _AGAIN_EN,
)
BROKEN = Refusal(
    "FILE_BROKEN",
    "Berkas ini rusak atau terpotong dan tidak dapat dibaca sampai habis. " + _AGAIN_ID,
    "This file is damaged or cut off and cannot be read to its end. " + _AGAIN_EN,
)
TOO_LARGE = Refusal(
    "FILE_UNPACKS_TOO_LARGE",
    "Isi berkas ini bila dibuka jauh lebih besar daripada daftar pegawai yang wajar. "
    "Salin hanya lembar daftar pegawai ke berkas baru, lalu unggah lagi.",
    "Unpacked, this file is far larger than a list of people can be. "
    "Copy only the sheet with the list of people into a new file and upload that.",
)


def header_not_found(sheets: tuple[str, ...], joined: str) -> Refusal:
    if joined:
        return Refusal(
            "HEADER_JOINS_COLUMNS",
            f"Kolom “{joined}” menggabungkan nama dan NIP. Pisahkan menjadi kolom Nama dan kolom NIP.",
            f"The column “{joined}” joins name and NIP. Split it into a column Nama and a column NIP.",
        )
    names = ", ".join(f"“{sheet}”" for sheet in sheets[:5])
    return Refusal(
        "HEADER_NOT_FOUND",
        f"Tidak ada baris judul dengan kolom NIP dan Nama dalam 20 baris pertama (lembar {names}). "
        "Beri judul kolom “NIP” dan “Nama” tepat di atas data; templat di halaman impor memberi contohnya.",
        f"No header row with the columns NIP and Nama within the first 20 rows (sheets {names}). "
        "Put the headings “NIP” and “Nama” right above the data; the templates on the import page show how.",
    )


def no_people(sheet: str, header_row: int) -> Refusal:
    return Refusal(
        "NO_PEOPLE_BELOW_HEADER",
        f"Di bawah judul pada baris {header_row} lembar “{sheet}” tidak ada satu pun pegawai. "
        "Isi datanya, atau pilih lembar yang lain.",
        f"There is not one person below the header in row {header_row} of sheet “{sheet}”. "
        "Fill in the data or choose another sheet.",
    )
