"""Organisers as people write them."""

from __future__ import annotations

import re

from takar.certificates.domain.values import Organiser

_KNOWN = (
    (re.compile(r"\blan\b|lembaga administrasi negara"), Organiser.LAN),
    (re.compile(r"\bbkn\b|badan kepegawaian negara|puspenkom|\bkanreg\b"), Organiser.BKN),
    (re.compile(r"^(sendiri|internal|own|penyelenggara sendiri)$"), Organiser.OWN),
)


def parse_organiser(text: str) -> Organiser:
    """ "LAN RI" -> LAN, "Kanreg III BKN" -> BKN, "sendiri" -> OWN, any other name -> OTHER."""
    plain = text.casefold()
    return next((organiser for pattern, organiser in _KNOWN if pattern.search(plain)), Organiser.OTHER)
