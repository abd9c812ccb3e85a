"""What the job queue says when it cannot do what was asked."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

ALREADY_OVER = Refusal(
    "JOB_ALREADY_OVER",
    "Pekerjaan ini sudah selesai sehingga tidak dapat dibatalkan. Lihat hasilnya di halaman pekerjaan.",
    "This job is already over, so it cannot be cancelled. See its result on the job page.",
)
BROKEN = Refusal(
    "JOB_BROKEN",
    "Pekerjaan berhenti karena kesalahan sistem. Bagian yang sudah tersimpan tetap tersimpan. Jalankan "
    "kembali; bila terulang, sampaikan nomor pekerjaan ini kepada pengelola sistem.",
    "The job stopped because of a system fault. What was already saved stays saved. Run it again; "
    "if it happens again, give this job's number to the system administrator.",
)
WORKER_LOST = Refusal(
    "JOB_WORKER_LOST",
    "Pekerjaan ini tiga kali terputus di tengah jalan (proses pekerja mati). Periksa memori dan ruang disk "
    "server, lalu jalankan kembali.",
    "This job was cut off three times (the worker process died). Check the server's memory and disk "
    "space, then run it again.",
)


def unknown_kind(kind: str) -> Refusal:
    return Refusal(
        "JOB_KIND_UNKNOWN",
        f"Jenis pekerjaan “{kind}” tidak dikenal oleh versi ini. Perbarui semua proses Takar ke versi yang "
        "sama.",
        f"This version does not know jobs of kind “{kind}”. Bring all Takar processes to the same version.",
        {"kind": kind},
    )
