from __future__ import annotations

from django.contrib.auth import authenticate
from django.db import transaction

from takar.accounts.domain.throttle import WINDOW, free_again
from takar.accounts.models import SignInFailure, User
from takar.kernel.clock import Clock, clock_time, utc_now
from takar.kernel.refusals import Refusal

WRONG = Refusal(
    "SIGN_IN_WRONG",
    "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi.",
    "The user name or password does not match. Check upper and lower case, then try again.",
)


def sign_in(
    account: str, password: str, address: str, *, zone: str = "WIB", clock: Clock = utc_now
) -> User | Refusal:
    """Check a password, counting failures per account and address."""
    account = account.strip()[:150]
    now = clock()
    failures = SignInFailure.objects.filter(account=account.lower(), address=address)
    wait = free_again(list(failures.values_list("at", flat=True)), now)
    if wait is not None:
        return _resting(clock_time(wait, zone, seconds=True))
    user = authenticate(username=account, password=password)
    with transaction.atomic():
        SignInFailure.objects.filter(at__lt=now - WINDOW).delete()
        if isinstance(user, User):
            failures.delete()
            return user
        SignInFailure.objects.create(account=account.lower(), address=address, at=now)
    return WRONG


def _resting(until: str) -> Refusal:
    return Refusal(
        "SIGN_IN_RESTING",
        f"Terlalu banyak percobaan yang gagal. Coba lagi setelah pukul {until}, atau minta pengelola sistem "
        "mengatur ulang kata sandi Anda.",
        f"Too many failed attempts. Try again after {until}, or ask the system administrator to reset your "
        "password.",
        {"until": until},
    )
