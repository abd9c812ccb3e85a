"""Words of the pages of scenarios."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

PHASES: dict[str, Any] = {
    "draft": _("konsep"),
    "solving": _("sedang dihitung"),
    "solved": _("sudah dihitung"),
    "infeasible": _("terhalang aturan"),
    "frozen": _("dibekukan"),
    "handed_over": _("menunggu keputusan PPK"),
    "closed": _("keputusan selesai"),
}
PURPOSES: dict[str, Any] = {"rotation": _("Rotasi"), "job_fit": _("Job fit (uji kesesuaian)")}
RULES: dict[str, Any] = {
    "no_removal": _("Setiap pejabat mendapat jabatan"),
    "eligibility": _("Syarat mutlak jabatan dipenuhi"),
    "must_fill": _("Jabatan yang wajib terisi tetap terisi"),
    "apart": _("Pasangan yang tidak boleh bertemu dipisahkan"),
    "ban": _("Masa larangan dipatuhi"),
    "no_worse": _("Tidak seorang pun ke jabatan yang kurang cocok baginya"),
    "review_must": _("Yang sudah mencapai batas peninjauan harus berpindah"),
    "locked": _("Perpindahan yang dikunci dipakai"),
    "forbidden": _("Perpindahan yang dilarang dihindari"),
    "outsiders": _("Orang dari luar lingkup boleh masuk"),
    "vacancies": _("Jabatan boleh dibiarkan lowong untuk seleksi terbuka"),
    "floor": _("Kecocokan paling rendah untuk dipindahkan"),
    "tenure_least": _("Masa jabatan paling singkat (tahun)"),
    "moves_most": _("Perpindahan paling banyak"),
    "chain_longest": _("Rangkaian paling panjang"),
    "cycle_longest": _("Lingkaran paling panjang"),
}
PRICES: dict[str, Any] = {
    "move_price": _("Harga setiap perpindahan (poin)"),
    "review_price": _("Harga membiarkan yang sudah harus ditinjau (poin)"),
    "vacant_worth": _("Nilai jabatan lowong (poin kecocokan yang diharapkan dari seleksi terbuka)"),
}
CHOICES: dict[str, Any] = {
    "accept": pgettext_lazy("penempatan", "setuju"),
    "other": _("tujuan lain"),
    "postpone": _("tunda"),
    "keep": _("tetap"),
}
HOLES: dict[str, Any] = {
    "no_profile": _("belum mempunyai hasil penilaian yang berlaku"),
    "no_standard": _("belum mempunyai standar kompetensi"),
    "not_enough": _("standarnya belum cukup terukur pada orang ini"),
    "no_tenure": _("tanggal mulai jabatan tidak tercatat"),
    "unknown_person": _("tidak ada dalam data pegawai"),
    "unknown_post": _("tidak ada dalam peta jabatan"),
}
EVENTS: dict[str, Any] = {
    "Drafted": _("menyusun ketentuan"),
    "Asked": _("memulai perhitungan"),
    "Solved": _("perhitungan selesai"),
    "Stopped": _("perhitungan dihentikan"),
    "Frozen": _("membekukan rencana"),
    "HandedOver": _("menyerahkan kepada PPK"),
    "Decided": _("memutuskan"),
    "Closed": _("menutup keputusan"),
}


_STEPS = {
    "read": _("Membaca data"),
    "solve": _("Mencari rencana"),
    "survival": _("Menilai ulang"),
    "without": _("Mencari rencana tanpa masing-masing perpindahan"),
    "prices": _("Menghitung harga aturan"),
    "keep": _("Menyimpan"),
    "": _("Menyiapkan"),
}
_LONG = 5  # seconds after which a step says how long it takes


def step_words(step: str, seconds: int) -> str:
    """What a running scenario is at."""
    told = str(_STEPS[step])
    return (
        told
        if seconds < _LONG
        else gettext("%(step)s, %(seconds)s detik") % {"step": told, "seconds": seconds}
    )
