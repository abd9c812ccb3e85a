"""Receipts of a small event: what the verifier says of good ones, and what it names in bad ones."""

from __future__ import annotations

import base64
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takar.ledger import keys, leaves, notes, verifier
from takar.ledger.disclosures import SLOTS, commit_fields
from takar.ledger.receipt import Correction, build_receipt
from takar.ledger.rules import shown_disclosures
from tests.ledger.stage import AT, RULES, Person, Stage

Extra = dict[str, Any]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"), 9)


def _edit(text: str, change: Callable[[Extra], None]) -> str:
    """The receipt with its `extra` changed and written canonically again."""
    lines = text.split("\n")
    extra = json.loads(base64.b64decode(lines[1][6:]))
    change(extra)
    lines[1] = "extra " + base64.b64encode(verifier.canonical(extra)).decode()
    return "\n".join(lines)


def _alter(name: str, change: Callable[[Any], Any]) -> Callable[[Extra], None]:
    """Change the value that one disclosure shows, keeping its salt."""

    def edit(extra: Extra) -> None:
        for place, text in enumerate(extra["disclosures"]):
            salt, field, value = json.loads(verifier.strict_base64url(text))
            if field == name:
                extra["disclosures"][place] = verifier.base64url(
                    verifier.canonical([salt, field, change(value)])
                )

    return edit


def _codes(verdict: verifier.Verdict) -> list[str]:
    return [step.code for step in verdict.failures]


def test_a_shown_result_is_valid(stage: Stage) -> None:
    for person in stage.people:
        verdict = verifier.verify(stage.receipt(person).text, stage.policy)
        assert (verdict.verdict, verdict.exit_code) == ("SAH", 0)
        assert verdict.values["opened"] == person.fields
        assert {step.state for step in verdict.steps} == {"ok"}


def test_a_held_result_is_valid_and_shows_nothing(stage: Stage) -> None:
    receipt = stage.receipt(stage.people[0], held=True)
    verdict = verifier.verify(receipt.text, stage.policy)
    assert verdict.verdict == "SAH"
    assert verdict.values["opened"] == {}
    assert verdict.values["hidden"] == SLOTS["score"]
    skipped = [step.name for step in verdict.steps if step.state == "skip"]
    assert skipped == ["STANDARD", "LEVEL", "TOTAL", "JPM", "CATEGORY", "POTENTIAL"]
    for value in ("Peserta 1,", "M.01"):
        assert value not in base64.b64decode(receipt.text.split("\n")[1][6:]).decode().replace(
            json.dumps(RULES["standards"], sort_keys=True, separators=(",", ":")), ""
        )


def test_the_seal_alone_has_a_receipt(stage: Stage) -> None:
    receipt = build_receipt(stage.log, stage.people[0].seal, rules=RULES)
    verdict = verifier.verify(receipt.text, stage.policy)
    assert verdict.verdict == "SAH"
    assert verdict.values["type"] == "seal"


@pytest.mark.parametrize(
    "parts", [set(), {"levels"}, {"jpm"}, {"category"}, {"jpm", "category"}, {"levels", "jpm"}]
)
def test_only_the_parts_that_may_be_seen_are_opened(stage: Stage, parts: set[str]) -> None:
    person = stage.people[1]
    assert person.committed
    shown = shown_disclosures(person.committed.disclosures, parts)
    receipt = build_receipt(stage.log, person.score, rules=RULES, disclosures=shown)
    verdict = verifier.verify(receipt.text, stage.policy)
    assert verdict.verdict == "SAH"
    opened = verdict.values["opened"]
    assert ("jpm" in opened, "category" in opened, "M.01" in opened) == (
        "jpm" in parts, "category" in parts, "levels" in parts,
    )  # fmt: skip
    assert ("total" in opened) == ({"levels", "jpm"} <= parts)
    assert "subject" in opened


