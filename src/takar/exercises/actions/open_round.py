"""Open a round of judging: its rules, raters and people are in the log before anybody writes on a sheet.

Each step may crash: opening again goes on where it stopped and repeats nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from takar.accounts.public import User, record_change, signing_key_of
from takar.assessments.public import evidence_log, log_policy, vault
from takar.exercises.domain.round_rules import rules_fault
from takar.exercises.models import ListedRater, Round, Subject
from takar.exercises.queries import round_view
from takar.exercises.rounds import commitment
from takar.exercises.rounds.book import Build, Draft, write_leaves
from takar.exercises.rounds.values import Rated, RoundView
from takar.kernel.canonical import canonical, digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.ledger.public import key_text, leaves, new_event_id, new_pseudonym

VALID_YEARS = 3
TITLE_LIMIT = 200


def open_round(
    owner: str,
    title: str,
    rules: Mapping[str, Any],
    raters: Sequence[str],
    subjects: Sequence[Rated],
    *,
    actor: str,
    organiser: str,
    purpose: str = "penilaian",
    panel: Sequence[str] = (),
    quorum: int = 0,
    schedule: Mapping[str, Any] | None = None,
    appeal_days: int = 0,
    erase_after: date | None = None,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> RoundView | Refusal:
    """Commit a round to the log; `owner` is its assessment's or selection's id, `raters` and `panel` are user names.

    `panel`: who signs the plenary (none: the raters), `quorum`: how many of them at least (0: more than half).
    Refuses ROUND_RULES_BAD, RATERS_WITHOUT_KEY, ROUND_TITLE_BAD, ROUND_EMPTY, ROUND_TERMS_BAD, ROUND_FIXED, and
    ROUND_TOO_LARGE for raters and components that do not fit into one leaf.
    Call it outside of a transaction.
    """
    fault = (
        rules_fault(rules)
        or _untitled(title)
        or _empty(raters, subjects)
        or _terms_fault(organiser, purpose, quorum, len(panel or dict.fromkeys(raters)), appeal_days)
        or _strange_standard(rules, subjects)
    )
    if fault:
        return fault
    keys = _keys([*raters, *panel])
    if isinstance(keys, Refusal):
        return keys
    known = Round.objects.filter(pk=owner).first()
    if known is None:
        terms = {
            "organiser": organiser,
            "purpose": purpose,
            "panel": [key_text(bytes.fromhex(keys[name])) for name in panel],
            "quorum": quorum,
            "schedule": dict(schedule or {}),
            "appeal_days": appeal_days,
            "erase_after": (erase_after or _years_later(clock().date())).isoformat(),
        }
        made = _make(
            owner, title, {**rules, "terms": terms}, [(name, keys[name]) for name in dict.fromkeys(raters)],
            subjects, actor, clock, random_bytes,
        )  # fmt: skip
        if isinstance(made, Refusal):
            return made
    elif _differs(known, title, rules, raters, subjects):
        return _fixed(known)
    _log_commit(owner, clock)
    return round_view(Round.objects.get(pk=owner))


def _make(
    owner: str,
    title: str,
    rules: dict[str, Any],
    raters: Sequence[tuple[str, str]],
    subjects: Sequence[Rated],
    actor: str,
    clock: Clock,
    random_bytes: RandomBytes,
) -> Refusal | None:
    with transaction.atomic():
        row = Round.objects.create(
            owner=owner, event=new_event_id(random_bytes), title=title, rules=rules, made_at=clock()
        )
        people = [
            Subject(
                round=row, nip=one.nip, name=one.name, number=one.number,
                pseudonym=new_pseudonym(random_bytes), salt=random_bytes(16).hex(), standard=one.standard,
            )
            for one in subjects
        ]  # fmt: skip
        Subject.objects.bulk_create(people)
        ListedRater.objects.bulk_create(
            ListedRater(round=row, username=name, public=public, salt=random_bytes(16).hex())
            for name, public in raters
        )
        leaf = _leaf(row, clock)
        if isinstance(leaf, Refusal):
            transaction.set_rollback(True)
            return leaf
        row.leaf = leaf.decode()
        row.save(update_fields=["leaf"])
        vault().admit(row.event, [one.pseudonym for one in people])
        record_change(
            actor, "round.open", f"round:{owner}",
            after={"event": row.event, "rules": digest(rules), "raters": len(raters), "people": len(people)}, clock=clock,
        )  # fmt: skip
    return None


def _leaf(row: Round, clock: Clock) -> bytes | Refusal:
    """The leaf, or what keeps it from being written: nothing else may, since all of it was checked before."""
    try:
        return _commitment(row, clock)
    except leaves.LeafTooLarge as large:
        return _too_large(row, large.size)


def _commitment(row: Round, clock: Clock) -> bytes:
    rules, terms = row.rules, row.rules["terms"]
    raters = commitment.first_raters(row)
    return leaves.event_commit(
        ev=row.event,
        at=clock(),
        organiser=terms["organiser"],
        title=row.title,
        purpose=terms["purpose"],
        components=commitment.components(rules),
        form_root=commitment.form_root(rules),
        key_root=commitment.root_of(commitment.rater_entries(raters)),
        cut_digest=digest(rules),
        roster_root=commitment.root_of(commitment.subject_entries(list(row.subjects.order_by("nip")))),
        policy=log_policy(),
        schedule=terms["schedule"],
        appeal_days=terms["appeal_days"],
        erase_after=terms["erase_after"],
        keys=commitment.leaf_keys(raters),
        panel=terms["panel"],
        quorum=terms["quorum"],
    )


def _log_commit(owner: str, clock: Clock) -> None:
    row = Round.objects.get(pk=owner)
    if row.index is not None:
        return
    leaf = row.leaf.encode()
    build: Build = lambda prev, placed: (leaf, b"")  # noqa: E731
    write_leaves(evidence_log(), lambda: [Draft(f"commit:{owner}", owner, "", build)], clock)


def _keys(names: Sequence[str]) -> dict[str, str] | Refusal:
    """Public key (hex) by user name."""
    users = {user.username: user for user in User.objects.filter(username__in=names)}
    found = {name: signing_key_of(user) for name, user in users.items()}
    missing = sorted({name for name in names if found.get(name) is None})
    if missing:
        listed = ", ".join(missing)
        return Refusal(
            "RATERS_WITHOUT_KEY",
            f"Belum mempunyai kunci tanda tangan: {listed}. Mintalah mereka membuatnya di halaman akun, lalu buka lagi.",
            f"Without a signing key: {listed}. Ask them to make one on their account page, then open the round again.",
            {"raters": list(missing)},
        )
    return {name: key.hex() for name, key in found.items() if key}


def _untitled(title: str) -> Refusal | None:
    if 0 < len(title.strip()) <= TITLE_LIMIT:
        return None
    return Refusal(
        "ROUND_TITLE_BAD",
        f"Judul putaran harus diisi, paling panjang {TITLE_LIMIT} huruf.",
        f"A round needs a title of at most {TITLE_LIMIT} characters.",
    )


def _empty(raters: Sequence[str], subjects: Sequence[Rated]) -> Refusal | None:
    if raters and subjects and len({one.nip for one in subjects}) == len(subjects):
        return None
    return Refusal(
        "ROUND_EMPTY",
        "Putaran memerlukan paling sedikit satu penilai dan satu peserta, dan setiap peserta hanya sekali.",
        "A round needs at least one rater and one participant, and every participant only once.",
    )


def _differs(
    row: Round, title: str, rules: Mapping[str, Any], raters: Sequence[str], subjects: Sequence[Rated]
) -> bool:
    mine = {name: value for name, value in row.rules.items() if name != "terms"}
    listed = {one.username for one in commitment.first_raters(row)}
    people = {(one.nip, one.name, one.number, one.standard) for one in row.subjects.all()}
    return (row.title, listed, people) != (
        title, set(raters), {(one.nip, one.name, one.number, one.standard) for one in subjects},
    ) or canonical(mine) != canonical(dict(rules))  # fmt: skip


def _fixed(row: Round) -> Refusal:
    return Refusal(
        "ROUND_FIXED",
        f"Putaran “{row.title}” sudah ditetapkan di log dan tidak dapat diubah lagi. Penilai ditambahkan oleh dua orang.",
        f"The round “{row.title}” is committed to the log and cannot be changed. Raters are added by two people.",
    )


def _terms_fault(organiser: str, purpose: str, quorum: int, signers: int, appeal_days: int) -> Refusal | None:
    if not organiser.strip() or not purpose.strip():
        return _terms("penyelenggara dan tujuan harus diisi", "organiser and purpose must be filled in")
    if not 0 <= quorum <= signers:
        return _terms(f"kuorum harus antara 0 dan {signers}", f"the quorum must lie between 0 and {signers}")
    if appeal_days < 0:
        return _terms("masa keberatan tidak boleh negatif", "the days to object must not be negative")
    return None


def _terms(indonesian: str, english: str) -> Refusal:
    return Refusal(
        "ROUND_TERMS_BAD",
        f"Putaran tidak dapat dibuka: {indonesian}. Perbaiki, lalu buka lagi.",
        f"The round cannot be opened: {english}. Mend it, then open it again.",
    )


def _strange_standard(rules: Mapping[str, Any], subjects: Sequence[Rated]) -> Refusal | None:
    known = set(rules.get("standards") or {})
    strange = sorted({one.standard for one in subjects if one.standard and one.standard not in known})
    if not strange:
        return None
    listed = ", ".join(strange)
    return _terms(f"standar {listed} tidak ada dalam aturannya", f"its rules lack the standard {listed}")


def _too_large(row: Round, size: int) -> Refusal:
    raters, components = len(commitment.first_raters(row)), len(row.rules["components"])
    return Refusal(
        "ROUND_TOO_LARGE",
        f"Penetapan dengan {raters} penilai dan {components} komponen memerlukan {size} byte; satu catatan log memuat "
        f"{leaves.LIMIT}. Kurangi penilai yang ditetapkan sejak awal, atau bagilah menjadi beberapa putaran.",
        f"A commitment with {raters} raters and {components} components takes {size} bytes; one leaf of the log holds "
        f"{leaves.LIMIT}. Commit to fewer raters at first, or split it into several rounds.",
        {"bytes": size, "limit": leaves.LIMIT},
    )


def _years_later(day: date) -> date:
    return day.replace(year=day.year + VALID_YEARS, day=min(day.day, 28))
