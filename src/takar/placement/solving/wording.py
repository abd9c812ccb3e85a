"""One sentence for each rule that stands in the way, with what to do. Whoever shows it adds the names of people and posts."""

from __future__ import annotations

from takar.placement.solving.problem import Rule

_ID = {
    Rule.LOCKED: "Penempatan yang dikunci tidak dapat dipenuhi semuanya: lepaskan {n} kunci.",
    Rule.FORBIDDEN: "Penempatan yang dilarang menutup semua jalan: izinkan {n} di antaranya.",
    Rule.MOVES_MOST: "Batas jumlah perpindahan terlalu kecil: paling sedikit {n} perpindahan diperlukan.",
    Rule.CHAIN_LONGEST: "Batas panjang rantai terlalu pendek: paling sedikit {n} perpindahan dalam satu rantai diperlukan.",
    Rule.CYCLE_LONGEST: "Batas panjang putaran terlalu pendek: paling sedikit {n} orang dalam satu putaran diperlukan.",
    Rule.NO_WORSE: "Larangan pindah ke jabatan yang kurang cocok menutup semua jalan: {n} orang harus dikecualikan.",
    Rule.VACANCIES: "Tidak semua jabatan dapat terisi: biarkan {n} jabatan lowong untuk seleksi terbuka.",
    Rule.OUTSIDERS: "Tanpa orang dari luar jabatan-jabatan ini tidak ada rencana: izinkan {n} orang masuk.",
    Rule.REVIEW_MUST: "{n} orang yang masa jabatannya harus dievaluasi tidak mempunyai tujuan: biarkan tetap.",
    Rule.FLOOR: "Batas terendah kecocokan menutup semua jalan: {n} orang akan ditempatkan di bawahnya.",
    Rule.APART: "Pasangan yang tidak boleh bertemu menutup semua jalan: {n} orang tersangkut; periksa pasangannya.",
    Rule.MUST_FILL: "{n} jabatan yang harus terisi tidak mempunyai calon: buka seleksi untuk jabatan itu.",
    Rule.TENURE_LEAST: "{n} orang harus pindah sebelum masa jabatan paling singkat: mintalah persetujuan atau ubah kuncinya.",
    Rule.BAN: "Larangan mutasi masa pemilihan menutup semua jalan: {n} orang perlu persetujuan menteri atau menunggu.",
    Rule.ELIGIBILITY: "{n} orang harus menempati jabatan yang syaratnya tidak dipenuhi: tambah calon atau ubah aturan.",
    Rule.NO_REMOVAL: "{n} orang tidak mempunyai tujuan. Tidak seorang pun dilepas: longgarkan aturan lain.",
}
_EN = {
    Rule.LOCKED: "The locked placements cannot all be kept: release {n} of them.",
    Rule.FORBIDDEN: "The forbidden placements close every way: allow {n} of them.",
    Rule.MOVES_MOST: "The limit on moves is too small: at least {n} moves are needed.",
    Rule.CHAIN_LONGEST: "The limit on chains is too short: one chain needs at least {n} moves.",
    Rule.CYCLE_LONGEST: "The limit on cycles is too short: one cycle needs at least {n} people.",
    Rule.NO_WORSE: "Sending nobody to a worse fit closes every way: {n} people would have to be excepted.",
    Rule.VACANCIES: "Not every post can be filled: leave {n} vacant for open bidding.",
    Rule.OUTSIDERS: "There is no plan without people from outside these posts: let {n} enter.",
    Rule.REVIEW_MUST: "{n} people due for review have nowhere to go: let them stay with a review.",
    Rule.FLOOR: "The least fit closes every way: {n} people would be placed below it.",
    Rule.APART: "Pairs that may not meet close every way: {n} people are concerned; check the pairs.",
    Rule.MUST_FILL: "{n} posts that must be filled have no candidate: open bidding for them.",
    Rule.TENURE_LEAST: "{n} people would have to move before the least tenure: ask for approval or change the lock.",
    Rule.BAN: "The election-period ban closes every way: {n} people need the minister's approval or have to wait.",
    Rule.ELIGIBILITY: "{n} people would take a post whose requirements they do not meet: add candidates or change a rule.",
    Rule.NO_REMOVAL: "{n} people have no post to go to. The system removes nobody: relax another rule.",
}


def sentence(rule: Rule, number: int, language: str) -> str:
    """What stands in the way and what would do, with one number."""
    return (_EN if language.startswith("en") else _ID)[rule].format(n=number)
