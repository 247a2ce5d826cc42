"""Industries: divisions, and the size class by the longest prefix."""

from dataclasses import replace

import pytest

from hojokin.rules.reference import (
    MicroClass,
    UnknownCodeError,
    industry_division,
    industry_divisions,
    size_class,
    size_classes,
    sme_threshold,
)
from hojokin.rules.reference.industries import check_divisions, check_size_classes


@pytest.mark.parametrize(
    ("code", "prefix", "sme_class", "micro_class"),
    [
        ("19", "19", 5, "M20"),
        ("1911", "1911", 1, "M20"),
        ("1912", "19", 5, "M20"),
        ("191", "19", 5, "M20"),
        ("1931", "1931", 1, "M20"),
        ("39", "39", 3, "S5"),
        ("391", "391", 6, "S5"),
        ("3911", "391", 6, "S5"),
        ("392", "392", 3, "S5"),
        ("3921", "3921", 6, "S5"),
        ("3922", "392", 3, "S5"),
        ("75", "75", 3, "S20"),
        ("7511", "751", 7, "S20"),
        ("7521", "75", 3, "S20"),
        ("693", "693", 3, "S5"),
        ("691", "69", 8, "M20"),
        ("76", "76", 4, "S5"),
        ("80", "80", 3, "S20"),
        ("96", "96", 3, "S5"),
        ("01", "01", 8, "M20"),
    ],
)
def test_the_longest_prefix_decides(code: str, prefix: str, sme_class: int, micro_class: str) -> None:
    found = size_class(code)

    assert (found.prefix, found.sme_class, found.micro_class) == (prefix, sme_class, MicroClass(micro_class))


def test_an_assignment_of_our_own_is_unconfirmed() -> None:
    assert size_class("3921").unconfirmed
    assert not size_class("3901").unconfirmed


@pytest.mark.parametrize(
    ("code", "named"),
    [("97", "S Public administration"), ("981", "S Public administration"), ("9999", "T ")],
)
def test_a_code_of_the_classification_without_a_size_class_is_told_apart(code: str, named: str) -> None:
    with pytest.raises(UnknownCodeError, match=f"'{code}' .{named}.* has no size class in this programme"):
        size_class(code)


@pytest.mark.parametrize("code", ["", "9", "00", "39111", "97111", "3a", "３９", "-1", "²³"])
def test_a_code_outside_the_classification_is_refused(code: str) -> None:
    with pytest.raises(UnknownCodeError, match="give two to four digits"):
        size_class(code)


def test_an_unknown_code_names_industries_near_it() -> None:
    with pytest.raises(UnknownCodeError) as raised:
        size_class("ソフトウェア")

    assert raised.value.message.endswith("近いもの: 391 ソフトウェア業")


@pytest.mark.parametrize(
    ("code", "hints"),
    [
        ("39x", "39 情報サービス業、391 ソフトウェア業、392 情報処理・提供サービス業"),
        ("00", "01 農業、02 林業、03 漁業（水産養殖業を除く）"),
        ("9x", "90 機械等修理業、91 職業紹介・労働者派遣業、92 その他の事業サービス業"),
    ],
)
def test_an_unknown_code_names_industries_with_the_same_leading_digits(code: str, hints: str) -> None:
    with pytest.raises(UnknownCodeError) as raised:
        size_class(code)

    assert raised.value.message == (
        f"業種コード「{code}」には規模区分がありません。日本標準産業分類の中分類（2桁）から細分類（4桁）の数字で"
        f"入力してください。近いもの: {hints}"
    )


def test_middle_classes_01_to_96_all_have_a_size_class_that_exists() -> None:
    for middle in range(1, 97):
        assert sme_threshold(size_class(f"{middle:02d}").sme_class).sme_class <= 8


@pytest.mark.parametrize(
    ("code", "division"),
    [("01", "A"), ("0211", "A"), ("03", "B"), ("32", "E"), ("33", "F"), ("96", "R"), ("99", "T")],
)
def test_a_code_belongs_to_one_division(code: str, division: str) -> None:
    assert industry_division(code).division == division


def test_a_code_of_no_division_is_refused() -> None:
    with pytest.raises(UnknownCodeError):
        industry_division("00")


def test_a_gap_between_divisions_is_found() -> None:
    rows = [replace(each, middle_to="31") if each.division == "E" else each for each in industry_divisions()]

    assert check_divisions(rows) == ["F does not follow on E"]


def test_a_fine_class_without_its_middle_class_is_found() -> None:
    rows = [each for each in size_classes() if each.prefix != "75"]

    assert check_size_classes(rows) == ["751 has no middle class"]
