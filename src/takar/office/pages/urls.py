"""The office's front door."""

from django.urls import path, re_path
from django.views.i18n import set_language

from takar.office.pages.evidence import LOG_FILE, evidence, log_file, policy, verifier
from takar.office.pages.health import health
from takar.office.pages.home import home

app_name = "office"
urlpatterns = [
    path("", home, name="home"),
    path("bahasa/", set_language, name="set_language"),
    path("bukti/", evidence, name="evidence"),
    path("bukti/kebijakan-log.txt", policy, name="log_policy"),
    re_path(rf"^bukti/log/(?P<path>{LOG_FILE})\Z", log_file, name="log_file"),
    path("bukti/<str:name>", verifier, name="verifier"),
    path("health", health, name="health"),
]
