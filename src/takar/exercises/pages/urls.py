"""Addresses of the pages of `exercises`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from takar.exercises.pages import appointing_urls, desk, desk_api, library, meeting_urls, reopening

app_name = "exercises"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("sw.js", desk.worker, name="desk_worker"),
    path("version.json", desk.version, name="desk_version"),
    path("api/today", desk_api.today, name="api_today"),
    path("api/sheet/<str:sheet>", desk_api.sheet, name="api_sheet"),
    path("api/material/<str:sheet>", desk_api.material, name="api_material"),
    path("api/save", desk_api.save_entries, name="api_save"),
    path("api/lock", desk_api.lock_sheet, name="api_lock"),
    path("api/badge/<path:code>", desk_api.badge, name="api_badge"),
    path("kertas/", include("takar.exercises.pages.paper_urls")),
    path("buka-kembali/", reopening.reopening, name="reopening"),
    path("pustaka/", library.library, name="library"),
    path("pustaka/baru/", library.write, name="new_exercise"),
    path("pustaka/bawaan/", library.load_shipped, name="load_shipped"),
    path("pustaka/simulasi/<slug:code>/", library.one, name="exercise"),
    path("pustaka/simulasi/<slug:code>/bank-soal/", library.put, name="put_in_bank"),
    path("pustaka/simulasi/<slug:code>/ubah/", library.write, name="write_exercise"),
    *appointing_urls.patterns,
    *meeting_urls.patterns,
]
