"""The text of an estimate: the figures of the answer, each finding once, in two languages."""

from collections.abc import Mapping

import pytest

from hojokin.rules import estimate
from hojokin.rules.assessment import State, assessment_text, conditions
from hojokin.rules.engine.exact import Limit, Rate
from hojokin.rules.explanation import said, summary
from hojokin.rules.flat_facts import ask_book, flat_text
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.schema import EXAMPLES

LITTLE = {
    "track": "normal",
    "applicant": {"size": "medium"},
    "costs": [{"category": "software", "amount_yen": 99_999, "processes": ["P-01"]}],
}


def test_the_head_says_what_the_answer_says() -> None:
    lines = summary(estimate(EXAMPLES[1])).splitlines()

    assert lines[1:4] == [
        "  補助額　　　       839,999円",
        "  補助対象経費     1,180,000円",
        "  自己負担　　       340,001円（見積り総額 1,180,000円）",
    ]


def test_tiers_are_told_from_the_lowest_on() -> None:
    lines = summary(estimate(EXAMPLES[1]), "en").splitlines()

    assert "  - IT tools: 1,000,000 yen at 4/5 then 2/3 -> 749,999 yen (cap 3,500,000 yen)" in lines


def test_what_is_not_eligible_says_so_and_why() -> None:
    lines = summary(estimate(LITTLE)).splitlines()

    assert lines[1] == "  補助額　　　             0円　補助の対象になりません"
    assert lines[lines.index("対象とならない理由") + 1].startswith(
        "  - 補助額49,999円は下限50,000円に1円足りません"
    )


def test_the_amount_of_the_last_line_is_the_amount() -> None:
    made = estimate(EXAMPLES[0])

    amount_lines = [line for line in summary(made, with_steps=True).splitlines() if "補助金の額 = " in line]

    assert [line.split(" = ")[1].split("円")[0] for line in amount_lines] == ["1,350,000"]


def test_unchecked_conditions_are_counted_in_short_and_listed_in_full() -> None:
    made = estimate(EXAMPLES[0])

    short, full = summary(made, "en"), summary(made, "en", with_steps=True)

    assert f"{len(made.unchecked)} conditions are not yet checked" in short
    assert all(each.message.en in full for each in made.unchecked)


def test_each_condition_stands_in_one_state_and_the_counts_add_up() -> None:
    made = estimate(LITTLE)
    found = conditions(made)

    lines = [
        line for line in assessment_text(made).splitlines() if line[2:3] in "○×？" and line.startswith("  ")
    ]

    assert len(lines) == len(found)
    assert [each.rule.name for each in found if each.state is State.NOT_MET] == [
        each.rule for each in made.refusals
    ]


@pytest.mark.parametrize(
    ("value", "unit", "ja", "en"),
    [
        (True, "flag", "はい", "yes"),
        (1_200_000, "yen", "1,200,000円", "1,200,000 yen"),
        (12, "months", "12か月", "12 months"),
        (350, "basis_points", "3.5％", "3.5 %"),
        (-150, "basis_points", "-1.5％", "-1.5 %"),
        (-5, "basis_points", "-0.05％", "-0.05 %"),
        (0, "basis_points", "0％", "0 %"),
        (7, "count", "7", "7"),
        (Rate(2, 3), "rate", "2/3", "2/3"),
        (Limit(at_least=1, below=4), "", "1以上4未満", "at least 1, below 4"),
        ("small", "choice", "small", "small"),
    ],
)
def test_a_value_is_said_with_its_unit(value: object, unit: str, ja: str, en: str) -> None:
    assert (said(value, unit, "ja"), said(value, unit, "en")) == (ja, en)


def test_a_repayment_is_explained_from_flat_facts() -> None:
    made = ask_book(
        "repayment", "fy2026", {"granted_amount": 4_500_000, "minimum_wage_duty": True, "failing_year": 3}
    )

    assert made.as_dict()["values"]["minimum_wage_return"] == 1_500_000
    assert flat_text(made).startswith("返還（デジタル化・AI導入補助金2026）")


WAITING = {
    **LITTLE,
    "applicant": {
        "size": "medium",
        "past_grants": [{"year": 2025, "track": "normal", "decided_on": "2025-12-11"}],
    },
}


def used_in_text(question: Mapping[str, object], label: str, language: str = "ja") -> str:
    """What the line of a label says it used."""
    lines = summary(estimate(question), language, with_steps=True).splitlines()
    (place,) = [number for number, line in enumerate(lines) if f". {label} = " in line]
    return lines[place + 1].strip().removeprefix("← ")


