"""What the frame of every page needs: navigation, and the same page in the other language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import override

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office import clock
from hojokin.office.portals.addresses import address

SAMPLE_MARK = "sample_catalogue"  # a file in the data folder: its tools and vendors were invented


OWN_PORTAL = {
    Role.APPLICANT: "applicant:home",
    Role.VENDOR: "vendor:home",
    Role.MEMBER: "member:home",
    **dict.fromkeys(SECRETARIAT, "desk:queue"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation."""

    label: str
    href: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of ``base.html``."""
    return {
        "LANGUAGES": settings.LANGUAGES,
        "navigation": tuple(_entry(request, name, label) for name, label in pages_of(request)),
        "translations": _here_in_languages(request),
        "moved_clock": clock.now() if clock.ahead() else None,
        "is_sample": (Path(settings.DATA) / SAMPLE_MARK).is_file(),
    }


def _here_in_languages(request: HttpRequest) -> dict[str, str]:
    """The page itself in each language."""
    match, query = request.resolver_match, request.META.get("QUERY_STRING", "")
    if match is None or not match.url_name:
        return in_languages(request.get_full_path())
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = address(match.view_name, *match.args, **match.kwargs)
    return {code: f"{each}?{iri_to_uri(query)}" if query else each for code, each in found.items()}


def in_languages(address: str) -> dict[str, str]:
    """The same address in each language."""
    return {code: translate_url(address, code) for code, _name in settings.LANGUAGES}


def pages_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The main pages of who looks: a visitor's; after signing in, one's own portal first."""
    actor = getattr(request, "actor", None)
    own = OWN_PORTAL.get(actor.role) if actor is not None else None
    first = (own, _("マイページ")) if own else ("public:check", _("自己診断"))
    return [
        first,
        ("public:tools", _("ツール")),
        ("public:estimator", _("見積り")),
        ("public:tracks", _("申請枠")),
        ("public:schedule", _("日程")),
        *([] if own else [("public:news", _("お知らせ"))]),
    ]


def _entry(request: HttpRequest, name: str, label: str) -> Entry:
    href = address(name)
    return Entry(label, href, request.path.startswith(href))
