"""Invitation (招待): opening the link uses nothing up, only accepting does."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.join_by_invitation import join_by_invitation
from hojokin.office.portals.signin.forms import JoinForm
from hojokin.office.portals.signin.requests import SEAT, actor_of, person_of
from hojokin.office.queries.invitations import find_invitation, standing
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Invitation, Seat


@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what one is invited to; accept as whoever is signed in, or as a new person with a password."""
    try:
        invited = find_invitation(secret)
    except Invitation.DoesNotExist:
        return render(request, "signin/invitation_unknown.html", status=404)
    form = JoinForm(request.POST or None, email=invited.email)
    refusal = ""
    if request.method == "POST":
        try:
            if seat := _accepted(request, invited, form):
                request.session[SEAT] = seat.pk
                return redirect("signin:home")
        except NotAllowed as refused:
            refusal = refused.why.in_language(get_language() or "ja")
    context = {
        "invitation": invited,
        "standing": standing(invited, clock.now()),
        "form": form,
        "refusal": refusal,
        "by_gbizid_only": invited.role == Role.APPLICANT,
        "here": request.get_full_path(),
        "password_rules": password_validators_help_texts(),
    }
    return render(request, "signin/invitation.html", context, status=409 if refusal else 200)


def _accepted(request: HttpRequest, invited: Invitation, form: JoinForm) -> Seat | None:
    at = clock.now()
    if request.user.is_authenticated:
        return accept_invitation(invited, person_of(request), by=actor_of(request) or SYSTEM, at=at)
    if not form.is_valid():
        return None
    seat = join_by_invitation(
        invited,
        form.cleaned_data["name"],
        form.cleaned_data["password"],
        at=at,
        language=get_language() or "ja",
    )
    get_adapter().login(request, seat.person)
    return seat
