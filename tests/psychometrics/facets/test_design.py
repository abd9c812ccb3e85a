from __future__ import annotations

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics.facets.design import Design, design
from takar.psychometrics.public import Rating, Ratings
from tests.psychometrics.world import faceted, sheet, table

STEPS = [-0.8, 0.8]


def refused(ratings: Ratings) -> Refusal:
    found = design(ratings)
    assert isinstance(found, Refusal)
    return found


def laid(ratings: Ratings) -> Design:
    found = design(ratings)
    assert not isinstance(found, Refusal), found
    return found


def prefixed(ratings: Ratings, mark: str) -> list[Rating]:
    return [
        Rating(
            f"{mark}{ratings.persons[p]}", f"{mark}{ratings.raters[r]}", ratings.items[i].competency, float(v)
        )
        for p, r, i, v in zip(ratings.person, ratings.rater, ratings.item, ratings.value, strict=True)
    ]


def two_islands() -> list[Rating]:
    rng = np.random.default_rng(1)
    west = faceted(rng, 30, [0.0, 0.3], [-0.2, 0.2], STEPS)
    east = faceted(rng, 30, [0.0, 0.3, 0.5], [-0.2, 0.2], STEPS)
    return prefixed(west, "W") + prefixed(east, "E")


def test_parts_that_share_no_person_are_named() -> None:
    found = refused(Ratings.of(two_islands()))
    assert found.code == "RATERS_NOT_LINKED"
    assert found.data["facet"] == "rater"
    assert found.data["subsets"] == [["Er00", "Er01", "Er02"], ["Wr00", "Wr01"]]
    assert "Wr00, Wr01" in found.id


def test_one_shared_person_links_two_parts() -> None:
    bridge = [
        Rating("bridge", rater, item, value)
        for rater, item, value in (("Wr00", "c0", 1.0), ("Er00", "c1", 2.0))
    ]
    assert len(laid(Ratings.of(two_islands() + bridge)).ratings.raters) == 5


def test_a_person_with_one_rating_or_an_extreme_total_links_nothing() -> None:
    extreme = [
        Rating("top", "Wr00", "c0", 3.0),
        Rating("top", "Er00", "c1", 3.0),
        Rating("one", "Wr01", "c0", 2.0),
    ]
    found = refused(Ratings.of(two_islands() + extreme))
    assert found.code == "RATERS_NOT_LINKED"


def test_raters_who_each_have_an_item_of_their_own_cannot_be_told_from_it() -> None:
    rng = np.random.default_rng(2)
    found = refused(
        table([f"p{p}", f"r{r}", f"c{r}", float(rng.integers(1, 4))] for p in range(30) for r in range(3))
    )
    assert found.code == "RATERS_NOT_LINKED"
    assert found.data["subsets"] == [["r0"], ["r1"], ["r2"]]


def test_items_that_no_person_shares_are_named_too() -> None:
    rng = np.random.default_rng(3)
    rows = [
        [f"{half}{p}", f"r{r}", f"c{half}{i}", float(rng.integers(1, 4))]
        for half in "ab"
        for p in range(20)
        for r in range(2)
        for i in range(2)
    ]
    found = refused(table(rows))
    assert (found.data["facet"], found.data["subsets"]) == ("item", [["ca0", "ca1"], ["cb0", "cb1"]])


def test_a_rater_who_gave_only_the_top_has_no_number_and_informs_nobody() -> None:
    plain = faceted(np.random.default_rng(5), 40, [0.0, 0.4, -0.4], [-0.2, 0.2], STEPS)
    rows = prefixed(plain, "")
    rows += [Rating(person, "semua-tiga", item, 3.0) for person in plain.persons for item in ("c0", "c1")]
    found = laid(Ratings.of(rows))
    assert found.extreme_raters == ("semua-tiga",)
    assert "semua-tiga" not in found.ratings.raters


def test_extreme_persons_are_left_out_of_the_estimation() -> None:
    rows = prefixed(faceted(np.random.default_rng(5), 40, [0.0, 0.4], [-0.2, 0.2], STEPS, spread=0.3), "")
    rows += [Rating("atas", rater, item, 3.0) for rater in ("r00", "r01") for item in ("c0", "c1")]
    found = laid(Ratings.of(rows))
    assert "atas" in found.extreme_persons
    assert found.there.sum() == len(found.ratings)


def test_a_value_that_nobody_used_is_no_category() -> None:
    found = laid(sheet([[1, 2], [2, 5], [5, 1], [2, 2], [1, 5], [5, 2], [2, 1]]))
    assert found.scale.tolist() == [1.0, 2.0, 5.0]
    assert found.steps == 2


def test_scores_from_0_to_100_are_no_rating_scale() -> None:
    found = refused(sheet([[float(p), float(p + 50)] for p in range(20)]))
    assert (found.code, found.data["steps"]) == ("RATINGS_TOO_MANY_STEPS", 40)


def test_too_few_persons() -> None:
    assert refused(sheet([[1, 2], [2, 3], [3, 1]])).code == "RATERS_TOO_FEW"
    assert refused(sheet([[2, 2]] * 10)).code == "RATERS_TOO_FEW"
    assert refused(Ratings.of([])).code == "RATERS_TOO_FEW"
