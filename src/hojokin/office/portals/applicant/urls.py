"""Addresses of the applicant's portal: whoever acts for an applicant."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.applicant.views import apply, banks, duties, home, project

app_name = "applicant"

urlpatterns = [
    *allow(
        Access.APPLICANT,
        path("", home.home, name="home"),
        path("apply/", apply.apply, name="apply"),
        path("invitations/<int:pk>/open/", home.open_invitation, name="open_invitation"),
        path("notices/", home.notices, name="notices"),
        path("projects/", project.projects, name="projects"),
        path("projects/<str:number>/", project.project, name="project"),
        path("projects/<str:number>/report/", project.report, name="begin_report"),
        path("projects/<str:number>/change/", project.change, name="begin_change"),
        path("projects/<str:number>/tools/<int:report>/", project.answer_tool, name="answer_tool"),
        path("projects/<str:number>/amount.pdf", project.notice, name="amount_notice"),
        path("projects/<str:number>/repayment.pdf", project.repayment, name="repayment_order"),
        path("projects/<str:number>/duties/", duties.duties, name="duties"),
        path("projects/<str:number>/duties/renew/", duties.renew, name="renew_calendar"),
        path("banks/<str:number>/", banks.banks, name="banks"),
        path("banks/<str:number>/choose/", banks.choose, name="choose_bank"),
    ),
    *allow(Access.PUBLIC, path("calendar/<str:token>.ics", duties.feed, name="duty_feed")),
]
