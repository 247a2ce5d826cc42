"""Prefectures: codes, check digits, suggestions."""

from dataclasses import replace

import pytest

from hojokin.rules.reference import UnknownCodeError, prefecture, prefectures
from hojokin.rules.reference.prefectures import check_prefectures, local_government_check_digit


def test_there_are_47_prefectures_from_hokkaido_to_okinawa() -> None:
    assert len(prefectures()) == 47
    assert (prefectures()[0].name_ja, prefectures()[-1].name_ja) == ("北海道", "沖縄県")
    assert prefecture("13").name_en == "Tokyo"


@pytest.mark.parametrize(
    ("digits", "check"), [("01000", "6"), ("09000", "0"), ("13000", "1"), ("47000", "7"), ("31000", "0")]
)
def test_the_check_digit_of_a_local_government_code(digits: str, check: str) -> None:
    assert local_government_check_digit(digits) == check


def test_a_wrong_check_digit_a_missing_and_a_repeated_code_are_all_found() -> None:
    rows = [replace(each, lg_code6="130002") if each.code == "13" else each for each in prefectures()]
    rows[46] = rows[0]

    assert check_prefectures(rows) == [
        "01 stands in the table twice",
        "prefecture 47 is missing",
        "13: the check digit of 130002 is wrong",
    ]


@pytest.mark.parametrize("code", ["00", "48", "1", "", "013"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownCodeError, match="give two digits from 01 to 47"):
        prefecture(code)


def test_a_name_in_place_of_a_code_gets_its_code_suggested() -> None:
    with pytest.raises(UnknownCodeError) as raised:
        prefecture("東京都")

    assert raised.value.message == (
        "都道府県コード「東京都」はありません。01から47までの2桁で入力してください。「13」ですか。"
    )
