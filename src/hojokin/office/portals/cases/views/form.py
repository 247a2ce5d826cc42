"""A section of the form (入力の画面): saved whatever is in it, then on to the next, or back with what to fix."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hojokin.flow.form import Section
from hojokin.flow.roles import PARTIES
from hojokin.office.portals.cases.body import readable
from hojokin.office.portals.cases.case import open_case, page, section_of
from hojokin.office.portals.cases.estimate import panel_of
from hojokin.office.portals.cases.faults import faults_of
from hojokin.office.portals.cases.inputs import Extra, shown_section
from hojokin.office.portals.cases.saving import Saved, save_section
from hojokin.office.portals.cases.sections import neighbours, section_states
from hojokin.office.portals.cases.words import days_left
from hojokin.office.queries.filings import FilingView

SAVED, SOON = "form_saved", 60  # a cookie for the page that comes next, in seconds


@readable
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, number: str, section: str) -> HttpResponse:
    """One section: shown, or saved."""
    view = open_case(request, number)
    if request.method != "POST":
        extra = Extra(one_more_row=request.GET.get("row", ""), checks=bool(request.GET.get("check")))
        return _page(request, view, section_of(view, section), extra, Saved())
    return _save(request, view, view.form.section(section_of(view, section).name))


def _save(request: HttpRequest, view: FilingView, section: Section) -> HttpResponse:
    saved = save_section(view, section, request)
    after = open_case(request, view.filing.number)
    if saved.is_whole:
        return _all_saved(HttpResponseRedirect(_way_on(request, after, section)))
    extra = Extra(saved.typed, saved.conflicts, saved.seen, saved.refused, checks=True)
    return _page(request, after, section, extra, saved)


def _all_saved(answer: HttpResponse) -> HttpResponse:
    """Tell the script, which keeps a copy of what was typed, that it needs it no more."""
    answer.set_cookie(
        SAVED, "1", max_age=SOON, secure=settings.SESSION_COOKIE_SECURE, httponly=False, samesite="Lax"
    )
    return answer


def _way_on(request: HttpRequest, view: FilingView, section: Section) -> str:
    """To the field whose rows or files changed, to the next section, or back to what has to be fixed."""
    here = reverse("cases:form", args=[view.filing.number, section.name])
    for button in ("add", "remove", "upload", "detach", "take"):
        if button in request.POST:
            name = request.POST[button].partition(":")[0]
            return f"{here}{f'?row={name}' if button == 'add' else ''}#field-{name}"
    states = section_states(view)
    state = next((each for each in states if each.section.name == section.name), None)
    if "next" not in request.POST or state is None or state.own_errors:
        return f"{here}?check=1&saved=1" if state else page(view.filing.number)
    _before, after = neighbours(states, section.name)
    if after is None:
        return page(view.filing.number)
    return reverse("cases:form", args=[view.filing.number, after.name])


def _page(
    request: HttpRequest, view: FilingView, section: Section, extra: Extra, saved: Saved
) -> HttpResponse:
    states = section_states(view, section.name)
    shown = shown_section(view, section, extra)
    before, after = neighbours(states, section.name)
    problems = [each for field in shown if field.asked for each in field.problems] if extra.checks else []
    context = {
        "view": view,
        "filing": view.filing,
        "section": section,
        "fields": shown,
        "states": states,
        "place": [each.section.name for each in states].index(section.name) + 1,
        "before": before,
        "after": after,
        "faults": faults_of(view, problems),
        "saved": saved,
        "is_saved": "saved" in request.GET,
        "checks": extra.checks,
        "is_writable": any(each.writable and each.asked for each in shown),
        "left": days_left(view.filing.due_at, view.at) if view.state.turn in PARTIES else "",
        "panel": panel_of(view),
    }
    return render(request, "cases/form.html", context)
