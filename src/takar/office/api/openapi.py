"""The description of the API, made from the same table as its answers."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from takar.kernel.readers import Column, ColumnKind, Reader
from takar.office.api.registry import READERS, SCOPES

MOST_ROWS = 1000
USUAL_ROWS = 200
_TYPES: dict[ColumnKind, dict[str, Any]] = {
    ColumnKind.TEXT: {"type": "string"},
    ColumnKind.INTEGER: {"type": "integer"},
    ColumnKind.DECIMAL: {"type": "string", "format": "decimal"},
    ColumnKind.BOOLEAN: {"type": "boolean"},
    ColumnKind.DATE: {"type": "string", "format": "date"},
    ColumnKind.LIST: {"type": "array", "items": {"type": "string"}},
}


def openapi(server: str) -> dict[str, Any]:
    """OpenAPI 3.1. `server` is the address of this office, such as "https://takar.kota-contoh.go.id"."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Takar",
            "version": version("takar"),
            "description": "Read only. Numbers with decimals are strings, so that none is lost. "
            "Everything that is not known is null, never zero.",
        },
        "servers": [{"url": f"{server}/api/v1"}],
        "security": [{"key": []}],
        "paths": {f"/{one.name}": {"get": _operation(one)} for one in READERS.values()},
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": f"Scopes: {', '.join(SCOPES)}"}
            },
            "schemas": {one.name: _schema(one) for one in READERS.values()} | {"error": _ERROR},
        },
    }


def _operation(reader: Reader) -> dict[str, Any]:
    page = {
        "type": "object",
        "required": ["data", "count", "next"],
        "properties": {
            "data": {"type": "array", "items": {"$ref": f"#/components/schemas/{reader.name}"}},
            "count": {"type": "integer", "description": "How many there are in all"},
            "next": {"type": ["string", "null"], "description": "Address of the next page"},
        },
    }
    return {
        "operationId": f"read-{reader.name}",
        "summary": reader.en,
        "description": f"{reader.id}. Scope: {reader.scope}.",
        "x-scope": reader.scope,
        "parameters": [*_PAGING, *(_parameter(name) for name in reader.filters)],
        "responses": {
            "200": {"description": reader.en, "content": {"application/json": {"schema": page}}},
            **{code: _refused(words) for code, words in _REFUSED.items()},
        },
    }


def _schema(reader: Reader) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [one.name for one in reader.columns],
        "properties": {one.name: _property(one) for one in reader.columns},
    }


def _property(column: Column) -> dict[str, Any]:
    told = dict(_TYPES[column.kind])
    if column.kind not in (ColumnKind.LIST, ColumnKind.BOOLEAN):
        told["type"] = [told["type"], "null"]
    return told | {"title": column.heading, "description": f"{column.en} ({column.id})"}


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}


def _refused(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/error"}
    return {"description": words, "content": {"application/json": {"schema": schema}}}


_PAGING = [
    {
        "name": "after",
        "in": "query",
        "required": False,
        "schema": {"type": "string"},
        "description": "Key of the last row of the page before; `next` carries it",
    },
    {
        "name": "limit",
        "in": "query",
        "required": False,
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": USUAL_ROWS},
    },
]
_REFUSED = {
    "400": "A parameter is wrong",
    "401": "The key is missing, unknown, revoked or expired",
    "403": "The key lacks the scope",
    "429": "Too many requests within a minute",
}
_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "id": {"type": "string"},
                "en": {"type": "string"},
                "data": {"type": "object"},
            },
        }
    },
}
