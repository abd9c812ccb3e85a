"""A public log of 300 leaves with notes of a witness and a mirror."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from takar.ledger import notes, verifier
from takar.ledger.reader import LogReader
from tests.ledger.vectors import vectors

LOG = "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"


def _folder() -> Path:
    return vectors("witness") / "log"


def _cosigner(name: str) -> tuple[verifier.Key, verifier.Checkpoint]:
    folder = _folder() / ("mirror" if name == "mirror" else "")
    key = json.loads((folder / f"{name}.v0.json").read_text())["verifier_keys"][0]
    return verifier._of_kind(key, 4), verifier.parse_checkpoint((folder / LOG / "checkpoint").read_text())


@pytest.mark.parametrize("name", ["witness", "mirror"])
def test_cosignatures(name: str) -> None:
    key, checkpoint = _cosigner(name)
    stamped = checkpoint.signature_of(key.name, key.identity)
    assert stamped is not None
    seconds = int.from_bytes(stamped[:8], "big")
    message = notes.cosigned_message(checkpoint.text, seconds)
    assert verifier.ed25519_verify(key.public, stamped[8:], message)
    assert not verifier.ed25519_verify(
        key.public, stamped[8:], notes.cosigned_message(checkpoint.text, seconds + 1)
    )
    assert notes.VerifierKey.parse(key.text).id == key.identity


def test_tiles_lead_to_the_cosigned_root() -> None:
    reader = LogReader(_folder() / "mirror" / LOG)
    head = reader.checkpoint()
    assert head.size == 300
    assert reader.root(300) == head.root
    hashes = [reader._store.node(0, index, 300) for index in range(300)]
    for index in (0, 255, 256, 299):
        assert verifier.root_from_path(index, 300, hashes[index], reader.inclusion(index, 300)) == head.root
    proof = reader.consistency(256, 300)
    assert verifier.is_consistent(256, 300, reader.root(256), head.root, proof)


def test_a_decoy_is_not_a_checkpoint() -> None:
    with pytest.raises(ValueError, match="not a checkpoint"):
        verifier.parse_checkpoint((_folder() / "checkpoint").read_text())
