"""Rounds (締切回の管理): dates, budget, extensions and outages, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.deciding_settings import numbers
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.edit_round import add_round, edit_round, seed_rounds
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.extend_deadline import extend_filing, extend_round, note_downtime
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.secretariat.desk import actor_of
from hojokin.office.portals.secretariat.history import history_of
from hojokin.office.portals.secretariat.round_form import FIELDS, moments_in, terms_in, typed_in, typed_of
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.portals.templatetags.words import moment
from hojokin.office.queries.latest_record import latest_record
from hojokin.office.queries.rounds import round_line, round_list
from hojokin.office.queries.watching import watch_of
from hojokin.office.records.models import Filing, Round
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT, EDITIONS

UNPROCESSABLE = 422
MINUTES_OF_HOUR = 60
NO_SUCH_APPLICATION = Text(
    "この締切回に、その番号の申請はありません。番号を確かめてください。",
    "This round has no application of that number.",
)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round with its applications."""
    return _list(request)


@require_safe
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """One round."""
    return _page(request, find_round(code))


@require_POST
def seed(request: HttpRequest) -> HttpResponse:
    """Take over the published rounds of the present edition."""
    made = seed_rounds(CURRENT, by=actor_of(request), at=clock.now())
    said = ngettext("%(n)s回を取り込みました。", "%(n)s回を取り込みました。", made) % {"n": made}
    messages.success(request, said if made else _("取り込む締切回はありません。すべて登録済みです。"))
    return HttpResponseRedirect(reverse("desk:rounds"))


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add the next round of a track."""
    typed = typed_in(request.POST, "edition", "track", "reason", *FIELDS)
    by, now = actor_of(request), clock.now()
    try:
        made = add_round(typed["edition"], typed["track"], terms_in(typed), typed["reason"], by=by, at=now)
    except Unmet as unmet:
        return _list(request, typed, unmet.problems)
    messages.success(request, _("締切回を追加しました。"))
    return HttpResponseRedirect(reverse("desk:round", args=[made.code]))


@require_POST
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change dates and budget."""
    row = find_round(code)
    typed = typed_in(request.POST, "reason", *FIELDS)
    try:
        edit_round(row, terms_in(typed), typed["reason"], by=actor_of(request), at=clock.now())
    except Unmet as unmet:
        return _page(request, row, typed, unmet.problems, "edit")
    messages.success(request, _("締切回を変更しました。日程の変更は、入力中の申請の両者に知らせました。"))
    return HttpResponseRedirect(reverse("desk:round", args=[code]))


@require_POST
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Give everybody, or the one application that is named, more time."""
    row = find_round(code)
    typed = typed_in(request.POST, "to", "number", "reason")
    by, now = actor_of(request), clock.now()
    try:
        [to] = moments_in(typed, "to")
        if typed["number"]:
            extend_filing(_named(row, typed["number"]), to, typed["reason"], by=by, at=now)
        count = 1 if typed["number"] else extend_round(row, to, typed["reason"], by=by, at=now)
    except Unmet as unmet:
        return _page(request, row, typed, unmet.problems, "extend")
    messages.success(request, _extended(count))
    return HttpResponseRedirect(reverse("desk:round", args=[code]))


@require_POST
def downtime(request: HttpRequest, code: str) -> HttpResponse:
    """Note an outage; the rule says whether it lengthens the round."""
    row = find_round(code)
    typed = typed_in(request.POST, "started", "ended", "what")
    by, now = actor_of(request), clock.now()
    try:
        started, ended = moments_in(typed, "started", "ended")
        longer = note_downtime(row, started, ended, typed["what"], by=by, at=now)
    except Unmet as unmet:
        return _page(request, row, typed, unmet.problems, "downtime")
    closes = find_round(code).closes_at
    if longer and closes <= now:
        messages.warning(request, _too_late(closes))
    elif longer:
        messages.success(request, _("障害を記録し、決まりにより締切を延ばしました。"))
    else:
        messages.success(request, _("障害を記録しました。締切は変わりません。"))
    return HttpResponseRedirect(reverse("desk:round", args=[code]))


def find_round(code: str) -> Round:
    """A round of an address. Raises Http404."""
    found = Round.objects.filter(code=code).first()
    if found is None:
        raise Http404(code)
    return found


def _too_late(closes: datetime) -> str:
    """Nobody can use a deadline that had passed before the outage was noted."""
    said = _(
        "障害を記録しました。決まりによる新しい締切は %(at)s ですが、もう過ぎているため、だれも使えません。"
        "失われた時間を返すには、「締切を延ばす」で今より後の締切を決めてください。"
    )
    return said % {"at": moment(closes)}


def _extended(count: int) -> str:
    said = ngettext(
        "締切を延ばし、%(n)s件の申請の両者に知らせました。",
        "締切を延ばし、%(n)s件の申請の両者に知らせました。",
        count,
    )
    return said % {"n": count}


def _outage_rule() -> dict[str, int]:
    """The numbers of the rule, as the page tells them."""
    rule = numbers("outage")
    return {
        "hours": rule.watched_before_closing // MINUTES_OF_HOUR,
        "minutes": rule.shortest,
        "step": rule.rounded_up_to,
    }


def _named(row: Round, number: str) -> Filing:
    """The application of that number in the round. Raises Unmet."""
    found = Filing.objects.filter(number=number, round_code=row.code, kind__in=APPLICATIONS).first()
    if found is None:
        raise Unmet([FormProblem("number", NO_SUCH_APPLICATION)])
    return found


def _list(
    request: HttpRequest, typed: dict[str, str] | None = None, problems: Sequence[FormProblem] = ()
) -> HttpResponse:
    lines = round_list(clock.now())
    context = {
        "tracks": [
            (label, [each for each in lines if each.round.track == code])
            for code, label in TRACK_LABELS.items()
        ],
        "editions": EDITIONS.values(),
        "track_labels": TRACK_LABELS.items(),
        "has_rounds": bool(lines),
        "may_edit": actor_of(request).role is Role.ADMINISTRATOR,
        "typed": typed or {"edition": CURRENT},
        "wrong": {each.field: told(each.message) for each in problems},
        **readable_at(request, reverse("desk:rounds")),
    }
    return render(request, "desk/rounds.html", context, status=UNPROCESSABLE if problems else 200)


def _page(
    request: HttpRequest,
    row: Round,
    typed: dict[str, str] | None = None,
    problems: Sequence[FormProblem] = (),
    form: str = "",
) -> HttpResponse:
    forms: dict[str, dict[str, str]] = {"edit": typed_of(row), "extend": {}, "downtime": {}}
    context = {
        "line": round_line(row, clock.now()),
        "watch": watch_of(row, clock.now(), clock.ahead()),
        "round": row,
        "downtimes": list(row.downtimes.order_by("started_at", "pk")),
        "history": history_of(latest_record(row.code)),
        "outage": _outage_rule(),
        "may_edit": actor_of(request).role is Role.ADMINISTRATOR,
        "forms": {**forms, form: typed or {}} if form else forms,
        "wrong": {form: {each.field: told(each.message) for each in problems}},
        "faults": [(f"{form}-{each.field}", told(each.message)) for each in problems],
        "open_form": form,
        **readable_at(request, reverse("desk:round", args=[row.code])),
    }
    return render(request, "desk/round.html", context, status=UNPROCESSABLE if problems else 200)
