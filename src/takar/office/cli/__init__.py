"""The command line `takar`. One command, one file; each imports what it needs only when called."""

from __future__ import annotations

import os

import typer

from takar.kernel.refusals import Refusal

app = typer.Typer(
    name="takar",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Penilaian kompetensi ASN yang dapat diperiksa siapa pun. / Competency assessment anyone can check.",
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
    from takar.office.cli import commands  # noqa: F401  registers every command
    from takar.office.processes.orphans import end_with_supervisor

    end_with_supervisor()
    app()


def start_django() -> None:
    """For commands that use models. Once is enough: setting up again would close the log handlers of the solvers."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def leave(refusal: Refusal, code: int = 1) -> typer.Exit:
    """Say what was refused, in both languages; `raise leave(refusal)`."""
    typer.secho(refusal.id, err=True, fg="red")
    typer.echo(refusal.en, err=True)
    return typer.Exit(code)
