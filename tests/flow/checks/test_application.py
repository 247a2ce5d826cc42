"""Checks of a joint application: each slip is told at its field, below, at and above every limit."""

from __future__ import annotations

from datetime import date

import pytest

from hojokin.flow.checks.application.findings import (
    FIELD_OF_RULE,
    FIELD_OF_TOPIC,
    IN_A_GROUP,
    OF_A_GROUP,
    shown_at,
)
from hojokin.flow.checks.application.names import difference
from hojokin.flow.checks.application.raised_rate import check_raised_rate
from hojokin.flow.checks.application.same_files import check_same_files
from hojokin.flow.form import Attached, Row, Severity, Value
from hojokin.flow.loading import load_form
from tests.flow import application_samples as samples
from tests.flow.application_samples import circumstances, corporation, fields_told, person, told, tool


@pytest.mark.parametrize("track", ["normal", "invoice"])
@pytest.mark.parametrize("values", [corporation(), person()], ids=["corporation", "person"])
def test_a_good_application_brings_no_problem(values: dict[str, Value], track: str) -> None:
    assert list(told(values, track)) == []


def test_the_other_tracks_bring_only_their_standing_cautions() -> None:
    service = corporation(tools=[tool(category="10", processes=[], functions=[])])

    assert [(each.field, each.severity) for each in told(service, "security")] == [
        ("tools", Severity.CAUTION)
    ]
    assert [(each.field, each.severity) for each in told(corporation(), "electronic_transaction")] == [
        ("accounts_sme", Severity.CAUTION)
    ]


@pytest.mark.parametrize(
    ("typed", "printed", "said"),
    [
        ("株式会社A", "株式会社A", None),
        (
            "株式会社A",
            "株式会社Ａ",
            "5文字目が、入力は「A」、証明書は「Ａ」です（同じ文字の全角・半角などの違い）",
        ),
        ("株式会社斎藤", "株式会社齋藤", "5文字目が、入力は「斎」、証明書は「齋」です"),
        ("株式会社 A", "株式会社A", "5文字目が、入力は「スペース」、証明書は「A」です"),
        ("株式会社AB", "株式会社A", "入力の終わりに余分な「B」があります"),
        ("株式会社A", "株式会社AB", "証明書の終わりの「B」が入力にありません"),
    ],
)
def test_the_first_character_that_differs_is_named(typed: str, printed: str, said: str | None) -> None:
    found = difference(typed, printed)

    assert (found.ja if found else None) == said


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"register_name": "株式会社日本橋商會"}, "company_name"),
        ({"register_address": "東京都中央区日本橋二丁目1番1号"}, "head_office_street"),
        ({"representative_name": "日本 次郎"}, "officers"),
        ({"officer_count": 2}, "officer_count"),
        ({"staff_total": 13}, "staff_total"),
        ({"regular_employees": 13}, "regular_employees"),
        ({"gross_profit_yen": 200_000_001}, "gross_profit_yen"),
        ({"operating_profit_yen": 60_000_001}, "operating_profit_yen"),
        ({"pay_base_yen": 45_000_001, "pay_year_3_yen": 60_000_000}, "pay_base_yen"),
        ({"sales_yen": 999_999, "gross_profit_yen": 1, "operating_profit_yen": 1}, "sales_yen"),
        ({"capital_yen": 99_999}, "capital_yen"),
        ({"fte_year_1": "10.123"}, "fte_year_1"),
        ({"mobile_phone": "03-1234-5678"}, "mobile_phone"),
        ({"mobile_phone": "050-1234-5678"}, "mobile_phone"),
        ({"contact_email": "Hanako@Midori.example.jp"}, "contact_email"),
        ({"contact_phone": "0699990000"}, "contact_phone"),
        ({"security_action_id": "61234567890"}, "security_action_id"),
        ({"invoice_registered": True, "invoice_number": "T123"}, "invoice_number"),
        ({"exclusions": ["none", "suspended"]}, "exclusions"),
        ({"parallel": ["none", "security"]}, "parallel"),
        ({"announced_on": "2026-06-02"}, "announced_on"),
        ({"founded_on": "2026-06-02"}, "founded_on"),
        ({"wage_measures": ["raised_rate"], "low_wage_months": 2}, "low_wage_months"),
        ({"tools_total_yen": 1_000_001}, "tools_total_yen"),
        ({"requested_yen": 1_000_001}, "requested_yen"),
        ({"industry_code": "0000"}, "industry_code"),
        ({"register_extract_paper": "refused_1"}, "register_extract_paper"),
        ({"corporation_tax_certificate_paper": "refused_3"}, "corporation_tax_certificate_paper"),
    ],
)
def test_a_slip_is_told_at_its_field(changed: dict[str, Value], field: str) -> None:
    assert field in fields_told(corporation(**changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"gross_profit_yen": 200_000_000},
        {"operating_profit_yen": 60_000_000},
        {"pay_base_yen": 45_000_000, "pay_year_3_yen": 60_000_000},
        {"sales_yen": 1_000_000, "gross_profit_yen": 1, "operating_profit_yen": 1},
        {"capital_yen": 100_000},
        {"announced_on": "2026-06-01"},
        {"wage_measures": ["raised_rate"], "low_wage_months": 3},
        {"register_address": "中央区日本橋一丁目1番1号"},
        {"contact_phone": "03-1111-2222"},
    ],
)
def test_at_the_limit_nothing_is_told(changed: dict[str, Value]) -> None:
    told_at = set(fields_told(corporation(**changed)))

    assert told_at & {*changed, "head_office_street"} == set()


