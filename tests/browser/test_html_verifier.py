"""The verifier for people without Python: as strict as verifier.py, word for word, on everything; and usable as a file."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import expect

from takar.ledger import verifier
from takar.ledger.qr import qr_text
from takar.ledger.verifier_html.build import SHIPPED, build, verifier_page_policy
from tests.browser import receipts
from tests.browser.accessibility import faults_of
from tests.browser.receipts import NOW, Case
from tests.ledger.stage import Stage
from tests.ledger.test_ed25519 import RFC_8032, SMALL_ORDER

pytestmark = pytest.mark.browser
BATCH = 250


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"), 6)


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """The shipped page, opened as a file without any network; every complaint of the browser is kept."""
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768}, locale="id-ID")
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    opened.goto(SHIPPED.as_uri())
    yield opened
    context.close()


def test_the_shipped_page_is_what_the_sources_give() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == build()


def test_the_page_forbids_itself_every_connection() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert verifier_page_policy().startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in verifier_page_policy()
    assert "SPDX-License-Identifier: Apache-2.0" in text[:200]
    scripts = re.findall(r"<script[^>]*>", text)
    assert scripts == ["<script>"]
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|eval|innerHTML|localStorage)\b|\son[a-z]+=|https?://(?!www\.w3\.org/2000/svg)",
        text,
    )


def _ask(page: Any, cases: list[Case]) -> list[dict[str, Any]]:
    """What the page says of all cases, in a few calls."""
    answers: list[dict[str, Any]] = []
    for start in range(0, len(cases), BATCH):
        questions = [vars(case) for case in cases[start : start + BATCH]]
        answers += page.evaluate(
            "([cases, now]) => cases.map(({text, policy, key, log}) => takarVerify(text, {policy, key, log, now}))",
            [questions, NOW],
        )
    return answers


def _expected(case: Case, folder: Path) -> dict[str, Any]:
    log = None
    if case.log is not None:
        log = folder / "later"
        log.write_text(case.log, newline="")
    try:
        found = verifier.verify(case.text, case.policy, key=case.key, log=log, now=NOW)
    except ValueError:
        return {"verdict": "TIDAK LENGKAP", "exit": 2, "steps": []}
    return json.loads(json.dumps(found.as_json()))


def _said(answer: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every step with its sentences; the technical remark in brackets is each program's own."""
    return [
        (step["name"], step["state"], step["code"], step["id"], _plain(step["en"]))
        for step in answer["steps"]
    ]


def _plain(sentence: str) -> str:
    cut = re.match(r"(.*(?:not canonical|was altered)) \(.*\)\.$", sentence, re.S)
    return cut[1] if cut else sentence


def _agree(page: Any, cases: list[Case], folder: Path) -> Counter[str]:
    verdicts: Counter[str] = Counter()
    for case, shown in zip(cases, _ask(page, cases), strict=True):
        expected = _expected(case, folder)
        verdicts[expected["verdict"]] += 1
        assert (shown["verdict"], shown["exit_code"]) == (expected["verdict"], expected["exit"]), (
            case,
            shown,
        )
        assert _said(shown) == _said(expected), case
        if "values" in expected:
            assert shown["values"] == expected["values"], case
            assert (shown["id"], _plain(shown["en"])) == (expected["id"], _plain(expected["en"])), case
    return verdicts


def test_both_verifiers_agree_on_real_receipts(page: Any, stage: Stage, tmp_path: Path) -> None:
    verdicts = _agree(page, list(receipts.real(stage)), tmp_path)
    assert verdicts["SAH"] >= 100
    assert verdicts["TIDAK LENGKAP"] >= 30


def test_both_agree_on_broken_files(page: Any, stage: Stage, tmp_path: Path) -> None:
    text = stage.receipt(stage.people[1]).text
    cases = [
        *receipts.broken_bytes(text, stage.policy, 1, 320),
        *receipts.broken_evidence(text, stage.policy, 2, 200),
        *receipts.broken_parts(text, stage.policy),
        *receipts.broken_disclosures(text, stage.policy),
    ]
    verdicts = _agree(page, cases, tmp_path)
    assert len(cases) > 1200
    assert verdicts["TIDAK COCOK"] > 900


