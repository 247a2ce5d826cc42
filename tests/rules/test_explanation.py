"""The text of an estimate: the figures of the answer, each finding once, in two languages."""

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


@pytest.mark.parametrize("facts", [[], "x", None, 5])
def test_flat_facts_are_an_object(facts: object) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        ask_book("repayment", "fy2026", facts)

    assert [each.code for each in raised.value.problems] == ["value"]
