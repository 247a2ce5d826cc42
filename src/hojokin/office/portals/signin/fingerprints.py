"""Fingerprints (接続元と端末の印): keyed hashes that tell whether two acts came from one place, and never which place."""

from __future__ import annotations

import secrets

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = "device"
COOKIE_AGE = 2 * 365 * 24 * 3600
_BYTES = 24


def origin_of(request: HttpRequest) -> str:
    """The network address, hashed."""
    return _hashed("origin", get_adapter().get_client_ip(request))


def device_of(request: HttpRequest) -> str:
    """The browser's own mark, hashed. A browser without one gets it with this answer."""
    mark = request.COOKIES.get(COOKIE, "")
    if not mark:
        mark = secrets.token_urlsafe(_BYTES)
        request.new_device = mark  # type: ignore[attr-defined]  # read below, when the answer is there
    return _hashed("device", mark)


def mark_device(request: HttpRequest, response: HttpResponseBase) -> None:
    """Leave the mark in a browser that has none."""
    if mark := getattr(request, "new_device", ""):
        response.set_cookie(
            COOKIE, mark, max_age=COOKIE_AGE, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )


def _hashed(what: str, value: str) -> str:
    return salted_hmac(f"hojokin.{what}", value, algorithm="sha256").hexdigest()
