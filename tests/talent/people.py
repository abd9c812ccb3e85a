"""Facts of invented people for the domain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from takar.careers.public import Education, History, Predicate, Profile
from takar.standards.domain.talent_rules import TalentRules
from takar.standards.shipped import FOLDER, shipped_standard
from takar.talent.domain.values import Facts

ON = date(2026, 1, 5)
NIP = "197001011995031001"
CODES = ("M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "SK.01")
STANDARD = tuple((code, Decimal(4)) for code in CODES)


def rules(name: str = "peta-talenta") -> TalentRules:
    found = shipped_standard(FOLDER / f"talent-{name}-2025.1.toml")
    assert isinstance(found, TalentRules)
    return found


RULES = rules()


def profile(**told: Any) -> Profile:
    return Profile(
        **{
            "nip": NIP,
            "levels": tuple((code, Decimal("3.4")) for code in CODES),
            "assessed_on": date(2025, 6, 1),
            "source": "import",
            "potential": Decimal(72),
            **told,
        }
    )


def history(**told: Any) -> History:
    return History(
        **{
            "nip": NIP,
            "predicates": (Predicate(2024, "baik"), Predicate(2025, "sangat_baik")),
            "education": (Education("S2", "Administrasi Publik", 2010),),
            **told,
        }
    )


def facts(**told: Any) -> Facts:
    return Facts(**{"nip": NIP, "history": history(), "profile": profile(), "standard": STANDARD, **told})
