"""Asking whether a service is up: an answer in time with what belongs in it; everything else is down."""

from __future__ import annotations

import json
import socket
from contextlib import closing

import pytest

from hojokin.office.adapters.health import HttpHealthProbe
from hojokin.office.ports.health import Health
from hojokin.office.ports.outside import Refused
from tests.office.adapters.web import serving

ISSUER = "/oauth/"


@pytest.mark.parametrize(
    ("status", "content", "found"),
    [
        (200, {"ok": True, "down": []}, Health(is_up=True)),
        (
            503,
            {"ok": False, "down": ["database", "files"]},
            Health(is_up=False, said="HTTP 503: database, files"),
        ),
        (200, {"ok": False, "down": ["files"]}, Health(is_up=False, said="HTTP 200: files")),
        (200, {}, Health(is_up=False, said="HTTP 200: the answer cannot be read")),
        (301, {"ok": True, "down": []}, Health(is_up=False, said="HTTP 301: ")),
    ],
)
def test_the_site_is_up_when_it_says_that_nothing_is_down(
    status: int, content: dict[str, object], found: Health
) -> None:
    with serving() as web:
        web.status, web.content = status, json.dumps(content).encode()

        assert HttpHealthProbe().site(f"{web.address}/health/") == found
        assert [each[1] for each in web.asked] == ["/health/"]


def test_a_page_for_people_is_no_answer() -> None:
    with serving() as web:
        web.content = "<h1>メンテナンス中</h1>".encode()

        assert not HttpHealthProbe().site(web.address).is_up
        assert not HttpHealthProbe().provider(web.address).is_up


def test_a_provider_is_up_when_it_publishes_itself_and_no_other_issuer() -> None:
    with serving() as web:
        issuer = web.address + ISSUER
        found = []
        for told in (issuer, "https://other.example.jp/"):
            web.content = json.dumps({"issuer": told}).encode()
            found.append(HttpHealthProbe().provider(issuer).is_up)
        web.status = 500
        found.append(HttpHealthProbe().provider(issuer).is_up)

        assert found == [True, False, False]
        assert {each[1] for each in web.asked} == {"/oauth/.well-known/openid-configuration"}


def test_nobody_at_the_address_is_down() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"

    assert HttpHealthProbe().site(address) == Health(is_up=False, said="ConnectionRefusedError")


def test_who_takes_the_question_and_says_nothing_is_down_in_time() -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()  # the machine takes the connection; nobody reads from it

        found = HttpHealthProbe(seconds=1).site(f"http://127.0.0.1:{silent.getsockname()[1]}/")

    assert found == Health(is_up=False, said="TimeoutError")


@pytest.mark.parametrize("address", ["http://office.example.jp", "ftp://127.0.0.1/"])
def test_an_address_without_encryption_elsewhere_is_not_asked_at_all(address: str) -> None:
    with pytest.raises(Refused, match="cannot be asked"):
        HttpHealthProbe().site(address)
