"""People of the office (担当者): who holds which seat, invitations, and the end of a seat."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office import clock
from hojokin.office.actions.end_seat import end_seat
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.actions.withdraw_invitation import NOT_OPEN, withdraw_invitation
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.secretariat.desk import actor_of, number_in
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.office_people import office_seats, open_invitations

UNPROCESSABLE = 422
LANGUAGES = ("ja", "en")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a seat, and who is invited."""
    return _page(request)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; what was typed stays when it is refused."""
    email, role = request.POST.get("email", "").strip(), request.POST.get("role", "")
    language = request.POST.get("language", "ja")
    sent = {"email": email, "role": role, "language": language}
    wrong = _wrong(email, role)
    if wrong:
        return _page(request, {**sent, "wrong": wrong}, UNPROCESSABLE)
    try:
        invite_person(
            email,
            Role(role),
            by=actor_of(request),
            at=clock.now(),
            language=language if language in LANGUAGES else "ja",
        )
    except NotAllowed as refused:
        return _page(request, {**sent, "wrong": {"email": told(refused.why)}}, UNPROCESSABLE)
    messages.success(request, _("%(email)s に招待を送りました。") % {"email": email})
    return HttpResponseRedirect(reverse("desk:people"))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take back an invitation that nobody has used."""
    now, key = clock.now(), number_in(request.POST.get("invitation"))
    found = next((each for each in open_invitations(now) if each.pk == key), None)
    if found is None:
        messages.error(request, told(NOT_OPEN))
        return HttpResponseRedirect(reverse("desk:people"))
    try:
        withdraw_invitation(found, by=actor_of(request), at=now)
        messages.success(request, _("%(email)s への招待を取り消しました。") % {"email": found.email})
    except NotAllowed as refused:
        messages.error(request, told(refused.why))
    return HttpResponseRedirect(reverse("desk:people"))


@require_POST
def end(request: HttpRequest, seat: int) -> HttpResponse:
    """End a seat of the office, with the reason that goes into the record."""
    now = clock.now()
    found = next((each for each in office_seats(now) if each.pk == seat), None)
    if found is None:
        raise Http404(str(seat))
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("役割を外す理由を入力してください。監査記録に残ります。"))
        return HttpResponseRedirect(reverse("desk:people") + f"#seat-{seat}")
    try:
        end_seat(found, by=actor_of(request), at=now, reason=reason)
        messages.success(request, _("%(name)sさんの役割を外しました。") % {"name": found.person})
    except NotAllowed as refused:
        messages.error(request, told(refused.why))
    return HttpResponseRedirect(reverse("desk:people"))


def _wrong(email: str, role: str) -> dict[str, str]:
    wrong = {}
    try:
        validate_email(email)
    except ValidationError:
        wrong["email"] = _("メールアドレスを name@example.jp の形で入力してください。")
    if role not in SECRETARIAT:
        wrong["role"] = _("役割を選んでください。")
    return wrong


def _page(request: HttpRequest, typed: Mapping[str, object] | None = None, status: int = 200) -> HttpResponse:
    now = clock.now()
    context = {
        "seats": office_seats(now),
        "invitations": open_invitations(now),
        "roles": [each.value for each in Role if each in SECRETARIAT],
        "typed": typed or {},
        **readable_at(request, reverse("desk:people")),
    }
    return render(request, "desk/people.html", context, status=status)
