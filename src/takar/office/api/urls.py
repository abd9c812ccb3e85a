"""Addresses of the API, of its keys and of the downloads."""

from django.urls import path

from takar.office.api import exports, pages, views
from takar.office.api.registry import READERS

app_name = "api"
urlpatterns = [
    path("v1/", views.index, name="index"),
    path("v1/openapi.json", views.description, name="openapi"),
    path("v1/<slug:name>", views.read, name="read"),
    path("kunci/", pages.keys, name="keys"),
    path("kunci/<int:number>/", pages.key, name="key"),
    path("kunci/<int:number>/cabut/", pages.revoke, name="revoke"),
    path("ekspor/", exports.exports, name="exports"),
    *(
        path(f"ekspor/{name}.<slug:form>", exports.export_of(reader), name=f"export-{name}")
        for name, reader in READERS.items()
    ),
]
