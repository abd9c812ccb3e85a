"""A member signs the minutes with his own key, on his own device."""

from __future__ import annotations

from takar.accounts.public import User, sign, signing_key_of
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import PLENO_TYPE
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.books import Book, book_of
from takar.plenary.documents import payload_of
from takar.plenary.domain import refusals as no

KEY_NOT_COMMITTED = Refusal(
    "PLENARY_KEY_NOT_COMMITTED",
    "Kunci tanda tangan Anda bukan yang ditetapkan di log sebelum wawancara. Mintalah sekretaris mencatat bahwa Anda tidak "
    "dapat menandatangani.",
    "Your signing key is not the one committed to the log before the interviews. Ask the secretary to record that you cannot "
    "sign.",
)


def sign_minutes(
    plenary: str, user: User, passphrase: str, *, request: str, clock: Clock = utc_now
) -> Kept | Refusal:
    """Refuses PASSPHRASE_WRONG, SIGNING_KEY_MISSING, PLENARY_KEY_NOT_COMMITTED, and as `Plenary.sign` does."""
    book = book_of(plenary)
    if isinstance(book, Refusal):
        return book
    signed = _signature(book, user, passphrase)
    if isinstance(signed, Refusal):
        return signed
    key, signature = signed
    return keep(
        plenary,
        lambda book, now: talk(book).sign(user.username, key, now, signature),
        request=request,
        actor=user.username,
        action="plenary.sign",
        clock=clock,
    )


def _signature(book: Book, user: User, passphrase: str) -> tuple[str, str] | Refusal:
    if book.state.ended is None:
        return no.NOT_OVER
    public = signing_key_of(user)
    if public is not None and book.row.terms["panel"].get(user.username) != public.hex():
        return KEY_NOT_COMMITTED
    envelope = sign(user, passphrase, PLENO_TYPE, payload_of(book))
    if isinstance(envelope, Refusal):
        return envelope
    signatures = envelope["signatures"]
    assert isinstance(signatures, list)
    first = signatures[0]
    assert isinstance(first, dict)
    return str(first["keyid"]), str(first["sig"])
