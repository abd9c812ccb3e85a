"""The QR code: read back by an independent reader, and equal to the receipt."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from takar.ledger import verifier
from takar.ledger.qr import base45_encode, qr_code, qr_svg, qr_text, qr_version
from tests.ledger.stage import Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"), 30)


@pytest.mark.parametrize("held", [False, True])
def test_an_independent_reader_gets_the_same_receipt(stage: Stage, held: bool) -> None:
    receipt = stage.receipt(stage.people[7], held=held).text
    matrix = np.array([list(row) for row in qr_code(receipt).rows], dtype=np.uint8)
    image = np.kron(np.pad(1 - matrix, 4, constant_values=1), np.ones((4, 4), dtype=np.uint8)) * 255
    found = zxingcpp.read_barcodes(image)
    assert [each.text for each in found] == [qr_text(receipt)]
    assert verifier.receipt_from_qr(found[0].text) == receipt


def test_size_stays_readable(stage: Stage) -> None:
    version, level = qr_version(stage.receipt(stage.people[-1]).text).split("-")
    assert int(version) <= 30
    assert level in "ML"


def test_seal_receipts_and_corrections_survive_too(stage: Stage, tmp_path: Path) -> None:
    from takar.ledger.receipt import build_receipt

    seal = build_receipt(stage.log, stage.people[0].seal, rules=stage.rules)
    assert verifier.receipt_from_qr(qr_text(seal.text)) == seal.text


def test_the_picture_has_no_style_and_fits_any_width(stage: Stage) -> None:
    svg = qr_svg(stage.receipt(stage.people[0]).text)
    assert svg.startswith("<svg ")
    assert re.search(r'viewBox="0 0 \d+ \d+"', svg)
    assert "style=" not in svg
    assert not re.search(r"<svg[^>]* (width|height)=", svg)
    assert "<title>" in svg


@given(st.binary(max_size=40))
def test_base45_reads_back(data: bytes) -> None:
    assert verifier.base45_decode(base45_encode(data)) == data


def test_base45_as_in_rfc_9285() -> None:
    assert base45_encode(b"AB") == "BB8"
    assert base45_encode(b"Hello!!") == "%69 VD92EX0"
    assert base45_encode(b"base-45") == "UJCLQE7W581"
    assert verifier.base45_decode("QED8WEX0") == b"ietf!"


@pytest.mark.parametrize("text", ["GGW", "A", "a", "ZZ", ":::"])
def test_bad_base45_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        verifier.base45_decode(text)


def test_the_shared_text_never_changes() -> None:
    # Codes that are printed already are compressed against it; a better one would need a new version of the payload.
    assert (
        hashlib.sha256(verifier.SHARED).hexdigest()
        == "cee7135720ef6b3386098f584f6b876e687858b957e54bde31bd13f0433eea8e"
    )