@pytest.mark.parametrize(
    ("price", "wrong"), [(399_999, True), (400_000, False), (500_000, False), (500_001, True)]
)
def test_a_unit_price_lies_between_minimum_and_standard(price: int, wrong: bool) -> None:
    rows = [tool(unit_price_yen=price, amount_yen=price * 2)]

    values = corporation(tools=rows, tools_total_yen=price * 2, requested_yen=300_000)

    found = [(each.row, each.column) for each in told(values)]

    assert found == ([(0, "unit_price_yen")] if wrong else [])


@pytest.mark.parametrize(
    ("months", "amount", "wrong"),
    [
        (None, 1_000_000, False),
        (24, 2_000_000, False),
        (24, 1_000_000, False),
        (24, 1_999_999, True),
        (None, 2_000_000, True),
    ],
)
def test_a_subtotal_is_price_times_quantity_or_by_the_years(
    months: int | None, amount: int, wrong: bool
) -> None:
    rows = [tool(months=months, amount_yen=amount)]

    found = {each.column for each in told(corporation(tools=rows, tools_total_yen=amount))}

    assert ("amount_yen" in found) is wrong


@pytest.mark.parametrize(
    ("issued", "severities"),
    [
        ("2026-02-28", [Severity.ERROR]),
        ("2026-03-01", [Severity.CAUTION]),
        ("2026-03-14", [Severity.CAUTION]),
        ("2026-03-15", []),
        ("2026-06-01", []),
        ("2026-06-02", [Severity.ERROR]),
    ],
)
def test_the_certificate_is_no_older_than_three_months(issued: str, severities: list[Severity]) -> None:
    found = told(corporation(register_extract_issued_on=issued))

    assert [each.severity for each in found if each.field == "register_extract_issued_on"] == severities


@pytest.mark.parametrize(
    ("until", "severities"),
    [
        ("2026-05-31", [Severity.ERROR]),
        ("2026-06-01", [Severity.CAUTION]),
        ("2026-06-14", [Severity.CAUTION]),
        ("2026-06-15", []),
    ],
)
def test_a_driving_licence_is_in_force(until: str, severities: list[Severity]) -> None:
    found = told(person(identity_valid_until=until))

    assert [each.severity for each in found if each.field == "identity_valid_until"] == severities


@pytest.mark.parametrize(
    ("paper", "wrong"),
    [("tax_return_2025", False), ("tax_return_2024", False), ("tax_return_2023", True), ("refused_1", True)],
)
def test_the_tax_return_is_of_a_year_that_is_taken(paper: str, wrong: bool) -> None:
    assert ("tax_return_paper" in fields_told(person(tax_return_paper=paper))) is wrong


@pytest.mark.parametrize(
    ("changed", "field", "fact"),
    [
        ({"tools": [tool(processes=["P-07"])]}, "tools", "N-39"),
        ({"lowest_wage_yen": 1_225}, "lowest_wage_yen", "ELG-08"),
        ({"exclusions": ["suspended"]}, "exclusions", "EXC-05"),
        ({"gbizid_prime": False}, "gbizid_prime", "PRE-01"),
        ({"security_action_id": "41234567890"}, "security_action_id", "SA-02"),
        ({"parallel": ["normal"]}, "parallel", "REP-01"),
        ({"taxable_income_1": 1_500_000_001}, "taxable_income_1", "EXC-01"),
        ({"requested_yen": 49_999}, "requested_yen", "N-09"),
    ],
)
def test_an_automatic_refusal_is_a_caution_that_names_the_contest(
    changed: dict[str, Value], field: str, fact: str
) -> None:
    found = [
        each
        for each in told(corporation(**changed))
        if each.message.ja.startswith("いまのままでは対象外です")
    ]

    assert [each.field for each in found] == [field]
    assert found[0].severity is Severity.CAUTION
    assert "自動判定への異議" in found[0].message.ja
    assert fact in found[0].source.split()


@pytest.mark.parametrize(("wage", "wrong"), [(1_225, True), (1_226, False), (1_227, False)])
def test_the_lowest_wage_reaches_the_regional_minimum(wage: int, wrong: bool) -> None:
    assert ("lowest_wage_yen" in fields_told(corporation(lowest_wage_yen=wage))) is wrong


