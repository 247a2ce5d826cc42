"""gBizINFO, the state's register of corporate activity, by its REST API v2 (GB-01, GB-03)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from hojokin.office.adapters.https import Exchange, ask
from hojokin.office.ports.company_register import Company
from hojokin.office.ports.outside import Unavailable
from hojokin.rules.engine.facts import Text
from hojokin.rules.identifiers import corporate_number

ADDRESS = "https://api.info.gbiz.go.jp/hojin/v2/hojin"
NOT_FOUND = 404
AWAY = Text(
    "法人情報（gBizINFO）を取得できませんでした。時間をおいて再度お試しください。手入力でも続けられます。",
    "The company register (gBizINFO) did not answer. Please try again later, or go on by typing the details.",
)


class GBizInfoRegister:
    """gBizINFO client (法人情報の照会)."""

    def __init__(self, token: str, address: str = ADDRESS, seconds: int = 10) -> None:
        if not urlsplit(address).scheme:
            raise ValueError(f"{address!r} is no address")
        self._token = token
        self._address = address.rstrip("/")  # a slash at the end is an error there (GB-01)
        self._seconds = seconds

    def find(self, corporate_number: str) -> Company | None:
        """The company with this number, or None. Raises Unavailable."""
        number = _checked(corporate_number)
        return self._asked(number) if number else None

    def _asked(self, number: str) -> Company | None:
        headers = {"X-hojinInfo-api-token": self._token, "Accept": "application/json"}
        try:
            answer = ask(Exchange(f"{self._address}/{number}", headers, seconds=self._seconds))
        except OSError as error:
            raise Unavailable(AWAY, str(error)) from error
        if answer.status == NOT_FOUND:
            return None
        if not answer.fine:
            raise Unavailable(AWAY, f"HTTP {answer.status}")
        return _first(answer.content, number)


def _checked(typed: str) -> str:
    """A number whose check digit is wrong belongs to nobody, and is not asked for."""
    return corporate_number(typed).value


def _first(content: bytes, number: str) -> Company | None:
    try:
        found = json.loads(content).get("hojin-infos") or []
        companies = [_company(each) for each in found]
    except (ValueError, AttributeError, TypeError) as error:
        raise Unavailable(AWAY, f"the answer cannot be read: {error}") from error
    return next((each for each in companies if each.corporate_number == number), None)


def _company(raw: Mapping[str, Any]) -> Company:
    return Company(
        corporate_number=str(raw.get("corporate_number") or ""),
        name=str(raw.get("name") or ""),
        kana=str(raw.get("kana") or ""),
        postal_code=str(raw.get("postal_code") or ""),
        address=str(raw.get("location") or ""),
        representative=str(raw.get("representative_name") or ""),
        established=_day(raw.get("date_of_establishment")),
        capital=_whole(raw.get("capital_stock")),
        employees=_whole(raw.get("employee_number")),
        business=str(raw.get("business_summary") or ""),
        closed=_day(raw.get("close_date")),
    )


def _day(raw: object) -> date | None:
    """The day, of a date or of a time that begins with one."""
    try:
        return date.fromisoformat(str(raw)[:10]) if raw else None
    except ValueError:
        return None


def _whole(raw: object) -> int | None:
    return int(raw) if isinstance(raw, int | str) and str(raw).isdecimal() else None
