"""Addresses of the vendor's portal: its own people only, but for the door, which explains itself to everybody signed in."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.vendor.views import (
    applications,
    changes,
    home,
    notices,
    people,
    registration,
    start,
    system,
    tools,
)

app_name = "vendor"

urlpatterns = [
    *allow(Access.SIGNED_IN, path("start/", start.start, name="start")),
    *allow(
        Access.VENDOR,
        path("", home.home, name="home"),
        path("registration/", registration.registration, name="registration"),
        path("registration/members/", registration.invite, name="invite_members"),
        path("registration/members/<str:number>/", registration.invite_again, name="invite_member_again"),
        path("tools/", tools.tools, name="tools"),
        path("tools/new/", tools.begin, name="new_tool"),
        path("tools/<str:number>/change/", tools.change, name="change_tool"),
        path("changes/", changes.changes, name="changes"),
        path("applications/", applications.applications, name="applications"),
        path("applications/applications.csv", applications.as_file, name="applications_csv"),
        path("applications/new/", applications.invite, name="invite"),
        path("applications/<str:number>/again/", applications.invite_again, name="invite_again"),
        path("people/", people.people, name="people"),
        path("people/<int:pk>/end/", people.end, name="end_colleague"),
        path("notices/", notices.notices, name="notices"),
        path("system/", system.system, name="system"),
        path("system/<int:pk>/end/", system.end, name="end_token"),
    ),
]
