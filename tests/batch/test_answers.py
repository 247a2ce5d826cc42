"""A batch answers every row as the estimate answers the same facts."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from hojokin.batch import running
from hojokin.rules.editions import TRACKS
from tests.batch import facts


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_batch_grants_and_refuses_as_the_estimate_does(track: str, ending: str, tmp_path: Path) -> None:
    estimates = facts.answered(track, 60 if track == "consortium" else 250, seed=1)
    source = tmp_path / f"in.{ending}"
    frame = pl.DataFrame([facts.row_of(each) for each in estimates], infer_schema_length=None)
    frame.write_parquet(source) if ending == "parquet" else frame.write_csv(source)

    report = running.run(source, tmp_path / "out.csv", track=track)

    answers = pl.read_csv(tmp_path / "out.csv").with_columns(pl.col("refusals").cast(pl.String).fill_null(""))
    assert report.bad_rows == 0
    assert answers["amount_yen"].to_list() == [facts.amount_of(each) for each in estimates]
    assert answers["refusals"].to_list() == [facts.refusals_of(each) for each in estimates]
    assert report.amount == sum(facts.amount_of(each) for each in estimates)


@pytest.mark.parametrize("track", TRACKS)
def test_the_compiled_loop_answers_as_the_blocks_do(
    track: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    estimates = facts.answered(track, 30 if track == "consortium" else 100, seed=2)
    pl.DataFrame([facts.row_of(each) for each in estimates], infer_schema_length=None).write_parquet(
        tmp_path / "in.parquet"
    )
    running.run(tmp_path / "in.parquet", tmp_path / "blocks.parquet", track=track)

    monkeypatch.setattr(running, "COMPILE_FROM", 0)
    running.run(tmp_path / "in.parquet", tmp_path / "compiled.parquet", track=track)

    compiled = pl.read_parquet(tmp_path / "compiled.parquet")
    assert compiled.equals(pl.read_parquet(tmp_path / "blocks.parquet"))


def test_size_columns_stand_for_the_rulebooks_own(tmp_path: Path) -> None:
    estimates = facts.answered("invoice", 400, seed=3)
    names = ("size", "legal_form", "industry_code", "capital_yen", "regular_employees")
    rows = []
    for each in estimates:
        applicant = each.question.applicant
        own = {name: value for name, value in facts.row_of(each).items() if name not in SIZE_FACTS}
        rows.append(own | {name: getattr(applicant, name) for name in names})
    pl.DataFrame(rows, infer_schema_length=None).write_csv(tmp_path / "in.csv")

    report = running.run(tmp_path / "in.csv", tmp_path / "out.csv", track="invoice")

    answers = pl.read_csv(tmp_path / "out.csv")
    assert report.bad_rows == 0
    assert answers["amount_yen"].to_list() == [
        0 if any(found.rule == "legal_form_may_apply" for found in each.refusals) else facts.amount_of(each)
        for each in estimates
    ]


SIZE_FACTS = {
    "stated_size", "capital", "regular_employees", "capital_line", "employee_line", "micro_line",
    "judged_by_capital_too", "may_be_micro",
}  # fmt: skip
