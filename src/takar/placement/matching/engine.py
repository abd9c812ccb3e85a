"""Everybody and every post in memory, as arrays: live answers to "who fits this post" and "which post fits this person".

Pure numpy; `loading` fills it from the registers and keeps it fresh. Numbers are those of `domain.tables` in float32, which is
exact to 0.0001 points; what is shown is computed again in float64 for the few that are shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from takar.placement.domain.bars import bars
from takar.placement.domain.catalogue import catalogue_of, person_terms, set_key
from takar.placement.domain.points import Judge, excluded_by, points_of, tenure_points
from takar.placement.domain.posterior import Levels, Prior, estimate_prior, posterior
from takar.placement.domain.shares import below_chance, expected_share
from takar.placement.domain.tables import FitTable, fit_table
from takar.placement.domain.terms import terms_of
from takar.placement.domain.values import FitRules, Flags, Measured, Post, Whole
from takar.positions.public import FactTable

Singles: TypeAlias = NDArray[np.float32]
# What the answers to sets of requirements may take together; each takes 10 bytes per person.
KEPT_BYTES = 512 * 2**20
# Requirements that many posts share (a golongan, an education); each takes 9 bytes per person.
KEPT_REQUIREMENTS = 32
NOBODY = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Career:
    """Everybody against one set of requirements."""

    weight: Singles
    added: Singles
    eligible: Flags
    unsure: Flags


@dataclass(frozen=True, slots=True)
class Answer:
    """`rows`: people (or posts), best first; `fits`: their expected fit; `eligible`: how many there are in all."""

    rows: Whole
    fits: Singles
    eligible: int


class Engine:
    """Built once from the registers; reads only, so several requests may ask at once."""

    def __init__(
        self,
        measured: Measured,
        facts: FactTable | None,
        posts: Sequence[Post],
        on: date,
        rules: FitRules,
        prior: Prior | None = None,
    ) -> None:
        """`prior`: of everybody, where these people are a part of them; None: of these people."""
        self.measured, self.facts, self.posts, self.on, self.rules = measured, facts, tuple(posts), on, rules
        self.prior: Prior = prior or estimate_prior(measured)
        self.place_of_person = {nip: at for at, nip in enumerate(measured.people)}
        self.place_of_post = {post.code: at for at, post in enumerate(self.posts)}
        errors = np.where(np.isnan(measured.levels), np.nan, measured.errors)
        self.levels: Levels = posterior(
            measured.levels, errors, self.prior.places(measured.groups), self.prior
        )
        self.terms = terms_of(
            self.posts, measured.codes, rules, np.asarray(~np.isnan(self.prior.spread).all(axis=0))
        )
        self.known: Flags = np.asarray(~np.isnan(measured.levels))
        self._shares: dict[tuple[int, float], Singles] = {}
        self._careers: OrderedDict[tuple[object, ...], Career] = OrderedDict()
        self._enough: dict[bytes, Flags] = {}
        self._floors: dict[tuple[int, float], Flags] = {}
        self._merge_posts()
        self._prepare_career()

    def _merge_posts(self) -> None:
        """Posts with the same standard and weights are scored once."""
        whole = np.hstack([self.terms.columns.T, np.nan_to_num(self.terms.floor, nan=-9.0)]).astype(
            np.float32
        )
        _, firsts, standard_of = np.unique(whole, axis=0, return_index=True, return_inverse=True)
        self.firsts: Whole = firsts
        self.standard_of: Whole = standard_of.reshape(-1)
        self.standards: Singles = np.ascontiguousarray(self.terms.columns.T[firsts].astype(np.float32))
        self.catalogue = catalogue_of(self.posts, self.rules)

    def _prepare_career(self) -> None:
        facts = self.facts
        self.holders: dict[str, list[int]] = {}
        if facts is None:
            return
        held = bars(facts, self.on, self.rules)
        self.barred: Flags = np.logical_or.reduce(list(held.values()))
        self.tenure = tenure_points(facts, self.on, self.rules.tenure_review_years)
        self.judge = Judge(facts, self.on)
        for row in np.flatnonzero(facts.holds != ""):
            self.holders.setdefault(str(facts.holds[row]), []).append(int(row))

    def share(self, code: int, standard: float) -> Singles:
        """Everybody's expected share of one standard level of one competency."""
        found = self._shares.get((code, standard))
        if found is None:
            found = self._shares[(code, standard)] = self.fresh_share(code, standard)
        return found

    def fresh_share(self, code: int, standard: float) -> Singles:
        """As `share`, not kept."""
        exact = expected_share(self.levels.mean[:, code], self.levels.sd[:, code], standard)
        return np.nan_to_num(exact).astype(np.float32)

    def warm(self) -> None:
        """Compute every share once, so that the first question is as quick as the others."""
        for code in range(len(self.measured.codes)):
            for standard in self.terms.grid:
                self.share(code, standard)

    def career(self, post: int) -> Career | None:
        """Everybody against the requirements of a post; None when nothing of the career is known."""
        key = set_key(self.posts[post])
        found = self._careers.get(key) or self.judged_career(post)
        if found is not None:
            self._careers[key] = found
            while len(self._careers) * 10 * len(self.measured.people) > KEPT_BYTES:
                self._careers.popitem(last=False)
        return found

    def judged_career(self, post: int) -> Career | None:
        """As `career`, not kept."""
        if self.facts is None:
            return None
        size = len(self.measured.people)
        verdicts = self.judge.verdicts(self.posts[post])
        points = points_of(verdicts, self.tenure, self.rules, size)
        failed, unsure = excluded_by(verdicts, size)
        self.judge.forget(but=KEPT_REQUIREMENTS)
        return Career(
            np.asarray(points.weight, dtype=np.float32),
            np.asarray(points.added, dtype=np.float32),
            np.asarray(~failed & ~self.barred),
            unsure,
        )

    def fits(self, post: int) -> tuple[Singles, Flags]:
        """(expected fit, -inf without one; eligible) of everybody for a post."""
        weight = self.terms.weight[post]
        asked = np.flatnonzero(weight > 0).tolist()
        fit = np.zeros(len(self.measured.people), dtype=np.float32)
        part = np.empty_like(fit)
        for code in asked:
            np.multiply(
                self.share(code, float(self.terms.standard[post, code])),
                np.float32(100 * weight[code]),
                out=part,
            )
            fit += part
        career = self.career(post)
        eligible = np.ones(len(fit), dtype=bool) if career is None else career.eligible.copy()
        if career is not None:
            fit *= career.weight
            fit += career.added
        fit[~self._assessed(post)] = NOBODY
        below = self._below_floor(post)
        if below is not None:
            eligible &= ~below
        eligible[self.holders.get(self.posts[post].code, [])] = True
        return fit, eligible

    def _assessed(self, post: int) -> Flags:
        """Of whom enough of a post's standard was measured; standards with the same weights share the answer."""
        weight = self.terms.weight[post]
        found = self._enough.get(weight.tobytes())
        if found is None:
            found = np.asarray(self.known @ weight * 100 >= self.rules.assessed_least - 1e-9) & bool(
                weight.any()
            )
            self._enough[weight.tobytes()] = found
        return found

    def enough(self, patterns: Flags) -> Flags:
        """(distinct standards, patterns): whether a pattern of measured levels is enough of each standard."""
        weight = self.terms.weight[self.firsts]
        told = np.asarray(weight @ patterns.T * 100 >= self.rules.assessed_least - 1e-9)
        return np.asarray(told & np.any(weight, axis=1, keepdims=True))

    def _below_floor(self, post: int) -> Flags | None:
        """Who lies below a floor of a post with the chance that the rules ask for; None: it has none."""
        floor, found = self.terms.floor[post], None
        for code in np.flatnonzero(~np.isnan(floor)).tolist():
            below = self.under(code, float(floor[code]))
            found = below if found is None else found | below
        return found

    def under(self, code: int, floor: float) -> Flags:
        """Who lies below a floor with the chance that the rules ask for."""
        found = self._floors.get((code, floor))
        if found is None:
            chance = below_chance(self.levels.mean[:, code], self.levels.sd[:, code], floor)
            found = np.asarray(np.nan_to_num(chance) * 100 >= self.rules.floor_certainty)
            self._floors[(code, floor)] = found
        return found

    def top_people(self, post: int, most: int, among: Flags | None = None) -> Answer:
        """The best `most` people for a post, of those marked in `among`."""
        fit, eligible = self.fits(post)
        if among is not None:
            eligible &= among
        eligible &= fit > NOBODY
        fit[~eligible] = NOBODY
        return _best(fit, eligible, most)

    def top_posts(self, person: int, most: int, among: Flags | None = None) -> Answer:
        """The best `most` posts for a person, of those marked in `among` (m,)."""
        fit, eligible = self.fits_of_person(person)
        if among is not None:
            eligible &= among
        eligible &= fit > NOBODY
        fit[~eligible] = NOBODY
        return _best(fit, eligible, most)

    def fits_of_person(self, person: int) -> tuple[Singles, Flags]:
        """(expected fit, eligible) of one person for every post."""
        grid = np.array(self.terms.grid)
        mean, sd = self.levels.mean[person][:, None], self.levels.sd[person][:, None]
        row = np.nan_to_num(expected_share(mean, sd, grid)).astype(np.float32).ravel()
        fit = (self.standards @ row)[self.standard_of] * np.float32(100)
        assessed = (
            self.terms.weight[self.firsts] @ self.known[person]
        ) * 100 >= self.rules.assessed_least - 1e-9
        fits_standard = ~self._person_below_floor(person)
        eligible = fits_standard[self.standard_of]
        if self.facts is not None:
            fit, eligible = self._with_career(person, fit, eligible)
        fit[~assessed[self.standard_of]] = NOBODY
        return fit, eligible

    def _with_career(self, person: int, fit: Singles, eligible: Flags) -> tuple[Singles, Flags]:
        assert self.facts is not None
        one = self.facts.one(person)
        tenure = (float(self.tenure[0][person]), bool(self.tenure[1][person]))
        told = person_terms(self.catalogue, one, tenure, self.on, self.rules)
        sets = self.catalogue.set_of
        fit = fit * told.weight.astype(np.float32)[sets] + told.added.astype(np.float32)[sets]
        eligible = eligible & ~told.failed[sets] & (not self.barred[person])
        own = self.place_of_post.get(str(self.facts.holds[person]))
        if own is not None:
            eligible[own] = True
        return fit, eligible

    def _person_below_floor(self, person: int) -> Flags:
        floor = self.terms.floor[self.firsts]
        with np.errstate(invalid="ignore"):
            chance = below_chance(self.levels.mean[person], self.levels.sd[person], floor)  # type: ignore[arg-type]
        return np.asarray((np.nan_to_num(chance) * 100 >= self.rules.floor_certainty).any(axis=1))

    def table(self, people: Whole, posts: Sequence[int], facts: FactTable | None = None) -> FitTable:
        """The exact table of some people and posts, with the prior of everybody; `facts`: if more is known of them."""
        chosen = Measured(
            tuple(self.measured.people[at] for at in people),
            self.measured.codes,
            self.measured.levels[people],
            self.measured.errors[people],
            tuple(self.measured.groups[at] for at in people),
        )
        if facts is None and self.facts is not None:
            facts = self.facts.take(people)
        return fit_table(chosen, [self.posts[at] for at in posts], facts, self.on, self.rules, self.prior)


def _best(fit: Singles, eligible: Flags, most: int) -> Answer:
    count = int(eligible.sum())
    most = min(most, count)
    if most == 0:
        return Answer(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32), count)
    rows = np.argpartition(-fit, most - 1)[:most] if most < len(fit) else np.arange(len(fit))
    rows = rows[np.lexsort((rows, -fit[rows]))]
    return Answer(rows[:most], fit[rows[:most]], count)
