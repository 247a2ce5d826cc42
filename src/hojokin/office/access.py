"""Who may open an address: every address says so, and one that says nothing stays shut."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver

type Route = URLPattern | URLResolver

log = logging.getLogger(__name__)


class Access(StrEnum):
    """Access rule (閲覧できる人) of an address."""

    PUBLIC = "public"


def allow(access: Access, *routes: Route) -> list[Route]:
    """The same routes, each address beneath them opened to those whom ``access`` names."""
    for pattern, _ in addresses(routes):
        pattern.callback.access = access  # type: ignore[attr-defined]  # Django's own way to mark a view
    return list(routes)


def access_of(view: Callable[..., Any]) -> Access | None:
    """The rule that a view declares, or None when it declares none."""
    return getattr(view, "access", None)


def addresses(routes: Iterable[Route], prefix: str = "") -> Iterator[tuple[URLPattern, str]]:
    """Every address beneath the routes, with its full path as written in the URL configuration."""
    for route in routes:
        path = prefix + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from addresses(route.url_patterns, path)
        else:
            yield route, path


class DenyByDefault:
    """Middleware that refuses an address which declares no access rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> None:
        """Refuse with 403 unless the view is public, the only rule before there are accounts."""
        if access_of(view) is not Access.PUBLIC:
            log.error("No access rule: %s", request.path)
            raise PermissionDenied
