"""A file of tools: read whatever wrote it, all problems at once, taken over once and completely."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from hojokin.office.actions import import_tools as importing
from hojokin.office.actions.import_tools import import_tools, plan_import
from hojokin.office.actions.register_tool import deregister_tool
from hojokin.office.catalogue.synthetic import tools, vendors
from hojokin.office.catalogue.table import HEADINGS, Column, write_table
from hojokin.office.records.models import Tool, Vendor
from hojokin.office.records.models.revision import current_revision

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, tzinfo=UTC)


def text(count: int = 30) -> str:
    sellers = {each.public_id: each for each in vendors(count, 5)}
    file = io.StringIO()
    write_table(file, ((each.tool, sellers[each.tool.vendor]) for each in tools(count, 5)))
    return file.getvalue()


def changed(column: Column, value: str, rows: int = 1) -> bytes:
    """The file with one cell of the first row of data changed."""
    lines = list(csv.reader(io.StringIO(text(rows))))
    lines[1][list(Column).index(column)] = value
    file = io.StringIO()
    csv.writer(file).writerows(lines)
    return file.getvalue().encode("utf-8", "surrogatepass")


def written() -> list[tuple[str, str]]:
    return list(Tool.objects.order_by("number").values_list("number", "outline"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_file_is_read_in_every_encoding_that_offices_use(encoding: str) -> None:
    plan = plan_import(text().encode(encoding), "tools.csv")

    report = import_tools(plan)

    assert (plan.problem_count, report.written) == (0, 30)
    assert written() == [(each.tool.number, each.tool.outline) for each in tools(30, 5)]


def workbook(path: Path) -> bytes:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for line, cells in enumerate(csv.reader(io.StringIO(text()))):
            for place, cell in enumerate(cells):
                if cell.isdecimal() and list(Column)[place] in (
                    Column.PRICE_STANDARD,
                    Column.PRICE_MIN,
                    Column.CUSTOMERS,
                ):
                    sheet.write_number(line, place, int(cell))
                else:
                    sheet.write_string(line, place, cell)
    return path.read_bytes()


def test_a_workbook_is_read_like_the_csv_file(tmp_path: Path) -> None:
    report = import_tools(plan_import(workbook(tmp_path / "tools.xlsx"), "tools.xlsx"))

    assert report.written == 30
    assert written() == [(each.tool.number, each.tool.outline) for each in tools(30, 5)]


def test_japanese_headings_and_words_are_understood() -> None:
    heading = ",".join(HEADINGS[each] for each in Column)
    row = 'ＤＬ06－0000001,V1,販売元,東京都,台帳,,製造元,ソフトウェア,概要,,生成AI,下書きを作ります,はい,○,,,通常枠,P-01 P-04,会計、決済,小売 卸売,"10,000",１２０００円,,2026/4/1,2026年4月2日'

    plan = plan_import(f"{heading}\n{row}\n".encode(), "tools.csv")

    tool = plan.rows[0].tool
    assert plan.problem_count == 0
    assert (tool.number, tool.price_min, tool.price_standard) == ("DL06-0000001", 10_000, 12_000)
    assert (tool.ai_kind, tool.functions, tool.industries) == (
        "generative",
        ("accounting", "payment"),
        ("卸", "小"),
    )
    assert str(tool.registered_on) == "2026-04-02"


def test_the_same_file_twice_changes_nothing() -> None:
    data = text().encode()
    import_tools(plan_import(data, "tools.csv"))
    revision = current_revision()

    report = import_tools(plan_import(data, "again.csv"))

    assert (report.written, report.resumed_at, current_revision()) == (0, 30, revision)


def test_the_same_rows_in_another_file_change_nothing_either() -> None:
    import_tools(plan_import(text().encode(), "tools.csv"))
    revision = current_revision()

    report = import_tools(plan_import(text().encode("utf-16"), "tools.csv"))

    assert (report.written, current_revision()) == (0, revision)


def test_an_interrupted_run_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 10)
    plan = plan_import(text().encode(), "tools.csv")

    with pytest.raises(KeyboardInterrupt):
        import_tools(plan, stopping_at(20))
    after = Tool.objects.count()
    report = import_tools(plan)

    assert (after, report.resumed_at, report.written, Tool.objects.count()) == (20, 20, 10, 30)


def stopping_at(row: int) -> Callable[[int, int], None]:
    def step(done: int, _all: int) -> None:
        if done == row:
            raise KeyboardInterrupt

    return step


def test_planning_writes_nothing() -> None:
    plan_import(text().encode(), "tools.csv")

    assert (Tool.objects.count(), Vendor.objects.count(), current_revision()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Column.NUMBER, "DL6-1"),
        (Column.NUMBER, ""),
        (Column.NAME, ""),
        (Column.NAME, "あ" * 201),
        (Column.NAME, '=HYPERLINK("http://example.jp")'),
        (Column.NAME, "nul\0"),
        (Column.OUTLINE, "字" * 1_001),
        (Column.OUTLINE, "half \ud83d pair"),
        (Column.CATEGORY, "11"),
        (Column.PRICE_STANDARD, "12.5"),
        (Column.PRICE_STANDARD, "-1"),
        (Column.PRICE_STANDARD, "9" * 5_000),
        (Column.PRICE_MIN, "99999999"),
        (Column.TRACKS, "normal gold"),
        (Column.PROCESSES, "P-99"),
        (Column.AI_KIND, "maybe"),
        (Column.CLOUD, "perhaps"),
        (Column.REGISTERED_ON, "2026-02-30"),
        (Column.URL, "javascript:alert(1)"),
        (Column.URL, "https://["),
        (Column.PREFECTURE, "48"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_with_its_line_and_column(column: Column, value: str) -> None:
    plan = plan_import(changed(column, value), "tools.csv")

    assert {(each.line, each.column) for each in plan.problems} == {(2, HEADINGS[column])}
    assert all(each.reason.ja and each.reason.en for each in plan.problems)


@pytest.mark.parametrize("name", ["会計😀", "髙﨑の台帳", "𠮷野台帳", "@台帳"])
def test_names_of_any_characters_are_kept(name: str) -> None:
    import_tools(plan_import(changed(Column.NAME, name), "tools.csv"))

    assert Tool.objects.get().name == name


def test_all_problems_are_told_at_once_and_nothing_is_written() -> None:
    data = text(3).replace("DL06-", "DX-").encode()

    plan = plan_import(data, "tools.csv")

    assert [each.line for each in plan.problems] == [2, 3, 4]
    with pytest.raises(ValueError, match="problems"):
        import_tools(plan)
    assert Tool.objects.count() == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0",
        b"PK\x03\x04 no workbook",
        b"\xd0\xcf\x11\xe0 old",
        b"a,b\n1,2\n",
        bytes(range(256)) * 10,
        b'number,"x\n' + b"y" * 200_000,
    ],
)
def test_what_is_no_table_of_tools_is_refused_in_words(data: bytes) -> None:
    plan = plan_import(data, "tools.csv")

    assert plan.problem_count > 0
    assert all(each.reason.ja for each in plan.problems)


def test_missing_columns_are_named() -> None:
    plan = plan_import(b"number,name,colour\nDL06-0000001,a,red\n", "tools.csv")

    assert [each.column for each in plan.problems] == [
        "colour", "vendor_id", "maker", "category", "price_standard", "registered_on",
    ]  # fmt: skip


def test_a_number_that_stands_twice_is_a_problem() -> None:
    lines = text(1).splitlines()

    plan = plan_import("\n".join([*lines, lines[1]]).encode(), "tools.csv")

    assert [(each.line, each.column) for each in plan.problems] == [(3, "登録番号")]


def test_a_tool_that_was_struck_off_is_not_brought_back() -> None:
    import_tools(plan_import(text(3).encode(), "tools.csv"))
    deregister_tool("DL06-0000002", at=AT)

    plan = plan_import(text(3).encode("utf-16"), "tools.csv")

    assert [each.line for each in plan.problems] == [3]


def test_an_unknown_vendor_without_a_name_is_a_problem() -> None:
    plan = plan_import(changed(Column.VENDOR_NAME, ""), "tools.csv")

    assert [(each.line, each.column) for each in plan.problems] == [(2, "支援事業者番号")]


def test_a_thousand_problems_are_listed_and_all_are_counted() -> None:
    plan = plan_import(text(1_100).replace("DL06-", "DX-").encode(), "tools.csv")

    assert (len(plan.problems), plan.problem_count) == (1_000, 1_100)
