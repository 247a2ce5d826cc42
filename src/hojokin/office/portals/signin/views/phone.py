"""Mobile telephone (携帯電話): the number first, then the codes; a lost number is replaced after a fresh sign-in."""

from __future__ import annotations

import time

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from hojokin.flow.identity import numbers
from hojokin.office import clock
from hojokin.office.actions.change_phone import begin_phone_change, change_phone
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.portals.signin.forms import CodesForm, PhoneForm
from hojokin.office.portals.signin.requests import actor_of, person_of
from hojokin.office.records.actor import SYSTEM
from hojokin.rules.engine.facts import Text

PENDING = "pending_phone"  # the number that is being confirmed, and whether the old one is at hand
REFUSED = 422


def phone(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send the codes."""
    person = person_of(request)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        has_old = bool(person.phone) and form.cleaned_data["old"] != "lost"
        if person.phone and not has_old and not proved_again(request):
            return render(request, "signin/phone.html", {"form": form, "must_prove": True}, status=REFUSED)
        try:
            number = begin_phone_change(person, form.cleaned_data["number"], at=clock.now(), has_old=has_old)
        except NotAllowed as refused:
            form.add_error("number", _said(refused.why))
        else:
            request.session[PENDING] = [number, has_old]
            return redirect("signin:phone_codes")
    return render(request, "signin/phone.html", {"form": form}, status=REFUSED if form.errors else 200)


def phone_codes(request: HttpRequest) -> HttpResponse:
    """Ask for the codes, and register the number."""
    person, pending = person_of(request), request.session.get(PENDING)
    if not pending:
        return redirect("signin:phone")
    number, has_old = pending
    form = CodesForm(request.POST or None, needs_old=has_old)
    if request.method == "POST" and form.is_valid():
        try:
            change_phone(
                person,
                number,
                new_code=form.cleaned_data["new_code"],
                old_code=form.cleaned_data["old_code"] if has_old else "",
                proved_again=proved_again(request),
                by=actor_of(request) or SYSTEM,
                at=clock.now(),
            )
        except NotAllowed as refused:
            form.add_error(None, _said(refused.why))
        else:
            del request.session[PENDING]
            return redirect("signin:account")
    context = {
        "form": form,
        "number": number,
        "has_old": has_old,
        "digits": numbers("code").digits,
        "minutes": numbers("code_use").minutes,
    }
    return render(request, "signin/phone_codes.html", context, status=REFUSED if form.errors else 200)


def proved_again(request: HttpRequest) -> bool:
    """Whether gBizID or a second factor was used within the last minutes."""
    since = time.time() - numbers("fresh_sign_in").minutes * 60
    return any(
        each["method"] in {"socialaccount", "mfa"} and each["at"] >= since
        for each in get_authentication_records(request)
    )


def _said(why: Text) -> str:
    return why.in_language(get_language() or "ja")
