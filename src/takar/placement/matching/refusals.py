"""What matching cannot answer, and what would help."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

NO_RULES = Refusal(
    "PLACEMENT_NO_RULES",
    "Belum ada ketentuan penempatan yang berlaku. Muat standar bawaan atau unggah ketentuan instansi, lalu coba lagi.",
    "No placement rules are in force. Load the shipped standards or upload the agency's rules, then try again.",
)
NO_POSITION = Refusal(
    "PLACEMENT_NO_POSITION",
    "Jabatan ini tidak ada di peta jabatan. Periksa kodenya atau impor peta jabatan terbaru.",
    "This position is not on the map of positions. Check its code or import the newest map.",
)
NO_STANDARD = Refusal(
    "PLACEMENT_NO_STANDARD",
    "Jabatan ini belum mempunyai standar kompetensi, jadi kecocokan tidak dihitung. Isi standarnya di peta jabatan.",
    "This position has no competency standard, so no fit is computed. Fill in its standard on the map of positions.",
)
NO_PERSON = Refusal(
    "PLACEMENT_NO_PERSON",
    "Pegawai ini tidak tercatat sebagai pegawai yang bertugas. Periksa NIP-nya.",
    "This person is not on record as serving. Check the NIP.",
)
NO_PROFILE = Refusal(
    "PLACEMENT_NOT_ASSESSED",
    "Pegawai ini belum dinilai atau hasilnya sudah tidak berlaku, jadi tidak ada kecocokan. Jadwalkan penilaian kompetensi.",
    "This person has not been assessed or the result has expired, so no fit is computed. Schedule an assessment.",
)
