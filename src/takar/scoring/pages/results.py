"""Results for those who may read them: all assessments, one recap, one person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, record_change, requires
from takar.assessments.public import (
    AssessmentView,
    ParticipantView,
    assessment,
    assessments,
    judged_of,
    participant,
    participants_in,
    promise_of,
)
from takar.kernel.refusals import Refusal
from takar.ledger.public import qr_svg
from takar.scoring.actions.certify_results import certify_results
from takar.scoring.actions.release_results import release_results
from takar.scoring.domain.radar import Spoke, radar_svg
from takar.scoring.models import Outcome, Trouble
from takar.scoring.queries import OutcomeView, mean_potential, outcome_of, outcomes_of

PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the recap: a participant, and his result if there is one."""

    who: ParticipantView
    outcome: OutcomeView | None

    @property
    def jpm(self) -> Decimal:
        return Decimal(self.outcome.full.get("jpm", -1)) if self.outcome else Decimal(-1)

    @property
    def potential(self) -> str:
        """Mean of the aspects with one decimal; empty where none was measured."""
        mean = mean_potential(self.outcome.full) if self.outcome else None
        return "" if mean is None else str(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))


@requires(Ability.READ_RESULTS)
def results(request: HttpRequest) -> HttpResponse:
    counts = dict(Outcome.objects.values_list("assessment").annotate(n=Count("id")))
    views = [one for one in assessments() if one.commit_index is not None]
    rows = [{"view": one, "sealed": counts.get(one.id, 0)} for one in views]
    return render(request, "scoring/results.html", {"rows": rows})


@requires(Ability.READ_RESULTS)
def recap(request: HttpRequest, assessment: str) -> HttpResponse:
    view = _opened(assessment)
    lines = _lines(view, request.GET.get("cari", ""), request.GET.get("urut", "number"))
    sealed = list(outcomes_of(view.id))
    judged = judged_of(view.id, view.form)
    scored = [one for one in sealed if one.full.get("competencies")]
    names = scored[0].full["competencies"] if scored else []
    context = {
        "assessment": view,
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "competencies": names,
        "judged": judged,
        "meeting": _may(request, Ability.INTEGRATE),
        "met": sum(1 for one in sealed if one.meeting),
        "sealed": len(sealed),
        "total": len(participants_in(view.id)),
        "held": sum(1 for one in sealed if one.status == "held"),
        "categories": _categories(sealed),
        "search": request.GET.get("cari", ""),
        "sort": request.GET.get("urut", "number"),
        "troubles": _troubles(view),
        "may_release": view.visibility.when == "held" and _may(request, Ability.MANAGE_ASSESSMENTS),
        "may_report": _may(request, Ability.MAKE_REPORTS),
        "may_certify": bool(sealed) and not judged and _may(request, Ability.MANAGE_CERTIFICATES),
        "shown": promise_of(view),
    }
    return render(request, "scoring/recap.html", context)


@requires(Ability.READ_RESULTS)
def result(request: HttpRequest, sitting: str) -> HttpResponse:
    who, outcome = participant(sitting), outcome_of(sitting)
    if who is None or outcome is None:
        raise Http404
    view = _opened(who.assessment)
    record_change(request.user.get_username(), "result.read", f"sitting:{sitting}")
    context = {
        "assessment": view,
        "who": who,
        "outcome": outcome,
        "full": outcome.full,
        "radar": _radar(outcome) if outcome.full.get("total") else "",
        "qr": mark_safe(qr_svg(outcome.receipt)),  # noqa: S308  drawn by our own ledger, holds no text of users
        "may_report": _may(request, Ability.MAKE_REPORTS),
        "meeting": _may(request, Ability.INTEGRATE),
    }
    return render(request, "scoring/result.html", context)


@requires(Ability.READ_RESULTS)
def receipt(request: HttpRequest, sitting: str) -> HttpResponse:
    outcome = outcome_of(sitting)
    if outcome is None:
        raise Http404
    record_change(request.user.get_username(), "receipt.download", f"sitting:{sitting}")
    return _file(outcome.receipt, outcome.receipt_name)


