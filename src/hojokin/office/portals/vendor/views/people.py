"""People (担当者): who works here as the vendor, inviting a colleague, and ending a seat."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.end_colleague import end_colleague
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.portals.acting import acting
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.said import page_language, reasons
from hojokin.office.queries.colleagues import colleagues_of, open_invitations
from hojokin.office.records.models import Seat

REFUSED = 409


def people(request: HttpRequest) -> HttpResponse:
    """The list; a POST invites a colleague by mail."""
    if request.method != "POST":
        return _page(request, (), "")
    actor, email = acting(request), request.POST.get("email", "").strip()
    try:
        validate_email(email)
        invite_person(
            email, Role.VENDOR, party=actor.party, by=actor, at=clock.now(), language=page_language()
        )
    except ValidationError:
        return _page(request, [_("メールアドレスを入力してください。例：tanto@example.jp")], email)
    except NotAllowed as error:
        return _page(request, reasons(error), email)
    return redirect("vendor:people")


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a colleague's seat."""
    actor = acting(request)
    seat = Seat.objects.filter(pk=pk, party=actor.party, role=actor.role.value).first()
    if seat is None:
        raise Http404
    try:
        end_colleague(seat, by=actor, at=clock.now())
    except NotAllowed as error:
        return _page(request, reasons(error), "")
    return redirect("vendor:people")


def _page(request: HttpRequest, refused: Sequence[str], email: str) -> HttpResponse:
    actor, at = acting(request), clock.now()
    context = {
        "here": "people",
        "colleagues": colleagues_of(actor, at),
        "invited": open_invitations(actor, at),
        "email": email,
        "refused": refused,
        **readable_at(request, reverse("vendor:people")),
    }
    return render(request, "vendor/people.html", context, status=REFUSED if refused else 200)
