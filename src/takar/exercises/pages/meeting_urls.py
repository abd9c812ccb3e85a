"""Addresses of assessor meetings, rater quality and training."""

from __future__ import annotations

from django.urls import URLPattern, path

from takar.exercises.pages import meeting, quality, training

patterns: list[URLPattern] = [
    path("rapat/", meeting.rounds_page, name="rounds"),
    path("rapat/saya/", meeting.my_meetings, name="meetings"),
    path("rapat/<str:owner>/", meeting.round_page, name="round_meetings"),
    path("rapat/<str:owner>/register/", meeting.certify, name="certify_finals"),
    path("rapat/<str:owner>/<str:nip>/", meeting.meeting, name="meeting"),
    path("mutu/", quality.rounds_page, name="quality"),
    path("mutu/saya/", quality.mine, name="my_quality"),
    path("mutu/saya/<str:owner>/", quality.my_round, name="my_quality_round"),
    path("mutu/<str:owner>/", quality.round_page, name="quality_round"),
    path("latihan/", training.cases_page, name="training"),
    path("latihan/lisensi/", training.licences_page, name="licences"),
    path("latihan/<slug:code>/", training.case_page, name="case"),
]
