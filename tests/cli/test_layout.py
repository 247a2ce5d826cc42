"""Lines and tables keep their columns with Japanese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.cli.layout import display_width, folded, table

JAPANESE = "あいう、えお。漢字カナABC 12,000円（上限）"


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("補助", 4), ("ｱ", 1), ("か\u3099", 2), ("（", 2)]
)
def test_a_character_of_japanese_is_two_cells_wide(text: str, cells: int) -> None:
    assert display_width(text) == cells


def test_a_table_has_columns_of_one_width() -> None:
    printed = table(("枠", "円"), [("通常枠", "1,350,000"), ("x", "0")], right=frozenset({1}))

    assert printed.splitlines() == [
        "枠             円",
        "──────  ─────────",
        "通常枠  1,350,000",
        "x               0",
    ]


def test_a_long_line_goes_on_under_its_own_text() -> None:
    assert list(folded("  - あいうえおかきく", 12)) == ["  - あいうえ", "    おかきく"]
    assert list(folded("  10. あいうえお", 12)) == ["  10. あいう", "      えお"]


def test_a_line_does_not_begin_with_a_comma() -> None:
    assert list(folded("あいう、え", 6)) == ["あい", "う、え"]


def test_english_is_cut_between_words() -> None:
    assert list(folded("one two three", 9)) == ["one two", "three"]


@given(st.text(alphabet=JAPANESE, max_size=80), st.integers(min_value=12, max_value=40))
def test_folding_loses_nothing_but_spaces_and_keeps_the_width(text: str, width: int) -> None:
    parts = list(folded(text, width))

    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(display_width(part) <= width for part in parts)
