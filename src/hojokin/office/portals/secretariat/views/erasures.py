"""Erasures of submitted papers (提出書類の消去): the papers of a filing, what was asked for, and the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.erasing import ASKS, DECIDES, ground_words, grounds, longest_reason, source
from hojokin.flow.form import FormProblem
from hojokin.office import clock
from hojokin.office.actions.ask_paper_erasure import ask_paper_erasure, drop_paper_erasure
from hojokin.office.actions.erase_paper import erase_paper
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.said import problems
from hojokin.office.portals.secretariat.desk import actor_of, number_in, open_filing, working
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.paper_erasures import (
    erasure_page,
    masked_copy,
    papers_of_filing,
    places_of,
    seen_by,
    seen_of,
)
from hojokin.office.queries.tombstones import told_of
from hojokin.office.records.models import Document, PaperErasure
from hojokin.office.records.models.erasure import ErasureState
from hojokin.rules.engine.facts import Text

REFUSED = 422


def state_words(state: str) -> str:
    """Where an erasure stands, in words."""
    return {
        ErasureState.ASKED.value: _("決裁待ち"),
        ErasureState.DROPPED.value: _("取り下げ"),
        ErasureState.ERASED.value: _("消去済み"),
    }[state]


@require_safe
def erasures(request: HttpRequest) -> HttpResponse:
    """One page of them, those that wait for the second person first."""
    page = erasure_page(number_in(request.GET.get("page")) or 1)
    address = reverse("desk:erasures")
    context = {
        "page": page,
        "lines": [(each, state_words(each.state), ground_words(each.ground)) for each in page],
        "before": f"{address}?page={page.number - 1}" if page.has_previous() else "",
        "after": f"{address}?page={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "desk/erasures.html", context)


@require_safe
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """Every paper of a filing; of each one may ask that its bytes be erased."""
    return _papers(request, number)


@require_POST
def ask(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Ask for the erasure of one; nothing typed is lost when it is refused."""
    view = open_filing(request, number)
    found = Document.objects.filter(filing=view.filing, pk=document).first()
    if found is None:
        raise Http404(str(document))
    ground, reason = request.POST.get("ground", ""), request.POST.get("reason", "")
    try:
        made = ask_paper_erasure(found, ground, reason, by=working(request), at=view.at)
    except (NotAllowed, Unmet) as error:
        typed = {"document": document, "ground": ground, "reason": reason}
        return _papers(request, number, typed, problems(error))
    messages.success(request, _("消去を依頼しました。決裁者が場所と根拠を確かめて決めます。"))
    return HttpResponseRedirect(reverse("desk:erasure", args=[made.pk]))


@require_safe
def erasure(request: HttpRequest, erasure: int) -> HttpResponse:
    """One, with every place of the bytes."""
    return _page(request, _find(erasure))


@require_POST
def approve(request: HttpRequest, erasure: int) -> HttpResponse:
    """Erase the bytes."""
    found = _find(erasure)
    seen, has_no_tie = request.POST.get("seen", ""), request.POST.get("no_tie") == "yes"
    try:
        erase_paper(found, seen, by=actor_of(request), at=clock.now(), has_no_tie=has_no_tie)
    except (NotAllowed, Unmet) as error:
        return _page(request, found, problems(error))
    messages.success(request, _("書類の中身を消去しました。関係する手続の当事者に知らせました。"))
    return HttpResponseRedirect(reverse("desk:erasure", args=[erasure]))


@require_POST
def drop(request: HttpRequest, erasure: int) -> HttpResponse:
    """Take it back, or refuse it."""
    found, reason = _find(erasure), request.POST.get("reason", "")
    try:
        drop_paper_erasure(found, reason, by=working(request), at=clock.now())
    except (NotAllowed, Unmet) as error:
        return _page(request, found, problems(error), reason)
    messages.success(request, _("依頼を取り下げました。書類はそのまま残っています。"))
    return HttpResponseRedirect(reverse("desk:erasure", args=[erasure]))


def _papers(
    request: HttpRequest,
    number: str,
    typed: Mapping[str, object] | None = None,
    faults: Sequence[FormProblem] = (),
) -> HttpResponse:
    view = open_filing(request, number)
    labels = {each.name: each.label for each in view.form.fields()}
    found = papers_of_filing(view.filing)
    context = {
        "view": view,
        "filing": view.filing,
        "papers": [(each, labels.get(each.place.document.field)) for each in found],
        "may_ask": actor_of(request).role is ASKS,
        "grounds": grounds().values(),
        "typed": typed or {},
        "longest": longest_reason(),
        "source": source(),
        "faults": [told(each.message) for each in faults],
        **readable_at(request, reverse("desk:papers", args=[number])),
    }
    return render(request, "desk/papers.html", context, status=REFUSED if faults else 200)


def _page(
    request: HttpRequest, found: PaperErasure, faults: Sequence[FormProblem] = (), reason: str = ""
) -> HttpResponse:
    actor = actor_of(request)
    waits = found.state == ErasureState.ASKED.value
    places = places_of(found.sha256) if waits else []
    shown = seen_by(places, actor) if places else []
    is_own = actor.person is not None and actor.person.pk == found.asked_by_id
    context = {
        "erasure": found,
        "state": state_words(found.state),
        "ground": ground_words(found.ground),
        "source": source(),
        "waits": waits,
        "places": shown,
        "hidden": len(places) - len(shown),
        "seen": seen_of(places),
        "copy": masked_copy(found.sha256) if waits else None,
        "records": _records(found),
        "is_own": is_own,
        "may_decide": waits and actor.role is DECIDES and not is_own,
        "may_drop": waits and (actor.role is DECIDES or (actor.role is ASKS and is_own)),
        "decides": actor.role is DECIDES,
        "longest": longest_reason(),
        "reason": reason,
        "faults": [told(each.message) for each in faults],
        **readable_at(request, reverse("desk:erasure", args=[found.pk])),
    }
    return render(request, "desk/erasure.html", context, status=REFUSED if faults else 200)


def _records(found: PaperErasure) -> list[tuple[str, Text]]:
    """What was erased where."""
    rows = found.tombstones.select_related("filing").order_by("pk")
    return [(each.filing.number, told_of(each, each.filing.number).said) for each in rows]


def _find(pk: int) -> PaperErasure:
    found = PaperErasure.objects.select_related("filing__owner", "asked_by", "decided_by").filter(pk=pk)
    erasure = found.first()
    if erasure is None:
        raise Http404(str(pk))
    return erasure
