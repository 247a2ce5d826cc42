"""``hojokin batch``: exit codes, the closing line, the list of columns and the template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hojokin.cli import app

HEADER = "name,software_cost,process_kinds,core_process_kinds,size\n"


def invoked(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(f"{HEADER}a,2400000,2,2,medium\nb,x,2,2,medium\n", encoding="utf-8")
    return path


def test_a_run_with_bad_rows_is_done_and_says_how_many(source: Path, tmp_path: Path) -> None:
    result = invoked(source, tmp_path / "out.csv", "--lang", "en")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2 rows: 1 eligible, 1,200,000 yen in all.",
        f"1 rows could not be read; line and reason: {tmp_path / 'out.csv.problems.csv'}",
    ]


def test_programs_get_the_report_as_json(source: Path, tmp_path: Path) -> None:
    told = json.loads(invoked(source, tmp_path / "out.parquet", "--json").stdout)

    assert (told["rows"], told["bad_rows"], told["eligible"], told["amount_yen"]) == (2, 1, 1, 1_200_000)


def test_a_quiet_run_says_nothing(source: Path, tmp_path: Path) -> None:
    assert invoked(source, tmp_path / "out.csv", "--quiet").output == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("in.csv",),
        ("absent.csv", "out.csv"),
        ("in.csv", "out.csv", "--track", "unknown"),
        ("in.csv", "out.csv", "--edition", "fy1999"),
        ("in.csv", "in.csv"),
    ],
)
def test_what_cannot_start_leaves_with_two_and_no_traceback(
    arguments: tuple[str, ...], source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = invoked(*arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


def test_the_columns_are_listed_with_what_may_stand_in_them() -> None:
    listed = {each["name"]: each for each in json.loads(invoked("--columns", "--json").stdout)}

    assert listed["process_kinds"]["required"] is True
    assert listed["software_cost"]["document_en"] == "Quotation"


def test_the_template_can_be_answered_at_once(tmp_path: Path) -> None:
    assert invoked("--template", tmp_path / "t.csv", "--track", "security").exit_code == 0

    assert invoked(tmp_path / "t.csv", tmp_path / "out.csv", "--track", "security").exit_code == 0
