"""The office's front door."""

from django.urls import path
from django.views.i18n import set_language

from takar.office.pages.health import health
from takar.office.pages.home import home

app_name = "office"
urlpatterns = [
    path("", home, name="home"),
    path("bahasa/", set_language, name="set_language"),
    path("health", health, name="health"),
]
