"""The only door to the ledger for other contexts. No Django, no database.

Opening the log
    log = open_log(folder, keys, origin)      folder of this log, key folder, e.g. "log.asesmen.kota-contoh.go.id/2026"
    log.append([leaf, …]) -> Appended(first, checkpoint)           durable when it returns; leaves are bytes of a builder
    log.append_with(lambda first: [leaf, …]) -> Appended           `first` = index of the first leaf, known under the lock,
                                                                   so one batch may hold seals and the scores that name them
    log.checkpoint() -> Checkpoint(origin, size, root, note)       log.leaf(i) -> bytes      log.leaves(start, stop)
    read_log(folder, vkey=None) -> LogReader                       the same without a key (auditors)
    Raises LedgerFault (code, refusal with remedy) when an old backup was restored, a key is missing, a tile is damaged.

Leaves (`takar.ledger.leaves` is re-exported as `leaves`); every builder returns canonical bytes, all arguments by keyword
    ev = new_event_id(random_bytes)    18 hex    p = new_pseudonym(random_bytes)    24 hex, new for every person and event
    at: aware datetime, written as UTC whole minutes.  prev: index of the person's previous leaf, -1 when there is none
    leaves.event_commit(ev, at, organiser, title, purpose, components, form_root, key_root, cut_digest, roster_root,
                        policy, schedule, appeal_days, erase_after, norm_digest="", prog="", keys=())
        components: [{"code": "CAT", "name": "Tes kompetensi", "weight": "100"}]   digests and roots: 64 hex
        cut_digest = rules_digest(rules)   policy = policy_digest(policy text)   schedule: {"from": "2026-01-05", "to": …}
    leaves.sitting_open(ev, at, event, session, room, head, expected)      event = index of event.commit
        head = checkpoint_digest(log.checkpoint()): proves that the opening is not older than that checkpoint
    leaves.sitting_close(ev, at, opened, session, attended, sealed)        opened = index of sitting.open
    leaves.attend(ev, at, p, prev, opened, committed, proctor=None)
    leaves.beat(ev, at, opened, root, heads)
    leaves.seal(ev, at, p, prev, event, opened, form, answered, items, committed)
    leaves.score(ev, at, p, prev, event, seal, committed)                  prev = seal unless something came between
    leaves.ack(ev, at, p, prev, score)
    leaves.release(ev, at, event, scores)                                  held results are shown from here on
    leaves.day_close(ev, at, event, batch, day, date, entries, root, counts)   a signed sheet; counts: {"present": 24, …}
    leaves.event_close(ev, at, event, counts, final_root)                  counts: {"seal": 100, "score": 100, …}
    leaves.amend(ev, at, p, prev, old, reason, basis, by, committed)       by: two or more ids of who signed for it
  of people's judgement (event.commit names keys=, panel=, quorum=; keys as key_text(public), base64url):
    leaves.rating(ev, at, p, prev, event, component, instrument, record, chain, envelope, committed)
        record: the digest of the "record" disclosure; envelope signs {ev, p, instrument, record, chain} as RATING_TYPE
    leaves.reopen(ev, at, p, prev, old, why, by, committed)                why: "reopened" | "withdrawn"; by: two ids
    leaves.raters(ev, at, event, keys, by, reason)                         raters appointed after event.commit
    leaves.component(ev, at, p, prev, event, component, source, by, committed)   a value that no rater here signed
    leaves.final(ev, at, p, prev, event, inputs, committed)                inputs: {component: [index, …]}
    leaves.pleno(ev, at, event, table, votes, dissent, minutes, envelope, replaces=-1)
        envelope: PLENO_TYPE over canonical(pleno_payload(ev, table, votes, dissent, minutes)), joined from >= quorum members
    leaves.decision(ev, at, event, pleno, departs, committed)
    leaves.appeal(ev, at, p, prev, old, state, committed)                  old: final or pleno when "filed", else the filing

Salted disclosures (RFC 9901): committed = commit_fields(fields, slots=SLOTS["score"], random_bytes=os.urandom)
    .digests go into the leaf; .disclosures {name: text} are kept in the vault and opened in a receipt
    open_fields(leaf_bytes, disclosures) -> {name: value} | Refusal
    differences(recorded, found) -> [Difference(name, recorded, found)]    names what the database has changed

What the leaves disclose (field name -> value; no floats, decimal strings)
    seal:  "record"  the full response record (object of the caller), "nonce" text, "chain" 64 hex: last chain head
    score: "subject"     {"name": …, "nip": …, "number": …, "standard": job class as in rules["standards"], or ""}
           one field per competency, named by its code:
           "M.03"        {"name": "Komunikasi", "required": 3, "level": 3, "rating": "3.40"}
           "potential"   [{"code": "P.01", "name": …, "score": "72.5", "band": "B"}]       (may be absent)
           "total"       {"total": "30.15", "standard_total": "27"}
           "jpm"         "111.67"              "category"    "O"
    score_fields(outcome, nip=…, standard="") makes these from a complete outcome of docs/interfaces.md section 7
    seal_fields(record, nonce=…, chain=…) makes the former
    shown_disclosures(committed.disclosures, {"levels", "potential", "jpm", "category"}) -> what a receipt may open
    amend: "old" and "new": objects of the fields that change, by field name

The rules, committed by digest in event.commit (cut_digest) and opened in every receipt
    rules = make_rules(ruleset.as_data(), visibility={"when": …, "levels": True, …}, standards={"administrator": {"M.01": 3, …}})
    cut_digest = rules_digest(rules)
    The verifier recomputes level (level_rule), totals (base), JPM (jpm_decimals, rounding, jpm_cap), category and band from
    these data, and, when subject.standard names an entry of rules["standards"], the required levels.

Roots: tree_root([bytes, …]) -> 32 bytes      RFC 6962 root of a list (keys of a form, roster, chain heads)

People's signatures (DSSE v1, Ed25519)
    sign_envelope(type, payload, [(public, sign)]) -> envelope      join_envelopes([…])      key_id(public) -> 16 hex
    key_text(public) -> 43 characters as in a leaf      read_key(text) -> 32 bytes
    signed_by(envelope, type, [public, …]) -> (payload, ids of those who really signed)

Records that can be shredded
    vault = Vault(keys_folder)         AES-256-GCM under one key per person and event, wrapped by the event's key
    vault.admit(ev, [p, …])            makes the keys of many persons in one durable write
    vault.encrypt(ev, p, label, value) -> bytes (store them where you like)     vault.decrypt(ev, p, label, blob) -> value
    vault.opened(ev, p) -> Cipher      the key opened once, for many records: .encrypt(label, value), .decrypt(label, blob)
    vault.shred(ev, p)                 afterwards decrypt raises Shredded

Receipts
    receipt = build_receipt(log, index, disclosures=[…], rules=rules)      index of the score leaf (or of the seal)
        held result: disclosures=() .   receipt.text, .name "bukti-<code>.tlog-proof", .code (16 characters)
        many at once: checkpoint=log.checkpoint() once for all;  corrections=[Correction(index, disclosures)] after an amend
    receipt_code(leaf) -> the 16 characters that stand for a leaf
    qr_text(receipt.text) -> str     qr_svg(receipt.text) -> str     qr_version(receipt.text) -> "30-L"
    verify(text, policy=None, key=None) -> Verdict(verdict, exit_code, steps, …): the standalone verifier itself
    VERIFIER_PROGRAM, VERIFIER_PAGE: paths of verifier.py and verifier.html; verifier_page_policy() -> the page's own CSP

Keys
    key = log_key(keys_folder, origin): .vkey  .fingerprint (8 groups of 4 hex, printed on the event card)
    policy_text(key.vkey, witnesses=()) -> tlog-policy        policy_digest(text)
    signer = OfficeSigner.load(keys_folder): .sign(digest) -> base64, .public_file (path of the public half)
    OfficeVerifier.load(public_file).verify(digest, signature) -> bool       all that the gateway needs

Watching: monitor(log) -> [Finding(index, code, id, en)]        fsck(folder, vkey=None) -> [Finding]
"""

