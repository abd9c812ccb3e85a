"""Addresses of the pages of paper forms."""

from __future__ import annotations

from django.urls import URLPattern, path

from takar.exercises.pages import paper

urlpatterns: list[URLPattern] = [
    path("", paper.papers, name="papers"),
    path("putaran/<str:owner>/", paper.paper_round, name="paper_round"),
    path("formulir/<str:sheet>/", paper.paper_form, name="paper_form"),
    path("lembar-saya/", paper.confirm_paper, name="confirm_paper"),
]
