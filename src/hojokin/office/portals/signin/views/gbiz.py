"""To gBizID and back (gBizIDへの往復)."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from requests import RequestException

from hojokin.office.portals.signin.adapters import REFUSAL
from hojokin.office.portals.signin.gbiz_provider import GbizClient
from hojokin.office.portals.signin.ready import gbizid_ready
from hojokin.rules.engine.facts import Text

PROVIDER = "gbizid"
UNREACHABLE = Text(
    "gBizIDにつながりませんでした。しばらくしてから、もう一度サインインしてください。",
    "gBizID did not answer. Wait a moment, then sign in again.",
)

log = logging.getLogger(__name__)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave for gBizID. ``process=connect`` joins it to whoever is signed in; ``again`` proves oneself once more."""
    if not gbizid_ready():
        raise Http404
    next_url = request.POST.get("next", "")
    is_connecting = request.POST.get("process") == "connect"
    if is_connecting and not request.user.is_authenticated:
        return redirect("account_login")
    again = {"prompt": "login"} if is_connecting or "again" in request.POST else {}
    try:
        answer: HttpResponse = (
            get_adapter()
            .get_provider(request, PROVIDER)
            .redirect(
                request,
                "connect" if is_connecting else "login",
                next_url=next_url if get_account_adapter().is_safe_url(next_url) else None,
                auth_params=again,
            )
        )
    except RequestException:
        log.exception("gBizID does not answer")
        request.session[REFUSAL] = [UNREACHABLE.ja, UNREACHABLE.en]
        return redirect("signin:refused")
    return answer


def come_back(request: HttpRequest) -> HttpResponse:
    """The answer of gBizID."""
    answer: HttpResponse = OAuth2CallbackView.adapter_view(GbizClient(request, PROVIDER))(request)
    return answer
