"""From the rows of a map back to the values of the domain."""

from __future__ import annotations

from takar.standards.public import TalentRules, talent_rules
from takar.talent.domain.chances import Prior
from takar.talent.domain.values import Cell, NotAssessed, Placed
from takar.talent.models import MapPerson, TalentMap


def rules_of(drawn: TalentMap) -> TalentRules:
    return talent_rules(drawn.ruleset_code, drawn.ruleset_version)


def place_of(row: MapPerson) -> Placed | NotAssessed:
    cells = tuple(
        (code, Cell(points, error, tuple(note), missing))
        for code, (points, error, note, missing) in row.components.items()
    )
    if row.box is None or row.performance is None or row.potential is None:
        return NotAssessed(row.nip, tuple((code, why) for code, why in row.missing), cells)
    a, b, c, d, correlation = row.believed
    return Placed(
        nip=row.nip,
        performance=row.performance,
        potential=row.potential,
        performance_se=row.performance_se or 0.0,
        potential_se=row.potential_se or 0.0,
        box=row.box,
        chances=tuple(row.chances),
        mean=(a, b),
        sd=(c, d),
        correlation=correlation,
        components=cells,
    )


def priors_of(drawn: TalentMap) -> dict[str, Prior]:
    found = {}
    for name, told in drawn.priors.items():
        (a, b), (c, d) = told["cov"]
        found[name] = Prior((told["mean"][0], told["mean"][1]), ((a, b), (c, d)), told["people"])
    return found
