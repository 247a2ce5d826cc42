"""Inspection desk (確定検査): evidence beside the rule it must meet, the amount by the rules, fixed by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hojokin.flow.form import FormProblem
from hojokin.flow.granted_part import SettledLine
from hojokin.flow.table import Refused
from hojokin.flow.tables.grant import RUNNING, TABLE
from hojokin.office import clock
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.portals.amount_notice import amount_notice
from hojokin.office.portals.secretariat.days import day_in
from hojokin.office.portals.secretariat.desk import actor_of, working
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.inspection_desk import InspectionView, open_inspection, to_inspect
from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import Grant
from hojokin.rules.engine.facts import Text

UNPROCESSABLE = 422
LONGEST_YEN, LONGEST_NUMBER = 12, 3
NO_AMOUNT = Text(
    "対象経費を円の数字で入力してください。カンマは付けても付けなくてもかまいません。",
    "Enter the accepted cost as a number of yen, with or without commas.",
)
NO_DAY = Text("日付を入力してください。", "Enter a day.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the inspector typed, with what was wrong with it."""

    texts: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[SettledLine] = ()


@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """The cases that wait for an inspection, a claim or the decision on the amount."""
    page = page_of(to_inspect(), request.GET.get("page"))
    return render(request, "desk/inspections.html", {"page": page, "grants": list(page)})


@require_http_methods(["GET", "HEAD", "POST"])
def inspection(request: HttpRequest, number: str) -> HttpResponse:
    """One case; sent with “try” it is calculated, with “keep” it is kept and the grantee asked to claim."""
    shown = _open(request, number)
    if request.method != "POST":
        return _page(request, shown, _begin(shown))
    working(request)
    typed = Typed({name: value for name, value in request.POST.items() if isinstance(value, str)})
    spent, wrong = _spent(shown, typed.texts)
    if wrong:
        return _page(request, shown, Typed(typed.texts, wrong))
    if request.POST.get("do") != "keep":
        return _page(request, shown, Typed(typed.texts, lines=shown.lines(spent)))
    return _keep(request, shown, typed, spent)


@require_POST
def tie(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what the reader declares about this case."""
    actor, shown = working(request), _open(request, number)
    answer = request.POST.get("tie", "")
    if answer in {"yes", "no"}:
        declare_tie(shown.grant.filing, has_tie=answer == "yes", by=actor, at=shown.at)
    else:
        messages.error(request, _("利害関係の「ある」「ない」のどちらかを選んでください。"))
    return HttpResponseRedirect(reverse("desk:inspection", args=[number]))


@require_POST
def fix(request: HttpRequest, number: str) -> HttpResponse:
    """Fix the amount, as somebody other than who inspected."""
    shown = _open(request, number)
    try:
        fix_amount(shown.grant.filing, by=working(request), at=shown.at)
        messages.success(request, _("額を確定しました。確定通知書を発行しました。"))
    except (NotAllowed, Refused) as refused:
        messages.error(request, told(refused.why))
    except Unmet as unmet:
        for each in unmet.problems:
            messages.error(request, told(each.message))
    return HttpResponseRedirect(reverse("desk:inspection", args=[number]))


@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """The notice of the fixed amount on paper."""
    made = amount_notice(_open(request, number).grant)
    if made is None:
        raise Http404(number)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{number}-amount.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _open(request: HttpRequest, number: str) -> InspectionView:
    asked = request.GET.get("member", "")
    member = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    try:
        return open_inspection(number, actor_of(request), clock.now(), member)
    except Grant.DoesNotExist:
        raise Http404(number) from None


def _begin(shown: InspectionView) -> Typed:
    """What stands there already: the inspection that was kept, or what was reported."""
    kept = shown.inspection
    spent = {**shown.reported_cost, **({each["code"]: each["spent"] for each in kept.lines} if kept else {})}
    texts = {f"spent-{code}": str(cost) for code, cost in spent.items()}
    if kept:
        texts |= {"note": kept.note, "visit_note": kept.visit_note, "visited_on": str(kept.visited_on or "")}
    return Typed(texts, lines=shown.lines(spent))


def _spent(shown: InspectionView, texts: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    spent: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for part in shown.parts:
        if shown.is_left_out(part):  # no field is shown for it
            spent[part.code] = 0
            continue
        name = f"spent-{part.code}"
        text = texts.get(name, "").replace(",", "").strip()
        if text.isascii() and text.isdecimal() and len(text) <= LONGEST_YEN:
            spent[part.code] = int(text)
        else:
            wrong[name] = told(NO_AMOUNT)
    return spent, wrong


def _keep(
    request: HttpRequest, shown: InspectionView, typed: Typed, spent: Mapping[str, int]
) -> HttpResponse:
    texts = typed.texts
    try:
        inspected = Inspected(
            spent, texts.get("note", ""), _day(texts, "visited_on"), texts.get("visit_note", "")
        )
        until = _day(texts, "claim_by", required=True)
        claim_by = clock.end_of(until or shown.at.date())
        inspect_report(shown.grant.filing, inspected, claim_by=claim_by, by=working(request), at=shown.at)
    except (NotAllowed, Refused) as refused:
        return _page(request, shown, Typed(texts, {"": told(refused.why)}, shown.lines(spent)))
    except Unmet as unmet:
        wrong = {each.field: told(each.message) for each in unmet.problems}
        return _page(request, shown, Typed(texts, wrong, shown.lines(spent)))
    messages.success(request, _("検査の結果を保存し、申請者に請求を依頼しました。"))
    return HttpResponseRedirect(reverse("desk:inspection", args=[shown.grant.filing.number]))


def _day(texts: Mapping[str, str], name: str, *, required: bool = False) -> date | None:
    """A day that was typed. Raises Unmet."""
    text = texts.get(name, "").strip()
    if not text and not required:
        return None
    try:
        return day_in(text)
    except ValueError:
        raise Unmet([FormProblem(name, NO_DAY)]) from None


def _page(request: HttpRequest, shown: InspectionView, typed: Typed) -> HttpResponse:
    parts = [
        {
            "part": part,
            "name": f"spent-{part.code}",
            "typed": typed.texts.get(f"spent-{part.code}", ""),
            "wrong": typed.wrong.get(f"spent-{part.code}", ""),
        }
        for part in shown.parts
        if not shown.is_left_out(part)
    ]
    context = {
        "shown": shown,
        # Worked out here: a fault of a check must be seen, and a template would show nothing instead.
        "problems": shown.report.problems if shown.report else (),
        "duplicates": shown.duplicates,
        "proofs": shown.proofs,
        "members": [each for each in shown.reports if each.member is not None],
        "waits": sum(each.holds_up for each in shown.reports) if shown.grant.filing.state in RUNNING else 0,
        "filing": shown.grant.filing,
        "state": TABLE.states[shown.grant.filing.state],
        "parts": parts,
        "typed": typed,
        "wrong": typed.wrong.items(),
        "total": sum(each.amount for each in typed.lines),
        "is_free": shown.tie is not None and not shown.tie.has_tie,
    }
    return render(request, "desk/inspection.html", context, status=UNPROCESSABLE if typed.wrong else 200)
