"""Addresses of the site. Pages exist in Japanese at their plain address and in English under /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from hojokin.office.access import Access, allow
from hojokin.office.api.v1 import api

urlpatterns: list[URLPattern | URLResolver] = [
    *allow(Access.PUBLIC, path("api/v1/", api.urls)),
    *i18n_patterns(path("", include("hojokin.office.portals.public.urls")), prefix_default_language=False),
]

handler400 = "hojokin.office.portals.public.views.errors.bad_request"
handler403 = "hojokin.office.portals.public.views.errors.forbidden"
handler404 = "hojokin.office.portals.public.views.errors.not_found"
handler500 = "hojokin.office.portals.public.views.errors.server_error"
