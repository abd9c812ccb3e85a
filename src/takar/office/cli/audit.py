"""`takar audit`: recompute every score and compare it with both databases, the journal and the log."""

from __future__ import annotations

import json as text
from typing import Annotated

import typer

from takar.kernel.refusals import Refusal
from takar.office.cli import app, leave, start_django


@app.command()
def audit(
    assessment: Annotated[
        str, typer.Argument(help="Nomor kegiatan; kosong = semua. / Assessment id; empty = all.")
    ] = "",
    json: Annotated[
        bool, typer.Option("--json", help="Keluaran untuk program. / Output for programs.")
    ] = False,
) -> None:
    """Audit semua skor. / Audit all scores. Keluar 0 bila tidak ada temuan. / Exits 0 when nothing is found."""
    start_django()
    from takar.assessments.public import assessments
    from takar.exercises.public import rounds
    from takar.scoring.public import audit_scores

    titles = {one.id: one.title for one in assessments() if one.commit_index is not None}
    judged = {one.owner: one.title for one in rounds() if one.index is not None}
    found = 0
    for one in [assessment] if assessment else judged:
        found += _ratings(one, judged[one], json) if one in judged else 0
    for one in [assessment] if assessment and assessment not in judged else titles:
        done = audit_scores(one, "takar audit")
        if isinstance(done, Refusal):
            raise leave(done, 2)
        found += len(done.findings)
        if json:
            typer.echo(text.dumps({"assessment": one, "checked": done.checked, "findings": done.findings}))
            continue
        for each in done.findings:
            typer.echo(f"{each['code']}: {each['id']} / {each['en']}")
        typer.echo(f"{titles[one]}: {_summary(done.checked, len(done.findings))}")
    raise typer.Exit(1 if found else 0)


def _ratings(owner: str, title: str, json: bool) -> int:
    """Audit the ratings of a round; returns the number of findings."""
    from takar.exercises.public import audit_ratings

    done = audit_ratings(owner)
    assert not isinstance(done, Refusal)
    if json:
        listed = [one.as_json() for one in done.findings]
        typer.echo(text.dumps({"round": owner, "checked": done.checked, "findings": listed}))
        return len(done.findings)
    for one in done.findings:
        typer.echo(f"{one.code}: {one.id} / {one.en}")
    sheets = f"{done.checked} lembar penilaian / rating sheets"
    typer.echo(f"{title}: {sheets}, {len(done.findings)} temuan / findings")
    return len(done.findings)


def _summary(checked: int, findings: int) -> str:
    if not checked:
        return "belum ada skor untuk diperiksa / no scores to check yet"
    if not findings:
        return f"{checked} skor dihitung ulang, semua cocok / {checked} scores recomputed, all match"
    return f"{checked} skor dihitung ulang, {findings} temuan di atas / {checked} recomputed, {findings} findings above"
