"""Bare pages (素のページ): what Django itself takes for a signed-in page or an audited change, with the site's own middleware.

Five peers: a page that reads one row; a page that asks as many questions as one of our pages, each for one row, as Django
asks them; the same behind nothing but what a new project of Django has, which knows nothing of our middleware; a page that asks the very questions of our page by a raw cursor, and only counts what comes back; a POST that locks
a row, updates it and appends to the audit chain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import override_settings
from django.urls import path

from hojokin.office import clock
from hojokin.office.access import Access, allow
from hojokin.office.actions.record import record
from hojokin.office.config import urls
from hojokin.office.portals.acting import acting
from hojokin.office.records.models import Filing, SignInSession

type Query = tuple[str, Any]

BACKEND = "django.contrib.auth.backends.ModelBackend"
STOCK = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATE = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1><ul>{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul></body></html>"""
ASKED: dict[str, list[Query]] = {}  # by the name of the page


def one_row(_request: HttpRequest, number: str) -> HttpResponse:
    """A page about one row."""
    filing = Filing.objects.get(number=number)
    return _page(filing.number, [filing.title, filing.state, filing.opened_at])


def as_many_queries(_request: HttpRequest, number: str, count: int) -> HttpResponse:
    """A page that asks as often as our page, for a row each time."""
    found = [Filing.objects.get(number=number) for _time in range(count)]
    return _page(number, [each.title for each in found])


@login_required
def stock_queries(_request: HttpRequest, number: str, count: int) -> HttpResponse:
    """The same for who is signed in, as a new project has it."""
    return as_many_queries(_request, number, count)


def same_queries(_request: HttpRequest, name: str) -> HttpResponse:
    """A page that asks what our page asked."""
    counts = []
    with connection.cursor() as cursor:
        for sql, values in ASKED[name]:
            cursor.execute(sql, values)
            counts.append(len(cursor.fetchall()))
    return _page(name, counts)


@transaction.atomic
def audited_post(request: HttpRequest, number: str) -> HttpResponse:
    """Lock, update, append to the chain, lead on."""
    filing = Filing.objects.select_for_update().get(number=number)
    Filing.objects.filter(pk=filing.pk).update(revision=F("revision") + 1)
    record(acting(request), "bare.post", number, at=clock.now(), changes={"state": filing.state})
    return HttpResponseRedirect(f"/bare/row/{number}/")


def stock_site() -> WSGIHandler:
    """The same addresses behind the middleware that ``startproject`` writes, with Django's own sessions and sign-in."""
    with override_settings(MIDDLEWARE=STOCK, SESSION_ENGINE=f"{__name__}"):
        handler = WSGIHandler()
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, BACKEND]
    return handler


class SessionStore(DatabaseStore):
    """Django's own store of sessions, on the table of the site."""

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        """The table."""
        return SignInSession


def _page(title: str, lines: Sequence[object]) -> HttpResponse:
    return HttpResponse(_template().render({"title": title, "lines": lines}))


def _template() -> Any:
    if not _KEPT:
        _KEPT.append(engines["django"].from_string(TEMPLATE))
    return _KEPT[0]


_KEPT: list[Any] = []


def asked_by(page: Callable[[], object]) -> list[Query]:
    """Everything that the database is asked meanwhile."""
    asked: list[Query] = []

    def noted(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(noted):
        page()
    return asked


urlpatterns = [
    *allow(
        Access.SEATED,
        path("bare/row/<str:number>/", one_row),
        path("bare/rows/<str:number>/<int:count>/", as_many_queries),
        path("bare/stock/<str:number>/<int:count>/", stock_queries),
        path("bare/asked/<str:name>/", same_queries),
        path("bare/post/<str:number>/", audited_post),
    ),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
