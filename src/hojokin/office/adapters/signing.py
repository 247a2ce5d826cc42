"""Signatures of the office (電子署名): an Ed25519 key in HOJOKIN_DATA/signing_key, made once, readable by its owner."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.core.exceptions import ImproperlyConfigured

from hojokin.office.adapters.folders import appearing, private_folder

OTHERS = 0o077


class LocalSigner:
    """Key in a file (署名鍵). Whoever copies the file can sign: back it up as you would a seal."""

    def __init__(self, path: Path | str | None = None) -> None:
        self._path = Path(path) if path else private_folder(".") / "signing_key"

    def sign(self, content: bytes) -> str:
        """The signature, 64 bytes in hex."""
        return self._key().sign(content).hex()

    def public_key(self) -> str:
        """The public key, 32 bytes in hex, to be published."""
        return self._key().public_key().public_bytes_raw().hex()

    def _key(self) -> Ed25519PrivateKey:
        if not self._path.exists():
            _create(self._path)
        if os.name == "posix" and self._path.stat().st_mode & OTHERS:
            raise ImproperlyConfigured(f"Others can read the signing key; run: chmod 600 {self._path}")
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self._path.read_text(encoding="ascii")))


def _create(path: Path) -> None:
    """Write a new key, unless another process was first: a link never replaces what is there."""
    with appearing(path.parent) as (file, temporary):
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex().encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return


def verify(content: bytes, signature: str, public_key: str) -> bool:
    """Whether the holder of this public key signed exactly these bytes. Needs no settings, network or secret."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
