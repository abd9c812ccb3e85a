"""Why something about talent cannot be done."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

NOBODY = Refusal(
    "TALENT_NOBODY",
    "Tidak ada pegawai yang cocok dengan pilihan itu. Longgarkan unit atau kelas jabatan, atau impor daftar pegawai dahulu.",
    "Nobody matches that choice. Widen unit or job class, or import the list of people first.",
)
NO_RULES = Refusal(
    "TALENT_NO_RULES",
    "Tidak ada ketentuan peta talenta dengan kode itu yang berlaku pada tanggal tersebut. Pilih ketentuan lain, atau unggah "
    "pada halaman Standar.",
    "No talent map rules of that code are in force on that day. Choose others, or upload them on the page Standards.",
)
NO_MAP = Refusal(
    "TALENT_NO_MAP",
    "Peta talenta itu tidak ada atau belum selesai dibuat. Buka daftar peta dan pilih yang sudah selesai.",
    "That talent map does not exist or is not finished yet. Open the list of maps and choose a finished one.",
)
NOT_ON_MAP = Refusal(
    "TALENT_NOT_ON_MAP",
    "Pegawai itu tidak ada di peta ini. Pilih orang dari daftar peta, atau buat peta baru yang memuat unitnya.",
    "That person is not on this map. Choose somebody from its list, or make a new map with that unit.",
)
TITLE_MISSING = Refusal(
    "TALENT_TITLE_MISSING",
    "Beri judul pada peta, misalnya “Peta talenta JPT Pratama, Januari 2026”.",
    "Give the map a title, such as “Talent map JPT Pratama, January 2026”.",
)
REASON_MISSING = Refusal(
    "TALENT_REASON_MISSING",
    "Tuliskan alasannya: keputusan yang menyimpang dari ketentuan harus dapat dijelaskan.",
    "Write down the reason: a decision that departs from the rules must be explained.",
)
WORDS_MISSING = Refusal(
    "TALENT_WORDS_MISSING",
    "Isi apa yang dilakukan, siapa yang bertanggung jawab, dan tenggatnya.",
    "Fill in what is done, who is responsible, and the deadline.",
)
NO_GAP = Refusal(
    "TALENT_NO_GAP",
    "Tidak ada kesenjangan pada kompetensi itu menurut profil yang berlaku, sehingga tidak ada yang direncanakan.",
    "There is no gap in that competency by the valid profile, so there is nothing to plan.",
)
STATE_UNKNOWN = Refusal(
    "TALENT_STATE_UNKNOWN",
    "Keadaan itu tidak dikenal. Pilih direncanakan, berjalan, selesai, atau dibatalkan.",
    "That state is unknown. Choose planned, running, done or dropped.",
)
