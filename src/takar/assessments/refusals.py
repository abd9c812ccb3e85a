"""Refusals shared by several actions."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

UNKNOWN_ASSESSMENT = Refusal(
    "ASSESSMENT_UNKNOWN",
    "Kegiatan tidak ditemukan; kembali ke daftar kegiatan dan pilih lagi.",
    "The assessment was not found; go back to the list and choose again.",
)
UNKNOWN_SESSION = Refusal(
    "SESSION_UNKNOWN",
    "Sesi tidak ditemukan dalam kegiatan ini; muat ulang halaman dan pilih lagi.",
    "The session was not found in this assessment; reload the page and choose again.",
)
UNKNOWN_PARTICIPANT = Refusal(
    "PARTICIPANT_UNKNOWN",
    "Peserta tidak ditemukan dalam kegiatan ini; muat ulang halaman dan pilih lagi.",
    "The participant was not found in this assessment; reload the page and choose again.",
)
FIXED = Refusal(
    "ASSESSMENT_FIXED",
    "Kegiatan ini sudah dicatat di log sehingga tidak dapat diubah lagi; buat kegiatan baru, atau gunakan "
    "perubahan beralasan di halaman pesertanya.",
    "This assessment is already committed to the log and can no longer be changed; make a new one, or use a "
    "reasoned change on the participant's page.",
)
REASON_MISSING = Refusal(
    "REASON_MISSING",
    "Tuliskan alasan perubahan; alasan tersimpan dalam jejak perubahan.",
    "Write the reason for the change; it is kept in the trail.",
)
NOT_OPEN = Refusal(
    "ASSESSMENT_NOT_OPEN",
    "Ini hanya dapat dilakukan selama kegiatan dibuka; periksa statusnya di daftar kegiatan.",
    "This can be done only while the assessment is open; see its status in the list of assessments.",
)
FORM_KEYS_UNREADABLE = Refusal(
    "FORM_KEYS_UNREADABLE",
    "Kunci naskah ini tidak dapat dibuka: berkas keys/form-keys hilang atau bukan pasangannya, misalnya setelah "
    "pemulihan cadangan. Kembalikan berkas itu dari cadangan, lalu muat ulang halaman.",
    "The keys of this form cannot be opened: the file keys/form-keys is missing or does not belong to them, for "
    "instance after a restore. Put the file back from the backup, then reload the page.",
)
