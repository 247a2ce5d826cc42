"""Second factor (2段階認証): office, vendors and members set one up before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from hojokin.office.access import Access, access_of
from hojokin.office.portals.signin.requests import person_of, seats_on
from hojokin.office.queries.seats import needs_second_factor

HAS_ONE = "has_second_factor"  # in the session, so that it is looked up once
TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorFirst:
    """Middleware that leads to the set-up; gBizID brings a second factor of its own (GI-17)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead to the set-up of a second factor where the seats demand one and there is none."""
        if access_of(view) in {Access.PUBLIC, Access.SIGNED_IN} or is_settled(request):
            return None
        return redirect("mfa_index")


def is_settled(request: HttpRequest) -> bool:
    """Whether nothing is left to set up for whoever is signed in."""
    if settings.DEMO or not needs_second_factor(seats_on(request)):
        return True
    if request.session.get(HAS_ONE):
        return True
    if not came_by_gbizid(request) and not is_mfa_enabled(person_of(request), TYPES):
        return False
    request.session[HAS_ONE] = True
    return True


def came_by_gbizid(request: HttpRequest) -> bool:
    """Whether this session began at gBizID."""
    return any(each["method"] == "socialaccount" for each in get_authentication_records(request))
