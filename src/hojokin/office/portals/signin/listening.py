"""Listening (変更の監視): every change of how somebody signs in is recorded and told to them."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import Signal
from django.http import HttpRequest

from hojokin.office import clock
from hojokin.office.actions.change_security import change_security
from hojokin.office.portals.signin.requests import actor_of
from hojokin.office.portals.signin.second_factor import HAS_ONE
from hojokin.office.records.models import Person

EVENTS: dict[str, Signal] = {
    "password_changed": password_changed,
    "password_reset": password_reset,
    "second_factor_added": authenticator_added,
    "second_factor_removed": authenticator_removed,
    "recovery_codes_renewed": authenticator_reset,
}


def listen() -> None:
    """Connect each signal with the event that it means."""
    for event, signal in EVENTS.items():
        signal.connect(_listener(event), weak=False, dispatch_uid=f"hojokin.{event}")


def _listener(event: str) -> Any:
    def changed(request: HttpRequest, user: Person, **_kwargs: object) -> None:
        request.session.pop(HAS_ONE, None)
        change_security(user, event, by=actor_of(request), at=clock.now())

    return changed
