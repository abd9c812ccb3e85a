"""Refusals that more than one action gives."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

NOT_OPEN = Refusal(
    "RESULTS_IMPORT_NOT_OPEN",
    "Impor ini sudah diterapkan atau dibatalkan. Unggah berkasnya lagi untuk memulai impor baru.",
    "This import was already applied or discarded. Upload the file again to start a new import.",
)
OUTDATED = Refusal(
    "RESULTS_PREVIEW_OUTDATED",
    "Register berubah setelah pratinjau ini dibuat, jadi belum ada yang disimpan. "
    "Pratinjau sudah diperbarui; periksa dan catat lagi.",
    "The register changed after this preview was made, so nothing was saved. "
    "The preview has been renewed; look through it and record it again.",
)
REASON_MISSING = Refusal(
    "CERTIFICATE_REASON_MISSING",
    "Tuliskan alasannya, misalnya nomor surat atau kesalahan yang ditemukan. Alasan tersimpan dalam jejak perubahan.",
    "Write the reason, such as the number of a letter or the mistake that was found. It is kept in the trail.",
)
