"""Disclosures, vault, keys, leaf builders, rules."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.ledger import keys, leaves, notes, verifier
from takar.ledger.disclosures import SLOTS, commit_fields, differences, open_fields
from takar.ledger.rules import make_rules, rules_digest, score_fields
from takar.ledger.vault import Shredded, Vault
from takar.standards.public import Category, Ruleset
from tests.ledger.stage import AT, NAMES, RULES, hexed

EV, P = "0" * 18, "0" * 24


# ------------------------------------------------------------------------------------------------------ disclosures


def _leaf(committed: Any) -> bytes:
    return leaves.score(ev=EV, at=AT, p=P, prev=-1, event=0, seal=2, committed=committed)


def test_fields_open_what_was_committed_and_nothing_else() -> None:
    committed = commit_fields({"jpm": "90.00", "M.01": {"rating": "3.40"}}, SLOTS["score"], os.urandom)
    leaf = _leaf(committed)
    assert open_fields(leaf, committed.disclosures.values()) == {"jpm": "90.00", "M.01": {"rating": "3.40"}}
    assert open_fields(leaf, []) == {}
    other = commit_fields({"jpm": "91.00"}, SLOTS["score"], os.urandom)
    refusal = open_fields(leaf, other.disclosures.values())
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.data["name"]) == ("DISCLOSURE_MISMATCH", "jpm")
    for bad in ("%", "e30", next(iter(committed.disclosures.values()))):
        refused = open_fields(leaf, [*committed.disclosures.values(), bad])
        assert isinstance(refused, Refusal)
        assert refused.code == "DISCLOSURE_UNREADABLE"


@given(st.integers(0, 20))
def test_a_leaf_does_not_tell_how_many_fields_it_hides(count: int) -> None:
    committed = commit_fields({f"f{n}": n for n in range(count)}, 14, os.urandom)
    assert len(committed.digests) == (14 if count <= 14 else -(-count // 4) * 4)
    assert list(committed.digests) == sorted(set(committed.digests))


def test_equal_values_have_different_digests() -> None:
    one, two = (commit_fields({"jpm": "90.00"}, 1, os.urandom) for _ in range(2))
    assert one.digests != two.digests


def test_rfc_9901_example() -> None:
    # RFC 9901 section 4.2.3: a disclosure and its digest.
    text = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert verifier.disclosure_digest(text) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


def test_differences_name_what_the_database_has_changed() -> None:
    recorded = {"jpm": "90.00", "category": "O"}
    found = differences(recorded, {"jpm": "95.00", "category": "O"})
    assert [(each.name, each.recorded, each.found) for each in found] == [("jpm", "90.00", "95.00")]
    assert [each.name for each in differences(recorded, {"jpm": "90.00"})] == ["category"]


# ------------------------------------------------------------------------------------------------------------ vault


def test_records_open_only_for_their_person_event_and_label(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    blob = vault.encrypt(EV, P, "record", {"A": 1})
    assert Vault(tmp_path).decrypt(EV, P, "record", blob) == {"A": 1}
    assert b'"A"' not in blob
    with pytest.raises(InvalidTag):
        vault.decrypt(EV, P, "other", blob)
    with pytest.raises(InvalidTag):
        vault.decrypt(EV, P, "record", blob[:-1] + bytes([blob[-1] ^ 1]))
    vault.admit(EV, ["1" * 24])
    with pytest.raises(InvalidTag):
        vault.decrypt(EV, "1" * 24, "record", blob)


def test_a_shredded_person_is_gone_for_every_process(tmp_path: Path) -> None:
    one, other = Vault(tmp_path), Vault(tmp_path)
    people = [f"{number:024x}" for number in range(1, 50)]
    one.admit(EV, people)
    blobs = {p: other.encrypt(EV, p, "r", p) for p in people}
    one.shred(EV, people[7])
    for vault in (one, other, Vault(tmp_path)):
        with pytest.raises(Shredded):
            vault.decrypt(EV, people[7], "r", blobs[people[7]])
        assert vault.decrypt(EV, people[8], "r", blobs[people[8]]) == people[8]
    with pytest.raises(Shredded):
        one.shred(EV, people[7])
    assert people[7] not in (tmp_path / "vault" / f"{EV}.slots").read_bytes().hex()


def test_a_half_written_slot_is_written_over(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    blob = vault.encrypt(EV, P, "r", 1)
    with (tmp_path / "vault" / f"{EV}.slots").open("ab") as file:
        file.write(bytes.fromhex("ab" * 30))
    again = Vault(tmp_path)
    second = again.encrypt(EV, "2" * 24, "r", 2)
    fresh = Vault(tmp_path)
    assert (fresh.decrypt(EV, P, "r", blob), fresh.decrypt(EV, "2" * 24, "r", second)) == (1, 2)


# ------------------------------------------------------------------------------------------------------------- keys


def test_keys_are_made_once_and_private(tmp_path: Path) -> None:
    key = keys.log_key(tmp_path, "log.contoh.go.id/2026")
    path = keys.log_key_path(tmp_path, "log.contoh.go.id/2026")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.log_key(tmp_path, "log.contoh.go.id/2026").vkey == key.vkey
    assert verifier.parse_key(key.vkey).public == key.public
    assert verifier.fingerprint(key.vkey) == key.fingerprint == notes.fingerprint(key.vkey)
    assert len(key.fingerprint.split(" ")) == 8
    for origin in ("", "a b", "a+b", "a\nb"):
        with pytest.raises(ValueError, match="origin"):
            keys.log_key(tmp_path, origin)


def test_the_office_signs_what_the_gateway_trusts(tmp_path: Path) -> None:
    signer = keys.OfficeSigner.load(tmp_path)
    verifier_ = keys.OfficeVerifier.load(signer.public_file)
    signature = keys.OfficeSigner.load(tmp_path).sign("ab" * 32)
    assert verifier_.verify("ab" * 32, signature)
    assert not verifier_.verify("ac" * 32, signature)
    for bad in ("", "?", "AAAA", signature[:-4]):
        assert not verifier_.verify("ab" * 32, bad)
    assert not verifier_.verify("é", signature)
    assert stat.S_IMODE((tmp_path / "office.key").stat().st_mode) == 0o600


def test_policies_are_read_as_written(tmp_path: Path) -> None:
    key = keys.log_key(tmp_path, "log.contoh.go.id/2026")
    witness = notes.make_vkey("saksi", notes.COSIGNATURE, bytes(range(32)))
    assert verifier.parse_policy(keys.policy_text(key.vkey)).quorum == "none"
    policy = verifier.parse_policy(keys.policy_text(key.vkey, [("saksi", witness)]))
    assert policy.groups == {"sah": (1, ["saksi"])}
    assert len(keys.policy_digest(keys.policy_text(key.vkey))) == 64


def test_the_groups_of_a_policy() -> None:
    vkeys = [notes.make_vkey(f"w{n}", notes.COSIGNATURE, bytes([n]) * 32) for n in range(4)]
    text = "".join(f"witness w{n} {vkey} https://w{n}\n" for n, vkey in enumerate(vkeys))
    policy = verifier.parse_policy(
        f"# comment\n\n{text}group dalam any w0 w1\ngroup luar 2 w2 w3\ngroup sah all dalam luar\nquorum sah\n"
    )
    assert policy.satisfied({"w0", "w2", "w3"})
    assert policy.satisfied({"w1", "w0", "w2", "w3"})
    assert not policy.satisfied({"w0", "w1", "w2"})
    assert not policy.satisfied({"w2", "w3"})


@pytest.mark.parametrize(
    "text",
    [
        "", "quorum x\n", "quorum none\nquorum none\n", "log x\nquorum none\n", "group g any w\nquorum g\n",
        "WITNESS\ngroup g 2 w\nquorum g\n", "WITNESS\ngroup g 0 w\nquorum g\n", "WITNESS\ngroup g any w w\nquorum g\n",
        "WITNESS\ngroup g any w\ngroup h any w\nquorum h\n", "WITNESS\ngroup none any w\nquorum none\n",
        "WITNESS\nwitness v VKEY\nquorum none\n", "WITNESS\ngroup g any none\nquorum g\n", "hello\nquorum none\n",
        "log VKEY\nquorum none\n", "WITNESS\nwitness w VKEY2\nquorum w\n",
    ],
)  # fmt: skip
def test_a_malformed_policy_is_refused(text: str) -> None:
    vkey, second = (notes.make_vkey("w", notes.COSIGNATURE, bytes([n]) * 32) for n in (1, 2))
    with pytest.raises(ValueError, match="policy"):
        verifier.parse_policy(
            text.replace("WITNESS", f"witness w {vkey}").replace("VKEY2", second).replace("VKEY", vkey)
        )


# ----------------------------------------------------------------------------------------------------------- leaves


def test_a_leaf_is_canonical_and_its_minutes_are_whole() -> None:
    at = datetime(2026, 1, 5, 8, 59, 59, tzinfo=timezone(timedelta(hours=7)))
    leaf = leaves.ack(ev=EV, at=at, p=P, prev=3, score=3)
    assert json.loads(leaf) == {
        "v": 1,
        "t": "ack",
        "ev": EV,
        "at": "2026-01-05T01:59Z",
        "p": P,
        "prev": 3,
        "score": 3,
    }
    assert verifier.canonical(json.loads(leaf)) == leaf


def test_every_leaf_type_has_its_paragraph_in_the_documentation() -> None:
    root = Path(__file__).parents[2] / "docs" / "rules"
    for name in ("receipts.md", "tanda-terima.md"):
        text = (root / name).read_text()
        assert [kind for kind in leaves.TYPES if f"`{kind}`" not in text] == []


def test_every_step_and_code_of_the_verifier_is_documented() -> None:
    root = Path(__file__).parents[2] / "docs" / "rules"
    for name in ("receipts.md", "tanda-terima.md"):
        text = (root / name).read_text()
        assert [step for step in verifier.TITLES if f"`{step}`" not in text] == []
        assert [verdict for verdict in verifier.EXIT if verdict not in text] == []


COMMIT: dict[str, Any] = {
    "ev": EV, "at": AT, "organiser": "o", "title": "t", "purpose": "pemetaan",
    "components": [{"code": "CAT", "name": "n", "weight": "100"}], "form_root": hexed("a"), "key_root": hexed("b"),
    "cut_digest": hexed("c"), "roster_root": hexed("d"), "policy": hexed("e"), "schedule": {}, "appeal_days": 3,
    "erase_after": "2029-01-05",
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"ev": "1"}, {"at": datetime(2026, 1, 5)}, {"organiser": " "}, {"components": []}, {"components": [{"code": "x"}]},
        {"form_root": "A" * 64}, {"appeal_days": -1}, {"policy": ""}, {"title": "x" * 5000}, {"schedule": {"a": 1.5}},
        {"norm_digest": "xyz"},
    ],
)  # fmt: skip
def test_malformed_fields_are_not_written(change: dict[str, Any]) -> None:
    leaves.event_commit(**COMMIT)
    with pytest.raises(ValueError, match=r".+"):
        leaves.event_commit(**{**COMMIT, **change})


def test_optional_fields_are_written_when_given() -> None:
    body = json.loads(leaves.event_commit(**COMMIT, norm_digest=hexed("n"), prog=hexed("p"), keys=["k"]))
    assert (body["norm_digest"], body["prog"], body["keys"]) == (hexed("n"), hexed("p"), ["k"])


def test_other_builders_refuse_nonsense() -> None:
    committed = commit_fields({}, 1, os.urandom)
    common: dict[str, Any] = {"ev": EV, "at": AT, "p": P, "prev": -1, "committed": committed}
    seal = {**common, "event": 0, "opened": 1, "form": hexed("f"), "items": 10}
    assert leaves.seal(**seal, answered=10)
    for bad in ({"answered": 11}, {"answered": -1}):
        with pytest.raises(ValueError, match="answered"):
            leaves.seal(**seal, **bad)
    with pytest.raises(ValueError, match="prev"):
        leaves.score(**{**common, "prev": -2}, event=0, seal=1)
    with pytest.raises(ValueError, match="two different"):
        leaves.amend(**common, old=1, reason="r", basis="b", by=["a", "a"])
    beat = json.loads(leaves.beat(ev=EV, at=AT, opened=1, root=hexed("r"), heads=3))
    assert (beat["open"], beat["heads"]) == (1, 3)
    attend = json.loads(leaves.attend(**common, opened=1, proctor="signed"))
    assert (attend["open"], attend["proctor"]) == (1, "signed")


def test_ids_are_random_and_of_the_right_length() -> None:
    assert len({leaves.new_event_id(os.urandom) for _ in range(50)}) == 50
    assert {len(leaves.new_pseudonym(os.urandom)) for _ in range(5)} == {24}


# ------------------------------------------------------------------------------------------------------------ rules


_rulesets = st.builds(
    Ruleset,
    code=st.just("pemetaan"), version=st.just("1"), title_id=st.just(""), title_en=st.just(""),
    in_force_from=st.just(AT.date()), mark=st.just("verified"), note_id=st.just(""), note_en=st.just(""), sources=st.just(()),
    purpose=st.just("pemetaan"), base=st.sampled_from(["rating", "level"]), rating_min=st.just(Decimal(1)),
    rating_max=st.just(Decimal(5)), rating_decimals=st.just(2), jpm_decimals=st.integers(0, 4),
    rounding=st.sampled_from(["half_up", "half_even", "down"]), level_rule=st.sampled_from(["half_up", "floor"]),
    jpm_cap=st.booleans(), validity_years=st.just(3),
    categories=st.just(
        tuple(Category(code, code, code, Decimal(least), "", "") for code, least in (("O", 90), ("CO", 78), ("KO", 0)))
    ),
    potential_bands=st.just(()),
)  # fmt: skip
_competencies = st.lists(st.tuples(st.integers(1, 5), st.integers(100, 500)), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(_rulesets, _competencies)
def test_the_verifier_computes_what_the_office_computes(
    ruleset: Ruleset, given_: list[tuple[int, int]]
) -> None:
    rules = make_rules(ruleset.as_data())
    ratings = [Decimal(hundredths) / 100 for _, hundredths in given_]
    total, required = ruleset.total(ratings), sum(each for each, _ in given_)
    jpm = ruleset.jpm(total, required)
    opened: dict[str, Any] = {
        f"M.{place:02d}": {
            "name": "",
            "required": need,
            "level": ruleset.level_for(rating),
            "rating": str(rating),
        }
        for place, ((need, _), rating) in enumerate(zip(given_, ratings, strict=True), 1)
    }
    opened |= {"total": {"total": str(total), "standard_total": str(required)}, "jpm": str(jpm)}
    opened["category"] = ruleset.category_for(jpm).code
    checks = (verifier.check_levels, verifier.check_total, verifier.check_jpm, verifier.check_category)
    assert all(check(opened, rules) for check in checks)
    wrong: list[tuple[Any, dict[str, Any]]] = [
        (verifier.check_jpm, {"jpm": str(jpm + Decimal("0.0001"))}),
        (verifier.check_category, {"category": "?"}),
        (verifier.check_total, {"total": {"total": str(total + 1), "standard_total": str(required)}}),
        (verifier.check_levels, {"M.01": opened["M.01"] | {"level": opened["M.01"]["level"] + 1}}),
    ]
    for check, change in wrong:
        with pytest.raises(verifier.Mismatch):
            check(opened | change, rules)


def test_score_fields_take_the_outcome_of_the_interfaces() -> None:
    outcome: dict[str, Any] = {
        "participant": {"name": "A", "number": "001"},
        "competencies": [
            {"code": "M.01", "name_id": "Integritas", "required": 3, "level": 3, "rating": "3.40", "gap": "0.40", "items": 10}
        ],
        "potential": [{"code": "P.01", "name_id": "Intelektual", "score": "72.5", "band": "B", "items": 3}],
        "total": "3.40", "standard_total": 3, "jpm": "113.33", "category": {"code": "O", "name_id": "Optimal"},
    }  # fmt: skip
    fields = score_fields(outcome, nip="1" * 18, standard="administrator")
    assert fields == {
        "subject": {"name": "A", "nip": "1" * 18, "number": "001", "standard": "administrator"},
        "M.01": {"name": "Integritas", "required": 3, "level": 3, "rating": "3.40"},
        "potential": [{"code": "P.01", "name": "Intelektual", "score": "72.5", "band": "B"}],
        "total": {"total": "3.40", "standard_total": "3"},
        "jpm": "113.33",
        "category": "O",
    }
    assert "potential" not in score_fields({**outcome, "potential": []}, nip="1" * 18)


def test_rules_digest_is_the_one_the_verifier_computes() -> None:
    assert rules_digest(RULES) == verifier.digest(RULES)
    assert set(NAMES) == set(RULES["standards"]["administrator"])  # type: ignore[index,call-overload,arg-type]
