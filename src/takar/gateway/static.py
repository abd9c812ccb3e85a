"""The exam client's files, as they lie in gateway/client: no build step, no cache that can go stale."""

from __future__ import annotations

import hashlib
from pathlib import Path

from takar.gateway.http import Headers, Response, encode, refuse
from takar.gateway.refusals import NO_SUCH_PAGE
from takar.gateway.service import Request, Service

CLIENT = Path(__file__).parent / "client"
VERSION = "/client/version.json"
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
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-cache"),
]
_known: dict[Path, tuple[int, bytes, str]] = {}


async def static(service: Service, request: Request) -> Response:
    """GET /, /sw.js, /client/*: revalidated by ETag each time."""
    if request.path == VERSION:
        return Response(encode(version()), headers=[*_SECURITY, ("content-type", TYPES[".json"])])
    path = _file(request.path)
    if path is None:
        return refuse(NO_SUCH_PAGE)
    body, etag = _load(path)
    headers = [*_SECURITY, ("etag", etag), ("content-type", TYPES[path.suffix])]
    if etag in request.etag:
        return Response(b"", 304, headers)
    return Response(body, headers=headers)


def version() -> dict[str, str]:
    """Every address of the client and its ETag: by this list a browser keeps one whole version, never a mixture."""
    files = sorted(path for path in CLIENT.rglob("*") if path.suffix in TYPES and path.is_file())
    return {_address(path): _load(path)[1] for path in files if path.name != "sw.js"}


def _address(path: Path) -> str:
    return "/" if path.name == "index.html" else f"/client/{path.relative_to(CLIENT)}"


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


def _load(path: Path) -> tuple[bytes, str]:
    changed = path.stat().st_mtime_ns
    known = _known.get(path)
    if known is None or known[0] != changed:
        body = path.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        known = _known[path] = (changed, body, etag)
    return known[1], known[2]
