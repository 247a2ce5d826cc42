"""Workbooks: what is a text stays one, days are days of Japan, and no text breaks the file or is carried out."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from hojokin.office.portals.secretariat.sheets import LONGEST_TEXT, Cell, Sheet, as_xlsx

HEADS = ("番号", "当事者")
EVENING = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)


def written(*rows: Sequence[Cell], heads: Sequence[str] = HEADS) -> list[list[Any]]:
    """The rows as a reader of workbooks finds them, without the heads."""
    with as_xlsx(Sheet("題", heads, iter(rows))) as file:
        found = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert found[0] == list(heads)
    return found[1:]


def page_of(*rows: Sequence[Cell]) -> str:
    """The page itself, as it is stored."""
    with as_xlsx(Sheet("題", HEADS, iter(rows))) as file, ZipFile(io.BytesIO(file.read())) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    "text",
    [
        "0012345",
        "2026-11-22",
        "=1+1",
        '=HYPERLINK("https://example.jp/")',
        "+81",
        "-1",
        "@x",
        "https://example.jp/",
        "mailto:a@example.jp",
        "  前後の空白  ",
        "2行\nある",
        "株式会社髙﨑🍊",
        "<r>太字</r>",
        "<r></oops></r>",
        "]]>&amp;<!--",
        "_x0041_",
    ],
)
def test_a_text_is_stored_letter_by_letter_and_never_carried_out(text: str) -> None:
    page = page_of(["AP26-1", text])

    assert written(["AP26-1", text]) == [["AP26-1", text]]
    assert ("<f>" in page, "hyperlink" in page) == (False, False)


@pytest.mark.parametrize(
    ("letters", "kept"),
    [
        (LONGEST_TEXT - 1, LONGEST_TEXT - 1),
        (LONGEST_TEXT, LONGEST_TEXT),
        (LONGEST_TEXT + 1, LONGEST_TEXT),
    ],
)
def test_a_text_longer_than_a_cell_of_excel_is_cut(letters: int, kept: int) -> None:
    assert written(["AP26-1", "字" * letters]) == [["AP26-1", "字" * kept]]


def test_figures_stay_figures_and_what_is_missing_is_empty() -> None:
    assert written(["AP26-1", 1_500_000], ["AP26-2", Decimal("12.5")], ["AP26-3", None], ["", 0]) == [
        ["AP26-1", 1_500_000],
        ["AP26-2", 12.5],
        ["AP26-3", ""],
        ["", 0],
    ]


def test_a_moment_is_a_day_and_a_time_of_japan_also_below_an_empty_cell() -> None:
    page = page_of(["AP26-1", None], ["AP26-2", EVENING])

    [_empty, [_number, told]] = written(["AP26-1", None], ["AP26-2", EVENING])
    assert told.isoformat() == "2026-11-23T00:05:00"
    assert '<c r="B3" s="' in page


def test_heads_are_bold_stay_in_sight_and_columns_are_wide() -> None:
    page = page_of(["AP26-1", "一"])

    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in page
    assert '<c r="A1" s="1" t="inlineStr"><is><t>番号</t></is></c>' in page
    assert '<col min="1" max="2" width="18.' in page


def test_a_sheet_without_rows_has_its_heads() -> None:
    assert written() == []


def test_two_columns_of_one_head_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two columns"):
        written(["AP26-1", "一"], heads=("番号", "番号"))


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        written(["AP26-1"])


def test_what_goes_wrong_while_the_rows_are_read_is_told() -> None:
    def rows() -> Iterator[Sequence[Cell]]:
        yield ["AP26-1", "一"]
        raise ConnectionError("the database is gone")

    with pytest.raises(ConnectionError, match="gone"):
        as_xlsx(Sheet("題", HEADS, rows()))
