"""Offered data (公開情報や前回の申請から入れる): side by side with what is there, taken over by a tick each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hojokin.flow.form import FormField
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.take_offered_values import take_offered_values
from hojokin.office.portals.answers import Answer, answer_of, in_words
from hojokin.office.portals.cases.body import readable
from hojokin.office.portals.cases.case import field_of, open_case, page
from hojokin.office.portals.cases.words import say
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.offered import CODES, OF_TODAY, Offer, Offered, offered
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what it says and what is offered for it."""

    field: FormField
    section: Text
    now: Answer
    version: int
    offers: Sequence[tuple[Offer, Answer, bool]]
    is_double: bool = False


@readable
@require_http_methods(["GET", "HEAD", "POST"])
def offered_page(request: HttpRequest, number: str) -> HttpResponse:
    """What may be taken over; sent, it is, unless two values are ticked for one field."""
    view = open_case(request, number)
    if view.filing.kind not in CODES:
        raise Http404(number)
    found = offered(view)
    ticked = {each: _version(request, found.of_key(each)) for each in request.POST.getlist("take")}
    doubles = _doubles(list(ticked))
    if request.method != "POST" or doubles:
        return _page(request, view, found, ticked=ticked, doubles=doubles)
    chosen = [
        replace(offer, version=version)
        for key, version in ticked.items()
        if (offer := found.of_key(key)) is not None
    ]
    try:
        taken = take_offered_values(view.filing, chosen, by=view.actor, at=view.at)
    except NotAllowed as refused:
        context = {"message": say(refused.why), "href": page(number)}
        return render(request, "cases/refused.html", context, status=409)
    if taken.stale:
        return _page(request, open_case(request, number), stale=taken.stale)
    return HttpResponseRedirect(reverse("cases:offered", args=[number]) + f"?taken={len(taken.written)}")


def _version(request: HttpRequest, offer: Offer | None) -> int:
    typed = request.POST.get(f"version-{offer.field.name}", "") if offer else ""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _doubles(keys: Sequence[str]) -> frozenset[str]:
    names = [each.partition(":")[0] for each in keys]
    return frozenset(each for each in names if names.count(each) > 1)


def _page(
    request: HttpRequest,
    view: FilingView,
    found: Offered | None = None,
    *,
    ticked: Mapping[str, int] | None = None,
    doubles: frozenset[str] = frozenset(),
    stale: Sequence[str] = (),
) -> HttpResponse:
    found = found or offered(view)
    taken = request.GET.get("taken", "")
    context = {
        "view": view,
        "filing": view.filing,
        "fields": _shown(view, found, ticked, doubles, request.GET.get("all", "")),
        "earlier": dict.fromkeys(each.source for each in found.offers if each.source not in OF_TODAY),
        "offered": found,
        "doubles": doubles,
        "stale": [each.label for each in view.form.fields() if each.name in stale],
        "taken": int(taken) if taken.isascii() and taken.isdecimal() and len(taken) < 5 else None,
    }
    return render(request, "cases/offered.html", context)


def _shown(
    view: FilingView, found: Offered, ticked: Mapping[str, int] | None, doubles: frozenset[str], wanted: str
) -> list[Shown]:
    """Each field once. An empty one comes ticked with what is known of today, or what the reader asked for as a whole.

    An earlier application says what was so then: nobody takes over last year's figures without meaning to.
    """
    fields: dict[str, list[Offer]] = {}
    for each in found.offers:
        fields.setdefault(each.field.name, []).append(each)
    sources = OF_TODAY | {wanted}
    return [
        _field(view, offers, ticked, sources, is_double=name in doubles) for name, offers in fields.items()
    ]


def _field(
    view: FilingView,
    offers: Sequence[Offer],
    ticked: Mapping[str, int] | None,
    sources: Set[str],
    *,
    is_double: bool,
) -> Shown:
    first = offers[0].field
    now = answer_of(view, first)
    by_itself = [each.key for each in offers if now.is_empty and each.source in sources][:1]
    keys = set(ticked) if ticked else by_itself
    return Shown(
        first,
        field_of(view, first.name)[0].title,
        now,
        offers[0].version,
        [(each, in_words(first, each.value, view.option_sets), each.key in keys) for each in offers],
        is_double,
    )
