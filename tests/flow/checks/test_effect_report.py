"""Effect report: figures asked back, the year covered, and the proofs of wages."""

from __future__ import annotations

from datetime import date

import pytest

from hojokin.flow import checking
from hojokin.flow.checks.effect_report import CHECKS
from hojokin.flow.form import Row, Value, Values
from hojokin.flow.grants import EFFECT_REPORT
from hojokin.flow.kinds import Circumstances
from tests.flow.after_grant_samples import files

FIGURES: dict[str, int] = {
    "operating_profit": 5_000_000,
    "personnel_cost": 30_000_000,
    "depreciation": 1_200_000,
    "employees": 8,
    "total_hours": 15_000,
    "total_pay": 25_000_000,
    "paid_people": 7,
    "lowest_wage": 1_200,
}
EARLIER: Row = {**FIGURES, "total_pay": 24_000_000, "personnel_cost": 29_000_000, "lowest_wage": 1_150}
GRANT: Values = {
    "covers_from": "2027-04-01",
    "covers_to": "2028-03-31",
    "judged_month": "2028-04-01",
    "wage_plan": True,
    "earlier": [EARLIER],
}
REPORT: Values = {
    "plan_year": "1",
    "in_use": True,
    "covers_from": "2027-04-01",
    "covers_to": "2028-03-31",
    "lowest_wage_month": "2028-04-01",
    **FIGURES,
}
PAPERS = files("use_proofs", "statements", "wage_ledger")


def found(values: Values, *papers: str) -> list[tuple[str, str]]:
    about = Circumstances(date(2028, 5, 10), "fy2026", "normal", None, GRANT)
    attached = files(*papers) if papers else PAPERS
    return [(each.field, each.severity.value) for check in CHECKS for each in check(values, attached, about)]


def test_a_faultless_report_passes_the_form_and_every_check() -> None:
    form = EFFECT_REPORT.form("fy2026", "normal")

    assert checking.problems_of(form, REPORT, PAPERS, {}) == ()
    assert found(REPORT) == []


def test_the_report_before_the_plan_asks_only_for_the_use() -> None:
    form = EFFECT_REPORT.form("fy2026", "normal")
    before: Values = {"plan_year": "0", "in_use": True}

    assert checking.problems_of(form, before, files("use_proofs"), {}) == ()
    assert found(before, "use_proofs") == []


@pytest.mark.parametrize("track", ["invoice", "electronic_transaction"])
def test_tracks_without_a_productivity_target_report_wages_only(track: str) -> None:
    names = {each.name for each in EFFECT_REPORT.form("fy2026", track).fields()}

    assert "total_pay" in names
    assert names.isdisjoint({"operating_profit", "depreciation", "statements", "security_state"})


def test_a_figure_in_thousands_stops_the_report_until_it_is_explained() -> None:
    slipped = {**REPORT, "personnel_cost": 30_000}

    assert found(slipped) == [("personnel_cost", "error")]
    assert found({**slipped, "figures_note": "従業員が全員退職しました。"}) == [("personnel_cost", "caution")]


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"covers_to": "2028-03-30"}, [("covers_to", "error")]),
        ({"covers_from": "2027-04-02"}, [("covers_from", "error")]),
        ({"lowest_wage_month": "2028-03-01"}, [("lowest_wage_month", "error")]),
        ({"lowest_wage_month": "2028-04-30"}, []),
        ({"in_use": False}, [("in_use", "caution")]),
    ],
)
def test_each_answer_is_judged(changed: dict[str, Value], problems: list[tuple[str, str]]) -> None:
    assert found({**REPORT, **changed}) == problems


def test_the_wage_ledger_is_needed_where_a_wage_duty_binds() -> None:
    assert found(REPORT, "use_proofs", "statements") == [("wage_ledger", "error")]