def test_without_a_trusted_key_the_answer_is_incomplete_and_says_what_to_compare(stage: Stage) -> None:
    verdict = verifier.verify(stage.receipt(stage.people[0]).text)
    assert verdict.exit_code == 2
    assert stage.log.key.fingerprint in verdict.sentence("id")
    assert "Semua isi cocok" in verdict.sentence("id")
    assert verdict.failures == []


def test_the_fingerprint_of_the_event_card_is_enough(stage: Stage) -> None:
    text = stage.receipt(stage.people[0]).text
    assert verifier.verify(text, key=stage.log.key.fingerprint).verdict == "SAH"
    assert verifier.verify(text, key=stage.log.key.fingerprint.upper().replace(" ", "")).verdict == "SAH"
    assert _codes(verifier.verify(text, key="0000 " * 8)) == ["KEY"]
    with pytest.raises(ValueError, match="fingerprint"):
        verifier.verify(text, key="1234")


NAMED = [
    ("M.03", lambda v: v | {"rating": "4.90"}, "Rating M.03 Komunikasi yang tertera tidak cocok dengan yang tercatat."),
    ("SK.01", lambda v: v | {"level": 5}, "Rating SK.01 Perekat Bangsa yang tertera tidak cocok dengan yang tercatat."),
    ("total", lambda v: v | {"total": "99.00"}, "Jumlah nilai yang tertera tidak cocok dengan yang tercatat."),
    ("jpm", lambda v: "150.00", "JPM yang tertera tidak cocok dengan yang tercatat."),
    ("category", lambda v: "XX", "Kategori yang tertera tidak cocok dengan yang tercatat."),
    (
        "subject",
        lambda v: v | {"name": "Orang Lain"},
        "Nama, NIP atau nomor peserta yang tertera tidak cocok dengan yang tercatat.",
    ),
    ("potential", lambda v: [], "Nilai potensi yang tertera tidak cocok dengan yang tercatat."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "sentence"), NAMED, ids=[each[0] for each in NAMED])
def test_a_changed_value_is_named(
    stage: Stage, name: str, change: Callable[[Any], Any], sentence: str
) -> None:
    text = _edit(stage.receipt(stage.people[2]).text, _alter(name, change))
    verdict = verifier.verify(text, stage.policy)
    assert (verdict.verdict, verdict.exit_code) == ("TIDAK COCOK", 1)
    assert verdict.sentence("id") == sentence
    assert sentence in verifier.render(verdict)
    assert name not in verdict.values.get("opened", {})


def _resize(text: str) -> str:
    return text.replace("\n20\n", "\n21\n")


def _swap(part: str, field: str, value: Any) -> Callable[[Extra], None]:
    def edit(extra: Extra) -> None:
        body = json.loads(extra[part]["leaf"])
        body[field] = value
        extra[part]["leaf"] = verifier.canonical(body).decode()

    return edit


EDITS: list[tuple[str, Callable[[Extra], None], str]] = [
    ("rules", lambda e: e["rules"]["categories"][0].update(min="10"), "RULES"),
    ("rounding", lambda e: e["rules"].update(rounding="down"), "RULES"),
    ("event leaf", _swap("event", "cut_digest", "0" * 64), "EVENT"),
    ("open leaf", _swap("open", "room", "Ruang lain"), "OPEN"),
    ("seal leaf", _swap("seal", "answered", 1), "SEAL"),
    ("event index", lambda e: e["event"].update(index=1), "EVENT"),
    ("seal as event", lambda e: e.update(event=e["seal"]), "EVENT"),
    ("event as open", lambda e: e.update(open=e["event"]), "OPEN"),
    ("event as seal", lambda e: e.update(seal=e["event"]), "SEAL"),
    ("code", lambda e: e.update(code="0" * 16), "CODE"),
    ("unknown part", lambda e: e.update(more=1), "FORMAT"),
    ("version", lambda e: e.update(v=2), "FORMAT"),
    ("disclosure twice", lambda e: e["disclosures"].append(e["disclosures"][0]), "MALFORMED"),
    (
        "foreign disclosure",
        lambda e: e["disclosures"].append(verifier.base64url(b'["x","y",1]')),
        "DISCLOSURE",
    ),
    (
        "disclosure in another spelling",
        lambda e: e["disclosures"].append(e["disclosures"][0] + "="),
        "DISCLOSURE",
    ),
    ("leaf", lambda e: e.update(leaf=e["leaf"].replace("score", "scope")), "CODE"),
    ("no key", lambda e: e.update(vkey="nobody"), "ORIGIN"),
]