@requires(Ability.READ_RESULTS)
def meeting_receipt(request: HttpRequest, sitting: str) -> HttpResponse:
    """The receipt of what the assessor meeting found, for its owner."""
    outcome = outcome_of(sitting)
    if outcome is None or outcome.meeting is None:
        raise Http404
    record_change(request.user.get_username(), "receipt.download", f"sitting:{sitting}")
    return _file(outcome.meeting.receipt, outcome.meeting.receipt_name)


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def release(request: HttpRequest, assessment: str) -> HttpResponseBase:
    done = release_results(assessment, request.user.get_username(), request.POST.get("alasan", ""))
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(get_language() or "id"))
    else:
        text = ngettext(
            "%(n)s hasil diumumkan kepada peserta.", "%(n)s hasil diumumkan kepada peserta.", done
        )
        messages.success(request, text % {"n": done})
    return redirect("scoring:recap", assessment)


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def certify(request: HttpRequest, assessment: str) -> HttpResponseBase:
    done = certify_results(assessment, request.user.get_username(), request.POST.get("alasan", ""))
    language = get_language() or "id"
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language))
    else:
        text = gettext("%(added)s hasil dicatat ke register sertifikat; %(same)s sudah tercatat sebelumnya.")
        messages.success(request, text % {"added": done.added, "same": done.same})
        for refusal in done.refused[:5]:
            messages.warning(request, refusal.sentence(language))
    return redirect("scoring:recap", assessment)


def _opened(assessment_id: str) -> AssessmentView:
    view = assessment(assessment_id)
    if view is None or view.commit_index is None:
        raise Http404
    return view


def _may(request: HttpRequest, ability: Ability) -> bool:
    return isinstance(request.user, User) and request.user.may(ability)


def _lines(view: AssessmentView, search: str, sort: str) -> list[Line]:
    known = {one.sitting: one for one in outcomes_of(view.id)}
    text = " ".join(search.casefold().split())
    lines = [
        Line(who, known.get(who.sitting))
        for who in participants_in(view.id)
        if not text or text in f"{who.number} {who.name} {who.nip} {who.unit}".casefold()
    ]
    if sort == "jpm":
        return sorted(lines, key=lambda one: one.jpm, reverse=True)
    if sort == "name":
        return sorted(lines, key=lambda one: one.who.name.casefold())
    return lines


def _categories(sealed: list[OutcomeView]) -> list[dict[str, Any]]:
    """How many in each category, in the order they were met from the highest JPM down."""
    counts: dict[str, dict[str, Any]] = {}
    scored = [one for one in sealed if one.full.get("jpm")]
    for one in sorted(scored, key=lambda o: Decimal(o.full["jpm"]), reverse=True):
        category = one.full["category"]
        counts.setdefault(category["code"], {**category, "count": 0})["count"] += 1
    return list(counts.values())


def _troubles(view: AssessmentView) -> list[dict[str, str]]:
    people = {one.sitting: one for one in participants_in(view.id)}
    rows = Trouble.objects.filter(sitting__in=list(people))
    sentences = {
        "CHAIN_BROKEN": gettext("jurnal ujiannya diubah setelah ditulis; jalankan audit"),
        "NOT_SCORABLE": gettext(
            "jawabannya tidak dapat dinilai dengan naskah dan aturan yang dicatat; jalankan audit"
        ),
    }
    return [
        {"number": people[row.sitting].number, "why": sentences.get(row.code, row.detail)} for row in rows
    ]


def _radar(outcome: OutcomeView) -> str:
    language = "name_en" if (get_language() or "id").startswith("en") else "name_id"
    spokes = [
        Spoke(one[language], one["required"], float(one["rating"])) for one in outcome.full["competencies"]
    ]
    title = gettext("Rating setiap kompetensi dibandingkan dengan standar jabatan")
    return mark_safe(radar_svg(spokes, title, (gettext("Standar"), gettext("Rating"))))  # noqa: S308  escaped there
