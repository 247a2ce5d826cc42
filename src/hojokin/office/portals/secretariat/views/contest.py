"""Ruling on a contest (異議の裁定): what a reviewer sends from the page of the review."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hojokin.flow.applications import APPLICATIONS
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.rule_contest import NOT_UPHELD, UPHELD, rule_contest
from hojokin.office.portals.secretariat.contest_lines import RulingForm
from hojokin.office.portals.secretariat.desk import open_filing
from hojokin.office.portals.secretariat.review import Review
from hojokin.office.portals.secretariat.views.review import page
from hojokin.office.portals.templatetags.texts import told

UNPROCESSABLE = 422
OUTCOMES = {UPHELD: True, NOT_UPHELD: False}


@require_POST
def rule(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a ruling. What was chosen and typed stays in the form when something is missing."""
    view = open_filing(request, number)
    if view.filing.kind not in APPLICATIONS:
        raise Http404(number)
    sent = {name: _sent(request, name) for name in ("rule", "outcome", "reason")}
    try:
        rule_contest(
            view.filing,
            sent["rule"],
            is_upheld=OUTCOMES.get(sent["outcome"]),
            reason=sent["reason"],
            by=view.actor,
            at=view.at,
        )
    except Unmet as unmet:
        wrong = {each.field: told(each.message) for each in unmet.problems}
        return page(request, Review(view, ruling=RulingForm(**sent, wrong=wrong)), UNPROCESSABLE)
    except NotAllowed as refused:
        messages.error(request, told(refused.why))
        return HttpResponseRedirect(reverse("desk:review", args=[number]) + "#part-contest")
    messages.success(request, _("異議の裁定を保存しました。"))
    return HttpResponseRedirect(reverse("desk:review", args=[number]) + f"#contest-{sent['rule']}")


def _sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")