@pytest.mark.parametrize(("change", "code"), [each[1:] for each in EDITS], ids=[each[0] for each in EDITS])
def test_every_altered_part_has_its_own_code(
    stage: Stage, change: Callable[[Extra], None], code: str
) -> None:
    verdict = verifier.verify(_edit(stage.receipt(stage.people[3]).text, change), stage.policy)
    assert verdict.verdict == "TIDAK COCOK"
    assert code in _codes(verdict)
    assert all(step.id and step.en for step in verdict.failures)


def test_an_altered_leaf_with_its_own_code_is_not_in_the_log(stage: Stage) -> None:
    def change(extra: Extra) -> None:
        extra["leaf"] = extra["leaf"].replace('"prev":', '"prev":1')
        extra["code"] = verifier.receipt_code(extra["leaf"].encode())

    assert _codes(verifier.verify(_edit(stage.receipt(stage.people[3]).text, change), stage.policy)) == [
        "NOT_IN_LOG"
    ]


def test_an_altered_checkpoint_is_found(stage: Stage) -> None:
    text = stage.receipt(stage.people[3]).text
    # The path of this leaf happens to fit both sizes; the signature does not.
    assert _codes(verifier.verify(_resize(text), stage.policy)) == ["SIGNATURE"]
    other_root = text.replace(notes.encoded(stage.log.checkpoint().root), notes.encoded(bytes(32)))
    assert _codes(verifier.verify(other_root, stage.policy)) == ["NOT_IN_LOG"]
    head, _, line = text.rpartition(" ")
    raw = bytearray(base64.b64decode(line))
    raw[30] ^= 1
    broken = f"{head} {base64.b64encode(bytes(raw)).decode()}\n"
    assert _codes(verifier.verify(broken, stage.policy)) == ["SIGNATURE"]


@pytest.mark.parametrize("part", ["event", "open", "rules", "disclosures", "leaf", "vkey"])
def test_a_missing_part_is_incomplete(stage: Stage, part: str) -> None:
    verdict = verifier.verify(_edit(stage.receipt(stage.people[3]).text, lambda e: e.pop(part)), stage.policy)
    assert (verdict.exit_code, part in verdict.sentence("id")) == (2, True)


def test_a_score_without_its_seal_is_incomplete(stage: Stage) -> None:
    verdict = verifier.verify(
        _edit(stage.receipt(stage.people[3]).text, lambda e: e.pop("seal")), stage.policy
    )
    assert (verdict.exit_code, _codes(verdict)) == (2, ["SEAL"])


@pytest.mark.parametrize(
    "text", ["", "halo", "c2sp.org/tlog-proof@v1\nindex 0\n\n", "c2sp.org/tlog-proof@v1\n"]
)
def test_what_is_no_receipt_is_incomplete(text: str) -> None:
    assert verifier.verify(text).exit_code == 2


def test_another_persons_seal_does_not_pass(stage: Stage) -> None:
    other = json.loads(base64.b64decode(stage.receipt(stage.people[5]).text.split("\n")[1][6:]))["seal"]
    verdict = verifier.verify(
        _edit(stage.receipt(stage.people[3]).text, lambda e: e.update(seal=other)), stage.policy
    )
    assert _codes(verdict) == ["SEAL"]


