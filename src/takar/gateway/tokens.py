"""The cookie that says who sits where: sitting, epoch, device and an HMAC over them."""

from __future__ import annotations

import hmac
import os
import re
from pathlib import Path

from msgspec import Struct

COOKIE = "takar_sitting"
DAY_S = 86_400
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
DEVICE = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Token(Struct, frozen=True):
    sitting: str
    epoch: int
    device: str


_REMEMBERED = 50_000


class Tokens:
    """Makes and checks tokens. Those already checked are remembered: hashing gives the interpreter lock away."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._good: dict[str, Token] = {}

    def make(self, token: Token) -> str:
        text = f"{token.sitting}.{token.epoch}.{token.device}"
        return f"{text}.{self._mac(text)}"

    def read(self, text: str) -> Token | None:
        """The token, or None when it was not made here."""
        known = self._good.get(text)
        if known is not None:
            return known
        body, _, mac = text.rpartition(".")
        if not hmac.compare_digest(self._mac(body).encode(), mac.encode()):
            return None
        sitting, epoch, device = body.split(".")
        if len(self._good) >= _REMEMBERED:
            self._good.clear()
        self._good[text] = token = Token(sitting, int(epoch), device)
        return token

    def _mac(self, text: str) -> str:
        return hmac.digest(self._key, text.encode(), "sha256")[:16].hex()


def cookie_key(keys: Path) -> bytes:
    """32 random bytes, made on first use, readable by the owner only; shared by gateways of one data folder."""
    path = keys / "gateway-cookie"
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = path.with_name(f"gateway-cookie.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(handle, os.urandom(32))
        os.fsync(handle)
        os.close(handle)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another gateway was first
        finally:
            fresh.unlink()
    return path.read_bytes()


def cookie_of(header: str) -> str:
    """The value of our cookie in a Cookie header, or ""."""
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


def no_cookie(secure: bool) -> str:
    """Makes the browser forget the cookie."""
    return set_cookie("", secure).replace(f"Max-Age={DAY_S}", "Max-Age=0")


def set_cookie(value: str, secure: bool) -> str:
    extra = "; Secure" if secure else ""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={DAY_S}{extra}"
