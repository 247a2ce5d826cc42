"""gBizID (法人共通認証): what its claims say about who signs in, and who may not (GI-14, GI-15, W-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hojokin.flow.identity import numbers
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.prefectures import prefectures

ENTRY_REFUSED = Text(
    "gBizIDエントリーでは申請できません。gBizIDプライムが必要です（公募要領）。"
    "gBizID のサイトで、マイナンバーカードを使うと最短で当日、書類の郵送では1か月ほどで取得できます。"
    "取得したら、もう一度ここからサインインしてください。",
    "A gBizID Entry account cannot apply; gBizID Prime is needed (application guideline). "
    "Get it on the site of gBizID: online with a My Number card the same day, by post within about a month. "
    "Then sign in here again.",
)
MEMBER_REFUSED = Text(
    "gBizIDメンバーでは申請できません。代表者または個人事業主ご本人の gBizIDプライムでサインインしてください（公募要領）。"
    "お手もとにない場合は、代表者に頼んでください。",
    "A gBizID Member account cannot apply. Sign in with the gBizID Prime of the representative or sole proprietor "
    "(application guideline). Ask the representative if it is not yours.",
)
UNKNOWN_REFUSED = Text(
    "gBizID から、アカウントの種別を受け取れませんでした。少し時間をおいて、もう一度サインインしてください。"
    "続くときは事務局へご連絡ください。",
    "gBizID did not tell the kind of the account. Wait a little and sign in again; if it happens again, tell the office.",
)


class Corporation(StrEnum):
    """Corporation or sole proprietor (法人・個人事業主の別)."""

    CORPORATION = "corporation"
    SOLE_PROPRIETOR = "sole_proprietor"


@dataclass(frozen=True, slots=True)
class GbizIdentity:
    """Who signs in (サインインする人と事業者). ``prefecture`` is a two-digit code, or empty when not recognised."""

    subject: str
    account_type: int | None
    kind: Corporation
    name: str
    corporate_number: str
    prefecture: str
    address: str
    representative: str
    person: str
    email: str


def identity_of(claims: Mapping[str, object]) -> GbizIdentity:
    """Read the answer of the userinfo endpoint. Values that are missing become empty."""
    kind = numbers("corporation_type")
    is_corporation = _whole(claims.get("corp_type")) != kind.sole_proprietor
    named = _text(claims, "prefecture_name")
    representative = _joined(claims, "rep_last_nm", "rep_first_nm")
    return GbizIdentity(
        subject=_text(claims, "sub"),
        account_type=_whole(claims.get("account_type")),
        kind=Corporation.CORPORATION if is_corporation else Corporation.SOLE_PROPRIETOR,
        name=_text(claims, "name") or representative,
        corporate_number=_text(claims, "corporate_number") if is_corporation else "",
        prefecture=next((each.code for each in prefectures() if each.name_ja == named), ""),
        address=named + _text(claims, "address1") + _text(claims, "address2"),
        representative=representative,
        person=_joined(claims, "user_last_nm", "user_first_nm") or representative,
        email=_text(claims, "email").lower(),
    )


def refusal_of(identity: GbizIdentity) -> Text | None:
    """Why this account may not sign in, with what to do; None for gBizIDプライム."""
    kinds = numbers("account_type")
    if identity.account_type == kinds.prime and identity.subject and identity.email:
        return None
    refusals = {kinds.entry: ENTRY_REFUSED, kinds.member: MEMBER_REFUSED}
    return refusals.get(identity.account_type or 0, UNKNOWN_REFUSED)


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value.strip() if isinstance(value, str) else ""


def _joined(claims: Mapping[str, object], last: str, first: str) -> str:
    return " ".join(filter(None, (_text(claims, last), _text(claims, first))))


def _whole(value: object) -> int | None:
    """The provider writes its codes as texts or as numbers."""
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else None