def test_both_agree_on_what_was_recorded_wrongly(page: Any, tmp_path: Path) -> None:
    verdicts = _agree(page, list(receipts.arithmetic(tmp_path)), tmp_path)
    assert min(verdicts["SAH"], verdicts["TIDAK COCOK"]) >= 10


def test_both_agree_on_keys_witnesses_and_policies(page: Any, stage: Stage, tmp_path: Path) -> None:
    verdicts = _agree(page, list(receipts.trust(stage)), tmp_path)
    assert {"SAH", "SEMENTARA", "TIDAK COCOK", "TIDAK LENGKAP"} <= set(verdicts)


def test_both_agree_on_scores_with_wrong_links(page: Any, tmp_path: Path) -> None:
    stage = Stage(tmp_path / "stage", 3)
    verdicts = _agree(page, list(receipts.chains(stage)), tmp_path)
    assert dict(verdicts) == {"SAH": 2, "TIDAK COCOK": 8}


def test_both_agree_on_corrections_and_later_checkpoints(page: Any, tmp_path: Path) -> None:
    stage = Stage(tmp_path / "stage", 3)
    text = receipts.amended(stage, stage.people[1])
    cases = [
        Case("amended", text, stage.policy),
        *receipts.broken_evidence(text, stage.policy, 3, 60),
        *receipts.later(stage),
    ]
    verdicts = _agree(page, cases, tmp_path)
    assert {"SAH", "DIUBAH", "TIDAK COCOK", "TIDAK LENGKAP"} <= set(verdicts)


def test_both_agree_on_broken_qr_codes(page: Any, stage: Stage, tmp_path: Path) -> None:
    other = Stage(tmp_path / "other", 2)
    _agree(
        page, list(receipts.broken_codes(stage.receipt(stage.people[2]).text, stage.policy, 5, 160)), tmp_path
    )
    _agree(
        page,
        list(receipts.broken_codes(receipts.amended(other, other.people[0]), other.policy, 6, 40)),
        tmp_path,
    )


def test_both_agree_on_a_copy_of_the_log(page: Any, tmp_path: Path) -> None:
    stage = Stage(tmp_path, 300)
    person = stage.people[7]
    before = stage.receipt(person).text
    receipts.amended(stage, person)
    for damage in ("none", "bystander", "changed", "cut", "gone", "no checkpoint"):
        text = stage.receipt(stage.people[8]).text if damage == "bystander" else before
        _damage(stage.log.folder, damage)
        expected = verifier.verify(text, stage.policy, log=stage.log.folder, now=NOW).as_json()
        files = {
            str(path.relative_to(stage.log.folder)): base64.b64encode(path.read_bytes()).decode()
            for path in stage.log.folder.rglob("*")
            if path.is_file() and ("entries" in path.parts or path.name == "checkpoint")
        }
        shown = page.evaluate(
            "([text, policy, files, now]) => takarVerify(text, {policy, now,"
            " log: new Map(Object.entries(files).map(([path, bytes]) => [path, strictBase64(bytes)]))})",
            [text, stage.policy, files, NOW],
        )
        assert shown["verdict"] == expected["verdict"], damage
        codes = [[(step["name"], step["code"]) for step in each["steps"]] for each in (shown, expected)]
        assert codes[0] == codes[1], damage


def _damage(folder: Path, kind: str) -> None:
    bundle = folder / "tile/entries/000"
    if kind == "changed":
        bundle.write_bytes(bundle.read_bytes().replace(b"BKPSDM", b"BKPSDN"))
    elif kind == "cut":
        bundle.write_bytes(bundle.read_bytes()[:-4])
    elif kind == "gone":
        bundle.unlink()
    elif kind == "no checkpoint":
        (folder / "checkpoint").unlink()


