"""Signing in with gBizID: the site and its provider speak OpenID Connect over real HTTP."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from hojokin.flow.gbiz import ENTRY_REFUSED, MEMBER_REFUSED
from hojokin.flow.roles import Role
from hojokin.office.records.models import AuditRow, Party, Person, Seat, Vendor
from tests.office.signin.browser import Browser
from tests.office.signin.conftest import NOW, make_person

SAKURA = "sakura@gbizid.example"


@pytest.fixture
def visitors(live_server: Any) -> Iterator[Callable[[], Browser]]:
    """As many people as are asked for, each at a computer of their own."""
    came: list[Browser] = []

    def come() -> Browser:
        came.append(Browser(live_server.url.replace("localhost", "127.0.0.1")))
        return came[-1]

    yield come
    for each in came:
        each.session.close()


@pytest.fixture
def visitor(visitors: Callable[[], Browser]) -> Browser:
    return visitors()


def test_the_first_sign_in_makes_person_party_and_seat(visitor: Browser) -> None:
    page = visitor.sign_in_with_gbizid("sakura")

    assert page.status_code == 200
    person = Person.objects.get(email=SAKURA)
    assert (person.name, person.gbiz_subject, person.has_usable_password()) == (
        "桜井 恵子",
        "sakura-prime",
        False,
    )
    party = Party.objects.get()
    assert (party.name, party.kind, party.prefecture) == ("さくら製作所株式会社", "corporation", "13")
    assert (party.address, party.representative) == ("東京都大田区東糀谷1-2-3", "桜井 恵子")
    assert [(seat.role, seat.party_id) for seat in Seat.objects.all()] == [("applicant", party.pk)]
    assert AuditRow.objects.filter(what="person.signed_in").count() == 1


def test_a_sole_proprietor_has_no_corporate_number(visitor: Browser) -> None:
    visitor.sign_in_with_gbizid("kinoshita")

    party = Party.objects.get()
    assert (party.kind, party.corporate_number, party.prefecture) == ("sole_proprietor", "", "27")


def test_a_later_sign_in_brings_changes_and_makes_nothing_twice(
    visitor: Browser, visitors: Callable[[], Browser]
) -> None:
    visitor.sign_in_with_gbizid("sakura")
    Party.objects.update(address="旧住所")

    visitors().sign_in_with_gbizid("sakura")

    assert Person.objects.filter(gbiz_subject="sakura-prime").count() == 1
    assert (Party.objects.get().address, Seat.objects.count()) == ("東京都大田区東糀谷1-2-3", 1)


@pytest.mark.parametrize(("kind", "why"), [("entry", ENTRY_REFUSED), ("member", MEMBER_REFUSED)])
def test_an_account_other_than_prime_is_refused_with_what_to_do(
    visitor: Browser, kind: str, why: Any
) -> None:
    page = visitor.sign_in_with_gbizid("sakura", kind)

    assert why.ja in page.text
    assert not Seat.objects.exists()
    assert visitor.open("/account/").url.endswith("/signin/?next=/account/")


def test_a_refusal_is_told_in_the_language_of_the_page(visitor: Browser) -> None:
    visitor.open("/en/signin/")
    visitor.send("/en/signin/gbizid/")
    page = visitor.send('name="firm"', firm="sakura", kind="entry", action="grant")

    assert page.url.endswith("/en/signin/refused/")
    assert ENTRY_REFUSED.en in page.text


def test_a_cancelled_sign_in_says_so(visitor: Browser) -> None:
    visitor.open("/signin/")
    visitor.send("/signin/gbizid/")

    page = visitor.send('name="firm"', action="cancel")

    assert "取りやめました" in page.text


def test_the_request_carries_state_nonce_and_a_challenge(visitor: Browser) -> None:
    visitor.open("/signin/")
    visitor.send("/signin/gbizid/")

    asked = parse_qs(urlsplit(visitor.page.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile", "user"]
    assert asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == [f"{visitor.address}/gbizid/callback/"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))


def test_an_answer_with_a_foreign_state_signs_nobody_in(visitor: Browser) -> None:
    visitor.open("/signin/")
    visitor.send("/signin/gbizid/")

    page = visitor.open("/gbizid/callback/?code=stolen&state=guessed")

    assert "もう一度ここからサインインしてください" in page.text
    assert not Person.objects.exists()


def test_a_code_works_once(visitor: Browser, visitors: Callable[[], Browser]) -> None:
    other = visitors()
    visitor.open("/signin/")
    visitor.send("/signin/gbizid/")
    visitor.session.hooks["response"] = [lambda answer, **_: seen.append(answer.url)]
    seen: list[str] = []
    visitor.send('name="firm"', firm="sakura", kind="prime", action="grant")
    callback = next(url for url in seen if "/gbizid/callback/" in url)

    page = visitor.open(callback)

    assert "もう一度ここからサインインしてください" in page.text
    assert "もう一度ここからサインインしてください" in other.open(callback).text


def test_the_session_gets_a_new_key_at_the_sign_in(visitor: Browser) -> None:
    visitor.open("/signin/")
    visitor.send("/signin/gbizid/")
    before = visitor.session.cookies["sessionid"]

    visitor.send('name="firm"', firm="sakura", kind="prime", action="grant")

    assert visitor.session.cookies["sessionid"] != before


def test_the_provider_tells_personal_data_only_at_its_userinfo_endpoint(visitor: Browser) -> None:
    config = requests.get(
        f"{visitor.address}/local-gbizid/oauth/.well-known/openid-configuration", timeout=10
    ).json()

    assert config["issuer"] == f"{visitor.address}/local-gbizid/oauth/"
    assert config["token_endpoint_auth_methods_supported"] == ["client_secret_basic"]
    assert requests.get(config["userinfo_endpoint"], timeout=10).status_code == 401


def test_the_way_leads_back_to_the_page_that_was_asked_for(visitor: Browser) -> None:
    visitor.open("/account/phone/")
    visitor.send("/signin/gbizid/")

    page = visitor.send('name="firm"', firm="sakura", kind="prime", action="grant")

    assert page.url == f"{visitor.address}/account/phone/"


def test_a_foreign_address_to_return_to_is_ignored(visitor: Browser) -> None:
    visitor.open("/signin/")
    visitor.send("/signin/gbizid/", next="https://evil.example/")

    page = visitor.send('name="firm"', firm="sakura", kind="prime", action="grant")

    assert page.url.startswith(visitor.address)


def test_a_mail_address_that_signs_in_by_password_is_not_taken_over(visitor: Browser) -> None:
    make_person(SAKURA, "前からいる人")

    page = visitor.sign_in_with_gbizid("sakura")

    assert "すでに別の利用者が使っています" in page.text
    assert Person.objects.get(email=SAKURA).gbiz_subject == ""


def test_somebody_who_is_signed_in_connects_their_gbizid(visitor: Browser) -> None:
    make_person(SAKURA, "前からいる人")
    visitor.open("/signin/")
    visitor.send('name="password"', login=SAKURA, password="correct horse battery")
    visitor.open("/account/")

    visitor.send('value="connect"')
    visitor.send('name="firm"', firm="sakura", kind="prime", action="grant")

    person = Person.objects.get(email=SAKURA)
    assert (person.gbiz_subject, person.name) == ("sakura-prime", "前からいる人")


def test_a_registered_vendor_gets_its_seat_by_gbizid(visitor: Browser) -> None:
    party = Party.objects.create(name="旧名", corporate_number="8999900000001")
    Vendor.objects.create(party=party, public_id="V1", name="旧名", prefecture="13", registered_on=NOW.date())

    visitor.sign_in_with_gbizid("sakura")

    assert sorted(Seat.objects.values_list("role", "party")) == [
        (Role.APPLICANT.value, party.pk),
        (Role.VENDOR.value, party.pk),
    ]
