"""The template that authors download: headings, choices, examples and instructions."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from takar.items.domain.likert import AGREEMENT
from takar.items.domain.scales import SCALES
from takar.items.domain.sheet import COLUMNS, FORWARD, REVERSED

SHEET = "Butir"
_ROWS = 1000
_WIDTHS = {"id": 16, "type": 15, "scale": 9, "stem": 70, "key": 10, "rationale": 50}
_INSTRUCTIONS = (
    ("Cara mengisi", ""),
    (
        "Kode",
        "Unik untuk setiap butir: huruf besar, angka, titik, atau tanda hubung. "
        "Kode yang sudah ada di bank berarti butir itu diubah.",
    ),
    ("Jenis", "Pilihan ganda (tepat satu benar), SJT (semua opsi berbobot 1–5), atau skala sikap."),
    ("Skala", "Apa yang diukur; daftar kodenya ada di bawah."),
    ("Pokok soal", "Teks soal. Paragraf dipisahkan dengan baris kosong (Alt+Enter dua kali)."),
    (
        "Opsi A–E",
        "Tiga sampai lima opsi, tanpa melompati kolom. Untuk skala sikap boleh dikosongkan: "
        f"{', '.join(AGREEMENT)}.",
    ),
    (
        "Bobot A–E",
        "Wajib untuk SJT: bilangan bulat 1–5, paling sedikit satu opsi bernilai 5. "
        "Boleh kosong untuk jenis lain bila Kunci diisi.",
    ),
    (
        "Kunci",
        "Pilihan ganda: huruf opsi yang benar. "
        f"Skala sikap: {FORWARD}, atau {REVERSED} bila setuju menunjukkan skala yang rendah.",
    ),
    ("Alasan", "Mengapa kuncinya demikian. Hanya dilihat penulis, penelaah, dan auditor."),
    ("", ""),
    (
        "Catatan",
        "Hapus baris contoh sebelum mengunggah. Berkas yang sama boleh diunggah lagi: "
        "yang tidak berubah tidak disentuh.",
    ),
    ("", ""),
    ("Skala", ""),
)
_EXAMPLES: tuple[dict[str, str | int], ...] = (
    {
        "id": "CONTOH-PG-01",
        "type": "pilihan ganda",
        "scale": "P.01",
        "stem": "Sebuah tim menyelesaikan 15 berkas dalam 3 jam. Berapa berkas yang selesai dalam 8 jam?",
        **{
            f"option.{letter}": f"{n} berkas" for letter, n in zip("ABCDE", (24, 30, 40, 45, 60), strict=True)
        },
        "key": "C",
        "rationale": "Setiap jam selesai 5 berkas, sehingga dalam 8 jam selesai 40 berkas.",
    },
    {
        "id": "CONTOH-SJT-01",
        "type": "SJT",
        "scale": "M.05",
        "stem": "Seorang warga lanjut usia datang lima menit setelah loket tutup dengan berkas yang lengkap. Apa "
        "yang Anda lakukan?",
        "option.A": "Menerima berkasnya, memberi tanda terima, dan memprosesnya esok pagi.",
        "option.B": "Memintanya datang kembali esok hari.",
        "option.C": "Meminta petugas keamanan mengantarnya pulang.",
        "option.D": "Menanyakan kesulitannya dan menjelaskan jam layanan.",
        "weight.A": 5,
        "weight.B": 2,
        "weight.C": 1,
        "weight.D": 4,
        "rationale": "A memenuhi kebutuhan warga tanpa mengabaikan tata cara.",
    },
    {
        "id": "CONTOH-SIKAP-01",
        "type": "skala sikap",
        "scale": "P.08",
        "stem": "Saya mudah menyerah ketika pekerjaan menjadi sulit.",
        "key": REVERSED,
        "rationale": "Setuju menunjukkan komitmen yang rendah.",
    },
)


def template() -> bytes:
    """A fresh .xlsx with the sheets Petunjuk and Butir."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    _instructions(book)
    _items(book)
    book.close()
    return target.getvalue()


def _instructions(book: Any) -> None:
    sheet = book.add_worksheet("Petunjuk")
    bold, wrap = (
        book.add_format({"bold": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 16, bold)
    sheet.set_column(1, 1, 110, wrap)
    lines = [*_INSTRUCTIONS, *((scale.code, scale.name_id) for scale in SCALES)]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)


def _items(book: Any) -> None:
    sheet = book.add_worksheet(SHEET)
    sheet.activate()
    headings(book, sheet)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for row, example in enumerate(_EXAMPLES, start=1):
        for at, (field, _) in enumerate(COLUMNS):
            sheet.write(row, at, example.get(field, ""), wrap)
    _validations(sheet)


def headings(book: Any, sheet: Any) -> None:
    """The first row of a sheet of items, with column widths; shared with the workbook of refused rows."""
    head = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "valign": "vcenter"})
    for at, (field, title) in enumerate(COLUMNS):
        default = 30 if field.startswith("option.") else 9
        sheet.set_column(at, at, _WIDTHS.get(field, default))
        sheet.write_string(0, at, title, head)
    sheet.freeze_panes(1, 1)


def _validations(sheet: Any) -> None:
    fields = [field for field, _ in COLUMNS]
    kinds, scales = fields.index("type"), fields.index("scale")
    sheet.data_validation(
        1, kinds, _ROWS, kinds, {"validate": "list", "source": ["pilihan ganda", "SJT", "skala sikap"]}
    )
    sheet.data_validation(
        1, scales, _ROWS, scales, {"validate": "list", "source": [scale.code for scale in SCALES]}
    )
    first = fields.index("weight.A")
    sheet.data_validation(
        1, first, _ROWS, first + 4, {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 5}
    )