from takar.ledger import leaves
from takar.ledger.disclosures import (
    SLOTS,
    Committed,
    Difference,
    commit_fields,
    differences,
    disclosure_digest,
    open_fields,
)
from takar.ledger.dsse import join_envelopes, key_id, key_text, read_key, sign_envelope, signed_by
from takar.ledger.faults import LedgerFault
from takar.ledger.fsck import fsck
from takar.ledger.judging_leaves import PLENO_TYPE, RATING_TYPE, pleno_payload
from takar.ledger.keys import LogKey, OfficeSigner, OfficeVerifier, log_key, policy_digest, policy_text
from takar.ledger.leaves import checkpoint_digest, new_event_id, new_pseudonym
from takar.ledger.log import Appended, Log, accept_head, open_log
from takar.ledger.monitor import Finding, monitor
from takar.ledger.notes import Checkpoint, fingerprint
from takar.ledger.qr import qr_svg, qr_text, qr_version
from takar.ledger.reader import LogReader, read_log
from takar.ledger.receipt import Correction, Receipt, build_receipt
from takar.ledger.rules import (
    COMPETENCIES,
    Judged,
    judged_in,
    make_rules,
    rules_digest,
    score_fields,
    seal_fields,
    shown_disclosures,
)
from takar.ledger.tree import tree_root
from takar.ledger.vault import Cipher, Shredded, Vault
from takar.ledger.verifier import Verdict, receipt_code, receipt_from_qr, verify
from takar.ledger.verifier import run as run_verifier
from takar.ledger.verifier_html.build import SHIPPED as VERIFIER_PAGE
from takar.ledger.verifier_html.build import VERIFIER_PROGRAM, verifier_page_policy

__all__ = [
    "COMPETENCIES",
    "PLENO_TYPE",
    "RATING_TYPE",
    "SLOTS",
    "VERIFIER_PAGE",
    "VERIFIER_PROGRAM",
    "Appended",
    "Checkpoint",
    "Cipher",
    "Committed",
    "Correction",
    "Difference",
    "Finding",
    "Judged",
    "LedgerFault",
    "Log",
    "LogKey",
    "LogReader",
    "OfficeSigner",
    "OfficeVerifier",
    "Receipt",
    "Shredded",
    "Vault",
    "Verdict",
    "accept_head",
    "build_receipt",
    "checkpoint_digest",
    "commit_fields",
    "differences",
    "disclosure_digest",
    "fingerprint",
    "fsck",
    "join_envelopes",
    "judged_in",
    "key_id",
    "key_text",
    "leaves",
    "log_key",
    "make_rules",
    "monitor",
    "new_event_id",
    "new_pseudonym",
    "open_fields",
    "open_log",
    "pleno_payload",
    "policy_digest",
    "policy_text",
    "qr_svg",
    "qr_text",
    "qr_version",
    "read_key",
    "read_log",
    "receipt_code",
    "receipt_from_qr",
    "rules_digest",
    "run_verifier",
    "score_fields",
    "seal_fields",
    "shown_disclosures",
    "sign_envelope",
    "signed_by",
    "tree_root",
    "verifier_page_policy",
    "verify",
]
