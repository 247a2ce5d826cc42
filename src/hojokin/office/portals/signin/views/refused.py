"""Refusals (開けないページ): as whom one is signed in, why that is not enough, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hojokin.flow.roles import ROLE_LABELS, Role
from hojokin.office.access import ROLES_OF, WrongSeat
from hojokin.office.portals.signin.adapters import REFUSAL
from hojokin.office.portals.signin.requests import seats_on

FORBIDDEN = 403


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
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


def _plain(request: HttpRequest, title: str, detail: str) -> HttpResponse:
    return render(request, "signin/forbidden.html", {"title": title, "detail": detail}, status=FORBIDDEN)
