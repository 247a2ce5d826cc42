"""The grantee's calendar (義務の予定表): every duty with its day, as a page and as a feed."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hojokin.office import clock
from hojokin.office.actions.renew_calendar import renew_calendar
from hojokin.office.portals.acting import acting
from hojokin.office.portals.applicant.duty_feed import duty_feed, grant_of_token, token_of
from hojokin.office.portals.applicant.views.project import own_grant
from hojokin.office.queries.duties import calendar_of, with_papers
from hojokin.office.records.models import Grant


@require_safe
def duties(request: HttpRequest, number: str) -> HttpResponse:
    """Every duty of one grant, the next first."""
    grant = with_papers(Grant.objects.filter(pk=own_grant(request, number).pk)).get()
    calendar = calendar_of(grant, clock.today())
    feed = reverse("applicant:duty_feed", args=[token_of(grant)])
    context = {
        "here": "projects",
        "grant": grant,
        "calendar": calendar,
        "feed": f"{settings.SITE_URL}{feed}",
    }
    return render(request, "applicant/duties.html", context)


@require_POST
def renew(request: HttpRequest, number: str) -> HttpResponse:
    """A new address for the feed; the old one stops."""
    renew_calendar(own_grant(request, number), by=acting(request), at=clock.now())
    return HttpResponseRedirect(reverse("applicant:duties", args=[number]))


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed for a calendar program, which cannot sign in: whoever has the address reads the days, nothing else."""
    del request
    number = grant_of_token(token)
    if number is None:
        raise Http404(token)
    grant = with_papers(Grant.objects.filter(filing__number=number)).get()
    page = f"{settings.SITE_URL}{reverse('applicant:duties', args=[number])}"
    made = duty_feed(calendar_of(grant, clock.today()), clock.now(), page)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
