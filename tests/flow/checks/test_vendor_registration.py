"""Checks of a vendor's registration, of members' parts and of changes."""

from __future__ import annotations

import pytest

from hojokin.flow.checks.vendor_registration import (
    changed_values,
    problems_of_change,
    problems_of_member,
    problems_of_vendor,
    same_year_conflict,
)
from hojokin.flow.form import FormProblem, Severity, Value
from tests.flow import registration_samples as samples

CAUTION = Severity.CAUTION


def places(problems: object) -> list[tuple[str, int | None, str]]:
    assert isinstance(problems, tuple)
    return [(each.field, each.row, each.column) for each in problems if isinstance(each, FormProblem)]


def of_vendor(values: dict[str, Value], **known: object) -> list[tuple[str, int | None, str]]:
    return places(problems_of_vendor(values, {}, samples.circumstances(**known)))


def of_member(values: dict[str, Value], **known: object) -> list[tuple[str, int | None, str]]:
    return places(problems_of_member(values, {}, samples.circumstances(**known)))


def of_change(values: dict[str, Value], **known: object) -> list[tuple[str, int | None, str]]:
    return places(problems_of_change(values, {}, samples.circumstances(**known)))


def test_a_good_registration_shows_nothing() -> None:
    assert of_vendor(samples.vendor()) == []
    assert of_vendor(samples.consortium()) == []
    assert of_member(samples.member(), parent=samples.consortium()) == []
    assert of_member(samples.person(), parent=samples.consortium()) == []


def test_nobody_is_vendor_and_applicant_in_one_year() -> None:
    both = frozenset({samples.LEADER, samples.FIRST})

    assert of_vendor(samples.consortium(), applicants=both) == [
        ("corporate_number", None, ""),
        ("members", 0, "corporate_number"),
    ]
    assert of_member(samples.member(), applicants=both) == [("corporate_number", None, "")]
    assert same_year_conflict([samples.FIRST, "1", ""], both) == (samples.FIRST,)


def test_members_left_behind_by_a_single_vendor_do_not_count() -> None:
    assert of_vendor(samples.consortium(form="single"), applicants=frozenset({samples.FIRST})) == []


def test_a_member_stands_once_and_is_not_the_leader() -> None:
    first, second = samples.members()

    assert of_vendor(samples.consortium(members=[first, {**first, "email": "x@example.jp"}])) == [
        ("members", 1, "corporate_number")
    ]
    assert of_vendor(samples.consortium(members=[first, {**second, "email": "A@AOBA.example.jp"}])) == [
        ("members", 1, "email")
    ]
    assert of_vendor(samples.consortium(members=[{**first, "corporate_number": samples.LEADER}])) == [
        ("members", 0, "corporate_number")
    ]


def test_the_representative_is_among_the_officers() -> None:
    (problem,) = problems_of_vendor(
        samples.vendor(representative_name="田中 次郎"), {}, samples.circumstances()
    )

    assert (problem.field, problem.severity) == ("officers", CAUTION)


@pytest.mark.parametrize(
    ("counted", "tools", "expected"),
    [
        ("0", 0, []),
        ("0", 1, [("sales_tool_count", None, "")]),
        ("2", 1, [("sales", None, "")]),
        ("2", 2, []),
        ("5", 4, [("sales", None, "")]),
        ("5", 5, []),
        ("5", 6, [("sales", None, "")]),
    ],
)
def test_the_sales_record_holds_the_tools_that_were_counted(
    counted: str, tools: int, expected: list[tuple[str, int | None, str]]
) -> None:
    sales = [samples.sale(f"ツール{number}") for number in range(tools)]

    assert of_vendor(samples.vendor(sales_tool_count=counted, sales=sales)) == expected


def test_two_customers_of_one_tool_count_once() -> None:
    assert of_vendor(samples.vendor(sales=[samples.sale("みどり予約"), samples.sale("みどり 予約")])) == []


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2026-01-19", [("registry_issued_on", CAUTION)]),
        ("2026-01-20", []),
        ("2026-04-20", []),
        ("2026-04-21", [("registry_issued_on", Severity.ERROR)]),
    ],
)
def test_a_registry_certificate_is_no_older_than_three_months(
    issued: str, expected: list[tuple[str, Severity]]
) -> None:
    problems = problems_of_vendor(samples.vendor(registry_issued_on=issued), {}, samples.circumstances())

    assert [(each.field, each.severity) for each in problems] == expected


def test_an_agreement_is_not_of_tomorrow() -> None:
    assert of_vendor(samples.consortium(agreed_on="2026-04-20")) == []
    assert of_vendor(samples.consortium(agreed_on="2026-04-21")) == [("agreed_on", None, "")]


def test_a_member_is_who_the_leader_named_in_the_role_it_gave() -> None:
    leader = samples.consortium()

    assert of_member(samples.member(corporate_number=samples.LEADER), parent=leader) == [
        ("corporate_number", None, "")
    ]
    assert of_member(samples.person(name="森デザイン"), parent=leader) == [("name", None, "")]
    assert of_member(samples.member(role="other_work"), parent=leader) == [("role", None, "")]


def test_a_change_takes_only_the_fields_of_what_changed() -> None:
    change: dict[str, Value] = {
        "changes": ["name", "contact"],
        "changed_on": "2026-04-01",
        "reason": "商号の変更",
        "name": "株式会社みどり堂",
        "kana": "ミドリドウ",
        "address": "書きかけ",
        "contact_name": "高橋 三郎",
    }

    assert changed_values(change) == {
        "name": "株式会社みどり堂",
        "kana": "ミドリドウ",
        "contact_department": None,
        "contact_name": "高橋 三郎",
        "contact_kana": None,
        "contact_email": None,
        "contact_phone": None,
    }
    assert of_change(change, parent=samples.vendor()) == []


def test_a_change_changes_something_and_has_happened() -> None:
    same: dict[str, Value] = {
        "changes": ["name"],
        "name": "株式会社みどり",
        "kana": "ミドリ",
        "changed_on": "2026-04-20",
    }

    assert of_change(same, parent=samples.vendor()) == [("name", None, "")]
    assert of_change({**same, "kana": "ミドリドウ"}, parent=samples.vendor()) == []
    assert of_change({**same, "changed_on": "2026-04-21"}, parent=None) == [("changed_on", None, "")]
