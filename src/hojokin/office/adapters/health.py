"""Asking over HTTP whether a service is up: an answer in time, with what belongs in it."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from hojokin.office.adapters.https import Answer, Exchange, ask
from hojokin.office.ports.health import Health
from hojokin.office.ports.outside import Refused
from hojokin.rules.engine.facts import Text

DISCOVERY = ".well-known/openid-configuration"
UNREADABLE = "the answer cannot be read"


class HttpHealthProbe:
    """HTTP client (HTTPによる確認); who does not answer within ``seconds`` is down."""

    def __init__(self, seconds: int = 5) -> None:
        self._seconds = seconds

    def site(self, address: str) -> Health:
        """Up when it says that every part of it is."""
        answer = self._asked(address)
        if isinstance(answer, Health):
            return answer
        told = _told(answer)
        down = told.get("down")
        if answer.fine and down == []:
            return Health(is_up=True)
        parts = ", ".join(str(each) for each in down) if isinstance(down, list) else UNREADABLE
        return Health(is_up=False, said=f"HTTP {answer.status}: {parts}")

    def provider(self, issuer: str) -> Health:
        """Up when it publishes itself as the issuer that was asked: the sign-in believes no other."""
        answer = self._asked(issuer.rstrip("/") + "/" + DISCOVERY)
        if isinstance(answer, Health):
            return answer
        if not answer.fine:
            return Health(is_up=False, said=f"HTTP {answer.status}")
        is_it = _told(answer).get("issuer") == issuer
        return Health(is_up=is_it, said="" if is_it else UNREADABLE)

    def _asked(self, address: str) -> Answer | Health:
        try:
            return ask(Exchange(address, {"Accept": "application/json"}, seconds=self._seconds))
        except OSError as error:
            return Health(is_up=False, said=type(error).__name__)
        except ValueError as error:
            raise Refused(_NO_ADDRESS, urlsplit(address).netloc) from error


def _told(answer: Answer) -> dict[str, object]:
    try:
        told = json.loads(answer.content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


_NO_ADDRESS = Text(
    "このアドレスは確認できません。HOJOKIN_URLとHOJOKIN_GBIZID_ISSUERにhttpsのアドレスを設定してください。",
    "This address cannot be asked: HOJOKIN_URL and HOJOKIN_GBIZID_ISSUER need addresses with https.",
)
