"""Addresses of the pages of `readiness`."""

from __future__ import annotations

from django.urls import path

from takar.readiness.pages import checks, deliveries, downloads, people

app_name = "readiness"
urlpatterns = [
    path("", checks.checks, name="checks"),
    path("baru/", checks.new_check, name="new_check"),
    path("<int:number>/", checks.check, name="check"),
    path("<int:number>/unit/", checks.units, name="units"),
    path("<int:number>/hapus/", checks.empty, name="empty"),
    path("<int:number>/orang/", people.people, name="people"),
    path("<int:number>/orang/<int:place>/", people.person, name="person"),
    path("<int:number>/unit/<int:unit>.xlsx", downloads.workbook, name="workbook"),
    path("<int:number>/unit/semua/", downloads.archive, name="archive"),
    path("<int:number>/daftar/", downloads.export, name="export"),
    path("<int:number>/berkas/<str:what>", downloads.made, name="made"),
    path("<int:number>/kiriman/", deliveries.deliveries, name="deliveries"),
    path("kiriman/<int:number>/", deliveries.delivery, name="delivery"),
]
