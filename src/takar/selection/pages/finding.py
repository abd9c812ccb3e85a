"""Taking in candidates: search the people on record or those who are due, or check a list before anybody is added."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.certificates.public import Standing, due_people, standings_of
from takar.kernel.refusals import Refusal
from takar.people.public import (
    ALL_GOLONGAN,
    JOB_CLASS_NAMES,
    PeopleFilter,
    Person,
    eselons_in_use,
    golongan_label,
    nips_of,
    people_by_nips,
)
from takar.selection.actions.add_candidates import ALREADY, UNKNOWN, Taken, add_candidates
from takar.selection.domain.values import PostView
from takar.selection.models import Candidate
from takar.selection.pages.shared import Place, frame, language, managed, tell
from takar.selection.reading import Listed, read_file, read_pasted

_MOST_LIST_BYTES = 5 * 2**20
_MOST, _PAGE = 2_000, 50
_NAMES = ("jabatan", "sumber", "kelas", "eselon", "golongan", "unit", "cari")


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who could apply. `already`: he is a candidate for this post."""

    person: Person
    standing: Standing | None
    already: bool


@requires(Ability.MANAGE_SELECTIONS)
def search(request: HttpRequest, key: str) -> HttpResponseBase:
    """By name, unit, class, rank; all people on record or only those who are due."""
    here = managed(request, key)
    given = request.GET
    post = _post_of(here, given)
    if post is None:
        return redirect("selection:posts", key)
    wanted = _filter(given)
    context = frame(here, "candidates") | {
        "post": post,
        "wanted": wanted,
        "source": "due" if given.get("sumber") == "due" else "people",
        "query": {name: given[name] for name in _NAMES if given.get(name)},
        "job_classes": [(str(code), names[language()]) for code, names in JOB_CLASS_NAMES.items()],
        "eselons": eselons_in_use(),
        "golongans": [(code, golongan_label(code)) for code in ALL_GOLONGAN],
    }
    if "jabatan" in given:
        nips = _nips(here, wanted, context["source"])
        page = Paginator(nips[:_MOST], _PAGE).get_page(given.get("page"))
        context |= {"total": len(nips), "page": page, "rows": _matches(here, post, list(page)), "most": _MOST}
    return render(request, "selection/find.html", context)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def preview(request: HttpRequest, key: str) -> HttpResponseBase:
    """Read a pasted list or a file, and show line by line what would happen. Nobody is added yet."""
    here = managed(request, key)
    post = here.view.post(request.POST.get("post", ""))
    found = _sent(request)
    if post is None or isinstance(found, Refusal):
        tell(request, found, "")
        return redirect("selection:candidates", key)
    known = people_by_nips(found.nips)
    there = _taken(here, post)
    fresh = [nip for nip in found.nips if nip in known and nip not in there]
    refused = [(nip, known[nip].full_name, ALREADY) for nip in found.nips if nip in known and nip in there]
    refused += [(nip, "", UNKNOWN) for nip in found.nips if nip not in known]
    context = frame(here, "candidates") | {
        "post": post,
        "source": "file" if request.FILES else "people",
        "submitted": request.POST.get("submitted") == "ya",
        "rows": _matches(here, post, fresh),
        "refused": refused,
        "faults": found.faults,
    }
    return render(request, "selection/preview.html", context)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def add(request: HttpRequest, key: str) -> HttpResponseBase:
    """Those who were ticked or seen in a preview."""
    here = managed(request, key)
    nips = request.POST.getlist("nip")
    source = request.POST.get("source", "")
    done = add_candidates(
        key, request.POST.get("post", ""), nips, source if source in ("due", "file") else "people", here.user,
        submitted=request.POST.get("submitted") == "ya",
    )  # fmt: skip
    if isinstance(done, Taken):
        for nip, why in done.refused[:8]:
            messages.warning(request, f"{nip}: {why.sentence(language())}")
        if done.done:
            messages.success(request, gettext("%(n)s calon ditambahkan.") % {"n": len(done.done)})
        elif not nips:
            messages.warning(request, gettext("Belum ada nama yang dicentang."))
    else:
        tell(request, done, "")
    return redirect("selection:candidates", key)


def _post_of(here: Place, given: Mapping[str, str]) -> PostView | None:
    return here.view.post(given.get("jabatan", "")) or (here.view.posts[0] if here.view.posts else None)


def _filter(given: Mapping[str, str]) -> PeopleFilter:
    job, rank = given.get("kelas", ""), given.get("golongan", "")
    return PeopleFilter(
        text=given.get("cari", "").strip()[:100],
        unit=given.get("unit", "").strip()[:200],
        job_class=job if job in [*JOB_CLASS_NAMES] else "",
        eselon=given.get("eselon", "")[:5],
        golongan=rank if rank in ALL_GOLONGAN else "",
    )


def _nips(here: Place, wanted: PeopleFilter, source: str) -> Sequence[str]:
    if source == "due":
        return [one.nip for one in due_people(wanted, here.today, here.today)]
    return list(nips_of(wanted))


def _taken(here: Place, post: PostView) -> set[str]:
    rows = Candidate.objects.filter(selection=here.view.id, post=post.key)
    return set(rows.values_list("nip", flat=True))


def _matches(here: Place, post: PostView, nips: list[str]) -> list[Match]:
    known, standings = people_by_nips(nips), standings_of(nips, here.today)
    there = _taken(here, post)
    return [Match(person, standings.get(nip), nip in there) for nip, person in known.items()]


def _sent(request: HttpRequest) -> Listed | Refusal:
    file: Any = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return read_pasted(request.POST.get("nips", "")[:100_000])
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        size = 0
        for chunk in file.chunks():
            size += len(chunk)
            if size > _MOST_LIST_BYTES:
                return LIST_TOO_BIG
            kept.write(chunk)
        kept.flush()
        return read_file(Path(kept.name))


LIST_TOO_BIG = Refusal(
    "LIST_TOO_LONG",
    "Berkas daftar lebih besar dari 5 MB. Kirim hanya kolom NIP dan nama.",
    "The list is larger than 5 MB. Send the columns NIP and name only.",
)