def test_a_receipt_of_a_stranger_with_the_same_origin_is_refused(stage: Stage, tmp_path: Path) -> None:
    stranger = Stage(tmp_path, 3)
    text = stranger.receipt(stranger.people[0]).text
    assert _codes(verifier.verify(text, stage.policy)) == ["KEY"]
    assert verifier.verify(text, stranger.policy).verdict == "SAH"


WRONG = [
    ("total", {"total": "1.00", "standard_total": "27"}, "TOTAL"),
    ("total", {"total": "27.00", "standard_total": "1"}, "TOTAL"),
    ("jpm", "12.34", "JPM"),
    ("category", "ZZ", "CATEGORY"),
    ("potential", [{"code": "P.01", "name": "x", "score": "99.0", "band": "KS"}], "POTENTIAL"),
    ("M.02", {"name": "Kerja Sama", "required": 3, "level": 1, "rating": "4.00"}, "LEVEL"),
    ("M.02", {"name": "Kerja Sama", "required": 2, "level": 4, "rating": "4.00"}, "STANDARD"),
    ("M.02", {"name": "Kerja Sama", "required": 3, "level": 4, "rating": "4,00"}, "MALFORMED"),
]


@pytest.mark.parametrize(("name", "value", "code"), WRONG)
def test_wrong_arithmetic_is_named_even_when_it_was_recorded_like_that(
    tmp_path: Path, name: str, value: Any, code: str
) -> None:
    stage = Stage(tmp_path, 1)
    person = stage.people[0]
    index = _score_again(stage, person, person.fields | {name: value})
    receipt = build_receipt(stage.log, index, rules=RULES, disclosures=person.disclosures)
    verdict = verifier.verify(receipt.text, stage.policy)
    assert verdict.verdict == "TIDAK COCOK"
    assert code in _codes(verdict)


def _score_again(stage: Stage, person: Person, fields: dict[str, Any]) -> int:
    person.committed = commit_fields(fields, SLOTS["score"], os.urandom)
    leaf = leaves.score(
        ev=stage.ev,
        at=AT,
        p=person.p,
        prev=person.score,
        event=stage.event,
        seal=person.seal,
        committed=person.committed,
    )
    return stage.log.append([leaf]).first


def test_rules_committed_after_the_opening_are_refused(tmp_path: Path) -> None:
    stage = Stage(tmp_path, 1)
    late = stage.log.append([stage._commit()]).first
    person = stage.people[0]
    person.committed = commit_fields(person.fields, SLOTS["score"], os.urandom)
    leaf = leaves.score(
        ev=stage.ev,
        at=AT,
        p=person.p,
        prev=person.seal,
        event=late,
        seal=person.seal,
        committed=person.committed,
    )
    index = stage.log.append([leaf]).first
    receipt = build_receipt(stage.log, index, rules=RULES, disclosures=person.disclosures)
    assert _codes(verifier.verify(receipt.text, stage.policy))[0] == "ORDER"


class Witness:
    def __init__(self, name: str) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.name = f"saksi.example/{name}"
        self.short = name
        self.vkey = notes.make_vkey(
            self.name, notes.COSIGNATURE, self.private.public_key().public_bytes_raw()
        )

    def line(self, text: str, seconds: int = 1_800_000_000) -> str:
        return notes.cosignature_line(self.private, self.name, text, seconds)


NOW = 1_800_000_100.0


def _policy(stage: Stage, witnesses: list[Witness], threshold: str = "all") -> str:
    return keys.policy_text(stage.log.key.vkey, [(each.short, each.vkey) for each in witnesses], threshold)


