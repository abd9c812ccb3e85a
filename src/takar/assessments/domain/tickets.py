"""The signed ticket of a session: all that the gateway knows about it (docs/interfaces.md 3)."""

from __future__ import annotations

from collections.abc import Sequence

from takar.assessments.domain.values import AssessmentView, ParticipantView, SessionView
from takar.assessments.domain.visibility import promise
from takar.kernel.canonical import Json
from takar.kernel.clock import milliseconds
from takar.kernel.identity import hash_nip, hash_pin
from takar.ledger.public import Judged


def ticket_content(
    session: SessionView,
    version: int,
    package: str,
    salts: tuple[str, str],
    measures: Sequence[dict[str, str]],
    participants: Sequence[ParticipantView],
    *,
    judged: Judged = False,
) -> dict[str, Json]:
    """The content to sign. `package` is the form's digest, `salts` those of PIN and NIP (base64).

    `judged`: who judges instead of a machine, as it was committed.
    """
    pin_salt, nip_salt = salts
    return {
        "session": session.id,
        "version": version,
        "assessment": _assessment(session.assessment),
        "title": session.title,
        "room": session.room,
        "opens_ms": milliseconds(session.opens),
        "closes_ms": milliseconds(session.closes),
        "package": package,
        "pin_hash": hash_pin(session.pin, pin_salt),
        "pin_salt": pin_salt,
        "measures": [dict(one) for one in measures],
        "visibility": visibility_json(session.assessment, judged),
        "sittings": [_sitting(one, nip_salt) for one in participants],
        "nip_salt": nip_salt,
    }


def visibility_json(assessment: AssessmentView, judged: Judged = False) -> dict[str, Json]:
    """What a participant will see and when; nothing but his receipt where people judge the whole form."""
    policy = assessment.visibility
    if judged is True:
        nothing: dict[str, Json] = dict.fromkeys(("levels", "jpm", "category", "potential"), False)
        return {"when": "at_submission", **nothing, "held_until": None, **promise(policy, judged)}
    return {
        "when": policy.when,
        "levels": policy.levels,
        "jpm": policy.jpm,
        "category": policy.category,
        "potential": policy.potential,
        "held_until": policy.held_until.isoformat() if policy.held_until else None,
        **promise(policy, judged),
    }


def measures_of(
    names: dict[str, dict[str, str]],
    scales: Sequence[str],
    simulations: Sequence[str] = (),
    seen: Sequence[str] = (),
) -> list[dict[str, str]]:
    """What is measured, in words: one line per family of scales that the form has, one for what people judge.

    `seen`: competencies that assessors judge elsewhere, in simulations and interviews.
    """
    families = (
        ("M.", "Kompetensi manajerial", "Managerial competencies"),
        ("SK.", "Kompetensi sosial kultural", "Socio-cultural competency"),
        ("P.", "Potensi", "Potential"),
    )
    lines = []
    for prefix, name_id, name_en in families:
        codes = [code for code in scales if code.startswith(prefix) and code in names]
        if codes:
            listed = [", ".join(names[code][language] for code in codes) for language in ("id", "en")]
            lines.append({"id": f"{name_id}: {listed[0]}", "en": f"{name_en}: {listed[1]}"})
    people = [names[code] for code in seen if code in names]
    if people:
        own, english = (", ".join(one[language] for one in people) for language in ("id", "en"))
        lines.append(
            {
                "id": f"Kompetensi, oleh asesor dalam simulasi dan wawancara, tidak dalam tes ini: {own}",
                "en": f"Competencies, by assessors in exercises and interviews, not in this test: {english}",
            }
        )
    if simulations:
        titles = "; ".join(simulations)
        lines.append(
            {
                "id": f"Simulasi yang dinilai asesor: {titles}",
                "en": f"Simulations judged by assessors: {titles}",
            }
        )
    return lines


def _assessment(view: AssessmentView) -> dict[str, Json]:
    return {
        "id": view.id,
        "title": view.title,
        "legal_basis": view.legal_basis.sentence,
        "purpose": view.purpose,
        "organiser": view.organiser,
        "zone": view.zone,
    }


def _sitting(one: ParticipantView, nip_salt: str) -> dict[str, Json]:
    return {
        "sitting": one.sitting,
        "number": one.number,
        "name": one.name,
        "nip_hash": hash_nip(one.nip, nip_salt),
        "seat": one.seat,
        "extra_minutes": one.extra_minutes,
    }
