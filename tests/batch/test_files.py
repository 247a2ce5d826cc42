"""Files as people hand them in: encodings, broken lines, bad cells, wrong headers, and runs that are cut short."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from hojokin.batch import BatchError, asked_of, columns_of, reading, run, write_template

HEADER = "name,software_cost,process_kinds,core_process_kinds,size"
GOOD = "山田商店,2400000,2,2,medium"
GRANT = 1_200_000


def written(path: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(f"{line}\n" for line in (header, *rows)).encode(encoding))
    return path


def answers(path: Path) -> list[dict[str, object]]:
    return (
        pl.read_csv(path, empty_string_is_null=True)
        .with_columns(pl.col("refusals").replace("", None))
        .to_dicts()
    )


def told(path: Path) -> list[tuple[str, str, str, str]]:
    with Path(f"{path}.problems.csv").open(encoding="utf-8-sig") as file:
        return [
            (each["row"], each["line"], each["column"], each["reason_en"]) for each in csv.DictReader(file)
        ]


def refused(source: Path, target: Path, track: str = "normal") -> list[str]:
    with pytest.raises(BatchError) as caught:
        run(source, target, track=track)
    return [problem.en for problem in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_offices_use_is_read(encoding: str, tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", GOOD, GOOD.replace("山田", "髙橋"), encoding=encoding)

    report = run(source, tmp_path / "out.csv", track="normal")

    assert (report.rows, report.bad_rows, report.amount) == (2, 0, 2 * GRANT)
    assert [each["name"] for each in answers(tmp_path / "out.csv")] == ["山田商店", "髙橋商店"]


def test_kana_that_come_late_in_a_file_still_tell_the_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ["abc,2400000,2,2,medium"] * 200 + [GOOD]
    source = written(tmp_path / "in.csv", *rows, encoding="cp932")
    monkeypatch.setattr("hojokin.batch.encodings.BLOCK", 512)

    run(source, tmp_path / "out.csv", track="normal")

    assert answers(tmp_path / "out.csv")[-1]["name"] == "山田商店"


def test_a_day_is_written_as_a_date(tmp_path: Path) -> None:
    header = f"{HEADER},waiting_ends_on,latest_application"
    days = ("2026-10-29,2026-10-30", "2026-10-30,2026-10-30", ",", "739919,2026-10-30", "2026-02-30,")
    source = written(tmp_path / "in.csv", *(f"{GOOD},{each}" for each in days), header=header)

    report = run(source, tmp_path / "out.csv", track="normal")

    assert [each["refusals"] for each in answers(tmp_path / "out.csv")][:3] == [
        None,
        "waiting_time_is_over",
        None,
    ]
    label = "Last day of the wait after an earlier grant"
    assert report.bad_rows == 2
    assert told(tmp_path / "out.csv") == [
        (row, line, "waiting_ends_on", f"{label}: write a date like 2026-08-25.")
        for row, line in (("4", "5"), ("5", "6"))
    ]


@pytest.mark.parametrize("block", [1, 7, 64, 1000])
def test_the_size_of_the_blocks_changes_nothing(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [GOOD, "ragged", GOOD, '"open,1,1,1,small', GOOD] * 5
    source = written(tmp_path / "in.csv", *rows, encoding="cp932")
    run(source, tmp_path / "whole.csv", track="normal")

    monkeypatch.setattr("hojokin.batch.encodings.BLOCK", block)
    run(source, tmp_path / "blocks.csv", track="normal")

    assert (tmp_path / "blocks.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert told(tmp_path / "blocks.csv") == told(tmp_path / "whole.csv")


def test_rows_in_are_rows_out_in_order_and_bad_ones_are_told(tmp_path: Path) -> None:
    source = written(
        tmp_path / "in.csv",
        GOOD,
        "too few,1,2",
        "not a number,24万,2,2,medium",
        "unclosed,\"2400000,2,2,medium",
        "out of bounds,-1,8,2,medium",
        "no size,2400000,2,2,",
        GOOD,
    )  # fmt: skip

    report = run(source, tmp_path / "out.csv", track="normal")

    out = answers(tmp_path / "out.csv")
    assert [each["row"] for each in out] == [1, 2, 3, 4, 5, 6, 7]
    assert [each["amount_yen"] for each in out] == [GRANT, None, None, None, None, None, GRANT]
    assert [each["refusals"] for each in out] == [None, *["unreadable"] * 5, None]
    assert (report.rows, report.bad_rows, report.eligible) == (7, 5, 2)
    assert [(row, line, column) for row, line, column, _ in told(tmp_path / "out.csv")] == [
        ("2", "3", ""),
        ("4", "5", ""),
        ("6", "7", "legal_form"),
        ("6", "7", "industry_code"),
        ("6", "7", "regular_employees"),
        ("3", "4", "software_cost"),
        ("5", "6", "software_cost"),
        ("5", "6", "process_kinds"),
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("24万", "Software: write a whole number without separators, not a decimal or a text."),
        ("2400000.5", "Software: write a whole number without separators, not a decimal or a text."),
        ('"2,400,000"', "Software: write 2400000."),
        ("２４０００００円", "Software: write 2400000."),
        ("¥2400000", "Software: write 2400000."),
        ("1000000000000", "Software: 1,000,000,000,000 is not between 0 and 999,999,999,999."),
        ("1" + "0" * 18, "Software: 1,000,000,000,000,000,000 is not between 0 and 999,999,999,999."),
    ],
)
def test_a_bad_amount_is_told_with_what_to_write(cell: str, reason: str, tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", f"x,{cell},2,2,medium")

    run(source, tmp_path / "out.csv", track="normal")

    assert told(tmp_path / "out.csv") == [("1", "2", "software_cost", reason)]


def test_floats_that_are_whole_numbers_are_read_and_others_are_bad(tmp_path: Path) -> None:
    frame = pl.DataFrame({"software_cost": [2_400_000.0, 2_400_000.5, None], "size": ["medium"] * 3})
    frame.with_columns(process_kinds=2, core_process_kinds=2).write_parquet(tmp_path / "in.parquet")

    run(tmp_path / "in.parquet", tmp_path / "out.csv", track="normal")

    assert [each["amount_yen"] for each in answers(tmp_path / "out.csv")] == [GRANT, None, 0]


def test_every_problem_of_a_header_is_told_at_once(tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", header="sofware_cost,size,size,,eligible")

    assert refused(source, tmp_path / "out.csv") == [
        "There are two columns 'size'.",
        "Column 4 has no name.",
        "Column 'eligible' has the name of an answer. Rename it.",
        "Column 'process_kinds' (Kinds of processes) is missing.",
        "Column 'core_process_kinds' (Of these, kinds among P-01 to P-06) is missing.",
        "Column 'sofware_cost': did you mean 'software_cost'? If not, give it a name less like it.",
    ]


def test_a_file_that_says_nothing_of_the_size_does_not_start(tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", header="software_cost,process_kinds,core_process_kinds")

    assert refused(source, tmp_path / "out.csv") == [
        (
            "Nothing tells the size. Add a column 'size' (small, medium or large), or 'legal_form', "
            "'industry_code', 'regular_employees' and 'capital_yen'."
        )
    ]


def test_an_unknown_code_is_a_bad_cell(tmp_path: Path) -> None:
    header = "software_cost,process_kinds,core_process_kinds,legal_form,industry_code,regular_employees"
    source = written(tmp_path / "in.csv", "2400000,2,2,KK,39,10", "2400000,2,2,XX,39,10", header=header)

    report = run(source, tmp_path / "out.csv", track="normal")

    assert (report.rows, report.bad_rows, report.eligible) == (2, 1, 1)
    assert [each[2] for each in told(tmp_path / "out.csv")] == ["legal_form"]


def test_a_column_of_another_topic_brings_its_conditions(tmp_path: Path) -> None:
    header = f"{HEADER},total_shares,largest_large_holder_shares"
    source = written(tmp_path / "in.csv", f"{GOOD},100,49", f"{GOOD},100,50", header=header)

    run(source, tmp_path / "out.csv", track="normal")

    assert [each["refusals"] for each in answers(tmp_path / "out.csv")] == [None, "not_held_by_one_large"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_run_cut_short_leaves_no_file(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hojokin.batch.encodings.BLOCK", 256)
    source = written(tmp_path / "in.csv", *["x,1,2,2"] * 100)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(BaseException):  # noqa: B017, PT011 - Polars may wrap what stopped it
        run(source, tmp_path / f"out.{ending}", track="normal", progress=stop)

    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


def test_a_second_run_without_problems_removes_the_list_of_the_first(tmp_path: Path) -> None:
    run(written(tmp_path / "in.csv", "x,1,2"), tmp_path / "out.csv", track="normal")
    assert Path(tmp_path / "out.csv.problems.csv").exists()

    report = run(written(tmp_path / "in.csv", GOOD), tmp_path / "out.csv", track="normal")

    assert report.problems is None
    assert not Path(tmp_path / "out.csv.problems.csv").exists()


def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_told_as_text(tmp_path: Path) -> None:
    run(written(tmp_path / "in.csv", "x,=1+1,2,2,medium"), tmp_path / "out.csv", track="normal")

    with Path(tmp_path / "out.csv.problems.csv").open(encoding="utf-8-sig") as file:
        assert [each["value"] for each in csv.DictReader(file)] == ["'=1+1"]


def test_a_line_beyond_all_bounds_is_told_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LINE_BOUND", 1000)
    monkeypatch.setattr("hojokin.batch.encodings.BLOCK", 500)
    source = written(tmp_path / "in.csv", GOOD, "x" * 5000, GOOD)

    report = run(source, tmp_path / "out.csv", track="normal")

    assert (report.rows, report.bad_rows, report.amount) == (3, 1, 2 * GRANT)


def test_blank_lines_at_the_end_are_no_rows(tmp_path: Path) -> None:
    assert run(written(tmp_path / "in.csv", GOOD, "", ""), tmp_path / "out.csv", track="normal").rows == 1


@pytest.mark.parametrize("name", ["out.txt", "in.csv", "missing/out.csv"])
def test_an_output_that_cannot_be_is_refused_at_once(name: str, tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", GOOD)

    assert len(refused(source, tmp_path / name)) == 1


@pytest.mark.parametrize(
    ("name", "content"), [("in.parquet", b"no parquet"), ("in.csv", b""), ("in.xls", b"")]
)
def test_an_input_that_cannot_be_read_is_refused_at_once(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    assert len(refused(tmp_path / name, tmp_path / "out.csv")) == 1


@pytest.mark.parametrize("track", ["normal", "invoice", "electronic_transaction", "security", "consortium"])
def test_the_template_of_a_track_can_be_answered(track: str, tmp_path: Path) -> None:
    write_template(asked_of(track), tmp_path / "in.csv")

    report = run(tmp_path / "in.csv", tmp_path / "out.csv", track=track)

    assert (report.rows, report.bad_rows) == (1, 0)


def test_columns_say_what_may_stand_in_them() -> None:
    columns = {each.name: each for each in columns_of(asked_of("normal"))}

    assert columns["process_kinds"].required
    assert columns["process_kinds"].values.en == "0 to 7"
    assert columns["software_cost"].default == "0"
    assert columns["size"].values.en == "small / medium / large"
