"""Long work of readiness: checking a list, taking deliveries in, writing workbooks and the corrected list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext, override

from takar.jobs.public import Job, Progress, enqueue, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.readiness.actions.apply_delivery import apply_delivery
from takar.readiness.actions.empty_check import ALREADY_EMPTIED
from takar.readiness.actions.run_check import run_check
from takar.readiness.models import Check, CheckState, Delivery
from takar.readiness.storage import made_path
from takar.readiness.writing.archive import write_archive
from takar.readiness.writing.corrected import write_csv, write_xlsx

_FORMATS = {"csv": write_csv, "xlsx": write_xlsx}


def start_check(check: Check, *, actor: str) -> Job:
    job = enqueue(
        "readiness.check", {"check": check.pk}, actor=actor, title=f"Memeriksa {check.file_name}"[:200]
    )
    Check.objects.filter(pk=check.pk).update(job=job.pk)
    return job


def start_deliveries(check: Check, deliveries: list[Delivery], *, actor: str) -> Job:
    payload: dict[str, Json] = {"check": check.pk, "deliveries": [each.pk for each in deliveries]}
    job = enqueue(
        "readiness.deliver", payload, actor=actor, title=f"Menerima {len(deliveries)} kiriman balik"
    )
    Delivery.objects.filter(pk__in=[each.pk for each in deliveries]).update(job=job.pk)
    return job


def start_archive(check: Check, *, actor: str, language: str, unit: int | None = None) -> Job:
    payload: dict[str, Json] = {"check": check.pk, "language": language, "unit": unit}
    return enqueue(
        "readiness.archive", payload, actor=actor, title=f"Daftar untuk unit: {check.file_name}"[:200]
    )


def start_export(check: Check, form: str, *, actor: str, language: str) -> Job:
    payload: dict[str, Json] = {"check": check.pk, "form": form, "language": language}
    return enqueue(
        "readiness.export", payload, actor=actor, title=f"Daftar terkoreksi: {check.file_name}"[:200]
    )


@handler("readiness.check")
def check_list(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
    """A refused file is no failure of the job: the page that follows shows the refusal."""
    check = _check(payload)
    if check.state in (CheckState.UPLOADED, CheckState.REFUSED) and check.stored_name:
        run_check(check, progress)
    return {"next": reverse("readiness:check", args=[check.pk])}


@handler("readiness.deliver")
def take_in(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
    numbers = payload["deliveries"]
    assert isinstance(numbers, list)
    for done, number in enumerate(numbers):
        progress(done, len(numbers))
        apply_delivery(Delivery.objects.get(pk=int(str(number))))
    progress(len(numbers), len(numbers))
    if len(numbers) == 1:
        return {"next": reverse("readiness:delivery", args=[int(str(numbers[0]))])}
    return {"next": reverse("readiness:deliveries", args=[_check(payload).pk])}


@handler("readiness.archive")
def write_all(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    check, language = _check(payload), str(payload["language"])
    if check.state != CheckState.READY:
        return ALREADY_EMPTIED
    unit = payload.get("unit")
    with override(language):
        write_archive(
            made_path(check.pk, "units.zip"),
            check,
            language,
            lambda done, total: progress(done, total),
            None if unit is None else int(str(unit)),
        )
        label = gettext("Unduh daftar untuk unit (ZIP)")
    return {"next": reverse("readiness:made", args=[check.pk, "units.zip"]), "label": label, "file": True}


@handler("readiness.export")
def export(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    check, form = _check(payload), str(payload["form"])
    if check.state != CheckState.READY:
        return ALREADY_EMPTIED
    total, path = check.people + check.not_serving, made_path(check.pk, f"list.{form}")
    unfinished = path.with_suffix(f".tmp.{form}")
    _FORMATS[form](unfinished, check, lambda done: progress(done, total))
    unfinished.replace(path)
    with override(str(payload["language"])):
        label = gettext("Unduh daftar terkoreksi")
    return {"next": reverse("readiness:made", args=[check.pk, f"list.{form}"]), "label": label, "file": True}


def _check(payload: dict[str, Json]) -> Check:
    return Check.objects.get(pk=int(str(payload["check"])))
