"""What stops the ledger: exceptions, because nobody may go on writing after one of them."""

from __future__ import annotations

from takar.kernel.refusals import Refusal


class LedgerFault(Exception):
    """The log may not be used until somebody has acted on `refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.en}")
        self.refusal = refusal

    @property
    def code(self) -> str:
        return self.refusal.code


def rolled_back(origin: str, remembered: int, found: int) -> LedgerFault:
    return LedgerFault(
        Refusal(
            "LEDGER_ROLLED_BACK",
            f"Log {origin} di disk berisi {found} catatan, padahal sudah pernah ditandatangani sampai {remembered}. "
            "Tampaknya cadangan lama dipulihkan. Pulihkan salinan terbaru; log ini tidak akan dilanjutkan.",
            f"Log {origin} on disk holds {found} leaves, but {remembered} have already been signed. "
            "An old backup seems to have been restored. Restore the newest copy; this log will not be continued.",
            {"origin": origin, "remembered": remembered, "found": found},
        )
    )


def forked(origin: str, size: int) -> LedgerFault:
    return LedgerFault(
        Refusal(
            "LEDGER_FORKED",
            f"Log {origin} pada ukuran {size} tidak sama dengan yang terakhir ditandatangani. "
            "Pulihkan salinan yang benar dan laporkan kepada auditor; log ini tidak akan dilanjutkan.",
            f"Log {origin} at size {size} differs from what was last signed. "
            "Restore the right copy and tell the auditor; this log will not be continued.",
            {"origin": origin, "size": size},
        )
    )


def key_missing(origin: str, path: str) -> LedgerFault:
    return LedgerFault(
        Refusal(
            "LEDGER_KEY_MISSING",
            f"Log {origin} sudah ada tetapi kuncinya tidak ditemukan di {path}. Kembalikan berkas kunci itu.",
            f"Log {origin} exists but its key is not at {path}. Put the key file back.",
            {"origin": origin, "path": path},
        )
    )


def guard_missing(origin: str, path: str) -> LedgerFault:
    return LedgerFault(
        Refusal(
            "LEDGER_GUARD_MISSING",
            f"Berkas penjaga log {origin} tidak ditemukan di {path}. Kembalikan dari folder kunci semula, "
            "atau, setelah memastikan log ini yang terbaru, jalankan takar accept-log.",
            f"The guard file of log {origin} is not at {path}. Put it back from the original key folder, "
            "or, having made sure that this log is the newest, run takar accept-log.",
            {"origin": origin, "path": path},
        )
    )


def damaged(what: str) -> LedgerFault:
    return LedgerFault(
        Refusal(
            "LEDGER_DAMAGED",
            f"Berkas log rusak: {what}. Pulihkan dari salinan lain, lalu jalankan pemeriksaan log.",
            f"A file of the log is damaged: {what}. Restore it from another copy, then run the log check.",
            {"what": what},
        )
    )
