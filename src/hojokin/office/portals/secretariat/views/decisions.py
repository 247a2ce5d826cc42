"""Deciding a round (締切回の決定): the ranking with its line, the proposal, the second person, the progress, the publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.decide_round import AT_ONCE, carry_out, decide_round
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.propose_decisions import drop_proposal, propose_decisions
from hojokin.office.actions.publish_grants import PUBLISHERS, publish_grants
from hojokin.office.portals.secretariat.decision_page import DecisionPage, line_in
from hojokin.office.portals.secretariat.desk import actor_of
from hojokin.office.portals.secretariat.views.rounds import find_round
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.decisions import open_proposal
from hojokin.office.records.models import DecisionProposal, Round
from hojokin.rules.engine.facts import Text


@require_safe
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """The candidates at a line; while the line is being moved only they are renewed, while deciding the progress."""
    page = DecisionPage(
        find_round(code), actor_of(request), clock.now(), request.GET.get("line"), request.GET.get("of")
    )
    answer = _shown(request, page)
    # The parts that renew themselves have the page's own address: a browser that comes back must not show one alone.
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    return answer


def _shown(request: HttpRequest, page: DecisionPage) -> HttpResponse:
    context = _context(request, page)
    match request.headers.get("HX-Target"):
        case "preview":
            return _moved(request, context)
        case "progress" if page.is_deciding:
            return render(request, "desk/_progress.html", context)
        case "progress":
            return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "desk/decide.html", context)


def _moved(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The candidates at another line, which stays in the address for whoever opens an application and comes back."""
    page = context["page"]
    answer = render(request, "desk/_preview_live.html", {**context, "preview": page.preview, "swap": True})
    here = reverse("desk:decide", args=[page.round.code])
    asked = line_in(page.asked_line)
    answer["HX-Replace-Url"] = here if asked is None else f"{here}?line={asked}"
    return answer


@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose what the preview shows."""
    row = find_round(code)
    line = line_in(request.POST.get("line"))

    def run() -> None:
        propose_decisions(row, line, by=actor_of(request), at=clock.now())
        messages.success(request, _("提案しました。ほかの決裁者が決裁すると、一件ずつ決定します。"))

    return _done(request, row, run)


@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Agree as the second person and begin to decide."""
    row = find_round(code)

    def run() -> None:
        agreed = decide_round(
            _proposal(row),
            request.POST.get("digest", ""),
            has_no_tie=bool(request.POST.get("tie")),
            by=actor_of(request),
            at=clock.now(),
        )
        carry_out(agreed, at=clock.now(), most=AT_ONCE)

    return _done(request, row, run)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Take the proposal back."""
    row = find_round(code)

    def run() -> None:
        reason = request.POST.get("reason", "")
        drop_proposal(_proposal(row), reason, by=actor_of(request), at=clock.now())
        messages.success(request, _("決定案を取り下げました。"))

    return _done(request, row, run)


@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish who was granted."""
    row = find_round(code)

    def run() -> None:
        count = publish_grants(row, by=actor_of(request), at=clock.now())
        said = ngettext("%(n)s件を公表しました。", "%(n)s件を公表しました。", count)
        messages.success(request, said % {"n": count})

    return _done(request, row, run)


def _proposal(row: Round) -> DecisionProposal:
    found = open_proposal(row)
    if found is None:
        raise NotAllowed(_gone())
    return found


def _gone() -> Text:
    return Text(
        "決裁を待つ決定案はありません。ページを開き直して確かめてください。",
        "No proposal waits any more. Reload the page to see where the round stands.",
    )


def _done(request: HttpRequest, row: Round, run: Callable[[], None]) -> HttpResponse:
    """Do it and lead back to the page; what stands in the way is told there."""
    try:
        run()
    except NotAllowed as refused:
        messages.error(request, told(refused.why))
    except Unmet as unmet:
        for each in unmet.problems:
            messages.error(request, told(each.message))
    return HttpResponseRedirect(reverse("desk:decide", args=[row.code]))


def _context(request: HttpRequest, page: DecisionPage) -> dict[str, Any]:
    role = actor_of(request).role
    return {
        "page": page,
        "round": page.round,
        "may_decide": role is Role.APPROVER,
        "may_publish": role in PUBLISHERS,
    }