@pytest.mark.parametrize(("pay", "wrong"), [(39_338_171, True), (39_338_172, False)])
def test_the_wage_plan_reaches_its_target_where_it_is_a_duty(pay: int, wrong: bool) -> None:
    rows = [tool(quantity=8, amount_yen=4_000_000, processes=["P-01", "P-02", "P-03", "P-04"])]
    values = corporation(tools=rows, tools_total_yen=4_000_000, requested_yen=1_500_000, pay_year_3_yen=pay)

    assert ("pay_year_3_yen" in fields_told(values)) is wrong


def test_services_beyond_the_cap_are_told() -> None:
    rows: list[Row] = [
        tool(),
        {
            "category": "6",
            "tool": "DL06-0000002",
            "name": "設定",
            "unit_price_yen": 2_000_001,
            "quantity": 1,
            "amount_yen": 2_000_001,
        },
    ]

    assert "N-57" in " ".join(
        each.source for each in told(corporation(tools=rows, tools_total_yen=3_000_001))
    )


def test_hardware_needs_software_in_the_invoice_track() -> None:
    rows: list[Row] = [
        {"category": "8", "name": "PC", "unit_price_yen": 200_000, "quantity": 1, "amount_yen": 200_000}
    ]
    found = told(corporation(tools=rows, tools_total_yen=200_000, requested_yen=100_000), "invoice")

    assert {each.field for each in found if each.severity is Severity.CAUTION} >= {"tools"}


def test_the_raised_rate_is_refused_outside_the_normal_track() -> None:
    found = told(corporation(wage_measures=["raised_rate"]), "invoice")

    assert [(each.field, each.severity) for each in found] == [("wage_measures", Severity.ERROR)]


def test_answers_left_behind_by_another_choice_bring_no_problem() -> None:
    left = {"total_shares": 1, "all_large_holders_shares": 2, "largest_large_holder_shares": 3}

    assert list(told(corporation(**left))) == []
    assert "all_large_holders_shares" in fields_told(corporation(large_company_ties=True, **left))


def test_a_customer_in_the_vendors_list_is_not_the_vendor() -> None:
    assert fields_told(corporation(contact_phone="03-1111-2222")) == []


def test_without_a_vendor_nothing_is_compared() -> None:
    assert fields_told(corporation(contact_email="hanako@midori.example.jp"), parent=None) == []


def test_a_wrong_pair_of_year_and_track_is_told_in_its_row() -> None:
    grants: list[Row] = [
        {"year": 2024, "track": "normal", "decided_on": "2024-06-01"},
        {"year": 2025, "track": "digital_base"},
    ]

    found = [
        each for each in told(corporation(had_grants=True, past_grants=grants)) if each.field == "past_grants"
    ]

    assert found[0].severity is Severity.ERROR
    assert (found[0].row, found[0].column) == (1, "track")


def test_a_contest_needs_its_reason() -> None:
    assert fields_told(corporation(contest=True)) == ["contest_reason"]
    assert fields_told(corporation(contest=True, contest_reason="別の会社です。")) == []


def test_the_same_file_for_two_papers_is_asked_about() -> None:
    one = Attached("register_extract", "a.pdf", 1, "application/pdf", "0" * 64)
    files = {"register_extract": [one], "corporation_tax_certificate": [one]}

    assert [each.field for each in check_same_files(files)] == ["corporation_tax_certificate"]


def test_the_day_of_the_test_is_the_day_of_submission() -> None:
    later = samples.circumstances(today=date(2026, 9, 1), deadline=date(2026, 9, 29))

    assert "register_extract_issued_on" in fields_told(
        corporation(), today=later.today, deadline=later.deadline
    )


def test_a_missing_wage_plan_is_told_where_it_is_answered() -> None:
    rows: list[Row] = [tool(quantity=8, amount_yen=4_000_000, processes=["P-01", "P-02", "P-03", "P-04"])]
    values = corporation(tools=rows, tools_total_yen=4_000_000, requested_yen=1_500_000, has_wage_plan=False)

    found = told(values)

    assert {each.field for each in found} == {"has_wage_plan"}
    assert {each.severity for each in found} == {Severity.CAUTION}


@pytest.mark.parametrize("name", ["application", "consortium_application"])
def test_every_finding_has_a_field_to_be_told_at(name: str) -> None:
    form = {each.name for each in load_form(name, "fy2026").fields()}
    group = name == "consortium_application"
    fields = {IN_A_GROUP.get(each, each) if group else each for each in FIELD_OF_TOPIC.values()}

    assert set(OF_A_GROUP.values()) <= form or not group
    assert all(shown_at(each, dict.fromkeys(form)) in form for each in fields)
    assert group or {*FIELD_OF_TOPIC.values(), *FIELD_OF_RULE.values()} - {"lead_kind"} <= form


@pytest.mark.parametrize(("months", "wrong"), [(2, True), (3, False), (4, False)])
def test_the_raised_rate_of_the_year_before_needs_its_months_too(months: int, wrong: bool) -> None:
    asked = circumstances(edition="fy2025", today=date(2025, 6, 1), deadline=None)

    found = check_raised_rate({"raised_rate": True, "low_wage_months": months}, asked)

    assert bool([*found]) is wrong
