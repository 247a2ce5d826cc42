"""Signing in with a password: second factor first, limits, fresh session keys, seats, and the other browsers."""

import re
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, path

from hojokin.flow.roles import Role
from hojokin.office.access import Access, allow
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.config.urls import urlpatterns as site_urls
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import AuditRow, OutboxMessage, Party, Seat, SignInSession
from tests.office.signin.conftest import NOW, PASSWORD, make_person, person_behind


def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.role}")  # type: ignore[attr-defined]


urlpatterns: list[Any] = [
    *allow(Access.OFFICE, path("test-desk/", desk)),
    *site_urls,
]
handler403 = "hojokin.office.portals.signin.views.refused.forbidden"
with_a_desk = pytest.mark.urls(__name__)
assert isinstance(urlpatterns[0], URLPattern)


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/signin/", {"login": email, "password": password})


def test_a_person_signs_in_and_the_act_is_recorded_without_the_address(client: Client, vendor: Actor) -> None:
    answer = sign_in(client, "Minato@vendor.example")

    assert (answer.status_code, answer["Location"]) == (302, "/home/")
    row = AuditRow.objects.get(what="person.signed_in")
    assert (row.role, len(row.origin), "127.0.0.1" in row.origin) == ("vendor", 64, False)


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(client: Client, vendor: Actor) -> None:
    wrong = sign_in(client, "minato@vendor.example", "something else 1")
    unknown = sign_in(client, "nobody@vendor.example", "something else 1")

    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_the_sixth_wrong_try_is_stopped_even_with_the_right_password(client: Client, vendor: Actor) -> None:
    for _ in range(5):
        sign_in(client, "minato@vendor.example", "something else 1")

    sign_in(client, "minato@vendor.example")

    assert "_auth_user_id" not in client.session


def test_the_session_key_changes_at_the_sign_in(client: Client, vendor: Actor) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    sign_in(client, "minato@vendor.example")

    assert client.session.session_key != planted
    assert not SignInSession.objects.filter(session_key=planted).exists()


def test_a_form_without_its_token_is_refused_in_words(vendor: Actor) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = sign_in(strict, "minato@vendor.example")

    assert answer.status_code == 403
    assert "再読み込み" in answer.content.decode()


@with_a_desk
def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(client: Client, db: None) -> None:
    answer = client.get("/test-desk/?page=2")

    assert answer["Location"] == "/signin/?next=/test-desk/%3Fpage%3D2"


@with_a_desk
def test_somebody_in_another_seat_is_told_as_whom_they_are_here(client: Client, vendor: Actor) -> None:
    client.force_login(person_behind(vendor))

    answer = client.get("/test-desk/")

    assert answer.status_code == 403
    assert "港 真一 さん（IT導入支援事業者 みなとシステム株式会社）として" in answer.content.decode()


@with_a_desk
def test_the_office_sets_up_a_second_factor_before_anything_else(
    client: Client, administrator: Actor
) -> None:
    sign_in(client, "admin@office.example")

    assert client.get("/test-desk/")["Location"] == "/account/second/"
    assert "先に2段階認証を設定" in client.get("/account/second/").content.decode()


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@with_a_desk
def test_with_an_authenticator_app_the_office_opens(
    client: Client, administrator: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, "admin@office.example")
    client.post("/account/again/", {"password": PASSWORD, "next": "/account/second/app/"})
    page = client.get("/account/second/app/")
    secret = page.context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/second/app/", {"code": code_now(secret)})

    assert client.get("/test-desk/").content == b"administrator"
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert (secret in kept, get_adapter().decrypt(kept)) == (False, secret)
    assert OutboxMessage.objects.filter(to="admin@office.example").count() >= 1


def test_the_second_factor_is_asked_for_at_the_next_sign_in(client: Client, administrator: Actor) -> None:
    TOTP.activate(person_behind(administrator), "JBSWY3DPEHPK3PXP")

    first = sign_in(client, "admin@office.example")
    page = client.get("/signin/second/")

    assert (first["Location"], page.status_code) == ("/signin/second/", 200)
    assert "_auth_user_id" not in client.session
    client.post("/signin/second/", {"code": code_now("JBSWY3DPEHPK3PXP")})
    assert client.session["_auth_user_id"] == str(person_behind(administrator).pk)


@with_a_desk
def test_a_seat_is_chosen_and_an_ended_one_counts_no_more(
    client: Client, vendor: Actor, settings: Any
) -> None:
    settings.DEMO = True
    give_seat(person_behind(vendor), Role.REVIEWER, None, by=SYSTEM, at=NOW)
    reviewing = Seat.objects.get(role="reviewer")
    client.force_login(person_behind(vendor))

    refused = client.get("/test-desk/")
    answer = client.post("/seat/", {"seat": reviewing.pk, "next": "/test-desk/"})

    assert (refused.status_code, answer["Location"]) == (403, "/test-desk/")
    assert client.get("/test-desk/").content == b"reviewer"
    Seat.objects.filter(pk=reviewing.pk).update(until=NOW)
    assert client.get("/test-desk/").status_code == 403


