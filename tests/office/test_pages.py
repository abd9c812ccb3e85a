"""What every page of the office has: its policy, its language, its menu for the role, its fault pages."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from takar.accounts.domain.roles import Role
from takar.accounts.models import User
from takar.kernel.clock import utc_now
from tests.delivery.hall import make_session

STATIC = Path(__file__).parents[2] / "src" / "takar" / "office" / "static" / "office"
SOURCE = Path(__file__).parents[2] / "src" / "takar"


def test_vendored_files_are_what_they_were_when_vendored() -> None:
    vendor = STATIC / "vendor"
    listed = dict(reversed(line.split("  ")) for line in (vendor / "SHA256SUMS").read_text().splitlines())
    found = {str(p.relative_to(vendor)) for p in vendor.rglob("*") if p.is_file() and p.name != "SHA256SUMS"}
    assert found == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest, name


def test_every_vendored_part_brings_its_licence() -> None:
    parts = [part for part in (STATIC / "vendor").iterdir() if part.is_dir()]
    assert parts
    assert [part.name for part in parts if not (part / "LICENSE").exists()] == []


def test_every_icon_that_templates_name_is_in_the_sprite() -> None:
    symbols = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    wanted = {
        name
        for path in SOURCE.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"|icon="([^"]+)"', path.read_text())
        for name in name
        if name
    }
    assert wanted - symbols == set()


def test_no_template_writes_script_or_style_inline() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", re.I)
    found = [
        str(p.relative_to(SOURCE))
        for p in SOURCE.rglob("templates/**/*.html")
        if inline.search(re.sub(r"\{%.*?%\}", "", p.read_text()))
    ]
    assert found == []


def test_every_form_field_in_a_template_has_a_name_for_screen_readers() -> None:
    """Each visible field with an id has a label for it, or carries aria-label."""
    missing = []
    for path in SOURCE.rglob("templates/**/*.html"):
        text = path.read_text()
        for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text):
            known = re.search(r'\bid="([^"]+)"', tag)
            named = "aria-label" in tag or 'type="hidden"' in tag or not known
            if not named and known and f'for="{known[1]}"' not in text:
                missing.append(f"{path.relative_to(SOURCE)}: {known[1]}")
    assert missing == []


@pytest.mark.django_db
@pytest.mark.database
class TestPages:
    def signed_in(self, client: Client, *roles: str) -> Client:
        client.force_login(
            User.objects.create(username="ratna", first_name="Ratna Contoh", roles=list(roles))
        )
        return client

    def test_pages_carry_the_policy(self, client: Client) -> None:
        answer = client.get("/akun/masuk/")
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert self.signed_in(client, "reader").get("/")["Cache-Control"] == "no-store"

    def test_indonesian_first_whatever_the_browser_prefers(self, client: Client) -> None:
        answer = client.get("/akun/masuk/", headers={"accept-language": "en-US"})
        assert '<html lang="id">' in answer.content.decode()

    def test_the_reader_may_choose_english(self, client: Client) -> None:
        client.post("/bahasa/", {"language": "en", "next": "/akun/masuk/"})
        page = client.get("/akun/masuk/").content.decode()
        assert '<html lang="en">' in page
        assert "Password" in page

    @pytest.mark.parametrize(
        ("role", "lines"),
        [
            ("proctor", {"Presensi", "Insiden", "Cetakan", "Pelaksanaan", "Pekerjaan"}),
            ("technical_helper", {"Insiden", "Pelaksanaan", "Pekerjaan"}),
            ("system_admin", {"Pengguna", "Kunci API", "Jejak perubahan", "Pekerjaan"}),
        ],
    )
    def test_the_menu_shows_what_the_role_may_open(self, client: Client, role: str, lines: set[str]) -> None:
        page = self.signed_in(client, role).get("/")
        assert {str(line["label"]) for group in page.context["menu"] for line in group["lines"]} == lines

    def test_every_line_of_every_menu_opens(self, client: Client) -> None:
        for role in [one.value for one in Role]:
            User.objects.all().delete()
            page = self.signed_in(client, role).get("/")
            for line in (line for group in page.context["menu"] for line in group["lines"]):
                assert client.get(line["url"]).status_code == 200, (role, line["url"])

    def test_a_proctor_finds_todays_session_at_once(self, client: Client) -> None:
        make_session(now=utc_now())
        page = self.signed_in(client, "proctor").get("/")
        assert [s.title for s in page.context["today"].sessions] == ["Sesi 1"]

    def test_a_session_that_is_over_is_not_for_today(self, client: Client) -> None:
        make_session(now=utc_now() - timedelta(days=2))
        assert self.signed_in(client, "proctor").get("/").context["today"].quiet

    def test_a_new_organisation_is_told_the_first_steps(self, client: Client) -> None:
        page = self.signed_in(client, "assessment_admin").get("/")
        assert "Langkah pertama" in page.content.decode()

    def test_somebody_without_a_role_is_told_whom_to_ask(self, client: Client) -> None:
        assert "belum mempunyai peran" in self.signed_in(client).get("/").content.decode()

    def test_an_unknown_address_is_answered_in_words(self, client: Client) -> None:
        answer = client.get("/tidak/ada/")
        assert answer.status_code == 404
        assert "Halaman tidak ditemukan" in answer.content.decode()

    def test_an_old_form_is_answered_in_words(self) -> None:
        answer = Client(enforce_csrf_checks=True).post("/akun/masuk/", {"username": "x"})
        assert answer.status_code == 403
        assert "kedaluwarsa" in answer.content.decode()

    def test_the_office_tells_that_it_works(self, client: Client) -> None:
        assert client.get("/health").json() == {"status": "ok"}


def test_the_page_for_faults_needs_nothing_that_may_be_broken() -> None:
    assert "Kesalahan sistem" in render_to_string("500.html", {})
