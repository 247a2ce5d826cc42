"""A step of the table (手続を進める): shown with all it brings about, then taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hojokin.flow.form import FormProblem
from hojokin.flow.table import Need, Refused
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.send_code import send_code
from hojokin.office.actions.take_step import taken_step
from hojokin.office.portals.cases.case import actor_of, open_case, page
from hojokin.office.portals.cases.faults import faults_of
from hojokin.office.portals.cases.stepping import SAY_TIE, Stepping, brought_in, due_of, step_at
from hojokin.office.portals.cases.words import days_left, say
from hojokin.office.queries.filings import visible
from hojokin.office.queries.grant_facts import GRANT
from hojokin.office.records.models import Filing
from hojokin.rules.engine.facts import Text

NO_CODE = Text(
    "確認コードが入力されていません。「コードを送る」を押し、携帯電話に届いた数字を入力してください。",
    "No code was typed. Press “Send a code” and type the digits that come to your mobile telephone.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """What the step brings about; sent, it is taken, or everything that is missing is told at once."""
    view = open_case(request, number)
    try:
        stepping = Stepping(view, step_at(view, action))
        if request.method != "POST":
            return _page(request, stepping)
        return _take(request, replace(stepping, brought=brought_in(request.POST)))
    except Refused as refused:
        return _refused(request, number, say(refused.why))
    except NotAllowed as refused:
        return _refused(request, number, say(refused.why))


def _take(request: HttpRequest, stepping: Stepping) -> HttpResponse:
    filing, actor, at = stepping.view.filing, stepping.view.actor, stepping.view.at
    due, problems = due_of(stepping)
    problems += _tie(stepping)
    if problems:
        return _page(request, replace(stepping, problems=problems))
    try:
        taken = taken_step(
            filing,
            stepping.step.action,
            by=actor,
            at=at,
            evidence=stepping.brought.evidence(),
            due_at=due,
        )
    except Unmet as unmet:
        view = open_case(request, filing.number)
        return _page(request, replace(stepping, view=view, problems=_with_code(stepping, unmet.problems)))
    if actor.is_secretariat and not visible(actor).filter(pk=taken.filing.pk).exists():
        return HttpResponseRedirect(_beyond(taken.filing))
    return HttpResponseRedirect(f"{page(taken.filing.number)}?done={taken.sequence}#done")


def _with_code(stepping: Stepping, problems: Sequence[FormProblem]) -> list[FormProblem]:
    """The same with a code that was not typed, which is only looked at once nothing else is missing."""
    if Need.CODE not in stepping.step.needs or stepping.brought.code:
        return list(problems)
    return [*(each for each in problems if each.field != "code"), FormProblem("code", NO_CODE, "W-26")]


def _beyond(filing: Filing) -> str:
    """Where the office goes on when a step gave the filing back to those who are writing it: nobody else reads it then."""
    if filing.parent is not None and filing.parent.kind == GRANT:
        return reverse("desk:inspection", args=[filing.parent.number])
    return reverse("signin:home")


def _tie(stepping: Stepping) -> list[FormProblem]:
    """Keep the declaration that came with the step."""
    if not stepping.asks_tie:
        return []
    if stepping.brought.tie not in {"yes", "no"}:
        return [FormProblem("tie", SAY_TIE)]
    view = stepping.view
    declare_tie(view.filing, has_tie=stepping.brought.tie == "yes", by=view.actor, at=view.at)
    return []


@require_POST
def code(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Send a code; what is already ticked and written stays on the page."""
    view = open_case(request, number)
    actor = actor_of(request)
    try:
        stepping = Stepping(view, step_at(view, action), brought_in(request.POST))
        if Need.CODE in stepping.step.needs and actor.person is not None:
            send_code(actor.person, f"{action}:{number}", at=view.at)
    except Refused as refused:
        return _refused(request, number, say(refused.why))
    except NotAllowed as refused:
        return _code_answer(request, stepping, problem=say(refused.why))
    return _code_answer(
        request, stepping, told=_("確認コードをSMSで送りました。届いた数字を入力してください。")
    )


def _code_answer(
    request: HttpRequest, stepping: Stepping, *, told: str = "", problem: str = ""
) -> HttpResponse:
    told_of = {"code_told": told, "code_problem": problem}
    if request.headers.get("HX-Request"):
        context = {"stepping": stepping, "view": stepping.view, "filing": stepping.view.filing, **told_of}
        return render(request, "cases/_code.html", context)
    return _page(request, stepping, **told_of)


def _page(request: HttpRequest, stepping: Stepping, **told: str) -> HttpResponse:
    view = stepping.view
    context = {
        "stepping": stepping,
        "view": view,
        "filing": view.filing,
        "faults": faults_of(view, stepping.problems),
        "cautions": faults_of(view, stepping.cautions),
        "left": days_left(view.filing.due_at, view.at),
        "wrong": {each.field for each in stepping.problems},
        **told,
    }
    return render(request, "cases/step.html", context)


def _refused(request: HttpRequest, number: str, message: str) -> HttpResponse:
    context = {"message": message, "href": page(number)}
    return render(request, "cases/refused.html", context, status=409)
