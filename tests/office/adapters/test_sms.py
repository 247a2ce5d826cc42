"""A short message goes to a Japanese mobile number, by a gateway or into the local inbox."""

import json
from pathlib import Path

import pytest

from hojokin.office.adapters.inbox import LocalInbox
from hojokin.office.adapters.sms.gateway import GatewaySms
from hojokin.office.adapters.sms.local import LocalSms
from hojokin.office.adapters.sms.numbers import LONGEST
from hojokin.office.ports.outside import Refused, Unavailable
from tests.office.adapters.web import serving


def test_a_message_stays_in_the_local_inbox(data: Path) -> None:
    LocalSms().send("０９０－１２３４－５６７８", "認証コードは 123456 です。", key="k")

    (message,) = LocalInbox().messages()
    assert (message.channel, message.to, message.text) == (
        "sms",
        "+819012345678",
        "認証コードは 123456 です。",
    )


def test_the_gateway_gets_number_text_and_key() -> None:
    with serving() as web:
        GatewaySms(f"{web.address}/sms?account=1", "secret").send("+81 80-1234-5678", "確認", key="k")

    ((method, path, headers, body),) = web.asked
    assert (method, path) == ("POST", "/sms?account=1")
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer secret", "k")
    assert json.loads(body) == {"to": "+818012345678", "text": "確認", "key": "k"}


@pytest.mark.parametrize(
    "number", ["", "03-1234-5678", "090-1234-567", "090-1234-56789", "110", "+1 202 555 0100"]
)
def test_what_is_no_mobile_number_is_refused(data: Path, number: str) -> None:
    with pytest.raises(Refused) as refused:
        LocalSms().send(number, "確認")

    assert "11桁" in refused.value.text.ja


@pytest.mark.parametrize(("letters", "refused"), [(LONGEST - 1, 0), (LONGEST, 0), (LONGEST + 1, 1)])
def test_a_text_that_is_too_long_is_refused(data: Path, letters: int, refused: int) -> None:
    told = []
    try:
        LocalSms().send("09012345678", "あ" * letters)
    except Refused as error:
        told.append(error)

    assert (len(told), len(LocalInbox().messages())) == (refused, 1 - refused)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Refused),
        (404, Refused),
        (302, Refused),
        (401, Unavailable),
        (429, Unavailable),
        (503, Unavailable),
    ],
)
def test_the_gateways_answer_says_whether_trying_again_helps(status: int, kind: type[Exception]) -> None:
    with serving() as web:
        web.status = status
        with pytest.raises(kind, match=f"HTTP {status}"):
            GatewaySms(web.address, "secret").send("09012345678", "確認")

    assert len(web.asked) == 1


def test_a_gateway_that_is_away_is_tried_again() -> None:
    with serving() as web:
        address = web.address

    with pytest.raises(Unavailable):
        GatewaySms(address, "secret", seconds=1).send("09012345678", "確認")


def test_a_token_is_never_sent_unencrypted_to_another_machine() -> None:
    with pytest.raises(ValueError, match="only https"):
        GatewaySms("http://sms.example.jp/", "secret").send("09012345678", "確認")
