"""Self-check pages (自己診断): a few short steps, and a result that is its own address. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hojokin.flow.self_check import SelfCheck, result_of
from hojokin.flow.self_check_code import answers_in, code_of, result_id
from hojokin.flow.self_check_questions import CitedReason, questions
from hojokin.office import clock
from hojokin.office.portals.public.check_steps import is_unreadable, read_step, result_address, step_address
from hojokin.office.portals.public.choices import track_name
from hojokin.office.portals.public.outcomes import mark_of
from hojokin.office.portals.public.tool_words import ToolView, tool_view
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.self_check import FoundTools, tools_for
from hojokin.office.queries.tool_parameters import address_query
from hojokin.rules.citations import standing
from hojokin.rules.editions import CURRENT, EDITIONS
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.processes import process_industries, process_kinds


@dataclass(frozen=True, slots=True)
class ToldTool:
    """A tool with the reasons for it."""

    view: ToolView
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldTools:
    """The tools for one process, and the address of the whole search."""

    label: str
    total: int
    address: str
    tools: tuple[ToldTool, ...]


@dataclass(frozen=True, slots=True)
class ToldKind:
    """A kind of process and what leads to it."""

    code: str
    name: str
    processes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldReason:
    """A sentence of the programme with its mark."""

    name: str
    text: str
    mark: str


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """One step; a pressed button leads to the next step's own address."""
    given = dict(request.GET.lists())
    step = read_step(given)
    if "go" in given and not step.wrong:
        if step.number < step.last:
            return HttpResponseRedirect(step_address(step.number + 1, step.answers))
        return HttpResponseRedirect(result_address(step.answers, clock.today().isoformat()))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if step.wrong else HTTPStatus.OK
    shown = {"step": step, "unreadable": is_unreadable(given)}
    return render(request, "public/check.html", shown, status=status)


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """The result of a code; one that cannot be read leads to the first step, which says so."""
    code = request.GET.get("c", "")
    answers = answers_in(code)
    if answers is None:
        return HttpResponseRedirect(reverse("public:check") + (f"?c={code[:1]}" if code else ""))
    checked = result_of(answers)
    on = _day(request.GET.get("on", ""))
    shown = {
        "checked": checked,
        "answered": _answered(checked),
        "kinds": _kinds(checked),
        "tracks": [_reason(each, track_name(each.code)) for each in checked.tracks],
        "notes": [_reason(each, "") for each in checked.notes],
        "found": [_tools(each) for each in tools_for(checked)],
        "judgement": questions().judgement,
        "code": code_of(answers),
        "on": on,
        "result_id": result_id(answers, on),
        "address": request.build_absolute_uri(result_address(answers, on.isoformat())),
        "again": step_address(1, answers),
    }
    response = render(request, "public/check_result.html", shown)
    # Tools that are struck off must be gone when a visitor comes back.
    response["Cache-Control"] = "no-cache"
    return response


def _day(text: str) -> date:
    """The day of the result in the address; today where there is none that can have been."""
    today = clock.today()
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _answered(checked: SelfCheck) -> list[str]:
    """Trade and size, as the result repeats them."""
    trades = {each.prefix: Text(each.name_ja, each.name_en) for each in process_industries()}
    given = checked.answers
    texts = [
        *([trades[given.industry]] if given.industry else []),
        *([questions().sizes[given.size].label] if given.size else []),
    ]
    return [told(each) for each in texts]


def _kinds(checked: SelfCheck) -> list[ToldKind]:
    names = {each.code: Text(each.name_ja, each.name_en) for each in process_kinds()}
    return [
        ToldKind(each.code, told(names[each.code]), tuple(told(one.label) for one in each.processes))
        for each in checked.kinds
    ]


def _reason(reason: CitedReason, name: str) -> ToldReason:
    mark = mark_of(standing(reason.facts, EDITIONS[CURRENT].year))
    return ToldReason(name, told(reason.text), mark)


def _tools(found: FoundTools) -> ToldTools:
    asked = address_query(found.query)
    return ToldTools(
        label=told(found.wanted.process.label),
        total=found.total,
        address=f"{reverse('public:tools')}?{asked}",
        tools=tuple(
            ToldTool(tool_view(each.tool), tuple(told(reason) for reason in each.fit.reasons))
            for each in found.tools
        ),
    )
