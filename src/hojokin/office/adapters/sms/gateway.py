"""SMS through a gateway that takes JSON over HTTPS."""

from __future__ import annotations

import json

from hojokin.office.adapters.https import Exchange, ask
from hojokin.office.adapters.sms.numbers import checked, international
from hojokin.office.ports.outside import Refused, Unavailable
from hojokin.rules.engine.facts import Text

AWAY = Text(
    "SMSを送信できませんでした。自動的に再送します。", "The SMS could not be sent. It will be tried again."
)
REFUSED = Text(
    "SMSの送信が受け付けられませんでした。携帯電話番号を確認してください。",
    "The SMS was refused. Please check the mobile number.",
)


class GatewaySms:
    """SMS gateway (SMS送信サービス): POST of ``{"to", "text", "key"}`` with a bearer token."""

    def __init__(self, url: str, token: str, seconds: int = 10) -> None:
        self._url = url
        self._token = token
        self._seconds = seconds

    def send(self, number: str, text: str, *, key: str = "") -> None:
        """Hand it to the gateway. Raises Refused or Unavailable."""
        body = json.dumps({"to": international(number), "text": checked(text), "key": key}).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        try:
            answer = ask(Exchange(self._url, headers, body, self._seconds))
        except OSError as error:
            raise Unavailable(AWAY, str(error)) from error
        if not answer.fine:
            kind = Unavailable if answer.later else Refused
            raise kind(AWAY if answer.later else REFUSED, f"HTTP {answer.status}")
