"""The command line `takar`. One command, one file; each imports what it needs only when called."""

from __future__ import annotations

import os

import typer

app = typer.Typer(
    name="takar",
    no_args_is_help=True,
    add_completion=False,
    help="Penilaian kompetensi ASN yang dapat diperiksa siapa pun. / Competency assessment anyone can check.",
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
    from takar.office.cli import commands  # noqa: F401  registers every command

    app()
