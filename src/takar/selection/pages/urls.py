"""Addresses of the pages of `selection`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "selection"
urlpatterns: list[URLPattern] = []
