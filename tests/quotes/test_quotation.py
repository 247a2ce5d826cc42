"""Quotations as vendors write them: read exactly, or told cell by cell."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from hojokin.quotes import QuoteLines, read_quote
from hojokin.quotes.sheets import MOST_ROWS, MOST_UNPACKED_BYTES
from hojokin.quotes.template import HEADINGS, categories, write_template
from hojokin.quotes.words import HEADINGS as WORDS
from hojokin.quotes.words import category_of, heading_key
from hojokin.rules import estimate
from hojokin.rules.names import CATEGORIES

HEAD = "品名,区分,数量,単価,金額（税抜）"


def read(*lines: str, encoding: str = "utf-8") -> QuoteLines:
    return read_quote("\n".join(lines).encode(encoding), "q.csv")


def workbook(*rows: list[Any]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("見積")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def told(found: QuoteLines) -> list[tuple[str, str]]:
    return [(each.place, each.code) for each in found.problems]


def amounts(found: QuoteLines) -> list[int]:
    return [cost["amount_yen"] for cost in found.costs]


def test_a_whole_line_is_read_with_all_that_it_says() -> None:
    found = read(
        "品名,経費区分,金額（税抜）,プロセス,機能,契約期間,ｸﾗｳﾄﾞ,ｲﾝﾎﾞｲｽ対応,AI機能",
        '販売管理,ソフトウェア,"1,200,000円",Ｐ０１、P-06：製,会計・受発注,1年6か月,○,未対応,生成ＡＩ',
    )

    assert found.costs == (
        {
            "category": "software",
            "amount_yen": 1_200_000,
            "name": "販売管理",
            "processes": ["P-01", "P-06:製"],
            "functions": ["accounting", "ordering"],
            "cloud": True,
            "invoice_ready": False,
            "ai": "generative",
            "months": 18,
        },
    )
    assert (found.problems, found.notes, found.rows) == ((), (), (2,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_encoding_and_separator_is_read(encoding: str, separator: str) -> None:
    found = read(
        HEAD.replace(",", separator), separator.join(["会計", "1", "2", "500", "1000"]), encoding=encoding
    )

    assert (amounts(found), found.problems) == ([1000], ())


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("1200000", 1_200_000),
        ('"1,200,000"', 1_200_000),
        ("１２０万円", 1_200_000),
        ('"￥1,200,000-"', 1_200_000),
        ('"¥1,200,000"', 1_200_000),
        ('"\\1,200,000"', 1_200_000),
        ("1200000.00", 1_200_000),
        ("1200千円", 1_200_000),
        ("0", 0),
        ("999999999999", 999_999_999_999),
    ],
)
def test_an_amount_is_read_exactly(written: str, yen: int) -> None:
    assert amounts(read(HEAD, f"x,1,,,{written}")) == [yen]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.5", "amount"),
        ('"1,20,000"', "amount"),
        ("1.200.000", "amount"),
        ("約100", "amount"),
        ("=A1", "amount"),
        ("#REF!", "amount"),
        ("9" * 60, "amount"),
        ("△1", "discount"),
        ("-1", "discount"),
        ("1000000000000", "bounds"),
        ("", "missing"),
    ],
)
def test_an_amount_that_is_none_is_told_at_its_cell(written: str, code: str) -> None:
    found = read(HEAD, f"x,1,,,{written}")

    assert (found.costs, told(found)) == ((), [("q.csv!E2", code)])


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "problem"),
    [
        ("2台", "500", "1000", []),
        ("2", "500", "999", [("q.csv!E2", "product")]),
        ("2", "500", "1001", [("q.csv!E2", "product")]),
        ("1.5人日", "100000", "150000", []),
        ("一式", "1000", "1000", []),
        ("三", "1000", "1000", [("q.csv!C2", "amount")]),
    ],
)
def test_quantity_times_price_must_be_the_amount(
    quantity: str, price: str, amount: str, problem: list[tuple[str, str]]
) -> None:
    assert told(read(HEAD, f"x,1,{quantity},{price},{amount}")) == problem


def test_an_empty_amount_is_quantity_times_price_and_that_is_noted() -> None:
    found = read(HEAD, "x,1,3,100,", "y,1,1.5,101,")

    assert amounts(found) == [300]
    assert [note.en for note in found.notes] == ["Row 2: the amount is quantity times unit price, 300 yen."]
    assert told(found) == [("q.csv!E3", "amount")]


def test_totals_and_taxes_are_left_out_and_named() -> None:
    found = read(
        "御見積書", "", HEAD, "x,1,,,100", ",,,,", "小計,,,,100", "消費税（10%）,,,,10", "合　計,,,,110"
    )

    assert amounts(found) == [100]
    assert [note.en for note in found.notes] == [
        "Totals and taxes are left out: 6（小計）、7（消費税（10%））、8（合　計）."
    ]


def test_amounts_with_tax_alone_are_refused() -> None:
    found = read("品名,区分,金額（税込）", "x,1,110")

    assert (found.costs, told(found)) == ((), [("q.csv!C1", "tax_inclusive")])


def test_of_amounts_with_and_without_tax_those_without_count() -> None:
    assert amounts(read("品名,区分,金額（税込）,金額（税抜）", "x,1,110,100")) == [100]


def test_a_category_is_taken_from_the_name_where_the_column_is_empty() -> None:
    found = read(HEAD, "クラウド会計ソフトウェア,,,,100", "謎,,,,100")

    assert [cost["category"] for cost in found.costs] == ["software"]
    assert [note.en for note in found.notes] == ["Row 2: the category 'software' was taken from the name."]
    assert told(found) == [("q.csv!B3", "category")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1", "software"),
        ("⑥", "setup_training"),
        ("カテゴリー７", "maintenance"),
        ("8 PC・タブレット・プリンター・スキャナー・複合機", "pc_tablet"),
        ("ｿﾌﾄｳｪｱ", "software"),
        ("Software", "software"),
        ("サイバーセキュリティお助け隊サービス", "security_service"),
        ("セキュリティ", "security_option"),
        ("データ連携ツール", "data_integration"),
        ("導入コンサルティング", "consulting"),
        ("11", ""),
        ("0", ""),
        ("1 保守サポート", ""),
        ("オプション", ""),
        ("研修と保守", ""),
        ("", ""),
    ],
)
def test_a_category_is_known_by_code_number_and_name(written: str, code: str) -> None:
    assert category_of(written) == code


def test_every_category_of_the_template_is_read_back() -> None:
    assert [category_of(each) for each in categories()] == list(CATEGORIES)


def test_every_known_heading_is_found_in_full_and_half_width() -> None:
    for key, words in WORDS.items():
        assert {heading_key(f" {word} ※") for word in words} == {key}


def test_all_problems_of_a_file_come_at_once_and_the_rest_is_read() -> None:
    found = read(
        f"{HEAD},プロセス,機能,クラウド,AI,月数", "a,謎,,,x,P-99,飛行,多分,AI,二年", "b,1,,,100,,,,,"
    )

    assert amounts(found) == [100]
    assert told(found) == [
        ("q.csv!B2", "category"),
        ("q.csv!E2", "amount"),
        ("q.csv!F2", "code"),
        ("q.csv!G2", "code"),
        ("q.csv!H2", "flag"),
        ("q.csv!I2", "code"),
        ("q.csv!J2", "amount"),
    ]


def test_whole_numbers_of_a_workbook_are_yen_and_others_are_not() -> None:
    data = workbook(
        ["品名", "区分", "金額"], ["a", 1, 1200000.0], ["b", 1, 0.5], ["c", 1, 2.0**60], ["d", 1, True]
    )

    found = read_quote(data, "q.xlsx")

    assert amounts(found) == [1_200_000]
    assert told(found) == [("q.xlsx!C3", "amount"), ("q.xlsx!C4", "amount"), ("q.xlsx!C5", "amount")]


def test_a_table_that_begins_below_and_to_the_right_keeps_the_names_of_its_cells() -> None:
    data = workbook([None] * 4, [None, None, "品名", "区分", "金額"], [None, None, "a", 1, "x"])

    assert told(read_quote(data, "q.xlsx")) == [("q.xlsx!E3", "amount")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file"),
        (b"\n\n", "file"),
        (b"PK\x03\x04broken", "file"),
        (b"\xd0\xcf\x11\xe0old", "file"),
        (b"\xff\xff\x00\x01\x80", "file"),
        (b"a,b\n1,2\n", "heading"),
        (b"\n" * (MOST_ROWS + 1), "file"),
        (f"{HEAD}\n".encode(), "missing"),
    ],
)
def test_a_file_that_holds_no_quotation_is_told(data: bytes, code: str) -> None:
    assert told(read_quote(data, "q.csv")) == [("q.csv", code)]


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (MOST_UNPACKED_BYTES + 1))

    assert told(read_quote(made.getvalue(), "q.xlsx")) == [("q.xlsx", "file")]


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_000)
    size = (1_000_000).to_bytes(4, "little")

    lying = made.getvalue().replace(size, (10).to_bytes(4, "little"))

    assert told(read_quote(lying, "q.xlsx")) == [("q.xlsx", "file")]


def test_the_template_reads_back_as_its_examples(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")

    found = read_quote((tmp_path / "t.xlsx").read_bytes(), "t.xlsx")

    assert (amounts(found), found.problems, found.notes) == ([1_200_000, 200_000], (), ())
    assert all(heading_key(heading) for heading, _ in HEADINGS)


def test_the_costs_are_ready_for_a_question() -> None:
    found = read(f"{HEAD},プロセス", "販売管理,1,,,2400000,P-01・P-04", "研修,6,,,300000,")

    made = estimate({"track": "normal", "applicant": {"size": "medium"}, "costs": list(found.costs)})

    assert made.amount_yen == 1_350_000


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=5, max_size=5), max_size=5))
def test_whatever_the_cells_hold_each_line_is_a_cost_or_a_problem_or_left_out(rows: list[list[str]]) -> None:
    lines = [
        "\t".join(cell.replace("\t", " ").replace("\n", " ").replace("\r", " ") for cell in row)
        for row in rows
    ]

    found = read_quote("\n".join([HEAD.replace(",", "\t"), *lines]).encode("utf-8", "ignore"), "q.csv")

    assert all(cost["amount_yen"] >= 0 and cost["category"] in CATEGORIES for cost in found.costs)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    found = read_quote(data, "q.csv")

    assert found.costs or found.problems
