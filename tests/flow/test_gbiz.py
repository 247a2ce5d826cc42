"""What the claims of gBizID say, and who is refused."""

import pytest

from hojokin.flow.gbiz import (
    ENTRY_REFUSED,
    MEMBER_REFUSED,
    UNKNOWN_REFUSED,
    Corporation,
    GbizIdentity,
    identity_of,
    refusal_of,
)
from hojokin.rules.engine.facts import Text

CLAIMS = {
    "sub": "abc",
    "account_type": "2",
    "corp_type": "1",
    "corporate_number": "8999900000001",
    "name": "さくら製作所株式会社",
    "prefecture_name": "東京都",
    "address1": "大田区東糀谷",
    "address2": "1-2-3",
    "rep_last_nm": "桜井",
    "rep_first_nm": "恵子",
    "user_last_nm": "山田",
    "user_first_nm": "太郎",
    "email": "Sakura@Firm.example",
}


def test_every_claim_is_read() -> None:
    assert identity_of(CLAIMS) == GbizIdentity(
        subject="abc",
        account_type=2,
        kind=Corporation.CORPORATION,
        name="さくら製作所株式会社",
        corporate_number="8999900000001",
        prefecture="13",
        address="東京都大田区東糀谷1-2-3",
        representative="桜井 恵子",
        person="山田 太郎",
        email="sakura@firm.example",
    )


def test_a_sole_proprietor_is_named_by_trade_or_by_self_and_has_no_number() -> None:
    identity = identity_of({**CLAIMS, "corp_type": 2, "name": ""})

    assert (identity.kind, identity.name, identity.corporate_number) == (
        Corporation.SOLE_PROPRIETOR,
        "桜井 恵子",
        "",
    )


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("1", ENTRY_REFUSED),
        ("2", None),
        (2, None),
        ("3", MEMBER_REFUSED),
        ("4", UNKNOWN_REFUSED),
        (None, UNKNOWN_REFUSED),
    ],
)
def test_prime_alone_signs_in(kind: object, refusal: Text | None) -> None:
    assert refusal_of(identity_of({**CLAIMS, "account_type": kind})) is refusal


@pytest.mark.parametrize("missing", ["sub", "email"])
def test_an_account_without_identifier_or_address_is_refused(missing: str) -> None:
    assert refusal_of(identity_of({**CLAIMS, missing: ""})) is UNKNOWN_REFUSED