def test_own_hashes_agree_with_the_standard_library(page: Any) -> None:
    dice = random.Random(1)
    messages = [
        dice.randbytes(size) for size in [*range(0, 300, 7), 55, 56, 63, 64, 111, 112, 119, 127, 128, 5000]
    ]
    found = page.evaluate(
        "all => all.map((each) => [sha256, sha512].map((hash) => hex(hash(Uint8Array.from(each)))))",
        [list(each) for each in messages],
    )
    assert found == [
        [hashlib.sha256(each).hexdigest(), hashlib.sha512(each).hexdigest()] for each in messages
    ]


def test_own_ed25519_agrees_with_rfc_8032_and_with_python(page: Any) -> None:
    dice, cases = random.Random(2), []
    for _, public, message, signature in RFC_8032:
        cases.append((public, signature, message))
    for raw in SMALL_ORDER:
        cases += [(raw, raw + "00" * 32, f"{value:02x}") for value in range(4)]
    for value in (verifier._P, verifier._P + 1, verifier._P + 3, 1 | 1 << 255):
        cases.append((value.to_bytes(32, "little").hex(), "00" * 64, ""))
    for turn in range(80):
        key, message = (
            Ed25519PrivateKey.from_private_bytes(dice.randbytes(32)),
            dice.randbytes(dice.randrange(200)),
        )
        both = bytearray(key.public_key().public_bytes_raw() + key.sign(message))
        if turn % 2:
            both[dice.randrange(96)] ^= 1 << dice.randrange(8)
        cases.append((both[:32].hex(), both[32:].hex(), message.hex()))
        if turn % 10 == 0:
            grown = int.from_bytes(both[64:], "little") + verifier._L
            cases.append(
                (both[:32].hex(), both[32:64].hex() + grown.to_bytes(32, "little").hex(), message.hex())
            )
    cases += [(cases[1][0][:-2], cases[1][1], "72"), (cases[1][0], cases[1][1] + "00", "72")]
    found = page.evaluate(
        "all => all.map((each) => ed25519Verify(...each.map((text) =>"
        " Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16)))))",
        [list(each) for each in cases],
    )
    assert found == [verifier.ed25519_verify(*(bytes.fromhex(each) for each in case)) for case in cases]
    assert found[:3] == [True] * 3
    assert not any(found[3 : 3 + 4 * len(SMALL_ORDER) + 4])
    assert sum(found) >= 43


def test_own_ed25519_takes_one_form_of_each_point_only(page: Any) -> None:
    """A signer with nonce 0 could write the identity, the point (0, 1), also as y = P + 1."""
    secret, message = 12345, b"halo"
    public = verifier._encode_point(_times(secret, verifier._BASE))
    signatures = []
    for nonce in (1, verifier._P + 1, 1 | 1 << 255):
        raw = nonce.to_bytes(32, "little")
        k = int.from_bytes(hashlib.sha512(raw + public + message).digest(), "little") % verifier._L
        signatures.append(raw + (k * secret % verifier._L).to_bytes(32, "little"))
    found = page.evaluate(
        "([key, all, message]) => all.map((each) => ed25519Verify(...[key, each, message].map((one) => Uint8Array.from(one))))",
        [list(public), [list(each) for each in signatures], list(message)],
    )
    assert (
        found
        == [verifier.ed25519_verify(public, each, message) for each in signatures]
        == [True, False, False]
    )


def _times(number: int, point: Any) -> Any:
    total = verifier._ZERO
    for bit in f"{number:b}":
        total = verifier._double(total)
        total = verifier._add(total, point) if bit == "1" else total
    return total


