"""Addresses of the public portal."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.public.views import (
    estimator,
    home,
    pages,
    quotes,
    schedule,
    tools,
    tracks,
    vendors,
)

app_name = "public"

urlpatterns = allow(
    Access.PUBLIC,
    path("", home.home, name="home"),
    path("estimate/", estimator.estimator, name="estimator"),
    path("estimate/quote/", quotes.read, name="read_quote"),
    path("tracks/", tracks.tracks, name="tracks"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("schedule/deadlines.ics", schedule.feed, name="schedule_feed"),
    path("tools/", tools.tool_search, name="tools"),
    path("tools/compare/", tools.compare_tools, name="compare_tools"),
    path("tools/tools.csv", tools.tools_csv, name="tools_csv"),
    path("tools/tools.json", tools.tools_json, name="tools_json"),
    path("tools/<str:number>/", tools.tool_page, name="tool"),
    path("vendors/", vendors.vendor_list, name="vendors"),
    path("vendors/<str:public_id>/", vendors.vendor_page, name="vendor"),
    path("support/", pages.supporters, name="supporters"),
    path("run/", pages.operators, name="operators"),
    path("api/", pages.api, name="api"),
    path("accessibility/", pages.accessibility, name="accessibility"),
)
