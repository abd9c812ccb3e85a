"""What the console refuses, each with a remedy."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

REASON_NEEDED = Refusal(
    "ORDER_REASON_NEEDED",
    "Tuliskan alasannya, misalnya “listrik padam 10 menit”. Alasan dibaca peserta dan tersimpan dalam jejak.",
    "Write the reason, such as “power cut for 10 minutes”. The participant reads it and it is kept in the trail.",
)
NOBODY_CHOSEN = Refusal(
    "ORDER_NOBODY_CHOSEN",
    "Belum ada kursi yang dipilih. Pilih satu kursi atau lebih pada denah atau tabel, lalu ulangi.",
    "No seat is chosen. Choose one or more on the map or in the table, then try again.",
)
ONE_ONLY = Refusal(
    "ORDER_ONE_ONLY",
    "Tindakan ini hanya untuk satu kursi setiap kali. Pilih satu kursi saja.",
    "This can be done for one seat at a time. Choose one seat only.",
)
SEAT_NEEDED = Refusal(
    "ORDER_SEAT_NEEDED",
    "Tuliskan kursi tujuan, misalnya B-07.",
    "Write the new seat, such as B-07.",
)
STORE_AWAY = Refusal(
    "EXAM_STORE_AWAY",
    "Data ujian sedang tidak dapat dibaca. Perintah belum dijalankan; ujian peserta tetap berjalan. Coba lagi "
    "sebentar lagi, atau hubungi pengelola sistem.",
    "The exam data cannot be read at this moment. The order was not given; the participants go on. Try again "
    "shortly, or call the system administrator.",
)


def minutes_out_of_range(most: int) -> Refusal:
    return Refusal(
        "ORDER_MINUTES",
        f"Tambahan waktu harus antara 1 dan {most} menit. Isi dengan angka bulat.",
        f"Extra time must be between 1 and {most} minutes. Enter a whole number.",
        {"most": most},
    )


def seat_taken(seat: str) -> Refusal:
    return Refusal(
        "ORDER_SEAT_TAKEN",
        f"Kursi {seat} sudah ditempati peserta lain. Pilih kursi yang kosong.",
        f"Seat {seat} belongs to another participant. Choose an empty one.",
        {"seat": seat},
    )


def not_confirmed(number: str) -> Refusal:
    return Refusal(
        "ORDER_NOT_CONFIRMED",
        f"Untuk mengumpulkan paksa, ketik nomor peserta {number} persis seperti tertulis.",
        f"To force the submission, type the participant's number {number} exactly as written.",
        {"number": number},
    )
