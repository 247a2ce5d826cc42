"""Forms of registration: they load, hang together, and hold to their printed limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hojokin.flow.checking import problems_of
from hojokin.flow.form import FieldKind, FormProblem, Row, Value
from hojokin.flow.loading import load_form
from hojokin.rules.years import EDITIONS
from tests.flow import registration_samples as samples

FORMS = {
    "vendor_registration": [samples.vendor, samples.consortium],
    "member_part": [samples.member, samples.person],
    "tool_registration": [samples.software, samples.electronic, samples.training],
    "vendor_change": [],
}
LARGEST_SECTION = 9
TEXTS = {FieldKind.TEXT, FieldKind.LONG_TEXT}


def problems(name: str, values: dict[str, Value]) -> tuple[FormProblem, ...]:
    form = load_form(name, "fy2026")
    return problems_of(form, values, samples.every_file(form, values), samples.SETS)


def test_every_form_loads_in_every_edition() -> None:
    loaded = [load_form(name, edition).kind for edition in EDITIONS for name in FORMS]

    assert loaded == [name for _ in EDITIONS for name in FORMS]


@pytest.mark.parametrize("name", FORMS)
def test_a_field_that_hangs_on_another_is_asked_only_while_that_one_is(name: str) -> None:
    asked = {
        each.name: {(when.field, when.values) for when in each.when}
        for each in load_form(name, "fy2026").fields()
    }
    loose = [(field, on) for field, whens in asked.items() for on, _ in whens if not asked[on] <= whens]

    assert loose == []


@pytest.mark.parametrize("name", FORMS)
def test_no_section_is_longer_than_a_screen(name: str) -> None:
    assert [
        each.name for each in load_form(name, "fy2026").sections if len(each.fields) > LARGEST_SECTION
    ] == []


@pytest.mark.parametrize(
    ("name", "sample"), [(name, sample) for name, all_of in FORMS.items() for sample in all_of]
)
def test_a_complete_registration_shows_no_problem(name: str, sample: Callable[[], dict[str, Value]]) -> None:
    assert problems(name, sample()) == ()


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("introduction_work", 255),
        ("outline", 1000),
        ("master_files", 255),
        ("price_breakdown", 255),
        ("invoice_reason", 255),
        ("ai_evidence", 500),
    ],
)
def test_a_tool_keeps_the_printed_lengths(field: str, most: int) -> None:
    found = {
        length: [
            each.field for each in problems("tool_registration", samples.software(**{field: "あ" * length}))
        ]
        for length in (most - 1, most, most + 1)
    }

    assert found == {most - 1: [], most: [], most + 1: [field]}


def test_electronic_transactions_are_explained_in_500_characters() -> None:
    found = {
        length: [
            each.field
            for each in problems(
                "tool_registration", samples.electronic(electronic_explanation="あ" * length)
            )
        ]
        for length in (499, 500, 501)
    }

    assert found == {499: [], 500: [], 501: ["electronic_explanation"]}


def test_an_hour_costs_at_most_10_000_yen() -> None:
    row: Row = {"task": "training", "detail": "操作の研修", "hours": 10, "people": 2}
    found = {
        price: [
            (each.field, each.row, each.column, each.source)
            for each in problems(
                "tool_registration", samples.training(sheet_setup=[{**row, "hourly_price": price}])
            )
        ]
        for price in (9_999, 10_000, 10_001)
    }

    assert found == {9_999: [], 10_000: [], 10_001: [("sheet_setup", 0, "hourly_price", "T-04")]}


def test_a_consortium_has_at_least_one_member() -> None:
    found = {
        count: [
            each.field
            for each in problems("vendor_registration", samples.consortium(members=samples.members()[:count]))
        ]
        for count in (0, 1)
    }

    assert found == {0: ["members"], 1: []}


@pytest.mark.parametrize(
    "pledge", [each.name for each in load_form("vendor_registration", "fy2026").section("pledges").fields]
)
def test_every_pledge_must_be_given(pledge: str) -> None:
    assert [each.field for each in problems("vendor_registration", samples.vendor(**{pledge: False}))] == [
        pledge
    ]


@pytest.mark.parametrize("name", FORMS)
def test_every_text_of_a_form_ends_at_its_limit(name: str) -> None:
    form = load_form(name, "fy2026")
    bounded = [each for each in form.fields() if each.kind in TEXTS and each.at_most is not None]
    at = {each.name: "あ" * (each.at_most or 0) for each in bounded}
    above = {name: text + "あ" for name, text in at.items()}

    def too_long(values: dict[str, str]) -> list[str]:
        return [
            each.field
            for each in problems_of(form, values, {}, samples.SETS)
            if "文字以下" in each.message.ja
        ]

    assert too_long(at) == []
    assert too_long(above) == [each.name for each in bounded if each.asked(above)]


def test_a_service_is_asked_for_its_sheet_and_software_is_not() -> None:
    form = load_form("tool_registration", "fy2026")
    sheets = [each.name for each in form.section("sheet").fields]
    asked = {
        number: [name for name in sheets if form.field(name).asked({"category": number})] for number in "1567"
    }

    assert asked == {"1": [], "5": ["sheet_consulting"], "6": ["sheet_setup"], "7": ["sheet_maintenance"]}
