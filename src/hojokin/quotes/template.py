"""Template (見積書のひな形): an XLSX file with headings, example lines, drop-downs and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from hojokin.rules.names import CATEGORIES
from hojokin.rules.reference import process_kinds

HEADINGS: tuple[tuple[str, int], ...] = (
    ("品名", 34),
    ("区分", 40),
    ("数量", 8),
    ("単価（税抜）", 14),
    ("金額（税抜）", 16),
    ("プロセス", 16),
    ("機能", 18),
    ("月数", 8),
    ("クラウド", 10),
    ("インボイス対応", 14),
    ("AI", 14),
)
EXAMPLES: tuple[tuple[str | int | None, ...], ...] = (
    (
        "販売管理ソフト（例）",
        "1 ソフトウェア",
        1,
        1_200_000,
        1_200_000,
        "P-01、P-02",
        "受発注",
        12,
        "○",
        "○",
        "なし",
    ),
    ("導入設定と研修（例）", "6 導入設定・マニュアル作成・導入研修", 1, 200_000, 200_000, *([None] * 6)),
)
LINES = 500
NOTES: tuple[str, ...] = (
    "金額は消費税を除いた（税抜の）整数の円で書きます。",
    "区分は一覧から選びます（番号だけでも読めます）。",
    "数量と単価を書くと、金額と合うか確かめます。金額が空欄なら、数量 × 単価 とします。",
    "プロセスと機能はソフトウェアの行だけに書きます。複数あるときは「、」で区切ります。",
    "月数は、金額に含まれる利用料の月数です。対象となる月数を超える分は補助の対象になりません。",
    "小計・合計・消費税の行は数えません。値引きは、値引きする行の金額から引いてください。",
    "例の行は、消すか書き換えてから使ってください。",
)


def write_template(path: Path) -> None:
    """Write the template. Raises OSError when the file cannot be written."""
    # Text that begins with = + - or @ stays text: a spreadsheet would otherwise carry it out.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            sheet = book.add_worksheet("見積")
            _lines(book, sheet)
            _drop_downs(sheet)
            _notes(book, book.add_worksheet("書き方"))
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(*error.args) from None


def _lines(book: Any, sheet: Any) -> None:
    head = book.add_format({"bold": True, "bg_color": "#E8F1FE", "bottom": 1})
    money = book.add_format({"num_format": "#,##0"})
    for place, (heading, width) in enumerate(HEADINGS):
        sheet.set_column(place, place, width, money if "税抜" in heading else None)
        sheet.write_string(0, place, heading, head)
    for number, line in enumerate(EXAMPLES, 1):
        for place, cell in enumerate(line):
            if cell is not None:
                sheet.write(number, place, cell)
    sheet.freeze_panes(1, 1)


def _drop_downs(sheet: Any) -> None:
    choices = {
        1: categories(),
        8: ["○", "×"],
        9: ["○", "×"],
        10: ["なし", "生成AI", "その他"],
    }
    # A list in a cell rule holds 255 characters, so the long names stand on the sheet of notes.
    for place, listed in choices.items():
        source: Any = listed if place != 1 else f"=書き方!$D$2:$D${len(listed) + 1}"
        sheet.data_validation(1, place, LINES, place, {"validate": "list", "source": source})
    whole = {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "金額",
        "error_message": "税抜の整数の円で書きます。",
    }
    for place in (3, 4):
        sheet.data_validation(1, place, LINES, place, whole)
    sheet.data_validation(
        1, 7, LINES, 7, {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 1200}
    )


def _notes(book: Any, sheet: Any) -> None:
    head = book.add_format({"bold": True})
    sheet.set_column(0, 0, 90)
    sheet.set_column(2, 4, 44)
    for place, heading in ((0, "書き方"), (2, "プロセス"), (3, "区分の一覧")):
        sheet.write_string(0, place, heading, head)
    for number, note in enumerate(NOTES, 1):
        sheet.write_string(number, 0, note)
    for number, kind in enumerate(process_kinds(), 1):
        sheet.write_string(number, 2, f"{kind.code} {kind.name_ja}")
    for number, name in enumerate(categories(), 1):
        sheet.write_string(number, 3, name)


def categories() -> list[str]:
    """The cost categories as they stand in the drop-down: a number for those that have one."""
    names = list(CATEGORIES.values())
    return [f"{number} {name.ja}" for number, name in enumerate(names[:10], 1)] + [
        name.ja for name in names[10:]
    ]
