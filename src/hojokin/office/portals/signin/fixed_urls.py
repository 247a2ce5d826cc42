"""Addresses of signing in that are the same in every language: gBizID knows them to the letter (GI-07)."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from hojokin.office.access import Access, allow
from hojokin.office.portals.signin.local_gbizid import urls as local
from hojokin.office.portals.signin.views import gbiz

urlpatterns: list[URLPattern | URLResolver] = [
    *allow(Access.PUBLIC, path("gbizid/callback/", gbiz.come_back, name="gbizid_callback")),
    *(local.urlpatterns if settings.LOCAL_GBIZID else []),
]
