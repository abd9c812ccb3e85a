"""Addresses of the dashboards."""

from __future__ import annotations

from django.urls import path

from takar.office.dashboards import pages

app_name = "dashboards"
urlpatterns = [
    path("hari/", pages.day, name="day"),
    path("program/<str:programme>/", pages.programme, name="programme"),
    path("program/<str:programme>/orang/", pages.people, name="people"),
    path("gelombang/<str:batch>/", pages.batch, name="batch"),
]
