"""The assessor meeting of one person, and where to find it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, full_names, requires
from takar.exercises.domain.meeting.decide import Command, Depart, ReadAgain, Return, Reveal, Write
from takar.exercises.material import writings_of
from takar.exercises.meeting.actions import Done, act, open_meeting, sign_meeting
from takar.exercises.meeting.certify import certify_finals, is_judged
from takar.exercises.meeting.finals import log_final
from takar.exercises.meeting.listing import meetings_of, round_meetings
from takar.exercises.meeting.queries import integration_of, ruleset_of, total_of
from takar.exercises.meeting.reading import MeetingView, meeting_view
from takar.exercises.queries import round_of, rounds
from takar.kernel.refusals import Refusal


@requires(Ability.INTEGRATE)
def rounds_page(request: HttpRequest) -> HttpResponse:
    """Rounds of judging, newest first."""
    return render(request, "exercises/meeting/rounds.html", {"rounds": rounds()})


@requires(Ability.INTEGRATE)
def round_page(request: HttpRequest, owner: str) -> HttpResponse:
    """The people of a round and how far each meeting is."""
    view = round_of(owner)
    if view is None:
        return redirect("exercises:rounds")
    rows = round_meetings(owner, name(request))
    may = isinstance(request.user, User) and request.user.may(Ability.MANAGE_CERTIFICATES)
    certifies = may and is_judged(owner) and any(row.final for row in rows)
    names = full_names(rater for row in rows for rater in row.raters)
    context = {"round": view, "rows": rows, "certifies": certifies, "names": names}
    return render(request, "exercises/meeting/round.html", context)


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def certify(request: HttpRequest, owner: str) -> HttpResponseBase:
    """Put signed outcomes into the register, where no machine scores."""
    done = certify_finals(owner, name(request), "")
    language = get_language() or "id"
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language))
    else:
        text = gettext("%(added)s hasil dicatat ke register sertifikat; %(same)s sudah tercatat sebelumnya.")
        messages.success(request, text % {"added": done.added, "same": done.same})
        for refusal in done.refused[:5]:
            messages.warning(request, refusal.sentence(language))
    return redirect("exercises:round_meetings", owner)


@requires(Ability.RATE)
def my_meetings(request: HttpRequest) -> HttpResponse:
    """Meetings about people whom the reader has rated; there are none before all has been sealed."""
    return render(request, "exercises/meeting/mine.html", {"rows": meetings_of(name(request))})


@requires(Ability.RATE)
def meeting(request: HttpRequest, owner: str, nip: str) -> HttpResponse:
    if request.method == "POST":
        done = _step(request, owner, nip)
        if isinstance(done, Refusal):
            messages.error(request, done.sentence(get_language() or "id"))
            return _page(request, owner, nip, dict(request.POST.items()), status=409)
        _say(request, done)
        return redirect("exercises:meeting", owner, nip)
    return _page(request, owner, nip, {})


def _page(
    request: HttpRequest, owner: str, nip: str, typed: dict[str, Any], status: int = 200
) -> HttpResponse:
    view = meeting_view(owner, nip, name(request))
    if isinstance(view, Refusal):
        sentence = view.sentence(get_language() or "id")
        return render(request, "exercises/meeting/refused.html", {"sentence": sentence}, status=409)
    return render(request, "exercises/meeting/meeting.html", _context(request, view, typed), status=status)


def _context(request: HttpRequest, view: MeetingView, typed: dict[str, Any]) -> dict[str, Any]:
    rules = ruleset_of(view.owner)
    values = [
        {"name": row.name, "value": row.value, "standard": "NE" if row.standard is None else row.standard}
        for row in view.rows
    ]
    total = total_of(values, rules) if rules and view.state.revealed else None
    me = name(request)
    return {
        "view": view,
        "names": full_names(_people(view)) | {row.code: row.name for row in view.rows},
        "me": me,
        "typed": typed,
        "writes": view.state.revealed and me == view.state.responsible and not view.state.final,
        "may_sign": _may_sign(view, me, request.user),
        "missing": sum(not row.notes for row in view.rows),
        "disagree": sum(bool(row.figure and row.figure.disagree) for row in view.rows),
        "sections": _sections(view, typed),
        "total": None if isinstance(total, Refusal) else total,
        "incomplete": total if isinstance(total, Refusal) else None,
        "result": integration_of(view.owner, view.nip) if view.state.final else None,
        "reports": _reports(request),
        "writings": writings_of(view.owner, view.nip),
    }


def _people(view: MeetingView) -> set[str]:
    return {*view.raters, view.state.responsible, *(step.event.by for step in view.history)}


def _may_sign(view: MeetingView, me: str, user: Any) -> bool:
    state = view.state
    if not state.revealed or state.final or any(one.by == me for one in state.signed.values()):
        return False
    if "responsible" not in state.signed:
        return me == state.responsible
    return isinstance(user, User) and user.may(Ability.INTEGRATE)


def _sections(view: MeetingView, typed: dict[str, Any]) -> list[dict[str, Any]]:
    titles = {
        "strengths": gettext("Kekuatan"),
        "development": gettext("Area pengembangan"),
        "advice": gettext("Saran pengembangan"),
    }
    found = []
    for code, title in titles.items():
        written = view.state.texts.get(code)
        text = written.text if written else view.proposed.get(code, "")
        if typed.get("bagian") == code:
            text = typed.get("naskah", text)
        found.append(
            {
                "code": code,
                "title": title,
                "text": text,
                "by": written.by if written else "",
                "version": view.state.version(code),
                "aside": [one for one in view.state.aside if one.about == code],
            }
        )
    return found


def _step(request: HttpRequest, owner: str, nip: str) -> Done | Refusal:
    sent, me = request.POST, name(request)
    seen = int(sent["dilihat"]) if sent.get("dilihat", "").isdecimal() else 0
    aspect = sent.get("kompetensi", "")
    commands: dict[str, Command] = {
        "buka-nilai": Reveal(me),
        "ubah": Depart(
            me, aspect, sent.get("angka", ""), sent.get("alasan", ""), sent.get("uraian", ""), seen
        ),
        "kembali": Return(me, aspect, sent.get("uraian", ""), seen),
        "tulis": Write(me, sent.get("bagian", ""), sent.get("naskah", ""), seen),
        "baca-ulang": ReadAgain(me),
    }
    step = sent.get("langkah", "")
    if step == "buka":
        return open_meeting(owner, nip, sent.get("penanggung", ""), by=me)
    if step == "tanda-tangan":
        assert isinstance(request.user, User)
        done = sign_meeting(owner, nip, request.user, sent.get("frasa", ""), seen=sent.get("isi", ""))
        if isinstance(done, Done) and done.final:
            log_final(owner, nip)
        return done
    command = commands.get(step)
    return act(owner, nip, command) if command else NO_STEP


NO_STEP = Refusal(
    "MEETING_STEP_UNKNOWN",
    "Langkah ini tidak dikenal. Muat ulang halaman, lalu coba lagi.",
    "This step is unknown. Reload the page and try again.",
)


def _say(request: HttpRequest, done: Done) -> None:
    if done.aside:
        text = gettext(
            "Orang lain sudah mengubahnya lebih dahulu. Usulan Anda disimpan di sampingnya dan tidak hilang."
        )
        messages.warning(request, text)
    elif done.final:
        messages.success(request, gettext("Ditandatangani kedua pihak. Hasil rapat ini sudah tetap."))
    else:
        messages.success(request, gettext("Tersimpan."))


def _reports(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may(Ability.INTEGRATE)


def name(request: HttpRequest) -> str:
    return str(request.user.get_username())
