"""Refusals (開けないページ): as whom one is signed in, why that is not enough, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hojokin.flow.roles import ROLE_LABELS, Role
from hojokin.office.access import (
    ROLES_OF,
    Access,
    SignedOut,
    WrongSeat,
    access_of,
    is_form_from_here,
    way_back,
)
from hojokin.office.portals.signin.adapters import REFUSAL
from hojokin.office.portals.signin.requests import seats_on

FORBIDDEN = 403
OF_EACH_PAGE = "csrfmiddlewaretoken"
WORTH_SHOWING = 20  # letters; shorter values are mostly what a page sends of its own


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    if isinstance(exception, SignedOut):
        return _kept(request)
    if not isinstance(exception, WrongSeat):
        return _plain(
            request,
            _("このページは開けません"),
            _("閲覧できる人が決められていないページか、この操作をする権限がありません。"),
        )
    language = get_language() or "ja"
    fitting = [seat for seat in seats_on(request) if seat.role in ROLES_OF[exception.access]]
    roles = [ROLE_LABELS[role].in_language(language) for role in Role if role in ROLES_OF[exception.access]]
    context = {"fitting": fitting, "roles": roles, "here": request.get_full_path()}
    return render(request, "signin/wrong_seat.html", context, status=FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names it
    """A form whose token does not fit: the page was open too long, or the form came from elsewhere."""
    match = request.resolver_match
    if match and access_of(match.func) not in {None, Access.PUBLIC} and is_form_from_here(request):
        return _kept(request)
    return _plain(
        request,
        _("送信を確かめられませんでした"),
        _(
            "ページを長く開いたままにしたか、別の画面でサインインし直したようです。"
            "前のページに戻って再読み込みし、もう一度送ってください。送った内容は記録されていません。"
        ),
    )


def refused_sign_in(request: HttpRequest) -> HttpResponse:
    """Why gBizID did not let somebody in."""
    ja, en = request.session.get(REFUSAL, ["", ""])
    why = en if get_language() == "en" else ja
    return render(request, "signin/refused.html", {"why": why})


def _kept(request: HttpRequest) -> HttpResponse:
    """Everything that was typed, to be sent again; never for a public page, where passwords are typed."""
    typed = [
        (name, value) for name, values in request.POST.lists() if name != OF_EACH_PAGE for value in values
    ]
    return render(
        request,
        "signin/not_sent.html",
        {
            "typed": typed,
            "texts": [value for _name, value in typed if len(value) >= WORTH_SHOWING],
            "files": [each.name for files in request.FILES.lists() for each in files[1]],
            "back": way_back(request),
        },
        status=FORBIDDEN,
    )


def _plain(request: HttpRequest, title: str, detail: str) -> HttpResponse:
    return render(request, "signin/forbidden.html", {"title": title, "detail": detail}, status=FORBIDDEN)
