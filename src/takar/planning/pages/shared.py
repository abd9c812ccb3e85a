"""What the pages of planning have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import CheckboxInput, CheckboxSelectMultiple, Form, RadioSelect, Select
from django.http import Http404, HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takar.accounts.public import Ability, User
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.planning.models import Batch, Plan

KIND_NAMES = {
    "cat": _("Tes komputer (CAT)"),
    "paper": _("Tertulis"),
    "simulation": _("Simulasi"),
    "interview": _("Wawancara"),
}
TOGETHER_NAMES = {
    "all": _("Semua bersama"),
    "group": _("Per kelompok"),
    "one": _("Satu per satu"),
}
ROLE_NAMES = {"lead": _("Ketua"), "assessor": _("Asesor"), "standby": _("Siaga")}
PLAN_STATES = {
    "solving": (_("Sedang disusun"), "bg-blue-lt"),
    "proposed": (_("Usulan"), "bg-yellow-lt"),
    "impossible": (_("Tidak mungkin"), "bg-red-lt"),
    "adopted": (_("Dipakai"), "bg-green-lt"),
    "discarded": (_("Dibuang"), "bg-secondary-lt"),
}
BATCH_STATES = {
    "planned": (_("Direncanakan"), "bg-secondary-lt"),
    "announced": (_("Diumumkan"), "bg-blue-lt"),
    "done": (_("Selesai"), "bg-green-lt"),
    "cancelled": (_("Dibatalkan"), "bg-red-lt"),
}
# The order decides the colours of classes on the board.
CLASSES = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana", "fungsional")


def actor(request: HttpRequest) -> str:
    return str(request.user.get_username())


def manages(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may(Ability.MANAGE_PLANS)


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def today() -> Any:
    return localdate()


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form that is bound only then."""
    return request.POST if request.method == "POST" else None


def tell(request: HttpRequest, done: object, success: str) -> bool:
    """Show the refusal, or the sentence of success. True when it was done."""
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
        return False
    messages.success(request, success)
    return True


def class_name(job_class: str) -> str:
    try:
        return JOB_CLASS_NAMES[JobClass(job_class)][language()]
    except (ValueError, KeyError):
        return job_class


def found_plan(plan: int) -> Plan:
    """The plan, or the page 404."""
    row = Plan.objects.filter(pk=plan).first()
    if row is None:
        raise Http404
    return row


def found_batch(batch: str) -> Batch:
    """The batch with its plan, or the page 404."""
    row = Batch.objects.select_related("plan").filter(pk=batch).first()
    if row is None:
        raise Http404
    return row


def resources(tab: str, request: HttpRequest) -> dict[str, Any]:
    """Context of every page of resources."""
    return {"tab": tab, "manages": manages(request)}


def dress(form: Form) -> None:
    """Give every field of a form the look of the office."""
    for field in form.fields.values():
        widget = field.widget
        if isinstance(widget, CheckboxInput):
            widget.attrs["class"] = "form-check-input"
        elif not isinstance(widget, RadioSelect | CheckboxSelectMultiple):
            widget.attrs["class"] = "form-select" if isinstance(widget, Select) else "form-control"


def spoken(pair: Any, pick: Callable[[Any], tuple[str, str]] = lambda one: (one.id, one.en)) -> str:
    """A sentence kept in both languages, in the reader's."""
    indonesian, english = pick(pair)
    return english if language() == "en" else indonesian
