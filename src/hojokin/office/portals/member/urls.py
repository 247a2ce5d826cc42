"""Addresses of the member's portal: people of a consortium's members."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.member.views import home

app_name = "member"

urlpatterns = allow(
    Access.MEMBER,
    path("", home.home, name="home"),
    path("notices/", home.notices, name="notices"),
)
