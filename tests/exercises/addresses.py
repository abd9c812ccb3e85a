"""Every address of the office, asked as one user: what the blindness test compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from takar.accounts.models import User

# Signing out would end the looking around.
NEVER_POSTED = {"accounts:logout"}
TRIES = 12
_MASKS = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb"X-CSRFToken[^}]*}"),
    # the digest of one's own lock is salted: 43 characters of chance
    re.compile(rb'"digest": "[A-Za-z0-9_-]{43}"'),
)
_HEADERS = ("Content-Type", "Content-Disposition", "Location")


@dataclass(frozen=True)
class World:
    """What may stand in an address: values by the name of the argument, and values to try for any other."""

    named: Mapping[str, Sequence[Any]]
    texts: Sequence[str]
    numbers: Sequence[int]
    extra: Sequence[tuple[str, str, str]] = field(default=())  # method, address, JSON body


def addresses(user: User, world: World, patterns: list[Any] | None = None) -> Iterator[tuple[str, str, bool]]:
    """(name, address, whether the user may open it): all addresses of what he may, one of what he may not."""
    for name, prefix, pattern in _leaves(patterns or get_resolver().url_patterns, "", ""):
        may = _may_open(user, pattern)
        for address in islice(_filled(prefix, pattern, world), TRIES if may else 1):
            yield name, address, may


def _may_open(user: User, pattern: URLPattern) -> bool:
    ability = getattr(pattern.callback, "ability", None)
    return ability is None or user.may(ability)


def _leaves(patterns: list[Any], namespace: str, prefix: str) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _leaves(
                pattern.url_patterns, pattern.namespace or namespace, prefix + str(pattern.pattern)
            )
        else:
            yield f"{namespace}:{pattern.name}", prefix, pattern


def _filled(prefix: str, pattern: URLPattern, world: World) -> Iterator[str]:
    route = prefix + str(pattern.pattern)
    arguments = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    converters = pattern.pattern.converters
    pools = []
    for _, name in arguments:
        number = isinstance(converters.get(name), IntConverter)
        pools.append(world.named.get(name) or (world.numbers if number else world.texts))
    for values in product(*pools):
        address = route
        for value in values:
            address = re.sub(r"<[^>]+>", str(value), address, count=1)
        yield "/" + address.replace("$", "").replace("^", "")


class Asker(Client):
    """The test client without its record of templates and contexts, which nobody reads here."""

    def request(self, **request: Any) -> Any:
        response = self.handler(self._base_environ(**request))
        if response.cookies:
            self.cookies.update(response.cookies)
        return response


def seen_by(user: User, world: World, patterns: list[Any] | None = None) -> dict[str, tuple[Any, ...]]:
    """Every answer that the user can get: by name, method and address."""
    client = Asker()
    client.force_login(user)
    found = {}
    for name, address, may in addresses(user, world, patterns):
        found[f"{name} GET {address}"] = answer(client.get(address))
        if may and name not in NEVER_POSTED:
            found[f"{name} POST {address}"] = answer(
                client.post(address, "{}", content_type="application/json")
            )
    for method, address, body in world.extra:
        sent = getattr(client, method.lower())(address, body, content_type="application/json")
        found[f"{method} {address} {body}"] = answer(sent)
    return found


def answer(response: Any) -> tuple[Any, ...]:
    """What came back, without anti-forgery tokens and nonces."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    for mask in _MASKS:
        body = mask.sub(b"", body)
    headers = tuple(response.headers.get(name, "") for name in _HEADERS)
    return response.status_code, headers, body
