"""Addresses of `placement`."""

from __future__ import annotations

from django.urls import path

from takar.placement.pages import (
    bidding,
    comparing,
    deciding,
    decisions,
    fairness,
    fit_person,
    fit_position,
    freezing,
    matching,
    regions,
    scenario,
    scenarios,
    what_if,
)

app_name = "placement"
urlpatterns = [
    path("kecocokan/", matching.matching, name="matching"),
    path("kecocokan/jabatan/<path:code>/banding/", fit_position.compare_people, name="compare_people"),
    path("kecocokan/jabatan/<path:code>/daftar.xlsx", fit_position.position_file, name="position_file"),
    path("kecocokan/jabatan/<path:code>/", fit_position.position, name="position"),
    path("kecocokan/pegawai/<str:nip>/daftar.xlsx", fit_person.person_file, name="person_file"),
    path("kecocokan/pegawai/<str:nip>/", fit_person.person, name="person"),
    path("rencana/", scenarios.scenarios, name="scenarios"),
    path("rencana/baru/", scenarios.new, name="new_scenario"),
    path("rencana/banding/", comparing.compare, name="compare"),
    path("rencana/<str:scenario>/", scenario.scenario, name="scenario"),
    path("rencana/<str:scenario>/ketentuan/", scenarios.terms, name="terms"),
    path("rencana/<str:scenario>/hitung/", scenarios.solve, name="solve"),
    path("rencana/<str:scenario>/batal/", scenarios.cancel, name="cancel"),
    path("rencana/<str:scenario>/salin/", scenarios.copy, name="copy"),
    path("rencana/<str:scenario>/pembalik/", what_if.undoing, name="undoing"),
    path("rencana/<str:scenario>/menolak/<str:nip>/", what_if.what_if, name="what_if"),
    path("rencana/<str:scenario>/menolak/<str:nip>/hitung/", what_if.compute_refusal, name="compute_refusal"),
    path("rencana/<str:scenario>/penilaian-ulang/", what_if.more_retests, name="more_retests"),
    path("rencana/<str:scenario>/perpindahan.<str:kind>", scenario.download, name="moves_file"),
    path("rencana/<str:scenario>/bekukan/", freezing.freeze_it, name="freeze"),
    path("rencana/<str:scenario>/serahkan/", freezing.deliver, name="hand_over"),
    path("rencana/<str:scenario>/seleksi/", bidding.bidding, name="bidding"),
    path("rencana/<str:scenario>/keputusan/", decisions.decisions, name="decisions"),
    path("rencana/<str:scenario>/keputusan/putuskan/", decisions.decide_one, name="decide"),
    path("rencana/<str:scenario>/keputusan/setujui/", decisions.accept_several, name="accept_several"),
    path("rencana/<str:scenario>/keputusan/tujuan/", deciding.destinations, name="destinations"),
    path("rencana/<str:scenario>/keputusan/orang/", deciding.staying, name="staying"),
    path("rencana/<str:scenario>/keputusan/tutup/", decisions.close, name="close"),
    path("rencana/<str:scenario>/keputusan.xlsx", decisions.download, name="decisions_file"),
    path("wilayah/", regions.regions, name="regions"),
    path("wilayah/baru/", regions.new_region, name="new_region"),
    path("wilayah/<str:run>/", regions.region, name="region"),
    path("wilayah/<str:run>/kemajuan/", regions.progress, name="region_progress"),
    path("wilayah/<str:run>/diperebutkan/", regions.contested_people, name="region_contested"),
    path("wilayah/<str:run>/batal/", regions.cancel_region, name="cancel_region"),
    path("wilayah/<str:run>/berkas/", regions.region_file, name="region_file"),
    path("wilayah/<str:run>/berkas/<str:name>", regions.region_saved, name="region_saved"),
    path("kesetaraan/", fairness.fairness, name="fairness"),
    path("kesetaraan.xlsx", fairness.download, name="fairness_file"),
]
