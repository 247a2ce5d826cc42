"""Size derived from a question: every class of 交付規程 別紙1, below, at and above each of its lines."""

from __future__ import annotations

from typing import Any

import pytest

from hojokin.rules.estimate import estimate
from hojokin.rules.problems import InvalidQuestion

LARGE_CAPITAL = 10**12
SOFTWARE = {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]}
# An industry of each class 1 to 8, with the capital and the staff line of the class.
CLASSES = [
    ("06", 300_000_000, 300),
    ("09", 300_000_000, 300),
    ("44", 300_000_000, 300),
    ("50", 100_000_000, 100),
    ("72", 50_000_000, 100),
    ("58", 50_000_000, 50),
    ("76", 50_000_000, 50),
    ("19", 300_000_000, 900),
    ("1911", 300_000_000, 300),
    ("1919", 300_000_000, 300),
    ("1931", 300_000_000, 300),
    ("391", 300_000_000, 300),
    ("3911", 300_000_000, 300),
    ("3921", 300_000_000, 300),
    ("392", 50_000_000, 100),
    ("39", 50_000_000, 100),
    ("751", 50_000_000, 200),
    ("75", 50_000_000, 100),
    ("68", 300_000_000, 300),
    ("01", 300_000_000, 300),
]
BY_MAIN_INDUSTRY = ["KIGYO_KUMIAI", "NOKYO", "IPPAN_SHADAN", "KOEKI_ZAIDAN", "NPO"]
MICRO = [("58", 5), ("50", 5), ("72", 5), ("751", 20), ("80", 20), ("06", 20), ("09", 20), ("68", 20)]


def size_of(**applicant: Any) -> str:
    """The size that the normal track derives."""
    return estimate({"track": "normal", "applicant": applicant, "costs": [SOFTWARE]}).size


def places_missing(**applicant: Any) -> list[str]:
    with pytest.raises(InvalidQuestion) as refused:
        size_of(**applicant)
    return [problem.place for problem in refused.value.problems]


@pytest.mark.parametrize(("industry", "capital", "staff"), CLASSES)
@pytest.mark.parametrize(("beyond", "is_sme"), [(-1, True), (0, True), (1, False)])
def test_a_company_over_the_staff_line_is_an_sme_up_to_the_capital_line(
    industry: str, capital: int, staff: int, beyond: int, is_sme: bool
) -> None:
    size = size_of(
        legal_form="KK", industry_code=industry, capital_yen=capital + beyond, regular_employees=staff + 1
    )

    assert (size != "large") is is_sme


@pytest.mark.parametrize(("industry", "capital", "staff"), CLASSES)
@pytest.mark.parametrize(("beyond", "is_sme"), [(-1, True), (0, True), (1, False)])
def test_a_company_over_the_capital_line_is_an_sme_up_to_the_staff_line(
    industry: str, capital: int, staff: int, beyond: int, is_sme: bool
) -> None:
    size = size_of(
        legal_form="KK", industry_code=industry, capital_yen=capital + 1, regular_employees=staff + beyond
    )

    assert (size != "large") is is_sme


@pytest.mark.parametrize(("industry", "capital", "staff"), CLASSES)
@pytest.mark.parametrize(("beyond", "is_sme"), [(-1, True), (0, True), (1, False)])
def test_a_sole_proprietor_has_the_staff_line_only(
    industry: str, capital: int, staff: int, beyond: int, is_sme: bool
) -> None:
    size = size_of(legal_form="SOLE", industry_code=industry, capital_yen=0, regular_employees=staff + beyond)

    assert (size != "large") is is_sme


@pytest.mark.parametrize(
    ("legal_form", "staff"),
    [
        ("IRYO", 300),
        ("SHAFUKU", 300),
        ("GAKKO", 300),
        ("SHOKOKAI", 100),
        ("SHOKOKAI_RENGO", 100),
        ("CCI", 100),
    ],
)
@pytest.mark.parametrize(("beyond", "size"), [(-1, "medium"), (0, "medium"), (1, "large")])
def test_a_body_with_a_line_of_its_own_needs_no_industry(
    legal_form: str, staff: int, beyond: int, size: str
) -> None:
    assert size_of(legal_form=legal_form, regular_employees=staff + beyond) == size


@pytest.mark.parametrize("legal_form", BY_MAIN_INDUSTRY)
@pytest.mark.parametrize(("industry", "capital", "staff"), CLASSES)
@pytest.mark.parametrize(("beyond", "size"), [(-1, "medium"), (0, "medium"), (1, "large")])
def test_other_bodies_have_the_staff_line_of_their_main_industry_and_no_capital_test(
    legal_form: str, industry: str, capital: int, staff: int, beyond: int, size: str
) -> None:
    derived = size_of(
        legal_form=legal_form, industry_code=industry, capital_yen=1, regular_employees=staff + beyond
    )

    assert derived == size


@pytest.mark.parametrize("legal_form", ["KK", "YK", "GK", "GM", "GS", "SOLE"])
@pytest.mark.parametrize(("industry", "line"), MICRO)
@pytest.mark.parametrize(("beyond", "size"), [(-1, "small"), (0, "small"), (1, "medium")])
def test_companies_and_proprietors_are_micro_up_to_the_line_of_their_industry(
    legal_form: str, industry: str, line: int, beyond: int, size: str
) -> None:
    assert size_of(legal_form=legal_form, industry_code=industry, regular_employees=line + beyond) == size


