"""Every ability has words in both languages; the page of users lists them all."""

from __future__ import annotations

from django.utils import translation

from takar.accounts.domain.roles import Ability, Role
from takar.accounts.pages.labels import ABILITY_LABELS, ROLE_LABELS


def test_every_ability_and_role_has_words_in_both_languages() -> None:
    assert {*ABILITY_LABELS} == {*Ability}
    assert {*ROLE_LABELS} == {*Role}
    for label in (*ABILITY_LABELS.values(), *ROLE_LABELS.values()):
        with translation.override("id"):
            own = str(label)
        with translation.override("en"):
            assert str(label) != own or own == "Auditor"
