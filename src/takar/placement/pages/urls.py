"""Addresses of `placement`."""

from __future__ import annotations

from django.urls import path

from takar.placement.pages import fairness

app_name = "placement"
urlpatterns = [
    path("kesetaraan/", fairness.fairness, name="fairness"),
    path("kesetaraan.xlsx", fairness.download, name="fairness_file"),
]