def _empty_block(symbols: int) -> bytes:
    """A last block of RFC 1951 that ends at once, with `symbols` (286 at most) lengths of literal codes."""
    number = place = 0

    def put(value: int, width: int) -> None:
        nonlocal number, place
        number, place = number | value << place, place + width

    for value, width in ((1, 1), (2, 2), (symbols - 257, 5), (0, 5), (14, 4)):
        put(value, width)
    lengths = {18: 1, 0: 2, 1: 2}
    for symbol in (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1):
        put(lengths.get(symbol, 0), 3)
    for zeros in (138, 118):
        put(0, 1), put(zeros - 11, 7)
    put(3, 2)  # symbol 256: one bit
    put(0, 1), put(symbols - 257 - 11, 7)  # no other literal
    put(1, 2)  # no distance
    put(0, 1)  # the end
    return number.to_bytes((place + 7) // 8, "little")


def test_own_inflate_agrees_with_zlib(page: Any) -> None:
    dice, streams = random.Random(3), []
    for turn in range(600):
        text = bytes(dice.choice(b"abcdefgh \xff") for _ in range(dice.randrange(200))) + dice.choice(
            (b"", verifier.SHARED[:400])
        )
        strategy = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE)[turn % 4]
        packer = zlib.compressobj(turn % 10, zlib.DEFLATED, -15, 9, strategy, verifier.SHARED)
        packed = bytearray(packer.compress(text) + packer.flush())
        if turn % 3 and packed:
            packed[dice.randrange(min(len(packed), 40))] ^= 1 << dice.randrange(8)
        streams.append(bytes(packed) + (b"\0" if turn % 50 == 7 else b""))
    streams += [_empty_block(symbols) for symbols in (285, 286, 287, 288)]
    assert [_inflated(each) for each in streams[-4:]] == ["", "", None, None]
    streams += [bytes([5 | dice.randrange(8) << 3]) + dice.randbytes(60) for _ in range(300)]
    found = page.evaluate(
        "all => all.map((each) => { try { return hex(new Inflater(Uint8Array.from(each), SHARED, LARGEST).run()) }"
        " catch { return null } })",
        [list(each) for each in streams],
    )
    assert found == [_inflated(each) for each in streams]
    assert 150 < found.count(None) < 800


def _inflated(packed: bytes) -> str | None:
    inflater = zlib.decompressobj(-15, zdict=verifier.SHARED)
    try:
        plain = inflater.decompress(packed, verifier.LARGEST)
    except zlib.error:
        return None
    return plain.hex() if inflater.eof and not inflater.unused_data else None


