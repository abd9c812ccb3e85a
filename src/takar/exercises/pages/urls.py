"""Addresses of the pages of `exercises`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "exercises"
urlpatterns: list[URLPattern] = []
