"""Addresses of the pages of `readiness`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "readiness"
urlpatterns: list[URLPattern] = []