def test_witnesses_make_a_provisional_receipt_final(stage: Stage) -> None:
    witnesses = [Witness("inspektorat"), Witness("kampus")]
    text = stage.receipt(stage.people[0]).text
    note = verifier.parse_checkpoint(text.partition("\n\n")[2]).text
    policy = _policy(stage, witnesses)
    assert verifier.verify(text, policy, now=NOW).exit_code == 3
    once = text + witnesses[0].line(note)
    assert verifier.verify(once, policy, now=NOW).verdict == "SEMENTARA"
    assert verifier.verify(once, _policy(stage, witnesses, "any"), now=NOW).verdict == "SAH"
    assert verifier.verify(once, _policy(stage, witnesses, "1"), now=NOW).verdict == "SAH"
    both = once + witnesses[1].line(note)
    assert verifier.verify(both, policy, now=NOW).verdict == "SAH"
    assert verifier.verify(both, stage.policy, now=NOW).verdict == "SAH"


def test_a_false_cosignature_is_refused_and_named(stage: Stage) -> None:
    witness, text = Witness("kampus"), stage.receipt(stage.people[0]).text
    note = verifier.parse_checkpoint(text.partition("\n\n")[2]).text
    policy = _policy(stage, [witness])
    false = text + witness.line(note.replace("\n20\n", "\n19\n"))
    assert "kampus" in verifier.verify(false, policy, now=NOW).sentence("id")
    assert _codes(verifier.verify(false, policy, now=NOW)) == ["COSIGNATURE"]
    early = text + witness.line(note, int(NOW) + 3600)
    assert _codes(verifier.verify(early, policy, now=NOW)) == ["FUTURE"]
    twice = text + witness.line(note) * 2
    assert verifier.verify(twice, policy, now=NOW).verdict == "TIDAK COCOK"


def test_a_later_correction_is_found_in_the_log_and_shown_with_both_values(tmp_path: Path) -> None:
    stage = Stage(tmp_path, 4)
    person = stage.people[2]
    before = stage.receipt(person)
    bystander = stage.receipt(stage.people[1])
    fields = {"old": {"jpm": person.fields["jpm"]}, "new": {"jpm": "99.99"}}
    committed = commit_fields(fields, SLOTS["amend"], os.urandom)
    index = stage.log.append([_amend(stage, person, committed)]).first
    verdict = verifier.verify(before.text, stage.policy, log=stage.log.folder)
    assert (verdict.verdict, verdict.exit_code) == ("DIUBAH", 4)
    assert verdict.values["amendments"][0]["index"] == index
    assert "KUNCI-SALAH" in verifier.render(verdict)
    assert verifier.verify(bystander.text, stage.policy, log=stage.log.folder).verdict == "SAH"
    after = build_receipt(
        stage.log, person.score, rules=RULES, disclosures=person.disclosures,
        corrections=[Correction(index, list(committed.disclosures.values()))],
    )  # fmt: skip
    verdict = verifier.verify(after.text, stage.policy)
    assert verdict.verdict == "DIUBAH"
    assert verdict.values["amendments"][0]["new"] == {"jpm": "99.99"}
    assert '"jpm":"99.99"' in verifier.render(verdict)


def _amend(stage: Stage, person: Person, committed: Any) -> bytes:
    return leaves.amend(
        ev=stage.ev, at=AT, p=person.p, prev=person.score, old=person.score, reason="KUNCI-SALAH",
        basis="BA 12/2026", by=["ketua", "inspektorat"], committed=committed,
    )  # fmt: skip


def test_a_log_that_was_cut_or_rewritten_is_named(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "a", 4)
    short = Stage(tmp_path / "b", 1)
    receipt = stage.receipt(stage.people[0])
    stage.log.append([b'{"ev":"x"}'])
    assert verifier.verify(receipt.text, stage.policy, log=stage.log.folder).verdict == "SAH"
    bundle = next((stage.log.folder / "tile/entries/000.p").glob("11"))
    data = bundle.read_bytes()
    bundle.write_bytes(data.replace(b"BKPSDM", b"BKPSDN"))
    assert _codes(verifier.verify(receipt.text, stage.policy, log=stage.log.folder)) == ["INCONSISTENT"]
    bundle.write_bytes(data[:-4])
    assert verifier.verify(receipt.text, stage.policy, log=stage.log.folder).exit_code == 1
    bundle.unlink()
    assert verifier.verify(receipt.text, stage.policy, log=stage.log.folder).exit_code == 2
    assert _codes(verifier.verify(receipt.text, stage.policy, log=short.log.folder)) == ["SIGNATURE"]


