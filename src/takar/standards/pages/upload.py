"""An agency's own standard: upload, preview with everything that is wrong or new, publish with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.standards.actions.publish_standard import publish_standard, refusal_for
from takar.standards.domain.difference import differences
from takar.standards.domain.kinds import Kind, Standard, kind_of, read_standard
from takar.standards.files.layout import EXCEL_KINDS
from takar.standards.files.read import read_file
from takar.standards.models import StandardVersion
from takar.standards.pages.version import shown
from takar.standards.queries import history, rows_in_force

_SALT = "takar.standards.upload"
_HOUR = 3600


@requires(Ability.MANAGE_STANDARDS)
def upload(request: HttpRequest) -> HttpResponse:
    """Show the form; read an uploaded file and show its preview or its refusal."""
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("file")
    if file is None:
        return _form(request, _nothing_chosen())
    found = read_file(file.name or "", file.read())
    if isinstance(found, Refusal):
        return _form(request, found, file.name or "")
    if kind_of(found) not in EXCEL_KINDS:
        return _form(request, _dictionary_is_fixed(), file.name or "")
    return _preview(request, found, file.name or "")


@requires(Ability.MANAGE_STANDARDS)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish what was previewed, exactly that, with the reason that was given."""
    try:
        parcel = signing.loads(request.POST.get("parcel", ""), salt=_SALT, max_age=_HOUR)
    except signing.BadSignature:
        return _form(request, _preview_expired())
    standard = read_standard(parcel["data"])
    if isinstance(standard, Refusal):
        return _form(request, standard, parcel["name"])
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _preview(request, standard, parcel["name"], _reason_missing())
    done = publish_standard(
        standard, by=request.user.get_username(), source=parcel["name"][:300], reason=reason[:2000]
    )
    if isinstance(done, Refusal):
        return _preview(request, standard, parcel["name"], done)
    messages.success(request, _("Versi %(label)s telah ditetapkan.") % {"label": standard.label})
    return redirect("standards:version", kind_of(standard), standard.code, standard.version)


def _form(request: HttpRequest, refusal: Refusal | None = None, name: str = "") -> HttpResponse:
    context = {
        "refusal": refusal,
        "faults": refusal.data.get("faults", []) if refusal else [],
        "name": name,
        "examples": [row for kind in EXCEL_KINDS for row in rows_in_force(kind, localdate())],
    }
    return render(request, "standards/upload.html", context, status=422 if refusal else 200)


def _preview(
    request: HttpRequest, standard: Standard, name: str, refusal: Refusal | None = None
) -> HttpResponse:
    data = standard.as_data()
    versions = history(kind_of(standard), standard.code)
    known = next((row for row in versions if row.digest == standard.digest), None)
    context: dict[str, Any] = shown(standard) | {
        "name": name,
        "kind": kind_of(standard).value,
        "known": known,
        "refusal": refusal or refusal_for(standard),
        "reason": request.POST.get("reason", ""),
        "previous": _previous(standard, versions),
        "late": standard.in_force_from < localdate(),
        "parcel": signing.dumps({"name": name, "data": data}, salt=_SALT, compress=True),
    }
    if context["previous"]:
        context["differences"] = differences(context["previous"].data, data)
    return render(request, "standards/preview.html", context, status=422 if refusal else 200)


def _previous(standard: Standard, versions: list[StandardVersion]) -> StandardVersion | None:
    """The version that the new one will replace: the last one before its day."""
    return next((row for row in versions if row.in_force_from < standard.in_force_from), None)


def _nothing_chosen() -> Refusal:
    return Refusal(
        "STANDARD_FILE_MISSING",
        "Belum ada berkas yang dipilih. Pilih berkas .xlsx, .toml, atau .json, lalu tekan Periksa berkas.",
        "No file was chosen. Choose an .xlsx, .toml or .json file, then press Check file.",
    )


def _dictionary_is_fixed() -> Refusal:
    return Refusal(
        "STANDARD_DICTIONARY_FIXED",
        "Kamus kompetensi mengikuti peraturan dan hanya berubah melalui pembaruan sistem. "
        "Unggah aturan penilaian, standar jabatan, atau ketentuan penyelenggaraan.",
        "The competency dictionary follows the regulation and changes with a new release only. "
        "Upload a ruleset, a job standard or a rule of conduct.",
        {"kind": Kind.DICTIONARY.value},
    )


def _preview_expired() -> Refusal:
    return Refusal(
        "STANDARD_PREVIEW_EXPIRED",
        "Pratinjau sudah kedaluwarsa atau berubah. Unggah berkas sekali lagi.",
        "The preview has expired or was changed. Upload the file once more.",
    )


def _reason_missing() -> Refusal:
    return Refusal(
        "STANDARD_REASON_MISSING",
        "Tuliskan dasar penetapan, misalnya nomor dan tanggal keputusan, sebelum menetapkan versi ini.",
        "Write the grounds, such as number and date of the decree, before publishing this version.",
    )
