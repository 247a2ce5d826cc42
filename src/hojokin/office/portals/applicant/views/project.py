"""The grantee's project (補助事業): the plan with its days, what was done, and the account for the grant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hojokin.flow.change_kinds import changes_for
from hojokin.flow.evidence import payment_methods
from hojokin.flow.form import FormProblem
from hojokin.flow.kinds import FilingKind
from hojokin.flow.orders import STEP_LABELS, Step
from hojokin.flow.table import State
from hojokin.flow.tables.grant import RUNNING, TABLE
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.open_report import open_performance_report
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.start_change_filing import start_change_filing
from hojokin.office.portals.acting import acting
from hojokin.office.portals.amount_notice import amount_notice
from hojokin.office.portals.repayment_order import answered_with_order
from hojokin.office.portals.said import problems
from hojokin.office.queries.grants import find_grant, grants_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.project import ENTERED, plan_of
from hojokin.office.queries.repayments import own_return
from hojokin.office.records.models import Filing, Grant
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
        record_order(grant.filing, entry, by=acting(request), at=timezone.now(), is_confirmed=confirmed)
    except (NotAllowed, Unmet) as fault:
        return _page(request, grant, typed, problems(fault))
    return HttpResponseRedirect(f"{reverse('applicant:project', args=[number])}#item-{entry.place}")


@require_POST
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the performance report with what was entered so far."""
    grant = own_grant(request, number)
    known = grant.filing.children.filter(kind__endswith="performance_report").exclude(state="ended").first()
    if known is None and grant.filing.state not in RUNNING:
        raise Http404(number)
    opened = known or open_performance_report(grant, by=acting(request), at=timezone.now())
    return HttpResponseRedirect(reverse("cases:case", args=[opened.number]))


@require_POST
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a filing of change, or go to the one that is open."""
    grant = own_grant(request, number)
    code = request.POST.get("kind", "")
    try:
        opened = start_change_filing(grant.filing, code, by=acting(request), at=timezone.now())
    except NotAllowed as fault:
        return _page(request, grant, {}, problems(fault))
    return HttpResponseRedirect(reverse("cases:case", args=[opened.number]))


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


def _told(paper: Filing) -> tuple[Filing, Text, State]:
    kind = kind_of(paper.kind)
    return paper, kind.label, kind.table.states[paper.state]


def _page(
    request: HttpRequest,
    grant: Grant,
    typed: Mapping[str, str] | None = None,
    wrong: Sequence[FormProblem] = (),
) -> HttpResponse:
    papers = list(grant.filing.children.order_by("opened_at", "pk"))
    reports = [each for each in papers if each.kind.endswith("performance_report") and each.state != "ended"]
    known = reports[0] if reports else None
    unread = any(each.field in {"on", "amount", "step"} or not each.field for each in wrong)
    context = {
        "here": "projects",
        "grant": grant,
        "state": TABLE.states[grant.filing.state],
        "plans": plan_of(grant, timezone.localdate()),
        "entered": [(each.value, STEP_LABELS[each]) for each in ENTERED],
        "methods": payment_methods(),
        "typed": typed or {},
        "wrong": wrong,
        "may_confirm": bool(wrong) and not unread,
        "report": known,
        "papers": [_told(each) for each in papers if not each.kind.endswith("performance_report")],
        "changes": [_offered(code, kind, grant) for code, kind in _changes(grant)],
        "returns": own_return(grant, timezone.localdate()),
        "may_enter": known is None and grant.filing.state in RUNNING,
    }
    return render(request, "applicant/project.html", context, status=UNPROCESSABLE if wrong else 200)
