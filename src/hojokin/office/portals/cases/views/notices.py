"""Notice of the decision (交付決定通知書・不交付決定通知書) as a PDF, for the applicant and the office."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.portals.cases.case import open_case
from hojokin.office.queries.decision_notice import notice_of
from hojokin.office.records.models import GrantDecision

READERS = SECRETARIAT | {Role.APPLICANT}


@require_safe
def notice_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The notice; absent before the decision, and for anybody but the applicant and the office."""
    view = open_case(request, number)
    decision = (
        GrantDecision.objects.filter(filing=view.filing)
        .select_related("proposal__round", "filing__owner")
        .first()
    )
    if decision is None or view.actor.role not in READERS:
        raise Http404(number)
    answer = HttpResponse(notice_of(decision), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{decision.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