def _page_of(browser: Any, size: tuple[int, int] = (1366, 768)) -> Any:
    context = browser.new_context(
        offline=True, viewport={"width": size[0], "height": size[1]}, locale="id-ID", reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.complaints, opened.requests = [], []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.goto(SHIPPED.as_uri())
    return opened


def _says(page: Any, verdict: str) -> None:
    """The verdict is there, or comes as soon as the browser has read the file."""
    expect(page.locator("#answer .word")).to_have_text(verdict)


def _bukti(folder: Path, text: str, name: str = "bukti-CONTOH.tlog-proof") -> Path:
    path = folder / name
    path.write_text(text, newline="")
    return path


def test_an_official_checks_a_receipt_file(browser: Any, stage: Stage, tmp_path: Path) -> None:
    page = _page_of(browser)
    person = stage.people[3]
    answer = page.locator("#answer")
    page.get_by_label("Pilih berkas tanda terima").set_input_files(
        _bukti(tmp_path, stage.receipt(person).text)
    )
    _says(page, "TIDAK LENGKAP")
    assert stage.log.key.fingerprint in answer.inner_text()
    assert answer.get_attribute("aria-live") == "polite"
    page.get_by_label("Sidik kunci pada kartu acara").fill(
        f" {stage.log.key.fingerprint.upper().replace(' ', '-')} "
    )
    page.keyboard.press("Enter")
    _says(page, "SAH")
    assert page.evaluate("document.activeElement.id") == "answer"
    shown = page.locator("#values").inner_text()
    for value in (
        person.fields["jpm"],
        person.fields["M.03"]["rating"],
        person.fields["potential"][0]["score"],
    ):
        assert value.replace(".", ",") in shown
    assert person.fields["subject"]["name"] in shown
    assert page.locator("#steps li.ok").count() == 15
    assert "tanpa berkas kebijakan" in page.locator("#limits").inner_text()
    page.get_by_role("button", name="English").click()
    assert "This receipt is valid" in answer.inner_text()
    assert person.fields["jpm"] in page.locator("#values").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.complaints == []
    assert page.requests == [SHIPPED.as_uri()]
    page.context.close()


def test_a_changed_figure_a_wrong_key_and_a_wrong_file_are_told_apart(
    browser: Any, stage: Stage, tmp_path: Path
) -> None:
    page = _page_of(browser, (390, 844))
    answer, key = page.locator("#answer"), page.get_by_label("Sidik kunci pada kartu acara")
    choose = page.get_by_label("Pilih berkas tanda terima")
    key.fill(stage.log.key.fingerprint)
    text = stage.receipt(stage.people[0]).text
    changed = next(
        case for case in receipts.broken_disclosures(text, stage.policy) if case.name == "disclosure 1 field"
    )
    choose.set_input_files(_bukti(tmp_path, changed.text))
    _says(page, "TIDAK COCOK")
    assert "Rating M.01" in answer.inner_text()
    assert "\u202e" not in page.locator("body").inner_text()
    assert "tidak terbukti" in page.locator("#values").inner_text()
    choose.set_input_files(_bukti(tmp_path, text, "bukti-ASLI.tlog-proof"))
    _says(page, "SAH")
    key.fill("0000 " * 8)
    page.get_by_role("button", name="Periksa", exact=True).click()
    _says(page, "TIDAK COCOK")
    key.fill("12345")
    page.get_by_role("button", name="Periksa", exact=True).click()
    assert answer.inner_text() == ""
    assert "yang terketik 5" in page.locator("#key-error").inner_text()
    assert key.get_attribute("aria-invalid") == "true"
    choose.set_input_files(_bukti(tmp_path, "halo", "foto.jpg"))
    page.get_by_role("button", name="Kosongkan").click()
    choose.set_input_files(_bukti(tmp_path, "halo", "foto.jpg"))
    expect(answer).to_contain_text("Ini bukan berkas tanda terima")
    assert page.complaints == []
    page.context.close()


def test_pasted_text_policy_file_and_log_folder(browser: Any, tmp_path: Path) -> None:
    stage = Stage(tmp_path / "stage", 3)
    person, page = stage.people[1], _page_of(browser)
    text = stage.receipt(person).text
    receipts.amended(stage, person)
    pasted = page.get_by_label("Isi tanda terima atau kode QR")
    page.locator("summary").first.click()
    page.locator("summary").last.click()
    page.get_by_label("Berkas kebijakan log").set_input_files(_bukti(tmp_path, "quorum", "policy"))
    expect(page.locator("#policy-error")).to_contain_text("policy line 1: not understood")
    page.get_by_label("Berkas kebijakan log").set_input_files(
        _bukti(tmp_path, stage.policy, "kebijakan-log.txt")
    )
    expect(page.locator("#policy-error")).to_be_empty()
    for given in (text, text.strip(), f"\n {text}\n\n", qr_text(text), qr_text(text) + "\r\n"):
        pasted.fill(given)
        page.get_by_role("button", name="Periksa", exact=True).click()
        _says(page, "SAH")
    page.get_by_label("Atau folder salinan log").set_input_files(stage.log.folder)
    _says(page, "DIUBAH")
    assert "KUNCI-SALAH" in page.locator("#values").inner_text()
    assert page.complaints == []
    page.context.close()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (320, 640)])
def test_everybody_can_read_and_operate_it(
    browser: Any, stage: Stage, tmp_path: Path, size: tuple[int, int]
) -> None:
    page, found = _page_of(browser, size), {}
    found["empty"] = faults_of(page)
    page.get_by_label("Pilih berkas tanda terima").set_input_files(
        _bukti(tmp_path, stage.receipt(stage.people[0]).text)
    )
    _says(page, "TIDAK LENGKAP")
    found["incomplete"] = faults_of(page)
    for summary in page.locator("summary").all():
        summary.click()
    page.get_by_label("Sidik kunci pada kartu acara").fill(stage.log.key.fingerprint)
    page.keyboard.press("Enter")
    found["valid"] = faults_of(page)
    assert found == {screen: [] for screen in found}
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.context.close()
