"""Signing in, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """Signing in (サインイン)."""

    name = "hojokin.office.portals.signin"
    label = "signin"

    def ready(self) -> None:
        """Listen to what allauth reports; its signals exist only once its tables are known."""
        from hojokin.office.portals.signin import listening  # noqa: PLC0415

        listening.listen()
