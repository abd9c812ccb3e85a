"""The exam client's files, as they lie in gateway/client: no build step, no cache that can go stale."""

from __future__ import annotations

import hashlib
from pathlib import Path

from takar.gateway.http import Headers, Response, refuse
from takar.gateway.refusals import NO_SUCH_PAGE
from takar.gateway.service import Request, Service

CLIENT = Path(__file__).parent / "client"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'"
)
_SECURITY: Headers = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
]
_known: dict[Path, tuple[int, bytes, bytes]] = {}


async def static(service: Service, request: Request) -> Response:
    """GET /, /sw.js, /client/*: revalidated by ETag each time."""
    path = _file(request.path)
    if path is None:
        return refuse(NO_SUCH_PAGE)
    body, etag = _load(path)
    headers = [*_SECURITY, (b"etag", etag), (b"content-type", TYPES[path.suffix].encode())]
    if etag in request.etag:
        return Response(b"", 304, headers)
    return Response(body, headers=headers)


def _file(address: str) -> Path | None:
    """The file behind an address: only plain files of a known type inside the client's folder."""
    if address == "/":
        return _existing(CLIENT / "index.html")
    if address == "/sw.js":
        return _existing(CLIENT / "sw.js")
    if not address.startswith("/client/") or "\0" in address:
        return None
    return _existing((CLIENT / address.removeprefix("/client/")).resolve())


def _existing(path: Path) -> Path | None:
    inside = path.is_relative_to(CLIENT.resolve()) and path.suffix in TYPES
    return path if inside and path.is_file() else None


def _load(path: Path) -> tuple[bytes, bytes]:
    changed = path.stat().st_mtime_ns
    known = _known.get(path)
    if known is None or known[0] != changed:
        body = path.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()
        known = _known[path] = (changed, body, etag)
    return known[1], known[2]
