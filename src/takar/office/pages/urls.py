"""The office's front door."""

from django.urls import path

from takar.office.pages.home import home

app_name = "office"
urlpatterns = [path("", home, name="home")]
