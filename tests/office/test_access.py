"""Every address says who may open it, and one that says nothing stays shut."""

from functools import partial

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, path

from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.access import Access, DenyByDefault, NoRule, access_of, addresses, admits, allow


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def test_every_address_declares_an_access_rule() -> None:
    undeclared = [
        where for route, where in addresses(get_resolver().url_patterns) if access_of(route.callback) is None
    ]

    assert undeclared == []


def test_the_site_has_the_addresses_that_are_listed_here() -> None:
    found = sorted(where for _route, where in addresses(get_resolver().url_patterns))

    assert found == [
        "",
        "^signin/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "accessibility/",
        "account/",
        "account/again/",
        "account/language/",
        "account/password/",
        "account/password/new/",
        "account/phone/",
        "account/phone/codes/",
        "account/second/",
        "account/second/again/",
        "account/second/app/",
        "account/second/app/remove/",
        "account/second/codes/",
        "account/second/codes/file/",
        "account/second/codes/new/",
        "account/second/passkeys/",
        "account/second/passkeys/<int:pk>/edit/",
        "account/second/passkeys/<int:pk>/remove/",
        "account/second/passkeys/add/",
        "account/second/passkeys/again/",
        "account/sessions/",
        "accounts/",
        "accounts/<int:pk>/",
        "api/",
        "api/v1/",
        "api/v1/comparisons",
        "api/v1/estimates",
        "api/v1/openapi.json",
        "api/v1/tool-states",
        "api/v1/tools",
        "api/v1/tools/<number>",
        "cases/<str:number>/",
        "cases/<str:number>/changes/",
        "cases/<str:number>/compare/",
        "cases/<str:number>/estimate/",
        "cases/<str:number>/fields/<slug:name>/",
        "cases/<str:number>/files/<int:document>/",
        "cases/<str:number>/files/<int:document>/explain/",
        "cases/<str:number>/files/<int:document>/look/",
        "cases/<str:number>/files/<int:document>/mask/",
        "cases/<str:number>/files/<int:document>/preview/",
        "cases/<str:number>/files/<int:document>/remove/",
        "cases/<str:number>/files/<slug:field>/",
        "cases/<str:number>/findings/<int:finding>/answer/",
        "cases/<str:number>/form/<slug:section>/",
        "cases/<str:number>/notice.pdf",
        "cases/<str:number>/offered/",
        "cases/<str:number>/receipt/<int:sequence>.json",
        "cases/<str:number>/receipt/<int:sequence>.pdf",
        "cases/<str:number>/steps/<slug:action>/",
        "cases/<str:number>/steps/<slug:action>/code/",
        "cases/<str:number>/versions/",
        "check/",
        "check/result/",
        "contact/",
        "desk/",
        "desk/<str:number>/",
        "desk/<str:number>/assign/",
        "desk/<str:number>/compare/",
        "desk/<str:number>/contest/",
        "desk/<str:number>/findings/",
        "desk/<str:number>/findings/<int:finding>/close/",
        "desk/<str:number>/findings/<int:finding>/withdraw/",
        "desk/<str:number>/folder.zip",
        "desk/<str:number>/papers/",
        "desk/<str:number>/papers/<int:document>/erase/",
        "desk/<str:number>/score/",
        "desk/<str:number>/score/reopen/",
        "desk/<str:number>/score/save/",
        "desk/<str:number>/tie/",
        "desk/alerts/",
        "desk/alerts/<int:alert>/",
        "desk/alerts/<int:alert>/judge/",
        "desk/assign/",
        "desk/audit/",
        "desk/erasures/",
        "desk/erasures/<int:erasure>/",
        "desk/erasures/<int:erasure>/approve/",
        "desk/erasures/<int:erasure>/drop/",
        "desk/figures/",
        "desk/figures/<slug:block>.csv",
        "desk/figures/<slug:block>.xlsx",
        "desk/inspection/",
        "desk/inspection/<str:number>/",
        "desk/inspection/<str:number>/fix/",
        "desk/inspection/<str:number>/notice.pdf",
        "desk/inspection/<str:number>/tie/",
        "desk/ledger/",
        "desk/messages/",
        "desk/messages/<int:message>/retry/",
        "desk/messages/retry/",
        "desk/news/",
        "desk/news/<slug:slug>/withdraw/",
        "desk/payments/",
        "desk/payments/<str:number>/",
        "desk/payments/<str:number>/<int:payment>/out/",
        "desk/payments/<str:number>/approve/",
        "desk/payments/<str:number>/file/",
        "desk/payments/<str:number>/results/",
        "desk/payments/make/",
        "desk/people/",
        "desk/people/<int:seat>/end/",
        "desk/people/invite/",
        "desk/people/withdraw/",
        "desk/queue.csv",
        "desk/repayments/",
        "desk/repayments/<str:number>/",
        "desk/repayments/<str:number>/assess/",
        "desk/repayments/<str:number>/order.pdf",
        "desk/repayments/<str:number>/order/",
        "desk/repayments/<str:number>/receive/",
        "desk/repayments/<str:number>/tie/",
        "desk/rounds/",
        "desk/rounds/<slug:code>/",
        "desk/rounds/<slug:code>/decide/",
        "desk/rounds/<slug:code>/decide/approve/",
        "desk/rounds/<slug:code>/decide/drop/",
        "desk/rounds/<slug:code>/decide/notices/<int:proposal>.zip",
        "desk/rounds/<slug:code>/decide/notices/<int:proposal>/",
        "desk/rounds/<slug:code>/decide/propose/",
        "desk/rounds/<slug:code>/decide/publish/",
        "desk/rounds/<slug:code>/downtime/",
        "desk/rounds/<slug:code>/edit/",
        "desk/rounds/<slug:code>/extend/",
        "desk/rounds/add/",
        "desk/rounds/seed/",
        "desk/silent/",
        "desk/vendors/",
        "estimate/",
        "estimate/quote/",
        "gbizid/callback/",
        "glossary/",
        "grantees/",
        "grantees/grantees.csv",
        "health/",
        "home/",
        "inbox/",
        "inbox/<str:name>/",
        "invitation/<str:secret>/",
        "journey/",
        "local-gbizid/oauth/.well-known/openid-configuration",
        "local-gbizid/oauth/authorize",
        "local-gbizid/oauth/jwks",
        "local-gbizid/oauth/token",
        "local-gbizid/oauth/userinfo",
        "member/",
        "member/notices/",
        "my/",
        "my/apply/",
        "my/banks/<str:number>/",
        "my/banks/<str:number>/choose/",
        "my/calendar/<str:token>.ics",
        "my/invitations/<int:pk>/open/",
        "my/notices/",
        "my/projects/",
        "my/projects/<str:number>/",
        "my/projects/<str:number>/amount.pdf",
        "my/projects/<str:number>/change/",
        "my/projects/<str:number>/duties/",
        "my/projects/<str:number>/duties/renew/",
        "my/projects/<str:number>/repayment.pdf",
        "my/projects/<str:number>/report/",
        "my/projects/<str:number>/tools/<int:report>/",
        "news/",
        "news/<slug:slug>/",
        "news/feed.atom",
        "receipts/",
        "results/",
        "results/results.csv",
        "results/results.json",
        "run/",
        "schedule/",
        "schedule/deadlines.ics",
        "seat/",
        "seat/vendor/",
        "signin/",
        "signin/gbizid/",
        "signin/inactive/",
        "signin/new/",
        "signin/passkey/",
        "signin/password/",
        "signin/password/changed/",
        "signin/password/sent/",
        "signin/refused/",
        "signin/second/",
        "signout/",
        "support/",
        "time/",
        "tools/",
        "tools/<str:number>/",
        "tools/compare/",
        "tools/tools.csv",
        "tools/tools.json",
        "tracks/",
        "vendor/",
        "vendor/applications/",
        "vendor/applications/<str:number>/again/",
        "vendor/applications/applications.csv",
        "vendor/applications/new/",
        "vendor/changes/",
        "vendor/notices/",
        "vendor/people/",
        "vendor/people/<int:pk>/end/",
        "vendor/registration/",
        "vendor/registration/members/",
        "vendor/registration/members/<str:number>/",
        "vendor/start/",
        "vendor/system/",
        "vendor/system/<int:pk>/end/",
        "vendor/tools/",
        "vendor/tools/<str:number>/change/",
        "vendor/tools/new/",
        "vendors/",
        "vendors/<str:public_id>/",
    ]


