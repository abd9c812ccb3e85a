"""What anyone may have, without signing in: both verifiers, the log's key and policy, and the log itself as static files.

Nothing here is personal: leaves hold digests only. Paths and content types of the log are those of C2SP tlog-tiles.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from takar.assessments.public import assessments, evidence_log
from takar.ledger.public import (
    VERIFIER_PAGE,
    VERIFIER_PROGRAM,
    LedgerFault,
    Log,
    policy_digest,
    policy_text,
    verifier_page_policy,
)

LOG_FILE = (
    r"(?:checkpoint|tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[1-9][0-9]{0,2})?)"
)
"""The paths that C2SP tlog-tiles knows; the address of `log_file` admits nothing else."""

_YEAR = "public, max-age=31536000, immutable"
_PROGRAMS = {
    VERIFIER_PAGE.name: (VERIFIER_PAGE, "text/html; charset=utf-8"),
    VERIFIER_PROGRAM.name: (VERIFIER_PROGRAM, "text/x-python; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What the page says of the log. `at`: when its newest checkpoint was written."""

    origin: str
    size: int
    root: str
    at: datetime
    vkey: str
    fingerprint: str
    policy_digest: str


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    log, fault = _log()
    opened = [each for each in assessments() if each.commit_index is not None]
    digests = {name: _digest(path) for name, (path, _) in _PROGRAMS.items()}
    page, program = digests[VERIFIER_PAGE.name], digests[VERIFIER_PROGRAM.name]
    shown = {"log": log and _facts(log), "fault": fault, "opened": opened, "page": page, "program": program}
    return render(request, "office/evidence.html", shown)


@require_safe
def verifier(request: HttpRequest, name: str) -> HttpResponse:
    """The programs themselves. The page opens in the browser, too, under the policy that it sets for itself."""
    if name not in _PROGRAMS:
        raise Http404
    path, kind = _PROGRAMS[name]
    response = HttpResponse(path.read_bytes(), content_type=kind, headers={"Cache-Control": "no-cache"})
    if path == VERIFIER_PAGE:
        response.headers["Content-Security-Policy"] = verifier_page_policy() + "; frame-ancestors 'none'"
    else:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """The log's C2SP tlog-policy, for `--policy`."""
    log, _ = _log()
    if log is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="kebijakan-log.txt"', "Cache-Control": "no-cache"}
    return HttpResponse(policy_text(log.key.vkey), content_type="text/plain; charset=utf-8", headers=headers)


@require_safe
def log_file(request: HttpRequest, path: str) -> HttpResponse:
    """One file of the log. Any web page may read it, so that others can watch the log from their own address."""
    try:
        data = (settings.TAKAR.ledger / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Http404 from None
    is_head = path == "checkpoint"
    return HttpResponse(
        data,
        content_type="text/plain; charset=utf-8" if is_head else "application/octet-stream",
        headers={"Cache-Control": _lifetime(path), "Access-Control-Allow-Origin": "*"},
    )


def _lifetime(path: str) -> str:
    """A full tile never changes; a partial one neither, but it goes when it is full."""
    if path == "checkpoint":
        return "no-cache"
    return "public, max-age=86400" if ".p/" in path else _YEAR


def _log() -> tuple[Log | None, str]:
    """The log, or None when there is none yet; and the code of what is wrong with it."""
    if not (settings.TAKAR.ledger / "checkpoint").exists():
        return None, ""
    try:
        return evidence_log(), ""
    except LedgerFault as fault:
        return None, fault.code


def _facts(log: Log) -> LogFacts:
    head = log.checkpoint()
    written = (settings.TAKAR.ledger / "checkpoint").stat().st_mtime
    return LogFacts(
        origin=head.origin,
        size=head.size,
        root=base64.b64encode(head.root).decode(),
        at=datetime.fromtimestamp(written, UTC),
        vkey=log.key.vkey,
        fingerprint=log.key.fingerprint,
        policy_digest=policy_digest(policy_text(log.key.vkey)),
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
