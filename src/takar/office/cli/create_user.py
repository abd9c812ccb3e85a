"""`takar create-user`"""

from __future__ import annotations

import getpass
import os
import sys
from typing import Annotated

import typer

from takar.accounts.domain.roles import Role
from takar.office.cli import app, leave, start_django

_ROLES = f"{', '.join(Role)}. Dapat diulang / may be repeated"


@app.command("create-user")
def create_user(
    name: Annotated[str, typer.Argument(help="nama pengguna / user name")],
    role: Annotated[list[str], typer.Option("--role", help=_ROLES)],
    full_name: Annotated[str, typer.Option(help="nama lengkap / full name")] = "",
    reason: Annotated[str, typer.Option(help="alasan / reason, e.g. letter of assignment")] = "akun pertama",
    generate: Annotated[bool, typer.Option(help="buat kata sandi sementara / make a first password")] = False,
) -> None:
    """Buat akun petugas; kata sandi ditanyakan. / Open a staff account; the password is asked for."""
    start_django()
    from takar.accounts.public import create_user as create
    from takar.kernel.refusals import Refusal

    password = None if generate else _ask(name)
    actor = f"os:{os.environ.get('SUDO_USER') or getpass.getuser()}"
    made = create(name, role, actor=actor, reason=reason, full_name=full_name, password=password)
    if isinstance(made, Refusal):
        raise leave(made)
    typer.echo(f"Akun dibuat / account opened: {name} ({', '.join(role)})")
    if generate:
        typer.echo(f"Kata sandi sementara / first password: {made.password}")


def _ask(name: str) -> str:
    """Twice on a terminal; one line when the password comes from a pipe."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from takar.accounts.public import User

    if sys.stdin.isatty():
        password = str(typer.prompt("Kata sandi / password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, User(username=name))
    except ValidationError as faults:
        typer.echo("\n".join(faults.messages), err=True)
        raise typer.Exit(1) from None
    return password
