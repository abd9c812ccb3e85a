"""Addresses of the pages of `plenary`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "plenary"
urlpatterns: list[URLPattern] = []
