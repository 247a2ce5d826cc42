"""Repayments (返還): who owes what, what the rules ask back, the order of a second person, and what came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.form import FormProblem
from hojokin.flow.table import Refused
from hojokin.flow.tables.grant import TABLE
from hojokin.office import clock
from hojokin.office.actions.assess_return import assess_return
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.order_repayment import Demand, order_repayment, receive_return
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.repayment_order import answered_with_order
from hojokin.office.portals.secretariat.days import day_in
from hojokin.office.portals.secretariat.desk import actor_of, working
from hojokin.office.portals.secretariat.return_page import ReturnPage, stated_in, yen_in
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.paging import page_of
from hojokin.office.queries.repayments import owed, parts_on, standing_orders, to_assess
from hojokin.office.records.models import Grant
from hojokin.rules.engine.facts import Text

UNPROCESSABLE = 422
MOST_PARTS = 12
NO_AMOUNT = Text("返還額を円の数字で入力してください。", "Enter the amount as a number of yen.")
NO_PART = Text(
    "分割の日と額を、どちらも入力してください。額は円の数字です。",
    "Enter both the day and the amount of the instalment, in yen.",
)
NO_DAY = Text("入金の日を入力してください。", "Enter the day it came in.")
NO_YEN = Text("入金の額を円の数字で入力してください。", "Enter what came in as a number of yen.")

type Fault = NotAllowed | Refused | Unmet


@require_safe
def repayments(request: HttpRequest) -> HttpResponse:
    """The orders that stand with what is owed today, and the cases that wait for an assessment."""
    on = _day(request.GET.get("on", "")) or clock.today()
    page = page_of(standing_orders(), request.GET.get("page"))
    waiting = page_of(to_assess(), request.GET.get("waiting"))
    rows = [(each, owed(each, on), any(part.is_late for part in parts_on(each, on))) for each in page]
    context = {"on": on, "page": page, "rows": rows, "waiting": waiting, "grants": list(waiting)}
    return render(request, "desk/repayments.html", context)


@require_safe
def repayment(request: HttpRequest, number: str) -> HttpResponse:
    """One case; with an answer in the address it is worked out anew, and nothing is kept."""
    texts = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    return _page(request, _open(request, number, texts))


@require_POST
def assess(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what the rules ask back, for somebody else to order."""
    shown = _open(request, number, _typed(request))
    try:
        assess_return(shown.grant.filing, stated_in(shown.texts), by=working(request), at=shown.at)
    except (NotAllowed, Refused, Unmet) as fault:
        return _page(request, shown, _problems(fault))
    messages.success(request, _("返還額の案を保存しました。別の人（決裁者）が命令します。"))
    return _back(number)


@require_POST
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Order the return, as somebody other than who worked it out."""
    typed = _typed(request)
    shown = _open(request, number)
    try:
        order_repayment(shown.grant.filing, _demand(typed), by=working(request), at=shown.at)
    except (NotAllowed, Refused, Unmet) as fault:
        return _page(request, shown, _problems(fault), typed)
    messages.success(request, _("返還を命令しました。命令書を発行し、相手に知らせました。"))
    return _back(number)


@require_POST
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Record money that came in."""
    typed = _typed(request)
    shown = _open(request, number)
    try:
        on, amount = _received(typed)
        receive_return(shown.grant.filing, on=on, amount=amount, by=working(request), at=shown.at)
    except (NotAllowed, Refused, Unmet) as fault:
        found = [
            FormProblem(f"in-{each.field}" if each.field else "", each.message) for each in _problems(fault)
        ]
        return _page(request, shown, found, {f"in_{name}": text for name, text in typed.items()})
    messages.success(request, _("入金を記録しました。"))
    return _back(number)


@require_POST
def tie(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what the reader declares about this case."""
    actor, shown = working(request), _open(request, number)
    answer = request.POST.get("tie", "")
    if answer in {"yes", "no"}:
        declare_tie(shown.grant.filing, has_tie=answer == "yes", by=actor, at=shown.at)
    else:
        messages.error(request, _("利害関係の「ある」「ない」のどちらかを選んでください。"))
    return _back(number)


@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The order on paper."""
    return answered_with_order(_open(request, number).grant, number)


def _open(request: HttpRequest, number: str, texts: Mapping[str, str] | None = None) -> ReturnPage:
    found = Grant.objects.select_related("filing__owner", "application").filter(filing__number=number)
    grant = found.first()
    if grant is None:
        raise Http404(number)
    return ReturnPage(grant, actor_of(request), clock.now(), clock.today(), texts or {})


def _demand(typed: Mapping[str, str]) -> Demand:
    """What was typed as a demand. Raises Unmet with everything that cannot be read."""
    wrong: list[FormProblem] = []
    parts = []
    for place in range(1, MOST_PARTS + 1):
        if typed.get(f"part-on-{place}") or typed.get(f"part-amount-{place}"):
            on, part = _day(typed.get(f"part-on-{place}", "")), yen_in(typed.get(f"part-amount-{place}", ""))
            if on is None or part is None:
                wrong.append(FormProblem(f"part-on-{place}", NO_PART))
            else:
                parts.append((on, part))
    amount = yen_in(typed.get("amount", ""))
    if typed.get("amount") and amount is None:
        wrong.append(FormProblem("amount", NO_AMOUNT))
    if wrong:
        raise Unmet(wrong)
    due_on = _day(typed.get("due_on", ""))
    return Demand(due_on, typed.get("reason", ""), parts, amount, typed.get("why_other", ""))


def _received(typed: Mapping[str, str]) -> tuple[date, int]:
    """The day and the amount that came in. Raises Unmet with everything that cannot be read."""
    on, amount = _day(typed.get("on", "")), yen_in(typed.get("amount", ""))
    if on is None or amount is None:
        wrong = [("on", NO_DAY)] * (on is None) + [("amount", NO_YEN)] * (amount is None)
        raise Unmet([FormProblem(name, said) for name, said in wrong])
    return on, amount


def _day(text: str) -> date | None:
    try:
        return day_in(text)
    except ValueError:
        return None


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def _problems(fault: Fault) -> Sequence[FormProblem]:
    if isinstance(fault, Unmet):
        return fault.problems
    return [FormProblem("", fault.why)]


def _back(number: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("desk:repayment", args=[number]))


def _page(
    request: HttpRequest,
    shown: ReturnPage,
    wrong: Sequence[FormProblem] = (),
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    typed = typed or {}
    said = {each.field: told(each.message) for each in wrong}
    parts = [
        (
            place,
            typed.get(f"part-on-{place}", ""),
            typed.get(f"part-amount-{place}", ""),
            said.get(f"part-on-{place}", ""),
        )
        for place in range(1, MOST_PARTS + 1)
    ]
    context = {
        "shown": shown,
        "filing": shown.grant.filing,
        "state": TABLE.states[shown.grant.filing.state],
        "years": shown.case.years,
        "made": shown.made,
        "wrong": wrong,
        "wrong_by": {name.replace("-", "_"): message for name, message in said.items()},
        "typed": typed,
        "parts_typed": parts,
        "has_parts": any(on or amount for _place, on, amount, _problem in parts),
        "actor": shown.actor,
        **readable_at(request, reverse("desk:repayment", args=[shown.grant.filing.number])),
    }
    return render(request, "desk/repayment.html", context, status=UNPROCESSABLE if wrong else 200)
