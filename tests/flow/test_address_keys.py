"""Addresses written in several ways are one, and neighbours are not."""

import pytest

from hojokin.flow.address_keys import address_key


@pytest.mark.parametrize(
    "written",
    [
        "東京都港区芝一丁目2番3号",
        "港区芝１丁目２番３号",
        "港区芝1-2-3",
        "東京都 港区芝 １－２－３",
        "港区芝1丁目2番地の3",
        "港区芝1ー2ー3",
    ],
)
def test_one_address(written: str) -> None:
    assert address_key(written) == "港区芝1-2-3"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("港区芝十丁目2", "港区芝10-2"),
        ("港区芝二十三丁目2", "港区芝23-2"),
        ("大阪市北区梅田3番1号", "大阪市北区梅田3-1"),
        ("三田市三番町5番", "三田市三番町5"),
        ("", ""),
    ],
)
def test_other_addresses(written: str, key: str) -> None:
    assert address_key(written) == key
