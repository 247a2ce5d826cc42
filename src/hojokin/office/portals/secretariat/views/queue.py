"""The queue (審査の一覧): what waits for whom, narrowed by the address, given out, and taken along as a file."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office import clock
from hojokin.office.actions.assign_reviewer import assign_reviewer
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.portals.secretariat.desk import READERS, actor_of, working
from hojokin.office.portals.secretariat.person_choice import chosen_person
from hojokin.office.portals.secretariat.queue_file import queue_file
from hojokin.office.portals.secretariat.queue_filters import ALL, Filters, read_filters
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.filings import visible
from hojokin.office.queries.kinds import kinds
from hojokin.office.queries.office_people import assignable_names
from hojokin.office.queries.paging import PER_PAGE
from hojokin.office.queries.worklists import OFFICE_TURN, Worklist, listed, worklist
from hojokin.office.records.models import Person


class Addresses(NamedTuple):
    """Where the numbers at the head of the queue lead (件数の行き先)."""

    mine: str
    nobody: str
    late: str
    new: str
    oldest: str


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """One page of the queue; without a filter, what waits for the office."""
    actor, now = actor_of(request), clock.now()
    filters = read_filters(request.GET)
    found = worklist(actor, filters.wanted(), now)
    context = {
        "list": found,
        "filters": filters,
        "numbers": found.numbers,
        "people": () if actor.role in READERS else assignable_names(now),
        "is_read_only": actor.role in READERS,
        "me": actor.person.name if actor.person else "",
        "shown": (found.lines, actor.role in READERS, actor.person.name if actor.person else ""),
        "csv": filters.query(),
        "kept": filters.query(page=filters.page),
        "before": filters.address(page=str(found.page.number - 1)) if found.page.has_previous() else "",
        "after": filters.address(page=str(found.page.number + 1)) if found.page.has_next() else "",
        **_choices(filters, found),
    }
    return render(request, "desk/queue.html", context)


def _choices(filters: Filters, found: Worklist) -> dict[str, object]:
    """What each filter may be set to, with counts, and the addresses behind the four numbers."""
    kind = kinds().get(filters.kind)
    order = [*(each for each in Role if each in SECRETARIAT), *(each for each in Role if each in PARTIES)]
    return {
        "kinds": tuple((each.code, each.label, found.by_kind.get(each.code, 0)) for each in kinds().values()),
        "turns": tuple((each.value, found.by_turn.get(each.value, 0)) for each in order),
        "office_turns": sum(found.by_turn.get(each.value, 0) for each in SECRETARIAT),
        "all_filings": sum(found.by_kind.values()),
        "turn": filters.turn or filters.wanted().turn or ALL,
        "states": tuple((each.code, each.label) for each in kind.table.states.values()) if kind else (),
        "tracks": tuple(TRACK_LABELS.items()),
        "orders": (
            ("newest", _("提出の新しい順")),
            ("number", _("番号の順")),
            ("party", _("当事者の名前の順")),
        ),
        "addresses": Addresses(
            mine=Filters(turn="mine", assigned="me").address(),
            nobody=Filters(turn="mine", assigned="nobody").address(),
            late=Filters(late="1").address(),
            new=Filters(new="1").address(),
            oldest=Filters(turn=OFFICE_TURN).address(),
        ),
    }


@require_safe
def queue_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole filtered list, streamed."""
    actor, now = actor_of(request), clock.now()
    found = listed(actor, read_filters(request.GET).wanted(), now)
    rows = queue_file(found, actor, now, get_language() or "ja")
    answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="queue-{timezone.localtime(now):%Y%m%d-%H%M}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def assign_many(request: HttpRequest) -> HttpResponse:
    """Give the ticked filings to one person, or to nobody; those that cannot be given are named."""
    actor, now = working(request), clock.now()
    filters = read_filters(QueryDict(request.POST.get("filters", "")))
    back = filters.address(page=filters.page)
    numbers_ticked = request.POST.getlist("number")[:PER_PAGE]
    person, is_known = chosen_person(request)
    if not numbers_ticked or not is_known:
        messages.error(
            request, _("手続にチェックを入れ、担当を選んでから押してください。何も変えていません。")
        )
        return HttpResponseRedirect(back)
    given = 0
    for filing in visible(actor).filter(number__in=numbers_ticked).order_by("pk"):
        try:
            assign_reviewer(filing, person, by=actor, at=now)
            given += 1
        except NotAllowed as refused:
            messages.error(request, f"{filing.number}: {told(refused.why)}")
    if given:
        messages.success(request, _given(given, person))
    return HttpResponseRedirect(back)


def _given(count: int, person: Person | None) -> str:
    if person is None:
        return ngettext("%(n)s件の担当を外しました。", "%(n)s件の担当を外しました。", count) % {"n": count}
    told_of = {"n": count, "name": person.name}
    return (
        ngettext("%(n)s件を%(name)sさんの担当にしました。", "%(n)s件を%(name)sさんの担当にしました。", count)
        % told_of
    )
