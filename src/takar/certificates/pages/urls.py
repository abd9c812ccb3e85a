"""Addresses of the pages of `certificates`."""

from __future__ import annotations

from django.urls import path

from takar.certificates.pages import due, forecasting, handing, imports, register, reminding, rules, units

app_name = "certificates"
urlpatterns = [
    path("", due.due, name="due"),
    path("wajib-dinilai.xlsx", due.download, name="due_file"),
    path("unit/", units.units, name="units"),
    path("prakiraan/", forecasting.forecasting, name="forecast"),
    path("pengingat/", reminding.reminders, name="reminders"),
    path("pengingat.xlsx", reminding.download, name="reminders_file"),
    path("ketentuan/", rules.rules, name="rules"),
    path("register/", register.certificates, name="register"),
    path("register/baru/", register.new, name="new"),
    path("register/<int:number>/tarik/", register.withdraw, name="withdraw"),
    path("orang/<nip:nip>/", register.person, name="person"),
    path("impor/", imports.results, name="import"),
    path("impor/templat.xlsx", imports.template, name="template"),
    path("impor/<int:number>/", imports.preview, name="preview"),
    path("impor/<int:number>/catat/", imports.confirm, name="confirm"),
    path("impor/<int:number>/batal/", imports.discard, name="discard"),
    path("impor/<int:number>/perbaiki.xlsx", imports.refusals, name="refusals"),
    path("penyerahan/", handing.handovers, name="handovers"),
    path("penyerahan/baru/", handing.new, name="new_handover"),
    path("penyerahan/<int:number>/", handing.handover, name="handover"),
    path("penyerahan/<int:number>/peserta.xlsx", handing.participants, name="handover_file"),
    path("penyerahan/<int:number>/hasil/", handing.take_back, name="take_back"),
    path("penyerahan/<int:number>/lepas/", handing.drop, name="drop"),
]