def used_in_json(question: Mapping[str, object], rule: str) -> object:
    (step,) = [each for each in estimate(question).as_dict()["steps"] if each["rule"] == rule]
    return step["used"]


def test_days_are_explained_as_dates() -> None:
    assert used_in_text(WAITING, "待機が受付の終わりまでに明ける") == (
        "過去の交付決定による待機の最終日 2026-12-11, "
        "申請できる最後の日（申請日が決まっていればその日） 2026-10-30"
    )
    assert used_in_json(WAITING, "wait_ends_in_time") == {
        "waiting_ends_on": "2026-12-11",
        "latest_application": "2026-10-30",
    }


def test_what_nobody_stated_is_explained_as_not_stated() -> None:
    nothing_earlier = {**LITTLE, "applicant": {"size": "medium", "past_grants": []}}

    assert used_in_text(LITTLE, "申請額") == "交付できる最大額 49,999円, 申請する補助額 記載なし"
    assert used_in_text(LITTLE, "Amount applied for", "en").endswith("Subsidy asked for not stated")
    assert used_in_json(nothing_earlier, "wait_ends_in_time") == {
        "waiting_ends_on": None,
        "latest_application": None,
    }


def test_a_stated_nought_stays_a_nought() -> None:
    alone = {"legal_form": "SOLE", "industry_code": "58", "regular_employees": 0}

    assert used_in_json({**LITTLE, "applicant": alone}, "employees_within_line") == {
        "regular_employees": 0,
        "employee_line": 50,
    }
    assert used_in_json({**LITTLE, "applicant": alone}, "capital_within_line") == {
        "capital": None,
        "capital_line": 50_000_000,
        "judged_by_capital_too": False,
    }


def test_the_lines_of_a_size_that_was_stated_are_not_explained() -> None:
    names = {line.name for line in estimate(LITTLE).lines}

    assert names & {"sme_by_lines", "small_by_lines", "medium_by_lines"} == set()


def test_a_choice_is_explained_by_its_name() -> None:
    assert used_in_text(LITTLE, "小規模事業者である").split(", ")[0] == (
        "申告した規模 中小企業等（小規模事業者を除く）"
    )
    assert used_in_json(LITTLE, "is_sme") == {"stated_size": "medium", "sme_by_lines": True}


def test_doubtful_lines_are_counted_and_not_listed_by_their_labels() -> None:
    made = estimate(EXAMPLES[0])
    (told,) = [each for each in made.cautions if each.rule == "earlier_edition_facts"]

    marked = [
        line
        for line in made.lines
        if line.step.rule.standing == "earlier_edition"
        and line.name in made.book.needed_by(["grant_amount", "wage_growth_target"])
    ]

    assert told.message.ja == (
        f"計算のうち{len(marked)}行は、今年度の資料で確認できていない前年度の資料によります"
        "（計算の内訳の行ごとに示します: hojokin explain、JSONでは steps）。"
    )


def test_a_flat_day_is_given_and_explained_as_a_date() -> None:
    facts = {
        "return_kind": "overpayment",
        "returned_amount": 1_000_000,
        "received_on": "2027-02-01",
        "paid_on": "2027-06-11",
        "deadline_on": "2027-06-01",
    }
    made = ask_book("interest", "fy2026", facts)
    (held,) = [each for each in made.as_dict()["steps"] if each["rule"] == "days_held"]

    assert held["used"] == {"received_on": "2027-02-01", "paid_on": "2027-06-11"}
    assert "← 補助金を受領した日 2027-02-01, 納付した日 2027-06-11" in flat_text(made)
    assert "← 返還の事由 確定額を超えた支払い" in flat_text(made)


@pytest.mark.parametrize("written", ["2027-02-30", "2027/02/01", "yesterday"])
def test_a_flat_day_that_is_none_is_refused_with_what_to_write(written: str) -> None:
    facts = {
        "return_kind": "overpayment",
        "returned_amount": 1,
        "received_on": written,
        "paid_on": "2027-06-11",
    }

    with pytest.raises(InvalidQuestion) as raised:
        ask_book("interest", "fy2026", facts)

    assert [each.message.en for each in raised.value.problems] == [
        "Day of receipt: write a date like 2026-08-25."
    ]


@pytest.mark.parametrize("facts", [[], "x", None, 5])
def test_flat_facts_are_an_object(facts: object) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        ask_book("repayment", "fy2026", facts)

    assert [each.code for each in raised.value.problems] == ["value"]
