"""Addresses of the pages of `people`."""

from django.urls import path, register_converter

from takar.people.pages import imports, people
from takar.people.templates_xlsx import TEMPLATES


class NipConverter:
    regex = r"\d{18}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TemplateConverter(NipConverter):
    regex = "|".join(TEMPLATES)


register_converter(NipConverter, "nip")
register_converter(TemplateConverter, "people_template")

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("", people.people, name="list"),
    path("<nip:nip>/", people.person, name="person"),
    path("impor/", imports.import_people, name="import"),
    path("impor/templat/<people_template:name>.xlsx", imports.template, name="template"),
    path("impor/<int:number>/", imports.preview, name="preview"),
    path("impor/<int:number>/terapkan/", imports.confirm, name="confirm"),
    path("impor/<int:number>/baca-ulang/", imports.reread, name="reread"),
    path("impor/<int:number>/batal/", imports.discard, name="discard"),
    path("impor/<int:number>/perbaiki.xlsx", imports.refusals, name="refusals"),
]
