"""The grantee's project (補助事業): the plan with its days, what was done, and the account for the grant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hojokin.flow.change_kinds import changes_for
from hojokin.flow.evidence import payment_methods
from hojokin.flow.form import FormProblem
from hojokin.flow.group_members import GroupMember
from hojokin.flow.kinds import FilingKind
from hojokin.flow.orders import STEP_LABELS, Step
from hojokin.flow.roles import Role
from hojokin.flow.table import State, Transition
from hojokin.flow.tables.grant import RUNNING, TABLE
from hojokin.office import clock
from hojokin.office.actions.answer_tool_report import answer_tool_report
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.open_report import open_performance_report
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.start_change_filing import start_change_filing
from hojokin.office.adapters.originator import originator
from hojokin.office.portals.acting import acting
from hojokin.office.portals.amount_notice import amount_notice
from hojokin.office.portals.applicant.plan_rows import plan_rows
from hojokin.office.portals.repayment_order import answered_with_order
from hojokin.office.portals.said import problems
from hojokin.office.queries.grant_facts import member_of, members_of
from hojokin.office.queries.grants import find_grant, grants_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.performance_reports import papers_of, report_of, reports_of
from hojokin.office.queries.project import ENTERED
from hojokin.office.queries.repayments import own_return
from hojokin.office.queries.return_case import return_case
from hojokin.office.queries.stopped_tools import ToolUse, proposal_for, tool_uses
from hojokin.office.records.models import Filing, Grant, ToolReport
from hojokin.office.records.models.tool_report import UseState
from hojokin.rules.engine.facts import Text

UNPROCESSABLE = 422
LONGEST_YEN, LONGEST_NUMBER, LONGEST_PLACE = 12, 50, 3
BAD_DAY = Text("日付を入力してください。", "Enter a day.")
BAD_AMOUNT = Text("金額を円の数字で入力してください。", "Enter the amount as a number of yen.")
BAD_STEP = Text("何の日かを選んでください。", "Choose what happened.")
FIELDS = ("place", "step", "on", "number", "amount", "method")


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The grants of the firm."""
    rows = [(each, TABLE.states[each.filing.state]) for each in grants_of(acting(request))]
    return render(request, "applicant/projects.html", {"here": "projects", "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def project(request: HttpRequest, number: str) -> HttpResponse:
    """The plan of one grant; sent, a day is kept, or what would break a rule is told first."""
    grant = own_grant(request, number)
    if request.method != "POST":
        return _page(request, grant)
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    confirmed = request.POST.get("confirmed") == "yes"
    try:
        entry = _entry(typed)
        record_order(grant.filing, entry, by=acting(request), at=clock.now(), is_confirmed=confirmed)
    except (NotAllowed, Unmet) as fault:
        return _page(request, grant, typed, problems(fault))
    # Asked for twice: browsers that do not open what a fragment names get the item open from the server.
    page = reverse("applicant:project", args=[number])
    return HttpResponseRedirect(f"{page}?item={entry.place}#item-{entry.place}")


@require_POST
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the performance report with what was entered so far, in a group that of the member that is named."""
    grant = own_grant(request, number)
    member = _member(grant, request.POST.get("member", ""))
    known = report_of(grant, member)
    if known is None and grant.filing.state not in RUNNING:
        raise Http404(number)
    opened = known or open_performance_report(grant, member, by=acting(request), at=clock.now())
    return HttpResponseRedirect(reverse("cases:case", args=[opened.number]))


def _member(grant: Grant, number: str) -> GroupMember | None:
    """The member that is named; None where the grantee is one firm. Raises Http404."""
    if not members_of(grant):
        return None
    known = member_of(grant, int(number)) if _is_place(number) else None
    if known is None:
        raise Http404(grant.filing.number)
    return known


@require_POST
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a filing of change, or go to the one that is open."""
    grant = own_grant(request, number)
    code = request.POST.get("kind", "")
    try:
        opened = start_change_filing(grant.filing, code, by=acting(request), at=clock.now())
    except NotAllowed as fault:
        return _page(request, grant, {}, problems(fault))
    return HttpResponseRedirect(reverse("cases:case", args=[opened.number]))


@require_POST
def answer_tool(request: HttpRequest, number: str, report: int) -> HttpResponse:
    """Say whether what was reported of a tool is true, and why."""
    grant = own_grant(request, number)
    found = ToolReport.objects.filter(grant=grant, pk=report).first()
    if found is None:
        raise Http404(number)
    typed = {"report": str(report), "answer": request.POST.get("answer", "")}
    try:
        answer_tool_report(found, typed["answer"], by=acting(request), at=clock.now())
    except (NotAllowed, Unmet) as fault:
        return _page(request, grant, typed, problems(fault))
    return HttpResponseRedirect(f"{reverse('applicant:project', args=[number])}#uses")


@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """The notice of the fixed amount on paper."""
    made = amount_notice(own_grant(request, number))
    if made is None:
        raise Http404(number)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{number}-amount.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def repayment(request: HttpRequest, number: str) -> HttpResponse:
    """The order to return, on paper."""
    return answered_with_order(own_grant(request, number), number)


def own_grant(request: HttpRequest, number: str) -> Grant:
    """A grant of the firm that acts. Raises Http404."""
    try:
        return find_grant(number, acting(request))
    except Grant.DoesNotExist:
        raise Http404(number) from None


def _entry(typed: Mapping[str, str]) -> ProjectEntry:
    """What was typed as an entry. Raises Unmet with everything that cannot be read."""
    wrong = []
    on, amount = _day(typed["on"]), _yen(typed["amount"])
    if on is None:
        wrong.append(FormProblem("on", BAD_DAY))
    if typed["amount"] and amount is None:
        wrong.append(FormProblem("amount", BAD_AMOUNT))
    place = typed["place"]
    if typed["step"] not in [each.value for each in ENTERED] or not _is_place(place):
        wrong.append(FormProblem("step", BAD_STEP))
    if wrong or on is None:
        raise Unmet(wrong)
    number = typed["number"][:LONGEST_NUMBER]
    return ProjectEntry(int(place), Step(typed["step"]), on, number, amount, typed["method"][:30])


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_PLACE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _yen(text: str) -> int | None:
    plain = text.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= LONGEST_YEN else None


def _changes(grant: Grant) -> Sequence[tuple[str, FilingKind]]:
    return changes_for(grant.filing.track, grant.filing.state)


def _offered(code: str, kind: FilingKind, grant: Grant) -> tuple[str, Text, Text | None]:
    """A filing that may be begun: its code, its name, and what its form says first."""
    return code, kind.label, kind.form(grant.filing.edition, grant.filing.track).sections[0].lead


def _own_step(grant: Grant) -> Transition | None:
    """What the grantee does next with the grant itself: the claim, or another account."""
    return next(iter(TABLE.offered(grant.filing.state, {Role.APPLICANT})), None)


def _told(paper: Filing) -> tuple[Filing, Text, State]:
    kind = kind_of(paper.kind)
    return paper, kind.label, kind.table.states[paper.state]


def _uses(grant: Grant) -> Sequence[ToolUse]:
    """What was reported of the tools, once anything but use was."""
    found = tool_uses(grant)
    return found if any(each.report.state != UseState.ACTIVE for each in found) else ()


def _page(
    request: HttpRequest,
    grant: Grant,
    typed: Mapping[str, str] | None = None,
    wrong: Sequence[FormProblem] = (),
) -> HttpResponse:
    papers = list(papers_of(grant))
    reports = reports_of(grant, papers)
    alone = reports[0] if reports[0].member is None else None
    uses, today = _uses(grant), clock.today()
    asked = (typed or {}).get("place") or request.GET.get("item", "")
    plans = plan_rows(grant, reports, today, asked)
    returns = own_return(grant, today)
    # One order stands at a time: once there is one, nothing more can be asked back.
    is_asked_for = returns is None and any(each.is_stopped for each in uses)
    unread = any(each.field in {"on", "amount", "step"} or not each.field for each in wrong)
    context = {
        "here": "projects",
        "grant": grant,
        "state": TABLE.states[grant.filing.state],
        "own_step": _own_step(grant),
        "plans": plans,
        "recorded": sum(each.is_done for each in plans),
        "entered": [(each.value, STEP_LABELS[each]) for each in ENTERED],
        "methods": payment_methods(),
        "typed": typed or {},
        "wrong": wrong,
        "may_confirm": bool(wrong) and not unread and "report" not in (typed or {}),
        "uses": uses,
        "may_mean": proposal_for(grant, uses, return_case(grant), today) if is_asked_for else None,
        "reports": [] if alone else reports,
        "report": alone.filing if alone else None,
        "papers": [_told(each) for each in papers if not each.kind.endswith("performance_report")],
        "changes": [_offered(code, kind, grant) for code, kind in _changes(grant)],
        "returns": returns,
        "pay_to": originator().account,
        "is_running": grant.filing.state in RUNNING,
        "may_begin": alone is not None and alone.filing is None and grant.filing.state in RUNNING,
    }
    return render(request, "applicant/project.html", context, status=UNPROCESSABLE if wrong else 200)
