"""The conditional likelihood of ratings given each person's total, by a forward and a backward pass over his ratings.

For one person with ratings l = 1..L, category weights w_l(k) = exp(-k (severity + difficulty) - steps up to k). The forward
pass collects F_l(s), the summed weight of the ways to reach total s in the first l ratings; the backward pass B_l(s), the
weight of reaching the person's total from s. Then P(category k in l | total) is proportional to the sum over s of
F_l-1(s) w_l(k) B_l(s + k). Exact, and linear in the number of ratings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.psychometrics.facets.design import Design
from takar.psychometrics.values import Floats, Ints

_CHUNK = 256
"""Persons at a time, so that the passes stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """Severity (raters,), difficulty (items,), step (steps,), each summing to 0, in logits."""

    severity: Floats
    difficulty: Floats
    step: Floats

    def vector(self) -> Floats:
        return np.concatenate([self.severity, self.difficulty, self.step])


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """`log_likelihood` (persons,); `chance` (persons, slots, categories): of each category, given the total; 0 where padded."""

    log_likelihood: Floats
    chance: Floats


def log_weights(design: Design, at: Parameters) -> Floats:
    """log w, shape (persons, slots, categories); category 0 has 0, padding has -inf elsewhere."""
    category = np.arange(design.steps + 1)
    hardness = at.severity[design.rater] + at.difficulty[design.item]
    # adding c * category to every weight of a person changes nothing, since his total is given: keep numbers small
    centre = (hardness * design.there).sum(axis=1) / design.there.sum(axis=1)
    steps = np.concatenate([[0.0], np.cumsum(at.step)])
    weights = -(hardness - centre[:, None])[:, :, None] * category - steps
    return np.where(design.there[:, :, None] | (category == 0), weights, -np.inf)


def passes(design: Design, weights: Floats) -> Passes:
    """Forward and backward pass for all persons; `weights` as of `log_weights`."""
    parts = [
        _passes(weights[start : start + _CHUNK], design.category[start : start + _CHUNK])
        for start in range(0, len(weights), _CHUNK)
    ]
    return Passes(
        np.concatenate([part.log_likelihood for part in parts]),
        np.concatenate([part.chance for part in parts]),
    )


def _passes(log_weight: Floats, category: Ints) -> Passes:
    persons, slots, categories = log_weight.shape
    top = log_weight.max(axis=2)
    weight = np.ascontiguousarray(np.exp(log_weight - top[:, :, None]).transpose(1, 2, 0))
    total = category.sum(axis=1)
    size = slots * (categories - 1) + 1
    forward, scale = _forward(weight, size)
    backward = np.zeros((size, persons))
    backward[total, np.arange(persons)] = 1
    chance = np.zeros((slots, categories, persons))
    for slot in range(slots - 1, -1, -1):
        width = slot * (categories - 1) + 1
        before = np.zeros((width, persons))
        reached = np.empty((width, persons))
        for k in range(categories):
            np.multiply(weight[slot, k], backward[k : k + width], out=reached)
            chance[slot, k] = np.einsum("sp,sp->p", forward[slot, :width], reached)
            before += reached
        backward = before / before.max(axis=0)
    chance /= chance.sum(axis=1, keepdims=True)
    own = np.take_along_axis(log_weight, category[:, :, None], axis=2)[:, :, 0] - top
    ways = np.log(forward[slots][total, np.arange(persons)]) + scale
    return Passes(own.sum(axis=1) - ways, chance.transpose(2, 0, 1))


def _forward(weight: Floats, size: int) -> tuple[Floats, Floats]:
    """F (slots + 1, size, persons), each scaled to a largest value of 1, and the log of all scales."""
    slots, categories, persons = weight.shape
    forward = np.zeros((slots + 1, size, persons))
    forward[0, 0] = 1
    scale = np.zeros(persons)
    for slot in range(slots):
        width = slot * (categories - 1) + 1
        part = np.empty((width, persons))
        for k in range(categories):
            np.multiply(weight[slot, k], forward[slot, :width], out=part)
            forward[slot + 1, k : k + width] += part
        largest = forward[slot + 1].max(axis=0)
        forward[slot + 1] /= largest
        scale += np.log(largest)
    return forward, scale
