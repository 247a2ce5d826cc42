"""Kana of bank files: what people type, as half-width kana without small letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.kana import (
    CharacterSet,
    half_width,
    holder_kana,
    refused_characters,
    same_holder,
    to_bytes,
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ヤマダ　タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ"),
        ("やまだ たろう", "ﾔﾏﾀﾞ ﾀﾛｳ"),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "ﾔﾏﾀﾞ ﾀﾛｳ"),
        ("ショーテン", "ｼﾖ-ﾃﾝ"),
        ("キャッシュ", "ｷﾔﾂｼﾕ"),
        ("パピプペポ", "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ"),
        ("ヴォーグ", "ｳﾞｵ-ｸﾞ"),
        ("ヲガワ", "ｵｶﾞﾜ"),
        ("カ）エービーシー", "ｶ)ｴ-ﾋﾞ-ｼ-"),
        ("ａｂｃ１２３", "ABC123"),
        ("ジョン・スミス", "ｼﾞﾖﾝ.ｽﾐｽ"),
    ],
)
def test_kana_become_what_a_bank_file_carries(typed: str, written: str) -> None:
    assert half_width(typed) == written
    assert refused_characters(written, CharacterSet.PARTY) == ()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("カブシキガイシャ　ヤマダショウテン", "ｶ)ﾔﾏﾀﾞｼﾖｳﾃﾝ"),
        ("ヤマダショウテン カブシキガイシャ", "ﾔﾏﾀﾞｼﾖｳﾃﾝ(ｶ"),
        ("カ）ヤマダシヨウテン", "ｶ)ﾔﾏﾀﾞｼﾖｳﾃﾝ"),
        ("イッパンシャダンホウジンミライ", "ｼﾔ)ﾐﾗｲ"),
        ("ヤマダ タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ"),
    ],
)
def test_a_legal_form_is_shortened_as_banks_do(typed: str, written: str) -> None:
    assert holder_kana(typed) == written


def test_spelling_and_spaces_do_not_make_another_holder() -> None:
    assert same_holder("カブシキガイシャ　ヤマダショーテン", "ｶ)ﾔﾏﾀﾞ ｼﾖ-ﾃﾝ")
    assert not same_holder("カ）ヤマダショウテン", "ヤマダ タロウ")


def test_characters_that_no_bank_takes_are_named_once() -> None:
    assert refused_characters(half_width("山田山ショウテン＆"), CharacterSet.PARTY) == ("山", "田", "&")


@pytest.mark.parametrize(
    ("allowed", "characters"),
    [(CharacterSet.BANK, "(ｱ"), (CharacterSet.PARTY, "/"), (CharacterSet.EDI, "+")],
)
def test_each_kind_of_field_has_its_own_symbols(allowed: CharacterSet, characters: str) -> None:
    assert refused_characters(characters, allowed) == (characters[0],)


def test_bytes_are_those_of_jis_x_0201() -> None:
    assert to_bytes("ｱﾟ A-") == b"\xb1\xdf A-"
    with pytest.raises(ValueError, match="山"):
        to_bytes("山")


@given(st.text(alphabet=st.characters(min_codepoint=0x30A1, max_codepoint=0x30FC), max_size=40))
def test_any_katakana_can_be_written_one_byte_each(text: str) -> None:
    written = half_width(text)

    assert refused_characters(written, CharacterSet.PARTY) == ()
    assert len(to_bytes(written)) == len(written)
    assert half_width(written) == written
