"""Why a scenario will not do something, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

UNKNOWN = Refusal(
    "SCENARIO_UNKNOWN",
    "Rencana penempatan ini tidak ada. Pilih dari daftar rencana.",
    "There is no such scenario. Choose one from the list.",
)
UNTITLED = Refusal(
    "SCENARIO_UNTITLED",
    "Beri rencana ini nama yang belum dipakai, paling panjang 200 huruf.",
    "Give the scenario a name that is not used yet, of at most 200 letters.",
)
NO_POSTS = Refusal(
    "SCENARIO_NO_POSTS",
    "Belum ada jabatan yang ditata. Pilih sedikitnya satu jabatan.",
    "No post is in scope yet. Choose at least one.",
)
PURPOSE_LOCK = Refusal(
    "PLACEMENT_PURPOSE_LOCK",
    "Rotasi dan job fit mencocokkan orang dengan jabatan dan tidak dapat dipakai untuk memberhentikan. Pilih tujuan rotasi "
    "atau job fit; setiap pejabat selalu mendapat jabatan.",
    "Rotation and job fit match people and posts and cannot be used to remove anybody. Choose rotation or job fit; every "
    "official always ends in a post.",
)
BAN_BAD = Refusal(
    "SCENARIO_BAN_BAD",
    "Masa larangan memerlukan hari pertama, hari terakhir yang tidak lebih awal, dan alasan.",
    "A ban needs its first day, a last day that is not before it, and a reason.",
)
MEETING_BAD = Refusal(
    "SCENARIO_MEETING_BAD",
    "Pasangan yang tidak boleh bertemu memerlukan dua NIP yang berbeda dan alasan; bila jabatan disebut, sebut bagi keduanya.",
    "A pair that may not meet needs two different NIPs and a reason; where posts are named, name them for both.",
)
PAIRS_CLASH = Refusal(
    "SCENARIO_PAIRS_CLASH",
    "Satu perpindahan dikunci dan sekaligus dilarang. Hapus salah satunya.",
    "A move is fixed and forbidden at the same time. Take one of them away.",
)
NOT_A_DRAFT = Refusal(
    "SCENARIO_NOT_A_DRAFT",
    "Rencana yang sudah dihitung tidak berubah lagi. Salin rencana ini lalu ubah salinannya.",
    "A scenario that was solved does not change any more. Copy it and change the copy.",
)
BUSY = Refusal(
    "SCENARIO_BUSY",
    "Rencana ini sedang dihitung. Tunggu sampai selesai, atau batalkan pekerjaannya.",
    "The scenario is being solved. Wait until it is done, or cancel the job.",
)
NOT_BUSY = Refusal(
    "SCENARIO_NOT_BUSY",
    "Rencana ini tidak sedang dihitung. Mulai hitung lebih dahulu.",
    "The scenario is not being solved. Start it first.",
)
NOT_SOLVED = Refusal(
    "SCENARIO_NOT_SOLVED",
    "Rencana ini belum mempunyai hasil yang dapat dibekukan. Hitung rencana, atau ubah aturan yang menghalangi.",
    "The scenario has no result to freeze yet. Solve it, or change the rule that stands in the way.",
)
POINT_UNKNOWN = Refusal(
    "SCENARIO_POINT_UNKNOWN",
    "Pilihan jumlah perpindahan itu tidak ada pada rencana ini. Geser ke salah satu titik yang tersedia.",
    "The scenario has no plan with that number of moves. Move the slider to one of its points.",
)
NOT_FROZEN = Refusal(
    "SCENARIO_NOT_FROZEN",
    "Bekukan rencana lebih dahulu, agar yang diserahkan tidak berubah lagi.",
    "Freeze the scenario first, so that what is handed over cannot change.",
)
ALREADY_FROZEN = Refusal(
    "SCENARIO_FROZEN",
    "Rencana ini sudah dibekukan. Salin rencana untuk mencoba yang lain.",
    "The scenario is frozen. Copy it to try something else.",
)
NOT_HANDED_OVER = Refusal(
    "SCENARIO_NOT_HANDED_OVER",
    "Rencana ini belum diserahkan kepada PPK. Mintalah tim talenta menyerahkannya.",
    "The scenario was not handed over to the appointing authority yet. Ask the talent team to do so.",
)
CLOSED = Refusal(
    "PLACEMENT_CLOSED",
    "Keputusan atas rencana ini sudah ditutup dan tercatat dalam log. Perubahan memerlukan rencana baru.",
    "The decisions on this scenario are closed and in the log. A change needs a new scenario.",
)
PLANNER_DECIDES = Refusal(
    "PLACEMENT_PLANNER_DECIDES",
    "Anda ikut menyusun rencana ini, jadi tidak dapat memutuskannya. Yang memutuskan: pejabat pembina kepegawaian (PPK) "
    "yang tidak menyusunnya.",
    "You helped to make this scenario and so cannot decide on it. An appointing authority (PPK) who did not may.",
)
ACTOR_MISSING = Refusal(
    "SCENARIO_ACTOR_MISSING",
    "Masuklah lebih dahulu, agar tercatat siapa yang melakukannya.",
    "Sign in first, so that it is recorded who does this.",
)
PERSON_UNKNOWN = Refusal(
    "PLACEMENT_PERSON_UNKNOWN",
    "Orang ini tidak ada dalam rencana. Pilih seseorang dari daftarnya.",
    "This person is not in the scenario. Choose one of its list.",
)
CHOICE_UNKNOWN = Refusal(
    "PLACEMENT_CHOICE_UNKNOWN",
    "Pilih salah satu: setuju, tujuan lain, tunda, atau tetap. Memberhentikan bukan pilihan di sini.",
    "Choose one of: accept, other destination, postpone, keep. Removal is no choice here.",
)
REASON_MISSING = Refusal(
    "PLACEMENT_REASON_MISSING",
    "Keputusan yang berbeda dari rekomendasi memerlukan alasan, sedikitnya 10 huruf.",
    "A decision that departs from the recommendation needs a reason of at least 10 letters.",
)
DESTINATION_MISSING = Refusal(
    "PLACEMENT_DESTINATION_MISSING",
    "Pilih jabatan tujuan dari jabatan dalam rencana ini; tidak seorang pun ditinggalkan tanpa jabatan.",
    "Choose a destination among the posts of this scenario; nobody is left without a post.",
)
LETTER_MISSING = Refusal(
    "SCENARIO_LETTER_MISSING",
    "Isi kepada siapa rencana diserahkan dan nomor surat pengantarnya.",
    "Say to whom the scenario is handed over, and the number of the letter.",
)


def number_bad(rule: str) -> Refusal:
    return Refusal(
        "SCENARIO_NUMBER_BAD",
        f"Angka pada “{rule}” tidak dapat dipakai. Isi angka yang wajar, atau kosongkan untuk mematikan aturan itu.",
        f"The number of “{rule}” cannot be used. Give a sensible number, or leave it empty to switch the rule off.",
        {"rule": rule},
    )


def undecided(nips: Sequence[str]) -> Refusal:
    listed: list[Json] = list(nips)
    return Refusal(
        "PLACEMENT_UNDECIDED",
        f"Masih ada {len(nips)} orang yang dipindahkan rencana tanpa keputusan. Putuskan semuanya, lalu tutup.",
        f"{len(nips)} people whom the scenario moves have no decision yet. Decide on all of them, then close.",
        {"people": listed},
    )


def two_in_one_post(posts: Sequence[str]) -> Refusal:
    listed: list[Json] = list(posts)
    return Refusal(
        "PLACEMENT_TWO_IN_ONE_POST",
        f"Menurut keputusan ini dua orang menduduki jabatan yang sama: {', '.join(posts)}. Beri salah satunya tujuan lain "
        "atau tunda perpindahannya.",
        f"By these decisions two people hold the same post: {', '.join(posts)}. Give one of them another destination or "
        "postpone the move.",
        {"posts": listed},
    )


NO_VACANCIES = Refusal(
    "SCENARIO_NO_VACANCIES",
    "Rencana ini tidak meninggalkan jabatan lowong yang mempunyai standar. Lengkapi standar jabatannya lebih dahulu.",
    "The scenario leaves no vacancy that has a standard. Give the posts their standard first.",
)
NO_SELECTION_RULES = Refusal(
    "SCENARIO_NO_SELECTION_RULES",
    "Belum ada ketentuan seleksi atau pelaksanaan yang berlaku pada tanggal rencana. Muat ketentuannya lebih dahulu.",
    "No rules of selection or conduct are in force on the day of the scenario. Load them first.",
)
RULES_UNKNOWN = Refusal(
    "SCENARIO_RULES_UNKNOWN",
    "Ketentuan penempatan yang dipilih rencana ini tidak ada. Buat rencana baru dengan ketentuan yang berlaku.",
    "The placement rules that the scenario names do not exist. Make a new scenario with rules that are in force.",
)
SEARCH_ENDED = Refusal(
    "SCENARIO_SEARCH_ENDED",
    "Pencarian berhenti sebelum menemukan satu pun rencana yang mematuhi semua batas. Tidak ada yang hilang: ketentuannya "
    "tetap dan rencana ini kembali menjadi konsep. Perpanjang batas rangkaian atau lingkaran, longgarkan banyaknya "
    "perpindahan atau jabatan yang wajib terisi, atau pilih lebih sedikit jabatan; lalu hitung lagi.",
    "The search ended before it found any plan within all limits. Nothing is lost: the terms stand and the scenario is a "
    "draft again. Allow longer chains or cycles, loosen the number of moves or the posts that must be filled, or choose "
    "fewer posts; then solve again.",
)
NOT_KEPT = Refusal(
    "SCENARIO_NOT_KEPT",
    "Rencana ini dihitung oleh versi sebelumnya, yang belum menyimpan asal kecocokannya. Salin rencana ini lalu hitung "
    "salinannya.",
    "This scenario was solved by an earlier version, which did not keep what its fits came from. Copy it and solve the copy.",
)
ASKED_ALREADY = Refusal(
    "SCENARIO_ASKED_ALREADY",
    "Perhitungan tambahan bagi titik ini sedang berjalan. Tunggu sampai selesai, lalu lihat hasilnya di sini.",
    "More is being computed for this point already. Wait until it is done, and see the result here.",
)
NO_MOVES = Refusal(
    "SCENARIO_NO_MOVES",
    "Pada titik ini tidak seorang pun berpindah, sehingga tidak ada yang dinilai ulang. Pilih titik lain.",
    "At this point nobody moves, so that there is nothing to retest. Choose another point.",
)
