"""System (システム連携): the tokens by which the vendor's own system reports the states of granted tools."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from hojokin.office import clock
from hojokin.office.actions.api_tokens import LONGEST_NAME, end_api_token, issue_api_token
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.portals.acting import acting
from hojokin.office.portals.said import reasons
from hojokin.office.queries.api_tokens import reported_tools, tokens_of
from hojokin.office.records.models import ApiToken

REFUSED = 409


def system(request: HttpRequest) -> HttpResponse:
    """The tokens; a POST makes one and shows its secret this once."""
    if request.method != "POST":
        return _page(request)
    name = request.POST.get("name", "")
    try:
        _token, secret = issue_api_token(name, by=acting(request), at=clock.now())
    except (NotAllowed, Unmet) as error:
        return _page(request, reasons(error), name)
    answer = _page(request, secret=secret)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token."""
    actor = acting(request)
    token = ApiToken.objects.filter(pk=pk, party=actor.party).first()
    if token is None:
        raise Http404
    end_api_token(token, by=actor, at=clock.now())
    return redirect("vendor:system")


def _page(
    request: HttpRequest, refused: Sequence[str] = (), name: str = "", secret: str = ""
) -> HttpResponse:
    actor = acting(request)
    context = {
        "here": "system",
        "tokens": tokens_of(actor.party),
        "reports": reported_tools(actor.party),
        "name": name,
        "longest": LONGEST_NAME,
        "secret": secret,
        "refused": refused,
    }
    return render(request, "vendor/system.html", context, status=REFUSED if refused else 200)
