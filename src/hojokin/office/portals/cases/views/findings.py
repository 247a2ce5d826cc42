"""Answering a finding (指摘への回答)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from hojokin.office.actions.answer_finding import answer_finding
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.portals.cases.body import readable
from hojokin.office.portals.cases.case import open_case, page
from hojokin.office.portals.cases.overview import Overview
from hojokin.office.portals.cases.words import say


@readable
@require_POST
def answer(request: HttpRequest, number: str, finding: int) -> HttpResponse:
    """Keep the answer; a refused one stays in its box with the reason."""
    view = open_case(request, number)
    found = next((each for each in view.findings if each.pk == finding), None)
    if found is None:
        raise Http404(str(finding))
    text = request.POST.get("answer", "").replace("\r\n", "\n")
    try:
        answer_finding(found, text, by=view.actor, at=view.at)
    except (Unmet, NotAllowed) as error:
        why = error.why if isinstance(error, NotAllowed) else error.problems[0].message
        typed = {"answer_to": finding, "answer_typed": text, "answer_problem": say(why)}
        context = {"case": Overview(view), "view": view, "filing": view.filing, **typed}
        return render(request, "cases/case.html", context, status=422)
    return HttpResponseRedirect(f"{page(number)}#finding-{finding}")
