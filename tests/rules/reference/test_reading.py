"""Packaged tables: every problem of a file is reported, with its line."""

from collections.abc import Callable
from datetime import date

import pytest

from hojokin.rules.reference import (
    UnknownCodeError,
    legal_form,
    prefecture,
    process_kind,
    size_class,
    tool_category,
)
from hojokin.rules.reference.reading import (
    Cells,
    Confidence,
    TableError,
    parse_table,
    repeated,
    shown,
    unknown_key,
)


def _record(cells: Cells) -> tuple[str, int, date | None, Confidence]:
    return (
        cells.text("name"),
        cells.whole("yen"),
        cells.optional_day("day"),
        cells.choice("confidence", Confidence),
    )


HEADING = "name,yen,day,confidence\n"


def test_a_line_becomes_typed_values() -> None:
    text = HEADING + "東京都,1226,2025-10-03,quoted\n高知県,1023,,secondary\n"

    records = parse_table("t.csv", text, _record)

    assert records == (
        ("東京都", 1226, date(2025, 10, 3), Confidence.QUOTED),
        ("高知県", 1023, None, Confidence.SECONDARY),
    )


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    text = HEADING + ",x,2025-13-01,sure\nA,1,,official,more\n"

    with pytest.raises(TableError) as raised:
        parse_table("t.csv", text, _record)

    assert raised.value.problems == (
        "line 2: name is empty",
        "line 2: yen 'x': invalid literal for int() with base 10: 'x'",
        "line 2: day '2025-13-01': month must be in 1..12",
        "line 2: confidence 'sure': 'sure' is not a valid Confidence",
        "line 3 has more or fewer cells than the heading",
    )


def test_a_missing_column_is_named() -> None:
    with pytest.raises(TableError) as raised:
        parse_table("t.csv", "name,day,confidence\nA,,official\n", _record)

    assert raised.value.problems == ("line 2 has no column yen", "line 2: yen is empty")


def test_the_check_over_all_rows_runs_only_on_readable_rows() -> None:
    with pytest.raises(TableError) as raised:
        parse_table(
            "t.csv", HEADING + "A,1,,official\nA,2,,official\n", _record, lambda r: repeated(x[0] for x in r)
        )

    assert raised.value.problems == ("A stands in the table twice",)


def test_a_message_repeats_at_most_forty_characters_of_what_was_typed() -> None:
    assert shown("x" * 40) == "x" * 40
    assert shown("x" * 41) == "x" * 40 + "…"


@pytest.mark.parametrize("look_up", [size_class, legal_form, prefecture, process_kind, tool_category])
def test_a_megabyte_in_place_of_a_code_is_refused_briefly(look_up: Callable[[str], object]) -> None:
    with pytest.raises(UnknownCodeError) as raised:
        look_up("9" * 1_000_000)

    assert len(str(raised.value)) < 1_000


def test_an_unknown_key_suggests_the_same_key_in_the_other_case_then_a_similar_one_then_all() -> None:
    known = {"KK": "株式会社", "SOLE": "個人事業主"}

    assert (
        unknown_key("組織形態", "legal form", "kk", known).message
        == "組織形態「kk」はありません。「KK」ですか。"
    )
    assert unknown_key("組織形態", "legal form", "株式会社", known).message_en == (
        "There is no legal form '株式会社': did you mean 'KK'?"
    )
    assert unknown_key("組織形態", "legal form", "SOLO", known).message_en == (
        "There is no legal form 'SOLO': did you mean 'SOLE'?"
    )
    assert unknown_key("組織形態", "legal form", "?", known).message_en == (
        "There is no legal form '?': choose one of KK, SOLE"
    )
