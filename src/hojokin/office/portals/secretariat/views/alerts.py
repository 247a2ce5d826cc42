"""Alerts (警告): the list, one with its pair side by side, and the judgement with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.guards import SURENESS_LABELS, Pattern, set_on, words_of
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.judge_alert import JUDGES, LONGEST_REASON, judge_alert
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.said import reasons
from hojokin.office.portals.secretariat.desk import actor_of, number_in
from hojokin.office.portals.secretariat.link_graph import link_graph
from hojokin.office.portals.secretariat.queue_filters import LONGEST_WORD
from hojokin.office.queries.alerts import alert_page, alert_view
from hojokin.office.queries.audit_list import named
from hojokin.office.records.models import Alert, AuditRow
from hojokin.office.records.models.alert import AlertState

ALL = "all"
JUDGED = "alert.judge"
REFUSED = 409


def state_words(state: str) -> str:
    """Where an alert stands, in words."""
    return {
        AlertState.OPEN.value: _("未確認"),
        AlertState.EXPLAINED.value: _("説明がついた"),
        AlertState.CONFIRMED.value: _("不正・誤りと確認"),
    }[state]


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """One page of them, the open ones unless the address says otherwise."""
    state = request.GET.get("state", AlertState.OPEN.value)
    state = state if state in {*AlertState, ALL} else AlertState.OPEN.value
    pattern = request.GET.get("pattern", "")
    pattern = pattern if pattern in set(Pattern) else ""
    case = request.GET.get("case", "").replace("\x00", "").strip()[:LONGEST_WORD]
    asked = "" if state == ALL else state
    found = alert_page(asked, pattern, case, number_in(request.GET.get("page")) or 1)

    def at_page(page: int) -> str:
        query = urlencode({"state": state, "pattern": pattern, "case": case, "page": str(page)})
        return f"{reverse('desk:alerts')}?{query}"

    context = {
        "found": found,
        "page": found.page,
        "lines": [(each, state_words(each.alert.state)) for each in found.lines],
        "state": state,
        "pattern": pattern,
        "case": case,
        "states": [(each.value, state_words(each), found.by_state.get(each.value, 0)) for each in AlertState],
        "patterns": [(each.value, words_of(each).label, found.by_pattern.get(each, 0)) for each in Pattern],
        "set_on": set_on(),
        "before": at_page(found.page.number - 1) if found.page.has_previous() else "",
        "after": at_page(found.page.number + 1) if found.page.has_next() else "",
    }
    return render(request, "desk/alerts.html", context)


@require_safe
def alert(request: HttpRequest, alert: int) -> HttpResponse:
    """One alert."""
    return _page(request, alert)


@require_POST
def judge(request: HttpRequest, alert: int) -> HttpResponse:
    """Keep a judgement; nothing typed is lost when it is refused."""
    found = Alert.objects.filter(pk=alert).first()
    if found is None:
        raise Http404(str(alert))
    state, reason = request.POST.get("state", ""), request.POST.get("reason", "")
    if state not in set(AlertState):
        return _page(request, alert, [_("どう判断したかを選んでください。")], state, reason)
    try:
        judge_alert(found, AlertState(state), reason, by=actor_of(request), at=clock.now())
    except (NotAllowed, Unmet) as error:
        return _page(request, alert, reasons(error), state, reason)
    messages.success(request, _("判断を記録しました。"))
    return HttpResponseRedirect(reverse("desk:alert", args=[alert]))


def _rows_of(pk: int) -> list[Any]:
    """What the audit record holds of an alert, each with the name of who acted."""
    return list(named(AuditRow.objects.filter(subject=f"alert:{pk}")).order_by("sequence"))


def _page(
    request: HttpRequest, pk: int, refused: Sequence[str] = (), state: str = "", reason: str = ""
) -> HttpResponse:
    try:
        view = alert_view(pk)
    except Alert.DoesNotExist:
        raise Http404(str(pk)) from None
    kept = view.line.alert
    context = {
        "view": view,
        "alert": kept,
        "words": view.line.words,
        "sureness": SURENESS_LABELS[view.line.words.sureness],
        "state_words": state_words(kept.state),
        "history": [
            (each, state_words(each.changes["to"]) if each.what == JUDGED else "")
            for each in (_rows_of(pk) if len(view.history) > 1 else ())
        ],
        "graph": link_graph(view.links) if view.links else "",
        "may_judge": actor_of(request).role in JUDGES,
        "choices": [(each.value, state_words(each)) for each in AlertState],
        "state": state or kept.state,
        "reason": reason,
        "longest": LONGEST_REASON,
        "refused": refused,
        **readable_at(request, reverse("desk:alert", args=[pk])),
    }
    return render(request, "desk/alert.html", context, status=REFUSED if refused else 200)