def test_a_seat_of_somebody_else_cannot_be_taken(client: Client, vendor: Actor, administrator: Actor) -> None:
    client.force_login(person_behind(vendor))

    client.post("/seat/", {"seat": Seat.objects.get(role="administrator").pk})

    assert "seat" not in client.session


@pytest.mark.parametrize("further", [0, 2])
def test_the_account_page_asks_as_often_for_one_seat_as_for_three(
    client: Client, vendor: Actor, django_assert_num_queries: Any, further: int
) -> None:
    for number in range(further):
        party = Party.objects.create(name=f"会社{number}")
        give_seat(person_behind(vendor), Role.VENDOR, party, by=SYSTEM, at=NOW)
    client.force_login(person_behind(vendor))
    client.get("/account/")

    with django_assert_num_queries(6):
        page = client.get("/account/")

    assert page.status_code == 200


def test_a_visitor_costs_no_query(client: Client, django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        client.get("/signin/new/")


def test_signing_out_tells_the_browser_to_forget_the_pages_it_showed(client: Client, vendor: Actor) -> None:
    began = sign_in(client, "minato@vendor.example")
    read = client.get("/account/")

    ended = client.post("/signout/")

    assert ended["Clear-Site-Data"] == '"cache"'
    assert [each.has_header("Clear-Site-Data") for each in (began, read, client.get("/"))] == [False] * 3


def test_other_browsers_are_signed_out(client: Client, vendor: Actor) -> None:
    other = Client()
    sign_in(other, "minato@vendor.example")
    sign_in(client, "minato@vendor.example")

    client.post("/account/sessions/")

    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_mail(client: Client, vendor: Actor) -> None:
    client.post("/signin/password/", {"email": "minato@vendor.example"})
    found = re.search(r"(/signin/password/\S+)", OutboxMessage.objects.get().text)
    assert found is not None

    form = client.get(found[1], follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": "a new long secret", "password2": "a new long secret"}
    )

    assert sign_in(Client(), "minato@vendor.example", "a new long secret")["Location"] == "/home/"


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, vendor: Actor) -> None:
    unknown = client.post("/signin/password/", {"email": "nobody@vendor.example"})
    known = client.post("/signin/password/", {"email": "minato@vendor.example"})

    assert unknown["Location"] == known["Location"]
    assert OutboxMessage.objects.count() == 1


def test_a_lost_number_asks_for_a_fresh_proof(client: Client, db: None) -> None:
    person = make_person("e@firm.example", phone="09011112222", phone_confirmed_at=NOW)
    client.force_login(person)

    page = client.post("/account/phone/", {"number": "080-3333-4444", "old": "lost"})

    assert page.status_code == 422
    assert "もう一度 gBizID か2段階認証で本人確認" in page.content.decode()
    assert not OutboxMessage.objects.exists()


PAGES = [
    "/signin/",
    "/signin/new/",
    "/signin/password/",
    "/signin/password/sent/",
    "/account/",
    "/seat/",
    "/account/phone/",
]


@pytest.mark.parametrize("address", [*PAGES, *(f"/en{each}" for each in PAGES)])
def test_no_page_needs_an_inline_script_or_style(client: Client, vendor: Actor, address: str) -> None:
    if "account" in address or "seat" in address:
        client.force_login(person_behind(vendor))

    page = client.get(address)

    assert page.status_code == 200
    text = page.content.decode()
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style", text) == []
    assert [
        each for each in re.findall(r"<script[^>]*>", text) if "src=" not in each and "json" not in each
    ] == []


def test_the_invented_people_are_there_in_the_demo_alone(client: Client, db: None, settings: Any) -> None:
    from datetime import UTC, datetime

    from hojokin.office.config.demo_people import make_demo_people

    for _ in range(2):
        make_demo_people(datetime.now(UTC))
    closed = client.get("/accounts/").status_code
    settings.DEMO = True
    page = client.get("/accounts/")
    roles = [role for role, _ in page.context["groups"]]
    reviewer = Seat.objects.filter(role="reviewer").order_by("pk")[0]
    client.post(f"/accounts/{reviewer.pk}/")

    assert closed == 404
    assert roles == [role for role in Role if role is not Role.SYSTEM]
    assert Seat.objects.count() == 17
    assert client.session["_auth_user_id"] == str(reviewer.person_id)
    assert client.get("/inbox/").status_code == 200
