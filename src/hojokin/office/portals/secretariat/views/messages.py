"""Stuck messages (届いていない連絡): what failed and why, and sending it again."""

from __future__ import annotations

from django.contrib import messages as told_messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.retry_message import retry_message
from hojokin.office.portals.secretariat.desk import actor_of, number_in
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.stuck_messages import given_up, stuck_messages
from hojokin.office.records.models import OutboxMessage

MOST_AT_ONCE = 200


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """One page of them."""
    found = stuck_messages(number_in(request.GET.get("page")) or 1)
    address = reverse("desk:messages")
    context = {
        "found": found,
        "page": found.page,
        "most": MOST_AT_ONCE,
        "before": f"{address}?page={found.page.number - 1}" if found.page.has_previous() else "",
        "after": f"{address}?page={found.page.number + 1}" if found.page.has_next() else "",
    }
    return render(request, "desk/messages.html", context)


@require_POST
def retry(request: HttpRequest, message: int) -> HttpResponse:
    """Send one again."""
    row = get_object_or_404(OutboxMessage, pk=message)
    try:
        retry_message(row, by=actor_of(request), at=clock.now())
        told_messages.success(request, _("「%(subject)s」をもう一度送ります。") % {"subject": row.subject})
    except NotAllowed as refused:
        told_messages.error(request, told(refused.why))
    return HttpResponseRedirect(reverse("desk:messages"))


@require_POST
def retry_all(request: HttpRequest) -> HttpResponse:
    """Send again all that was given up, as many as fit into one go."""
    actor, now, count = actor_of(request), clock.now(), 0
    for each in given_up()[:MOST_AT_ONCE]:
        try:
            retry_message(each, by=actor, at=now)
            count += 1
        except NotAllowed:
            continue  # it has left meanwhile
    words = ngettext("%(n)s通をもう一度送ります。", "%(n)s通をもう一度送ります。", count)
    told_messages.success(request, words % {"n": count})
    return HttpResponseRedirect(reverse("desk:messages"))
