"""Whom papers are addressed to: the whole address, whether the prefecture came apart from it or not."""

import pytest

from hojokin.office.queries.addressee import addressee
from hojokin.office.records.models import Party


@pytest.mark.parametrize(
    ("prefecture", "told", "whole"),
    [
        ("13", "千代田区丸の内1-1", "東京都千代田区丸の内1-1"),
        ("13", "東京都千代田区丸の内1-1", "東京都千代田区丸の内1-1"),
        ("", "千代田区丸の内1-1", "千代田区丸の内1-1"),
    ],
)
def test_the_prefecture_stands_once_before_the_rest(prefecture: str, told: str, whole: str) -> None:
    firm = Party(name="株式会社青空", prefecture=prefecture, address=told, representative="青空 花子")

    assert addressee(firm) == {"name": "株式会社青空", "address": whole, "representative": "青空 花子"}


def test_a_prefecture_alone_is_an_address_and_nothing_is_none() -> None:
    assert addressee(Party(name="青空", prefecture="27")) == {"name": "青空", "address": "大阪府"}
    assert addressee(Party(name="青空")) == {"name": "青空"}
