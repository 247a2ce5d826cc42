"""Applications (支援する申請): those of the vendor's customers, inviting another one, and the list as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hojokin.flow.applications import APPLICATION, JOINT_TRACKS
from hojokin.flow.identity import numbers
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.invite_applicant import Invited, invite_applicant, invite_applicant_again
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.portals.acting import acting
from hojokin.office.portals.said import page_language, problems
from hojokin.office.portals.vendor.filters import ALL, filters_in
from hojokin.office.queries.filings import find
from hojokin.office.queries.own_applications import applications_csv, state_counts
from hojokin.office.queries.vendor_registrations import registered_vendor
from hojokin.office.queries.worklists import worklist
from hojokin.office.records.models import Filing
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.engine.facts import Text

UNREADABLE = 422


@dataclass(frozen=True, slots=True)
class TrackChoice:
    """A track to invite to."""

    code: str
    label: Text


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The list, by state."""
    actor = acting(request)
    filters = filters_in(request.GET, ALL)
    context = {
        "here": "applications",
        "filters": filters,
        "states": [(each, filters.query(state=each.code, text="")) for each in state_counts(actor)],
        "work": worklist(actor, filters.wanted(kind=APPLICATION.code), clock.now()),
        "vendor": registered_vendor(actor.party) if actor.party else None,
    }
    return render(request, "vendor/applications.html", context)


@require_safe
def as_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV, as a stream."""
    wanted = filters_in(request.GET, ALL).wanted(kind=APPLICATION.code)
    rows = applications_csv(acting(request), wanted, clock.now(), page_language())
    headers = {"Content-Disposition": 'attachment; filename="applications.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


def invite(request: HttpRequest) -> HttpResponse:
    """Invite a customer to an application."""
    actor = acting(request)
    typed = {name: request.POST.get(name, "") for name in ("track", "kind", "name", "email")}
    context = {
        "here": "applications",
        "tracks": [
            TrackChoice(str(code), label) for code, label in TRACK_LABELS.items() if code in JOINT_TRACKS
        ],
        "typed": typed,
        "hours": numbers("invitation").hours,
        "vendor": registered_vendor(actor.party) if actor.party else None,
    }
    if request.method != "POST":
        return render(request, "vendor/invite.html", context)
    kind = PartyKind.SOLE_PROPRIETOR if typed["kind"] == PartyKind.SOLE_PROPRIETOR else PartyKind.CORPORATION
    invited = Invited(typed["track"], typed["name"], typed["email"], kind.value)
    try:
        filing = invite_applicant(invited, by=actor, at=clock.now())
    except (NotAllowed, Unmet) as error:
        found = problems(error)
        context |= {"problems": found, "wrong": {each.field: each for each in found}}
        return render(request, "vendor/invite.html", context, status=UNREADABLE)
    return redirect("cases:case", filing.number)


def invite_again(request: HttpRequest, number: str) -> HttpResponse:
    """Send another link, to the same address or another one."""
    actor = acting(request)
    try:
        filing = find(number, actor)
    except Filing.DoesNotExist:
        raise Http404(number) from None
    last = filing.invitations.order_by("-invited_at", "-pk").first()
    email = request.POST.get("email", last.email if last else "")
    context = {"here": "applications", "filing": filing, "last": last, "email": email}
    if request.method == "POST":
        try:
            invite_applicant_again(filing, email, by=actor, at=clock.now())
        except (NotAllowed, Unmet) as error:
            context |= {"problems": problems(error)}
            return render(request, "vendor/invite_again.html", context, status=UNREADABLE)
        return redirect("cases:case", filing.number)
    return render(request, "vendor/invite_again.html", context)
