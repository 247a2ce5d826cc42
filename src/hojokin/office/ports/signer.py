"""Signer (電子署名): proves that the office issued some bytes, to anyone who has the public key."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Signs with Ed25519. The private half never leaves it."""

    def sign(self, content: bytes) -> str:
        """The signature, 64 bytes in hex."""

    def public_key(self) -> str:
        """The public key, 32 bytes in hex, to be published."""
