"""Addresses of the site. Pages exist in Japanese at their plain address and in English under /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from hojokin.office.access import Access, allow
from hojokin.office.api.v1 import api
from hojokin.office.portals.public.views.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    *allow(Access.PUBLIC, path("api/v1/", api.urls), path("health/", health, name="health")),
    path("", include("hojokin.office.portals.signin.fixed_urls")),
    *i18n_patterns(
        path("", include("hojokin.office.portals.signin.urls")),
        path("cases/", include("hojokin.office.portals.cases.urls")),
        path("desk/", include("hojokin.office.portals.secretariat.urls")),
        path("vendor/", include("hojokin.office.portals.vendor.urls")),
        path("member/", include("hojokin.office.portals.member.urls")),
        path("my/", include("hojokin.office.portals.applicant.urls")),
        path("", include("hojokin.office.portals.public.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "hojokin.office.portals.public.views.errors.bad_request"
handler403 = "hojokin.office.portals.signin.views.refused.forbidden"
handler404 = "hojokin.office.config.errors.not_found"
handler500 = "hojokin.office.portals.public.views.errors.server_error"
