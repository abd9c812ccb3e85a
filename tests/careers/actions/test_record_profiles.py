"""Own results become profiles once; a corrected one replaces and the old one stays readable; everybody at once as arrays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from takar.accounts.models import Change
from takar.careers.matrix import profile_matrix
from takar.careers.models import ProfileRecord
from takar.careers.profile_rows import CODES
from takar.careers.public import Profile, profiles, record_profiles
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]
DAY = date(2025, 5, 1)


def profile(number: int = 1, **more: object) -> Profile:
    one = Profile(
        nip(number),
        tuple((code, Decimal("3.25")) for code in CODES),
        DAY,
        "assessment:a",
        errors=(("M.01", Decimal("0.312")),),
        jpm=Decimal("91.234"),
        potential=Decimal("70.12345"),
    )
    return replace(one, **more)  # type: ignore[arg-type]


def test_told_again_it_changes_nothing() -> None:
    assert record_profiles([profile(), profile(2)], "admin", reason="r").added == 2
    done = record_profiles([profile(), profile(2)], "admin", reason="r")
    assert (done.added, done.same, done.replaced) == (0, 2, 0)
    told = profiles([nip(1)], DAY)[nip(1)]
    assert (told.jpm, told.potential, told.errors) == (
        Decimal("91.23"),
        Decimal("70.123"),
        (("M.01", Decimal("0.312")),),
    )
    assert Change.objects.filter(action="careers.profiles").count() == 1


def test_a_corrected_result_replaces_visibly() -> None:
    record_profiles([profile()], "admin")
    better = profile(
        levels=(("M.01", Decimal(4)), ("T.07", Decimal("2.5"))), errors=(("T.07", Decimal("0.4")),)
    )
    done = record_profiles([better], "ketua", reason="Keberatan diterima")
    assert (done.added, done.replaced) == (0, 1)
    told = profiles([nip(1)], DAY)[nip(1)]
    assert told.levels == (("M.01", Decimal("4.00")), ("T.07", Decimal("2.50")))
    assert told.errors == (("T.07", Decimal("0.40")),)
    old = ProfileRecord.objects.get(replaced_at__isnull=False)
    assert (old.m01, old.replaced_by, old.replaced_reason) == (3250, "ketua", "Keberatan diterima")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"nip": "123"}, "NIP_LENGTH"),
        ({"levels": ()}, "PROFILE_EMPTY"),
        ({"levels": (("M.01", Decimal("5.1")),)}, "PROFILE_LEVEL"),
        ({"errors": (("M.01", Decimal(-1)),)}, "PROFILE_ERROR"),
        ({"potential": Decimal(101)}, "PROFILE_POTENTIAL"),
        ({"valid_until": date(2025, 4, 30)}, "PROFILE_ENDS_BEFORE"),
    ],
)
def test_what_cannot_be_right_is_refused_and_the_rest_counts(wrong: dict[str, object], code: str) -> None:
    done = record_profiles([profile(2, **wrong), profile(1)], "admin")
    assert done.refused == ((wrong.get("nip", nip(2)), code),)
    assert done.added == 1


def test_two_of_the_same_in_one_call_are_one() -> None:
    done = record_profiles([profile(jpm=Decimal(80)), profile(jpm=Decimal(90))], "admin")
    assert done.added == 1
    assert profiles([nip(1)], DAY)[nip(1)].jpm == Decimal("90.00")


def test_everybody_at_once_as_arrays() -> None:
    early = profile(1, assessed_on=date(2023, 1, 1), source="assessment:old", levels=(("M.01", Decimal(1)),))
    ended = profile(3, valid_until=date(2025, 6, 1))
    record_profiles(
        [early, profile(1), profile(2, levels=(("SK.01", Decimal(5)),), errors=None), ended], "admin"
    )
    nips, levels, errors = profile_matrix(date(2026, 1, 1))
    assert nips == tuple(sorted([nip(1), nip(2), nip(3)]))
    by_nip = dict(zip(nips, levels, strict=True))
    assert levels.dtype == errors.dtype == np.float32
    assert by_nip[nip(1)].tolist() == [3.25] * 9
    assert np.isnan(by_nip[nip(2)][:8]).all()
    assert by_nip[nip(2)][8] == 5
    assert errors[nips.index(nip(1)), 0] == np.float32(0.312)
    assert profile_matrix(date(2024, 1, 1), ["M.01"])[1].tolist() == [[1.0]]
    assert nip(3) not in profile_matrix(date(2026, 1, 1), valid=True)[0]
    assert profile_matrix(date(2020, 1, 1))[1].shape == (0, 9)
    with pytest.raises(ValueError, match=r"T\.01"):
        profile_matrix(DAY, ["T.01"])