def test_a_later_checkpoint_with_proof_or_the_same_size_is_compared(tmp_path: Path) -> None:
    stage = Stage(tmp_path, 4)
    receipt = stage.receipt(stage.people[0])
    other = tmp_path / "other"
    other.write_text(stage.log.checkpoint().note)
    assert verifier.verify(receipt.text, stage.policy, log=other).verdict == "SAH"
    other.write_text(stage.log.key.sign(receipt.checkpoint.size, bytes(32)).note)
    assert _codes(verifier.verify(receipt.text, stage.policy, log=other)) == ["INCONSISTENT"]
    size = receipt.checkpoint.size
    stage.log.append([b"1", b"2", b"3"])
    other.write_text(stage.log.consistency_text(size))
    assert verifier.verify(receipt.text, stage.policy, log=other).verdict == "SAH"
    other.write_text(stage.log.consistency_text(size - 1))
    assert verifier.verify(receipt.text, stage.policy, log=other).exit_code == 2
    other.write_text(stage.log.checkpoint().note)
    assert verifier.verify(receipt.text, stage.policy, log=other).exit_code == 2


def test_a_remembered_checkpoint_uncovers_a_second_log(stage: Stage) -> None:
    receipt = stage.receipt(stage.people[0])
    seen = [(receipt.checkpoint.size, bytes(32))]
    assert _codes(verifier.verify(receipt.text, stage.policy, seen=seen)) == ["INCONSISTENT"]
    seen = [(receipt.checkpoint.size, receipt.checkpoint.root), (3, bytes(32))]
    assert verifier.verify(receipt.text, stage.policy, seen=seen).verdict == "SAH"


def test_as_a_program_on_another_machine(stage: Stage, tmp_path: Path) -> None:
    """One copied file, a bare Python, no package: exit codes, remembering, QR text, languages."""
    program = tmp_path / "verifier.py"
    program.write_bytes(Path(verifier.__file__).read_bytes())
    receipt = tmp_path / "bukti.tlog-proof"
    receipt.write_text(stage.receipt(stage.people[0]).text)
    (tmp_path / "policy").write_text(stage.policy)

    def run(*arguments: str) -> tuple[int, str]:
        environment = {
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "PATH": "/usr/bin:/bin",
            "PYTHONIOENCODING": "utf-8",
        }
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(program), *arguments],
            capture_output=True,
            env=environment,
            check=False,
        )
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    assert run(str(receipt))[0] == 2
    code, shown = run(str(receipt), "--policy", str(tmp_path / "policy"), "--remember")
    assert code == 0
    assert "PUTUSAN: SAH" in shown
    assert run(str(receipt))[0] == 0
    assert run(str(receipt), "--key", "0000 " * 8)[0] == 1
    assert "VERDICT: SAH" in run(str(receipt), "--lang", "en")[1]
    assert json.loads(run(str(receipt), "--json")[1])["verdict"] == "SAH"
    assert run(str(tmp_path / "absent"))[0] == 2
    receipt.write_text(_edit(receipt.read_text(), _alter("M.03", lambda v: v | {"rating": "4.90"})))
    code, shown = run(str(receipt))
    assert code == 1
    assert "✗" in shown
    assert "M.03 Komunikasi" in shown


def test_random_results_agree_with_the_office(tmp_path: Path) -> None:
    stage = Stage(tmp_path, 40, seed=random.randrange(10**6))
    for person in stage.people:
        assert verifier.verify(stage.receipt(person).text, stage.policy).verdict == "SAH"
