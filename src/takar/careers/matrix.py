"""Profiles of everybody as arrays: for scoring 449,000 people at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from takar.careers.models import ERRORS, LEVELS, ProfileRecord
from takar.careers.profile_rows import CODES

Floats = npt.NDArray[np.float32]
_AT_ONCE = 50_000


def profile_matrix(
    on: date, codes: Sequence[str] = CODES, *, valid: bool = False
) -> tuple[tuple[str, ...], Floats, Floats]:
    """Everybody's newest profile not after `on`: NIPs in order, levels (n, c) and errors (n, c), NaN where not told.

    `codes` are codes of the dictionary; technical ones are read with `profiles`. With `valid`, profiles that
    ended before `on` are passed over for an older one that still counts. Raises ValueError for another code.
    """
    unknown = [code for code in codes if code not in CODES]
    if unknown:
        raise ValueError(f"not a code of the dictionary: {', '.join(unknown)}")
    chosen = [CODES.index(code) for code in codes]
    nips: list[str] = []
    levels: list[Floats] = []
    errors: list[Floats] = []
    last = ""
    for rows in _chunks(on, [LEVELS[one] for one in chosen] + [ERRORS[one] for one in chosen], valid=valid):
        first = [
            row
            for row, before in zip(rows, [last, *(row[0] for row in rows)], strict=False)
            if row[0] != before
        ]
        last = rows[-1][0]
        nips += [row[0] for row in first]
        block = np.array([row[1:] for row in first], dtype=np.float32).reshape(len(first), 2 * len(chosen))
        block /= np.float32(1000)
        levels.append(block[:, : len(chosen)])
        errors.append(block[:, len(chosen) :])
    none = np.empty((0, len(chosen)), np.float32)
    return tuple(nips), np.concatenate([none, *levels]), np.concatenate([none, *errors])


def _chunks(on: date, columns: Sequence[str], *, valid: bool) -> Iterator[list[tuple[Any, ...]]]:
    """Rows by person, newest first. Plain SQL: a model or a dictionary per row would take ten times as long."""
    quote = connection.ops.quote_name
    table = quote(ProfileRecord._meta.db_table)
    ended = "AND (valid_until IS NULL OR valid_until >= %s)" if valid else ""
    wanted = ", ".join(quote(name) for name in ("nip", *columns))
    query = (
        f"SELECT {wanted} FROM {table} WHERE replaced_at IS NULL AND assessed_on <= %s {ended} "  # noqa: S608
        "ORDER BY nip, assessed_on DESC, id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [on, on] if valid else [on])
        while rows := cursor.fetchmany(_AT_ONCE):
            yield rows
