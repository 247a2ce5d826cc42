"""The review page (審査のページ), the declaration of a tie, and the person in charge."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.office.access import Access, WrongSeat
from hojokin.office.actions.assign_reviewer import assign_reviewer
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.secretariat.desk import DECIDING, number_in, open_filing, working
from hojokin.office.portals.secretariat.person_choice import chosen_person
from hojokin.office.portals.secretariat.review import Review, open_review
from hojokin.office.portals.secretariat.review_fields import Writing
from hojokin.office.portals.templatetags.texts import told


@require_safe
def review(request: HttpRequest, number: str) -> HttpResponse:
    """One filing; ``write`` and ``start`` open the form of a point with words to begin with."""
    shown = open_review(request, number)
    shown.writing = _begun(shown, request)
    if request.headers.get("HX-Request") and shown.writing.field:
        context = {
            "review": shown,
            "filing": shown.view.filing,
            "shown": shown.shown(shown.view.form.field(shown.writing.field)),
        }
        return render(request, "desk/_field.html", context)
    return page(request, shown)


def page(request: HttpRequest, shown: Review, status: int = 200) -> HttpResponse:
    """The whole page."""
    filing = shown.view.filing
    context = {
        "review": shown,
        "view": shown.view,
        "filing": filing,
        **readable_at(request, reverse("desk:review", args=[filing.number])),
    }
    return render(request, "desk/review.html", context, status=status)


def _begun(shown: Review, request: HttpRequest) -> Writing:
    """The form that the address opens, if there is such a field."""
    name = request.GET.get("write", "")
    if not any(each.name == name for each in shown.view.form.fields()):
        return Writing()
    offered = shown.shown(shown.view.form.field(name)).suggestions
    place = number_in(request.GET.get("start"))
    if place is None or place >= len(offered):
        return Writing(name)
    return Writing(name, told(offered[place].text), offered[place].source)


@require_POST
def tie(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what the reader declares; nothing chosen changes nothing."""
    actor = working(request)
    if actor.role not in DECIDING:
        raise WrongSeat(Access.REVIEWER)
    view = open_filing(request, number)
    answer = request.POST.get("tie", "")
    if answer in {"yes", "no"}:
        note = request.POST.get("note", "")
        declare_tie(view.filing, has_tie=answer == "yes", note=note, by=actor, at=view.at)
    else:
        messages.error(request, _("利害関係の「ある」「ない」のどちらかを選んでください。"))
    return HttpResponseRedirect(reverse("desk:review", args=[number]))


@require_POST
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give the filing to a person, or to nobody."""
    actor = working(request)
    view = open_filing(request, number)
    person, is_known = chosen_person(request)
    if not is_known:
        messages.error(request, _("担当を一覧から選んでください。"))
    else:
        try:
            assign_reviewer(view.filing, person, by=actor, at=view.at)
            messages.success(request, _("担当を保存しました。"))
        except NotAllowed as refused:
            messages.error(request, told(refused.why))
    return HttpResponseRedirect(reverse("desk:review", args=[number]))