def test_a_view_without_a_rule_is_refused() -> None:
    guard = DenyByDefault(answer)
    request = RequestFactory().get("/new-page/")

    with pytest.raises(NoRule):
        guard.process_view(request, answer, (), {})


def test_a_view_behind_a_public_route_is_let_through() -> None:
    view = partial(answer)
    allow(Access.PUBLIC, path("new-page/", view))
    guard = DenyByDefault(answer)

    guard.process_view(RequestFactory().get("/new-page/"), view, (), {})  # does not raise

    assert access_of(view) is Access.PUBLIC


EVERY_SEAT = sorted(PARTIES | SECRETARIAT)
ADMITTED: dict[Access, set[Role]] = {
    Access.PUBLIC: {*EVERY_SEAT},
    Access.SIGNED_IN: {*EVERY_SEAT},
    Access.SEATED: {*EVERY_SEAT},
    Access.APPLICANT: {Role.APPLICANT},
    Access.VENDOR: {Role.VENDOR},
    Access.MEMBER: {Role.MEMBER},
    Access.OFFICE: {Role.REVIEWER, Role.APPROVER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR},
    Access.REVIEWER: {Role.REVIEWER},
    Access.APPROVER: {Role.APPROVER},
    Access.PAYER: {Role.PAYER},
    Access.AUDITOR: {Role.AUDITOR},
    Access.ADMINISTRATOR: {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("access", list(Access))
def test_each_rule_admits_exactly_these_seats(access: Access) -> None:
    admitted = {role for role in EVERY_SEAT if admits(access, signed_in=True, role=role)}

    assert admitted == ADMITTED[access]


@pytest.mark.parametrize("access", list(Access))
def test_a_visitor_is_admitted_to_public_pages_alone(access: Access) -> None:
    assert admits(access, signed_in=False, role=None) is (access is Access.PUBLIC)


@pytest.mark.parametrize("access", list(Access))
def test_without_a_seat_only_what_is_for_anybody_signed_in_opens(access: Access) -> None:
    is_open = access in {Access.PUBLIC, Access.SIGNED_IN}

    assert admits(access, signed_in=True, role=None) is is_open
