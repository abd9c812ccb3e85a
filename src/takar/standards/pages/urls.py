"""Addresses of the pages of `standards`."""

from django.urls import path, register_converter

from takar.standards.domain.kinds import Kind
from takar.standards.pages.overview import aspects, competency, jobs, overview
from takar.standards.pages.upload import publish, upload
from takar.standards.pages.version import changes, download, version


class KindConverter:
    """A kind of standard in an address, in Indonesian."""

    words = {  # noqa: RUF012
        "kamus": Kind.DICTIONARY,
        "jabatan": Kind.JOB_STANDARD,
        "aturan": Kind.RULESET,
        "penyelenggaraan": Kind.CONDUCT,
        "seleksi": Kind.SELECTION,
        "talenta": Kind.TALENT,
        "penempatan": Kind.PLACEMENT,
        "penilai": Kind.RATERS,
        "pensiun": Kind.RETIREMENT,
    }
    regex = "|".join(words)

    def to_python(self, value: str) -> Kind:
        return self.words[value]

    def to_url(self, value: str) -> str:
        return next(word for word, kind in self.words.items() if kind == value)


register_converter(KindConverter, "kind")

app_name = "standards"
urlpatterns = [
    path("", overview, name="standards"),
    path("kompetensi/<str:code>/", competency, name="competency"),
    path("potensi/", aspects, name="aspects"),
    path("jabatan/", jobs, name="jobs"),
    path("unggah/", upload, name="upload"),
    path("unggah/tetapkan/", publish, name="publish"),
    path("<kind:kind>/<str:code>/riwayat/", changes, name="changes"),
    path("<kind:kind>/<str:code>/<str:version>/", version, name="version"),
    path("<kind:kind>/<str:code>/<str:version>/unduh.<str:ending>", download, name="download"),
]
