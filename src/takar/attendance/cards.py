"""Codes of participant cards, made and read with the office's key."""

from __future__ import annotations

import hmac

from django.utils.crypto import salted_hmac

from takar.attendance.domain.cards import card_label, card_text, check_of, read_card
from takar.planning.public import PlaceView, places_of


def card_code(place: PlaceView) -> str:
    """What the QR on this participant's card encodes: about 50 characters of QR's alphanumeric set."""
    label = card_label(place.number, place.id)
    return card_text(_key(), batch=place.batch, label=label, nip=place.nip)


def place_of_card(text: str) -> PlaceView | None:
    """Whose card this is, a freed place too; None for a text that this office did not make."""
    card = read_card(text)
    if card is None:
        return None
    for place in places_of(card.batch, freed=True):
        label = card_label(place.number, place.id)
        wanted = check_of(_key(), batch=place.batch, label=label, nip=place.nip)
        if label == card.label and hmac.compare_digest(wanted, card.check):
            return place
    return None


def _key() -> bytes:
    return salted_hmac("takar.attendance.card", "key", algorithm="sha256").digest()
