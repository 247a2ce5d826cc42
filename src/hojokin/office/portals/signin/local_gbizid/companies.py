"""Invented firms (お試しの事業者), and their accounts of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from hojokin.flow.identity import numbers
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read

KINDS = {
    "prime": Text("gBizIDプライム", "gBizID Prime"),
    "entry": Text("gBizIDエントリー", "gBizID Entry"),
    "member": Text("gBizIDメンバー", "gBizID Member"),
}
MAIL_HOST = "gbizid.example"


@dataclass(frozen=True, slots=True)
class Account:
    """Account of the local provider (アカウント): a firm, and the kind of account."""

    firm: str
    kind: str

    @property
    def subject(self) -> str:
        """Subject identifier."""
        return f"{self.firm}-{self.kind}"

    @property
    def email(self) -> str:
        """Account id, which is a mail address (GI-17). No such host exists."""
        return f"{self.firm}@{MAIL_HOST}" if self.kind == "prime" else f"{self.subject}@{MAIL_HOST}"


@cache
def firms() -> Mapping[str, Mapping[str, Any]]:
    """Every firm by its code."""
    text = files("hojokin.office.portals.signin.local_gbizid").joinpath("companies.yaml").read_text("utf-8")
    found: Mapping[str, Mapping[str, Any]] = read(text)
    return found


def account_of(subject: str) -> Account | None:
    """The account with this subject identifier."""
    firm, _, kind = subject.rpartition("-")
    return Account(firm, kind) if firm in firms() and kind in KINDS else None


def claims_of(account: Account, scopes: frozenset[str]) -> dict[str, Any]:
    """What the userinfo endpoint says, by scope, in the provider's own names (gbizid_scopes)."""
    firm = firms()[account.firm]
    claims: dict[str, Any] = {"sub": account.subject}
    if "profile" in scopes:
        claims |= {
            "account_type": str(getattr(numbers("account_type"), account.kind)),
            "corp_type": str(firm["corp_type"]),
            "corporate_number": firm.get("corporate_number", ""),
            "name": firm["name"],
            "prefecture_name": firm["prefecture_name"],
            "address1": firm["address1"],
            "address2": firm["address2"],
            "rep_last_nm": firm["rep"][0],
            "rep_first_nm": firm["rep"][1],
        }
    if "user" in scopes:
        claims |= {"user_last_nm": firm["user"][0], "user_first_nm": firm["user"][1]}
    if "email" in scopes:
        claims["email"] = account.email
    return claims
