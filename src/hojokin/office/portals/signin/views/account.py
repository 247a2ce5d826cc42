"""Account (アカウント): seats, ways to sign in, telephone, language, and the browsers that are signed in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_POST

from hojokin.office import clock
from hojokin.office.actions.choose_language import choose_language
from hojokin.office.actions.end_sessions import end_sessions
from hojokin.office.portals.signin.ready import gbizid_ready
from hojokin.office.portals.signin.requests import actor_of, person_of
from hojokin.office.portals.signin.second_factor import is_settled
from hojokin.office.queries.sessions import sessions_of
from hojokin.office.records.actor import SYSTEM


def account(request: HttpRequest) -> HttpResponse:
    """Everything about oneself."""
    person = person_of(request)
    factors = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {
        "sessions": sessions_of(person, timezone.now()),
        "this_session": request.session.session_key,
        "has_totp": Authenticator.Type.TOTP in factors,
        "has_passkey": Authenticator.Type.WEBAUTHN in factors,
        "gbizid_ready": gbizid_ready(),
        "is_settled": is_settled(request),
    }
    return render(request, "signin/account.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of mails and SMS; the page follows."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        choose_language(person_of(request), chosen)
        translation.activate(chosen)
    return redirect("signin:account")


@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """End every other session of this person."""
    end_sessions(
        person_of(request),
        but=request.session.session_key or "",
        by=actor_of(request) or SYSTEM,
        at=clock.now(),
    )
    return redirect("signin:account")
