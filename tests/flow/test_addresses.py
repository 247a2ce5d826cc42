"""An address is taken apart where its names end."""

import pytest

from hojokin.flow.addresses import Address, address_parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("東京都千代田区丸の内一丁目1番1号", Address("13", "千代田区", "丸の内一丁目1番1号")),
        ("東京都町田市原町田1丁目2番", Address("13", "町田市", "原町田1丁目2番")),
        ("愛知県名古屋市中区見本町4番5号", Address("23", "名古屋市中区", "見本町4番5号")),
        ("埼玉県さいたま市大宮区見本町6番地", Address("11", "さいたま市大宮区", "見本町6番地")),
        ("千葉県市川市八幡1丁目1番1号", Address("12", "市川市", "八幡1丁目1番1号")),
        ("三重県四日市市諏訪町1番5号", Address("24", "四日市市", "諏訪町1番5号")),
        ("三重県津市栄町1丁目", Address("24", "津市", "栄町1丁目")),
        ("奈良県大和郡山市北郡山町248番地", Address("29", "大和郡山市", "北郡山町248番地")),
        ("奈良県高市郡明日香村岡55番地", Address("29", "高市郡明日香村", "岡55番地")),
        ("北海道余市郡余市町朝日町26番地", Address("01", "余市郡余市町", "朝日町26番地")),
        ("新潟県十日町市千歳町3丁目3番地", Address("15", "十日町市", "千歳町3丁目3番地")),
        ("福島県郡山市朝日一丁目23番7号", Address("07", "郡山市", "朝日一丁目23番7号")),
        ("東京都小笠原村父島字西町", Address("13", "小笠原村", "父島字西町")),
        ("千代田区丸の内", Address("", "千代田区", "丸の内")),
        ("東京都", Address("13", "", "")),
        ("", Address("", "", "")),
    ],
)
def test_prefecture_municipality_and_rest(line: str, parts: Address) -> None:
    assert address_parts(line) == parts
