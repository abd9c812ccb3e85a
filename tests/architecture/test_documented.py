"""What can be refused, set, signed, commanded or played as a role has its paragraph (house rule 8)."""

from __future__ import annotations

import re
from pathlib import Path

from scripts import refusals

from takar.accounts.domain.roles import Role
from takar.office.cli import app, commands
from takar.office.configuration import __doc__ as settings_text

ROOT = Path(__file__).parents[2]


def test_the_page_of_refusals_is_up_to_date() -> None:
    assert refusals.PAGE.read_text() == refusals.page(), "run: make messages"


def test_every_refusal_speaks_both_languages() -> None:
    silent = [code for _, code, indonesian, english in refusals.refusals() if not (indonesian and english)]
    assert silent == []


def test_every_setting_is_in_the_installation_guide() -> None:
    guide = (ROOT / "docs/operating/install.md").read_text()
    names = set(re.findall(r"TAKAR_[A-Z_]+", settings_text or ""))
    assert names
    assert {name for name in names if name not in guide} == set()


def test_every_command_is_in_the_list_of_commands() -> None:
    assert commands
    page = (ROOT / "docs/operating/commands.md").read_text()
    names = [
        c.name or (c.callback.__name__.replace("_", "-") if c.callback else "")
        for c in app.registered_commands
    ]
    assert [name for name in names if f"`takar {name}" not in page] == []


def test_every_role_is_in_the_table_of_roles() -> None:
    page = (ROOT / "docs/operating/roles.md").read_text()
    assert [role.value for role in Role if f"`{role.value}`" not in page] == []
