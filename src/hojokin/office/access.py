"""Who may open an address: every address says so, and one that says nothing stays shut."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver

from hojokin.flow.roles import PARTIES, SECRETARIAT, Role

type Route = URLPattern | URLResolver

log = logging.getLogger(__name__)


class Access(StrEnum):
    """Access rule (閲覧できる人) of an address."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SEATED = "seated"
    APPLICANT = "applicant"
    VENDOR = "vendor"
    MEMBER = "member"
    OFFICE = "office"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    PAYER = "payer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ROLES_OF: dict[Access, frozenset[Role]] = {
    Access.SEATED: PARTIES | SECRETARIAT,
    Access.OFFICE: SECRETARIAT,
    **{Access(role.value): frozenset({role}) for role in PARTIES | SECRETARIAT},
}


class Acting(Protocol):
    """What a rule asks of whoever acts: the role of the seat they have taken."""

    @property
    def role(self) -> Role:
        """The role."""


class WrongSeat(PermissionDenied):
    """Signed in, but not in a seat that the address is for (権限がない)."""

    def __init__(self, access: Access) -> None:
        super().__init__(f"for {access}")
        self.access = access


class SignedOut(PermissionDenied):
    """A form was sent from a page of the site after the session had ended (サインインの時間切れ)."""


class NoRule(PermissionDenied):
    """The address declares no access rule (閲覧できる人が未定)."""


def admits(access: Access, *, signed_in: bool, role: Role | None) -> bool:
    """Whether the rule lets somebody in who is signed in or not, and has taken a seat of this role or none."""
    if access is Access.PUBLIC:
        return True
    if not signed_in:
        return False
    return access is Access.SIGNED_IN or role in ROLES_OF[access]


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
    """Middleware that refuses whoever the address is not for, and everybody where it declares no rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let in, lead to the sign-in or to the choice of a seat, or refuse with 403.

        A form that was typed before the session ended is refused too, so that what it says is not lost on the way.
        """
        access = access_of(view)
        if access is None:
            log.error("No access rule: %s", request.path)
            raise NoRule
        if access is Access.PUBLIC:
            return None
        if not request.user.is_authenticated:
            if is_form_from_here(request) and "HX-Request" not in request.headers:
                raise SignedOut
            return redirect_to_login(way_back(request), resolve_url(settings.LOGIN_URL))
        actor: Acting | None = getattr(request, "actor", None)
        if admits(access, signed_in=True, role=actor.role if actor else None):
            return None
        raise WrongSeat(access)


def is_form_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent it: browsers say so, and no other site can make them."""
    if request.method != "POST":
        return False
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == own or request.headers.get("Sec-Fetch-Site") == "same-origin"


def way_back(request: HttpRequest) -> str:
    """Where to return to after the sign-in: this page, or for what cannot be repeated the page it came from."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return request.path
    return urlunsplit(("", "", came_from.path, came_from.query, ""))
