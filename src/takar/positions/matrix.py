"""Standards of every position as one array: for scoring 60,000 of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from django.utils.timezone import localdate

from takar.positions.domain.values import PositionFilter
from takar.positions.models import LEVELS
from takar.positions.queries import CODES, ClassStandards, matching

Floats = npt.NDArray[np.float32]


def standard_matrix(
    codes: Sequence[str] = CODES, wanted: PositionFilter | None = None
) -> tuple[tuple[str, ...], Floats]:
    """Codes of the positions that match, by unit and code, and their required levels (m, c); a row of NaN: no standard.

    `codes` are codes of the dictionary. A position without an own standard has the one it points to, or that
    of its class. Raises ValueError for another code.
    """
    chosen = [CODES.index(code) for code in codes]
    rows = list(
        matching(wanted or PositionFilter()).values_list(
            "code", "standard_code", "job_class", *(LEVELS[one] for one in chosen)
        )
    )
    array = np.array([row[3:] for row in rows], dtype=np.float32).reshape(len(rows), len(chosen))
    array /= np.float32(100)
    standards = ClassStandards(localdate())
    for at in np.flatnonzero(np.isnan(array).all(axis=1)):
        _, code, job_class = rows[at][:3]
        told = dict(standards.of(code, job_class))
        array[at] = [float(told.get(one, "nan")) for one in codes]
    return tuple(row[0] for row in rows), array
