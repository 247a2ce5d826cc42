"""Keeping the news (お知らせの管理): written in both languages, published now or later, taken back."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hojokin.flow.form import FormProblem
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.publish_news import NewsText, publish_news, withdraw_news
from hojokin.office.portals.secretariat.days import moment_in
from hojokin.office.portals.secretariat.desk import actor_of, number_in
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.news_keeping import kept_news
from hojokin.office.records.models import NewsItem
from hojokin.rules.engine.facts import Text

UNPROCESSABLE = 422
FIELDS = ("slug", "title_ja", "title_en", "body_ja", "body_en")
BAD_MOMENT = Text(
    "公開する日時を 2026-08-25T17:00 の形で入力してください。空欄なら、いま公開します。",
    "Write the moment as 2026-08-25T17:00, or leave it empty to publish now.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest) -> HttpResponse:
    """The items and the form of a new one; sent, it is published or every problem is told."""
    if request.method != "POST":
        return _page(request)
    typed = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in (*FIELDS, "since")}
    try:
        since = _since(typed["since"])
        text = NewsText(**{name: typed[name] for name in FIELDS})
        publish_news(text, by=actor_of(request), at=clock.now(), since=since)
    except Unmet as unmet:
        return _page(request, typed, {each.field: told(each.message) for each in unmet.problems})
    except NotAllowed as refused:
        return _page(request, typed, {"slug": told(refused.why)})
    messages.success(request, _("お知らせ「%(title)s」を公開しました。") % {"title": typed["title_ja"]})
    return HttpResponseRedirect(reverse("desk:news"))


@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an item back."""
    try:
        withdraw_news(slug, by=actor_of(request), at=clock.now())
    except NewsItem.DoesNotExist:
        raise Http404(slug) from None
    except NotAllowed as refused:
        messages.error(request, told(refused.why))
        return HttpResponseRedirect(reverse("desk:news"))
    messages.success(request, _("お知らせを取り下げました。"))
    return HttpResponseRedirect(reverse("desk:news"))


def _since(text: str) -> datetime | None:
    """The moment from which it is public, in Japan; none for now. Raises Unmet."""
    if not text.strip():
        return None
    try:
        return moment_in(text)
    except ValueError:
        raise Unmet([FormProblem("since", BAD_MOMENT)]) from None


def _page(
    request: HttpRequest, typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None
) -> HttpResponse:
    page = kept_news(number_in(request.GET.get("page")) or 1)
    here = reverse("desk:news")
    context = {
        "page": page,
        "items": list(page),
        "typed": typed or {},
        "wrong": wrong or {},
        "now": clock.now(),
        "before": f"{here}?page={page.number - 1}" if page.has_previous() else "",
        "after": f"{here}?page={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "desk/news.html", context, status=UNPROCESSABLE if wrong else 200)
