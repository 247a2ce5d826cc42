"""A form that was typed before the session ended: nothing is sent unseen, and nothing typed is lost."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from hojokin.flow.roles import Role
from hojokin.office.access import Access, allow
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.config.urls import urlpatterns as site_urls
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Party
from tests.office.signin.conftest import NOW, PASSWORD, make_person

HERE = {"origin": "http://testserver"}
REASON = "見積書の日付が、公募の開始より前です。\r\n<b>出し直してください</b>"


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"received {request.POST.getlist('reason')} {request.POST.getlist('do')}")


urlpatterns: list[Any] = [*allow(Access.APPLICANT, path("test-form/", form)), *site_urls]
handler403 = "hojokin.office.portals.signin.views.refused.forbidden"
pytestmark = pytest.mark.urls(__name__)


def typed_on(page: Any) -> dict[str, list[str]]:
    """What the form of a page sends again."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode()
    ):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def test_what_was_typed_before_the_session_ended_is_sent_after_the_sign_in(firm: Party) -> None:
    person = make_person("yamada@firm.example", "山田 太郎")
    give_seat(person, Role.APPLICANT, firm, by=SYSTEM, at=NOW)
    browser = Client(enforce_csrf_checks=True)
    browser.get("/signin/")
    token = browser.cookies["csrftoken"].value

    ended = browser.post(
        "/test-form/?page=2", {"reason": REASON, "do": ["a", "b"], "csrfmiddlewaretoken": token}, headers=HERE
    )
    browser.force_login(person)
    browser.cookies["csrftoken"] = "n" * 32  # a sign-in gives a new one
    asked = browser.post("/test-form/?page=2", typed_on(ended), headers=HERE)
    received = browser.post("/test-form/?page=2", typed_on(asked), headers=HERE)

    assert (ended.status_code, asked.status_code, received.status_code) == (403, 403, 200)
    assert "サインインの時間が切れました" in ended.content.decode()
    assert "山田 太郎 さんとして" in asked.content.decode()
    assert received.content.decode() == f"received {[REASON]} {['a', 'b']}"


def test_the_page_shows_what_was_typed_and_never_as_its_own_html(client: Client, db: None) -> None:
    page = client.post("/test-form/", {"reason": REASON}, headers=HERE).content.decode()

    assert "&lt;b&gt;出し直してください&lt;/b&gt;</textarea>" in page
    assert "<b>出し直して" not in page


def test_a_file_cannot_be_kept_and_is_named(client: Client, db: None) -> None:
    page = client.post("/test-form/", {"paper": SimpleUploadedFile("見積.pdf", b"%PDF")}, headers=HERE)

    assert "選んだファイル（見積.pdf）は残せません" in page.content.decode()


def test_the_sign_in_leads_back_to_the_page_of_the_form(client: Client, db: None) -> None:
    came_from = {"referer": "http://testserver/vendor/?turn=all"}

    page = client.post("/test-form/", {"reason": REASON}, headers=HERE | came_from).content.decode()

    assert 'href="/signin/?next=/vendor/%3Fturn%3Dall"' in page


@pytest.mark.parametrize("proof", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}], ids=str)
def test_what_another_site_sends_is_not_shown_again(client: Client, db: None, proof: dict[str, str]) -> None:
    answer = client.post("/test-form/", {"reason": REASON}, headers=proof)

    assert (answer.status_code, answer["Location"]) == (302, "/signin/?next=/test-form/")


def test_a_page_of_another_site_is_nothing_to_lead_back_to(client: Client, db: None) -> None:
    elsewhere = {"referer": "https://elsewhere.example/page/"}

    page = client.post("/test-form/", {"reason": REASON}, headers=HERE | elsewhere).content.decode()

    assert 'href="/signin/?next=/test-form/"' in page


def test_a_password_is_never_shown_again(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/signin/", {"login": "minato@vendor.example", "password": PASSWORD}, headers=HERE)

    assert answer.status_code == 403
    assert PASSWORD not in answer.content.decode()


def test_a_field_that_a_script_saves_is_still_led_to_the_sign_in(client: Client, db: None) -> None:
    answer = client.post("/test-form/", {"reason": REASON}, headers=HERE | {"hx-request": "true"})

    assert answer.status_code == 302


def test_an_address_that_only_takes_forms_answers_with_a_page_when_it_is_opened(client: Client) -> None:
    opened = client.get("/signin/gbizid/")
    sent = client.head("/signin/gbizid/")

    assert (opened.status_code, opened["Allow"], sent.content) == (405, "POST", b"")
    assert "このアドレスは直接開けません" in opened.content.decode()
