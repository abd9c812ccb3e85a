"""Addresses of the pages of `forms`."""

from django.urls import URLPattern, path

from takar.forms.pages import blueprints, forms

app_name = "forms"
urlpatterns: list[URLPattern] = [
    path("", forms.forms, name="forms"),
    path("", forms.forms, name="list"),
    path("kisi-kisi/bawaan/", forms.load_shipped, name="load_shipped"),
    path("kisi-kisi/baru/", blueprints.new, name="new_blueprint"),
    path("kisi-kisi/<slug:code>/", blueprints.blueprint, name="blueprint"),
    path("kisi-kisi/<slug:code>/susun/", forms.draft, name="draft"),
    path("<slug:form_id>/", forms.form, name="form"),
    path("<slug:form_id>/segel/", forms.seal, name="seal"),
    path("<slug:form_id>/paket.json", forms.download, name="download"),
]