@pytest.mark.parametrize("legal_form", ["IRYO", "GAKKO", "CCI", *BY_MAIN_INDUSTRY])
def test_a_body_is_never_micro(legal_form: str) -> None:
    assert size_of(legal_form=legal_form, industry_code="72", regular_employees=0) == "medium"


def test_a_stated_size_wins_and_the_difference_is_told() -> None:
    made = estimate(
        {
            "track": "normal",
            "applicant": {
                "size": "medium",
                "legal_form": "KK",
                "industry_code": "58",
                "regular_employees": 5,
            },
            "costs": [SOFTWARE],
        }
    )

    assert made.size == "medium"
    assert [each.rule for each in made.cautions if each.rule == "stated_size_differs"] == [
        "stated_size_differs"
    ]


def test_the_difference_names_the_derived_size_and_which_was_used() -> None:
    def told(size: str, employees: int) -> str:
        applicant = {
            "size": size,
            "legal_form": "SOLE",
            "industry_code": "58",
            "regular_employees": employees,
        }
        made = estimate({"track": "normal", "applicant": applicant, "costs": [SOFTWARE]})
        (caution,) = [each for each in made.cautions if each.rule == "stated_size_differs"]
        return caution.message.ja

    assert told("medium", 5).startswith(
        "業種・資本金・従業員数から判定した規模は「小規模事業者」で、申告した"
    )
    assert "判定した規模は「中小企業等（小規模事業者を除く）」で" in told("small", 6)
    assert "判定した規模は「中小企業等ではない事業者」で" in told("medium", 51)
    assert "申告した規模で計算しました。" in told("medium", 51)


@pytest.mark.parametrize(
    ("applicant", "is_told"),
    [
        ({"size": "small", "legal_form": "NPO"}, True),
        ({"size": "medium", "legal_form": "NPO"}, False),
        ({"size": "small", "legal_form": "KK"}, False),
        ({"size": "small", "regular_employees": 20}, False),
        ({"size": "small", "regular_employees": 21}, True),
        ({"size": "small", "regular_employees": 100}, True),
        ({"size": "small", "regular_employees": 6, "industry_code": "58"}, True),
        ({"size": "small", "regular_employees": 5, "industry_code": "58"}, False),
        ({"size": "small"}, False),
    ],
)
def test_a_stated_micro_enterprise_that_cannot_be_one_is_told(
    applicant: dict[str, object], is_told: bool
) -> None:
    made = estimate({"track": "normal", "applicant": applicant, "costs": [SOFTWARE]})

    told = [each.rule for each in made.cautions if each.rule.startswith("stated_size")]
    assert told == (["stated_size_cannot_be_micro"] if is_told else [])
    assert made.size == applicant["size"]


def test_a_stated_size_with_half_of_the_facts_is_not_contradicted() -> None:
    """Above the staff line without its capital a company's size cannot be told."""
    made = estimate(
        {
            "track": "normal",
            "applicant": {
                "size": "medium",
                "legal_form": "KK",
                "industry_code": "58",
                "regular_employees": 51,
            },
            "costs": [SOFTWARE],
        }
    )

    assert "stated_size_differs" not in [each.rule for each in made.cautions]


def test_everything_that_the_size_lacks_is_told_at_once() -> None:
    assert places_missing() == [
        "/applicant/legal_form",
        "/applicant/industry_code",
        "/applicant/regular_employees",
    ]


def test_capital_is_asked_for_only_where_it_decides() -> None:
    over = {"legal_form": "KK", "industry_code": "58", "regular_employees": 51}

    assert places_missing(**over) == ["/applicant/capital_yen"]
    assert size_of(legal_form="KK", industry_code="58", regular_employees=50) == "medium"
    assert size_of(legal_form="SOLE", industry_code="58", regular_employees=51) == "large"


def test_the_steps_show_the_lines_that_the_size_was_derived_by() -> None:
    made = estimate(
        {
            "track": "normal",
            "applicant": {
                "legal_form": "KK",
                "industry_code": "58",
                "capital_yen": 10_000_000,
                "regular_employees": 51,
            },
            "costs": [SOFTWARE],
        }
    )

    used = {line.step.rule.name: line.step.used for line in made.lines}

    assert used["capital_within_line"] == {
        "capital": 10_000_000,
        "capital_line": 50_000_000,
        "judged_by_capital_too": True,
    }
    assert used["employees_within_line"] == {"regular_employees": 51, "employee_line": 50}


def test_a_class_that_no_official_text_assigns_is_told() -> None:
    def told(industry: str, legal_form: str) -> bool:
        applicant = {"legal_form": legal_form, "industry_code": industry, "regular_employees": 1}
        made = estimate({"track": "normal", "applicant": applicant, "costs": [SOFTWARE]})
        return "size_class_unconfirmed" in [each.rule for each in made.cautions]

    assert told("391", "KK")
    assert told("58", "NOKYO")
    assert not told("58", "KK")
    assert not told("391", "IRYO")


@pytest.mark.parametrize("track", ["normal", "security", "invoice"])
def test_a_large_firm_is_refused_where_only_smes_may_apply(track: str) -> None:
    made = estimate({"track": track, "applicant": {"size": "large"}, "costs": [SOFTWARE]})

    assert "applicant_is_sme" in [each.rule for each in made.refusals]
    assert made.amount_yen == 0
