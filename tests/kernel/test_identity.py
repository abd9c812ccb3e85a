from __future__ import annotations

import base64
import hashlib
import hmac

from takar.kernel.identity import hash_nip, hash_pin, normalised

SALT = base64.b64encode(bytes(range(16))).decode()


def test_a_pin_is_hashed_by_scrypt_with_the_parameters_of_the_seam() -> None:
    expected = hashlib.scrypt(b"482913", salt=bytes(range(16)), n=16384, r=8, p=1, dklen=32, maxmem=2**26)
    assert base64.b64decode(hash_pin("482913", SALT)) == expected


def test_a_nip_gives_the_same_hash_however_it_is_typed() -> None:
    expected = hmac.new(b"garam", b"198501012010011001", hashlib.sha256).hexdigest()
    assert hash_nip("19850101 201001 1 001", "garam") == hash_nip("198501012010011001", "garam") == expected
    assert hash_nip("198501012010011002", "garam") != expected


def test_participant_numbers_may_be_typed_in_lower_case_and_with_spaces() -> None:
    assert normalised(" a - 01 ") == "A-01"
