"""`takar verify`: check a receipt. The same check as the single file ledger/verifier.py; needs no server and no data."""

from __future__ import annotations

from typing import Annotated

import typer

from takar.office.cli import app


@app.command("verify")
def verify(
    receipt: Annotated[
        str,
        typer.Argument(
            help="bukti-….tlog-proof, berkas berisi teks QR, atau - / or a file with QR text, or -"
        ),
    ],
    policy: Annotated[str, typer.Option(help="Berkas kebijakan log. / Policy file of the log.")] = "",
    key: Annotated[
        str, typer.Option(help="Sidik kunci pada kartu acara. / Fingerprint on the event card.")
    ] = "",
    log: Annotated[
        str, typer.Option(help="Salinan log, atau kepala log. / Copy of the log, or a checkpoint.")
    ] = "",
    remember: Annotated[
        bool, typer.Option(help="Ingat kunci log ini. / Trust this log from now on.")
    ] = False,
    lang: Annotated[str, typer.Option(help="id | en")] = "id",
    json: Annotated[
        bool, typer.Option("--json", help="Keluaran untuk program. / Output for programs.")
    ] = False,
) -> None:
    """Periksa tanda terima. / Check a receipt.

    0 SAH, 1 TIDAK COCOK, 2 TIDAK LENGKAP, 3 SEMENTARA, 4 DIUBAH.
    """
    from takar.ledger.public import run_verifier

    raise typer.Exit(run_verifier(receipt, policy, key, log, remember, lang, json))
