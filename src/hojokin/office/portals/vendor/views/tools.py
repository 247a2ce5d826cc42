"""Own tools (自社のツール): what is registered, what is under way, and beginning or changing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hojokin.office import clock
from hojokin.office.actions.change_tool import change_tool
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.start_tool_registration import start_tool_registration
from hojokin.office.portals.acting import acting
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.said import reasons
from hojokin.office.queries.own_tools import OwnTools, own_tools
from hojokin.office.queries.vendor_registrations import live_registration
from hojokin.office.records.models import Filing, Tool
from hojokin.rules.years import CURRENT

REFUSED = 409


@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    """The list."""
    return _page(request, ())


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Register another tool."""
    actor = acting(request)
    return _opened(request, lambda: start_tool_registration(by=actor, at=clock.now()))


@require_POST
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change a registered tool. A foreign one is as absent as one that never was."""
    actor = acting(request)
    tool = Tool.objects.filter(number=number, vendor__party=actor.party).first()
    if tool is None:
        raise Http404(number)
    return _opened(request, lambda: change_tool(tool, by=actor, at=clock.now()))


def _opened(request: HttpRequest, action: Callable[[], Filing]) -> HttpResponse:
    try:
        filing = action()
    except NotAllowed as error:
        return _page(request, reasons(error))
    return redirect("cases:case", filing.number)


def _page(request: HttpRequest, refused: Sequence[str]) -> HttpResponse:
    party = acting(request).party
    context = {
        "here": "tools",
        "own": own_tools(party) if party else OwnTools((), (), ()),
        "registration": live_registration(party, CURRENT) if party else None,
        "refused": refused,
        **readable_at(request, reverse("vendor:tools")),
    }
    return render(request, "vendor/tools.html", context, status=REFUSED if refused else 200)
