"""Scoring (採点): one's own sheet of one application, and the others' once it is finished."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.deciding import total_score
from hojokin.flow.roles import Role
from hojokin.flow.scoring import Mark
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.score_application import UNDER_REVIEW, reopen_sheet, score_application
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.secretariat.desk import actor_of, open_filing
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.scoring import Scoring
from hojokin.rules.engine.facts import Text

UNPROCESSABLE = 422
SUBMITTED = "submitted"
_NOT_BEGUN = Text(
    "審査がまだ始まっていないため、採点できません。審査のページで「審査を始める」を押してください。",
    "It cannot be scored before the review has begun. Press “Start the review” on the page of the review.",
)
_NOT_REVIEWER = Text(
    "採点できるのは審査担当だけです。ここでは読むことができます。",
    "Only reviewers score. You can read the sheet here.",
)
_NOT_UNDER_REVIEW = Text(
    "いまは審査中ではないため、採点を変えられません。",
    "It is not under review now, so the scores cannot be changed.",
)


@require_safe
def score(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet."""
    return _page(request, Scoring(_application(request, number)))


@require_POST
def save(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the marks, or finish the sheet; a wrong mark stays in its box."""
    scoring = Scoring(_application(request, number))
    marks = {
        each.code: Mark(_sent(request, f"points-{each.code}"), _sent(request, f"note-{each.code}"))
        for each in scoring.items
    }
    finish = "finish" in request.POST
    try:
        score_application(scoring.view.filing, marks, finish=finish, by=actor_of(request), at=scoring.view.at)
    except Unmet as unmet:
        wrong = {each.field: told(each.message) for each in unmet.problems}
        return _page(request, scoring, marks, wrong)
    except NotAllowed as refused:
        return _page(request, scoring, marks, {"": told(refused.why)})
    messages.success(request, _("採点を確定しました。") if finish else _("採点を途中まで保存しました。"))
    return HttpResponseRedirect(reverse("desk:score", args=[number]))


@require_POST
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Take one's finished sheet back."""
    view = _application(request, number)
    try:
        reopen_sheet(view.filing, request.POST.get("reason", ""), by=view.actor, at=view.at)
    except (Unmet, NotAllowed) as refused:
        messages.error(request, told(_why(refused)))
    return HttpResponseRedirect(reverse("desk:score", args=[number]))


def _why(refused: Unmet | NotAllowed) -> Text:
    return refused.problems[0].message if isinstance(refused, Unmet) else refused.why


def _sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")


def _application(request: HttpRequest, number: str) -> FilingView:
    view = open_filing(request, number)
    if view.filing.kind not in APPLICATIONS:
        raise Http404(number)
    return view


def _page(
    request: HttpRequest,
    scoring: Scoring,
    marks: Mapping[str, Mark] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> HttpResponse:
    view, own = scoring.view, scoring.own
    may_score = view.actor.role is Role.REVIEWER and view.filing.state == UNDER_REVIEW
    is_finished = own is not None and own.sheet.finished_at is not None
    context = {
        "scoring": scoring,
        "view": view,
        "filing": view.filing,
        "own": own,
        "rows": [(each, _typed(each.item.code, scoring, marks)) for each in scoring.lines],
        "is_contested": view.values.get("contest") is True,
        "closed_because": None if may_score else _why_closed(view),
        "made_of": None if scoring.total is None else _made_of(scoring),
        "may_write": may_score and not is_finished,
        "may_reopen": may_score and is_finished,
        "wrong": wrong or {},
        **readable_at(request, reverse("desk:score", args=[view.filing.number])),
    }
    return render(request, "desk/score.html", context, status=UNPROCESSABLE if wrong else 200)


def _why_closed(view: FilingView) -> Text:
    """Why nobody, or not this reader, can score it now."""
    if view.filing.state == SUBMITTED:
        return _NOT_BEGUN
    return _NOT_REVIEWER if view.filing.state == UNDER_REVIEW else _NOT_UNDER_REVIEW


def _made_of(scoring: Scoring) -> Mapping[str, int]:
    """The parts of the score: the sheets, and what the bonus and the reductions add and take."""
    bonus, reductions = len(scoring.judged.bonus), len(scoring.judged.reductions)
    return {
        "sheets": sum(each.total for each in scoring.finished),
        "bonus": total_score((), bonus, 0),
        "reductions": -total_score((), 0, reductions),
    }


def _typed(code: str, scoring: Scoring, marks: Mapping[str, Mark] | None) -> Mark:
    """What stands in the box: what was just sent, else what was kept."""
    if marks is not None:
        return marks.get(code, Mark())
    kept = scoring.own.scores.get(code) if scoring.own else None
    return Mark() if kept is None else Mark("" if kept.points is None else str(kept.points), kept.note)
