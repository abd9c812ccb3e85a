"""A person makes his signing key himself, on his own page."""

from __future__ import annotations

from takar.accounts.actions.signing import make_signing_key, signing_key_of
from takar.accounts.models import User
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def make_own_signing_key(
    user: User, passphrase: str, again: str, password: str, *, replace: bool = False, clock: Clock = utc_now
) -> str | Refusal:
    """The new key's id. Asks for the account's password, so that an open screen is not enough to make a key.

    Refuses PASSPHRASE_TWICE_DIFFERENT, PASSPHRASE_IS_PASSWORD, PASSPHRASE_SHORT, PASSWORD_WRONG, SIGNING_KEY_IN_USE.
    """
    if not user.check_password(password):
        return PASSWORD_WRONG
    if passphrase != again:
        return TWICE_DIFFERENT
    if passphrase == password:
        return IS_PASSWORD
    if signing_key_of(user) and not replace:
        return IN_USE
    return make_signing_key(user, passphrase, clock=clock)


PASSWORD_WRONG = Refusal(
    "PASSWORD_WRONG",
    "Kata sandi akun Anda tidak cocok. Isi kata sandi yang Anda pakai untuk masuk.",
    "Your account password does not match. Enter the password that you sign in with.",
)
TWICE_DIFFERENT = Refusal(
    "PASSPHRASE_TWICE_DIFFERENT",
    "Kedua frasa sandi tidak sama. Ketik frasa sandi yang sama dua kali.",
    "The two passphrases differ. Type the same passphrase twice.",
)
IS_PASSWORD = Refusal(
    "PASSPHRASE_IS_PASSWORD",
    "Frasa sandi ini sama dengan kata sandi akun. Pilih yang lain, agar yang tahu kata sandi Anda tidak dapat menandatangani.",
    "This passphrase is your account password. Choose another one, so that nobody who knows your password can sign.",
)
IN_USE = Refusal(
    "SIGNING_KEY_IN_USE",
    "Anda sudah mempunyai kunci tanda tangan. Centang pernyataan bahwa kunci lama dihentikan, lalu buat yang baru.",
    "You have a signing key already. Tick that the old one is retired, then make the new one.",
)
