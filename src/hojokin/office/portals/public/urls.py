"""Addresses of the public portal."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.public.views import (
    check,
    estimator,
    grantees,
    guide,
    home,
    news,
    pages,
    quotes,
    results,
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
    path("results/", results.results, name="results"),
    path("results/results.csv", results.results_csv, name="results_csv"),
    path("results/results.json", results.results_json, name="results_json"),
    path("tools/", tools.tool_search, name="tools"),
    path("tools/compare/", tools.compare_tools, name="compare_tools"),
    path("tools/tools.csv", tools.tools_csv, name="tools_csv"),
    path("tools/tools.json", tools.tools_json, name="tools_json"),
    path("tools/<str:number>/", tools.tool_page, name="tool"),
    path("vendors/", vendors.vendor_list, name="vendors"),
    path("vendors/<str:public_id>/", vendors.vendor_page, name="vendor"),
    path("grantees/", grantees.grantee_list, name="grantees"),
    path("grantees/grantees.csv", grantees.grantees_csv, name="grantees_csv"),
    path("check/", check.check, name="check"),
    path("check/result/", check.result, name="check_result"),
    path("news/", news.news_list, name="news"),
    path("news/feed.atom", news.feed, name="news_feed"),
    path("news/<slug:slug>/", news.news_page_of, name="news_item"),
    path("journey/", guide.journey, name="journey"),
    path("glossary/", guide.glossary_page, name="glossary"),
    path("contact/", guide.contact, name="contact"),
    path("support/", pages.supporters, name="supporters"),
    path("run/", pages.operators, name="operators"),
    path("api/", pages.api, name="api"),
    path("receipts/", pages.receipts, name="receipts"),
    path("accessibility/", pages.accessibility, name="accessibility"),
)
