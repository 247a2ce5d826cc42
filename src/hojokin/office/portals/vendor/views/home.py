"""Home (支援事業者のホーム): the worklist by whose turn it is, and what is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.flow.roles import SECRETARIAT
from hojokin.office import clock
from hojokin.office.portals.acting import acting
from hojokin.office.portals.said import page_language
from hojokin.office.portals.vendor.filters import ALL, Filters, filters_in
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.notices import notices_of
from hojokin.office.queries.vendor_registrations import has_live_registration
from hojokin.office.queries.worklists import OFFICE_TURN, Worklist, worklist
from hojokin.office.records.actor import Actor
from hojokin.rules.years import CURRENT

NEWEST = 3  # notices beside the list


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the vendor, the nearest day first."""
    actor = acting(request)
    filters = filters_in(request.GET)
    found = worklist(actor, filters.wanted(), clock.now())
    context = {
        "here": "home",
        "work": found,
        "filters": filters,
        "turns": turns(filters, found, actor),
        "kinds": [(code, kind_of(code).label, count) for code, count in sorted(found.by_kind.items())],
        "notices": notices_of(actor.person, page_language(), unread=True, most=NEWEST)
        if actor.person
        else (),
        "is_registering": actor.party is not None and has_live_registration(actor.party, CURRENT),
    }
    return render(request, "vendor/home.html", context)


def turns(filters: Filters, found: Worklist, actor: Actor) -> list[tuple[str, int, str, bool]]:
    """The tabs: code, how many wait there, where it leads, and whether it is shown now."""
    by_turn = found.by_turn
    office = sum(by_turn.get(each.value, 0) for each in SECRETARIAT)
    counts = {
        "mine": by_turn.get(actor.role.value, 0),
        "applicant": by_turn.get("applicant", 0),
        "member": by_turn.get("member", 0),
        OFFICE_TURN: office,
        ALL: sum(found.by_kind.values()),
    }
    return [
        (code, count, filters.query(turn=code), filters.turn == code)
        for code, count in counts.items()
        if count or code in {"mine", ALL, filters.turn}
    ]
