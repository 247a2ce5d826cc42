"""Health (稼働の確認): whether this site and the identity provider answer as a visitor needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Health:
    """What a question brought: whether the service is up, and what was wrong where it is not."""

    is_up: bool
    said: str = ""


class HealthProbe(Protocol):
    """Asks from outside, as a visitor does. Raises Refused for an address that cannot be asked at all."""

    def site(self, address: str) -> Health:
        """Ask the site's own health address."""

    def provider(self, issuer: str) -> Health:
        """Ask an OpenID provider what it publishes about itself."""
