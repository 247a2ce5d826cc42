"""What the office signed is proved by its public key alone; the key is made once and kept private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hojokin.office.adapters.signing import LocalSigner, verify


def test_a_signature_is_proved_by_the_public_key(data: Path) -> None:
    signature = LocalSigner().sign("受付控".encode())

    assert (len(signature), len(LocalSigner().public_key())) == (128, 64)
    assert verify("受付控".encode(), signature, LocalSigner().public_key())


def test_one_changed_letter_breaks_it(data: Path) -> None:
    signer = LocalSigner()
    signature = signer.sign(b"100")

    assert not verify(b"101", signature, signer.public_key())
    assert not verify(b"100", signature[2:] + signature[:2], signer.public_key())
    assert not verify(b"100", signature, LocalSigner(data / "another").public_key())


@pytest.mark.parametrize(("signature", "key"), [("", ""), ("zz", "zz"), ("00", "00" * 32), ("00" * 64, "00")])
def test_nonsense_proves_nothing(signature: str, key: str) -> None:
    assert not verify(b"100", signature, key)


def test_the_key_is_made_once_even_when_many_ask_at_once(data: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: LocalSigner().public_key(), range(32)))

    assert len(keys) == 1
    assert [path.name for path in data.iterdir()] == ["signing_key"]


def test_only_its_owner_may_read_the_key(data: Path) -> None:
    LocalSigner().public_key()
    key = data / "signing_key"

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o640)
    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        LocalSigner().sign(b"a")
