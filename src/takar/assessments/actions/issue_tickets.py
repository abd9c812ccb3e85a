"""Write the form's package and the signed tickets of the sessions into the exam store."""

from __future__ import annotations

from takar.assessments.domain.tickets import measures_of, ticket_content
from takar.assessments.models import Assessment, Session
from takar.assessments.ports import ExamStore
from takar.assessments.queries import participants_of, session
from takar.assessments.wiring import office_signer
from takar.forms.public import package_json, scales_of, sealed_form
from takar.kernel.canonical import Json, canonical, digest
from takar.ledger.public import COMPETENCIES, Judged, judged_in


def issue_tickets(assessment: str, store: ExamStore) -> None:
    """Package and first tickets of every session. Running it again writes nothing new."""
    row = Assessment.objects.get(pk=assessment)
    form = sealed_form(row.form)
    assert form is not None
    store.put_package(form.digest, package_json(row.form).decode())
    for one in row.sessions.all():
        if one.ticket_version == 0:
            issue_ticket(one, store)


def issue_ticket(row: Session, store: ExamStore) -> int:
    """The next version of one session's ticket, signed; returns its number."""
    version = row.ticket_version + 1
    while not _put(row, version, store):
        version += 1
    row.ticket_version = version
    row.save(update_fields=["ticket_version"])
    return version


def _put(row: Session, version: int, store: ExamStore) -> bool:
    """False when a try that crashed has already left other content under this version."""
    content = _content(row, version)
    seal = digest(content)
    ticket: dict[str, Json] = {"content": content, "digest": seal, "signature": office_signer().sign(seal)}
    try:
        store.put_ticket(row.id, version, canonical(ticket).decode())
    except ValueError:
        return False
    return True


def _content(row: Session, version: int) -> dict[str, Json]:
    view = session(row.id)
    form = sealed_form(row.assessment.form)
    assert view is not None
    assert form is not None
    judged = judged_in(row.assessment.opening.rules)
    return ticket_content(
        view,
        version,
        form.digest,
        (row.pin_salt, row.nip_salt),
        measures_of(
            row.assessment.opening.names, scales_of(row.assessment.form), form.simulations, _seen(row, judged)
        ),
        participants_of(row.id),
        judged=judged,
    )


def _seen(row: Session, judged: Judged) -> list[str]:
    """What people judge beside this test: everything that its standards ask for."""
    standards = row.assessment.opening.rules["standards"].values()
    return sorted({code for one in standards for code in one}) if judged == COMPETENCIES else []
