"""Points (指摘): written at a field, taken back before they are sent, settled afterwards."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from hojokin.flow.roles import Role
from hojokin.office.access import Access, WrongSeat
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.raise_finding import close_finding, raise_finding, withdraw_finding
from hojokin.office.portals.secretariat.desk import open_filing, working
from hojokin.office.portals.secretariat.review import Review
from hojokin.office.portals.secretariat.review_fields import Writing
from hojokin.office.portals.secretariat.views.review import page
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Finding
from hojokin.rules.engine.facts import Text

LONGEST_SOURCE = 60
UNPROCESSABLE = 422
TIE_FIRST = Text(
    "先に、利害関係がないことを申告してください。", "First declare that you have no tie to the parties."
)
NOT_OPEN = Text(
    "この指摘は、もう変えられません。ページを開き直して確かめてください。",
    "This point cannot be changed any more. Reload the page to see where it stands.",
)


@require_POST
def write(request: HttpRequest, number: str) -> HttpResponse:
    """Write a point at a field. What was typed stays in its box when it is refused."""
    view = _reviewing(request, number)
    typed = Writing(
        request.POST.get("field", ""),
        request.POST.get("text", "").replace("\r\n", "\n"),
        request.POST.get("source", "")[:LONGEST_SOURCE],
    )
    if not any(each.name == typed.field for each in view.form.fields()):
        raise Http404(typed.field)
    try:
        _need_no_tie(view)
        raise_finding(view.filing, typed.field, typed.text, by=view.actor, at=view.at, source=typed.source)
    except Unmet as unmet:
        return _refused(request, view, typed, unmet.problems[0].message)
    except NotAllowed as refused:
        return _refused(request, view, typed, refused.why)
    return _answer(request, number, typed.field)


@require_POST
def withdraw(request: HttpRequest, number: str, finding: int) -> HttpResponse:
    """Take back a point that nobody was told of yet."""

    def take_back(found: Finding, view: FilingView) -> None:
        if found.sent_at is not None:
            raise NotAllowed(NOT_OPEN)
        withdraw_finding(found, by=view.actor, at=view.at)

    return _change(request, number, finding, take_back)


@require_POST
def close(request: HttpRequest, number: str, finding: int) -> HttpResponse:
    """Say that a point is settled."""

    def settle(found: Finding, view: FilingView) -> None:
        if found.sent_at is None or found.closed_at is not None:
            raise NotAllowed(NOT_OPEN)
        close_finding(found, by=view.actor, at=view.at)

    return _change(request, number, finding, settle)


def _change(
    request: HttpRequest, number: str, finding: int, change: Callable[[Finding, FilingView], None]
) -> HttpResponse:
    view = _reviewing(request, number)
    found = next((each for each in view.findings if each.pk == finding), None)
    if found is None:
        raise Http404(str(finding))
    try:
        _need_no_tie(view)
        change(found, view)
    except NotAllowed as refused:
        messages.error(request, told(refused.why))
        return _whole_page(request, number)
    return _answer(request, number, found.field)


def _reviewing(request: HttpRequest, number: str) -> FilingView:
    """The filing, for a reviewer. Raises WrongSeat."""
    if working(request).role is not Role.REVIEWER:
        raise WrongSeat(Access.REVIEWER)
    return open_filing(request, number)


def _need_no_tie(view: FilingView) -> None:
    if not Review(view).is_free:
        raise NotAllowed(TIE_FIRST)


def _refused(request: HttpRequest, view: FilingView, typed: Writing, why: Text) -> HttpResponse:
    shown = Review(view, Writing(typed.field, typed.text, typed.source, told(why)))
    if not request.headers.get("HX-Request"):
        return page(request, shown, UNPROCESSABLE)
    return _part(request, shown, typed.field)


def _answer(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """The field as it is now, and the summary beside it; without a script the page at that field."""
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(reverse("desk:review", args=[number]) + f"#field-{field}")
    return _part(request, Review(open_filing(request, number)), field)


def _whole_page(request: HttpRequest, number: str) -> HttpResponse:
    """Leads to the whole page, with a script too: what it would put in place of a field is no longer true."""
    address = reverse("desk:review", args=[number])
    is_part = bool(request.headers.get("HX-Request"))
    return HttpResponseClientRedirect(address) if is_part else HttpResponseRedirect(address)


def _part(request: HttpRequest, shown: Review, field: str) -> HttpResponse:
    context = {
        "review": shown,
        "filing": shown.view.filing,
        "shown": shown.shown(shown.view.form.field(field)),
        "swap": True,
    }
    return render(request, "desk/_field_saved.html", context)
