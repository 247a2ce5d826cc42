"""Identifiers: shapes, check digits, what people type, and what they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.rules.identifiers import corporate_number, invoice_registration, security_action_id, tool_number


@pytest.mark.parametrize("number", ["7000012050002", "1180301018771", "8000012010038", "5010005007398"])
def test_a_true_corporate_number_is_accepted(number: str) -> None:
    assert corporate_number(number).value == number
    assert corporate_number(number).problems == ()


@pytest.mark.parametrize(
    "number",
    ["2180001015846", "7000012050003", "0180301018771", "70000120500021", "700001205000", "", "法人番号"],
)
def test_a_false_corporate_number_is_refused_with_one_problem(number: str) -> None:
    found = corporate_number(number)

    assert (found.valid, found.value, len(found.problems)) == (False, "", 1)


@pytest.mark.parametrize(
    "typed",
    [
        "7-0000-1205-0002",
        "７００００１２０５０００２",
        " 7000012050002 ",
        "7000 0120 50002",
        "7－0000ー1205−0002",
    ],
)
def test_full_width_digits_hyphens_and_spaces_are_welcome(typed: str) -> None:
    assert corporate_number(typed).value == "7000012050002"


def test_a_wrong_check_digit_names_the_right_one() -> None:
    (problem,) = corporate_number("2180001015846").problems

    assert problem.clause == "法人番号の検査用数字（国税庁）"
    assert problem.message == (
        "法人番号の先頭の数字（検査用数字）が合いません。下12桁が正しければ先頭は1です。"
        "国税庁の法人番号公表サイトで確かめてください。"
    )
    assert problem.message_en == (
        "The first digit does not check: with these last twelve digits it is 1. "
        "Look the number up in the register of corporate numbers."
    )


def test_the_registry_number_gets_its_check_digit_offered() -> None:
    (problem,) = corporate_number("0000-12-050002").problems

    assert problem.message_en == (
        "This is the twelve-digit registry number: write 7000012050002, with its check digit in front."
    )


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_exactly_one_first_digit_completes_any_twelve(base: int) -> None:
    valid = [first for first in "0123456789" if corporate_number(f"{first}{base:012d}").valid]

    weighted = sum(
        int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(f"{base:012d}"), 1)
    )
    assert valid == [str(9 - weighted % 9)]


def test_a_corporation_registers_for_invoices_under_its_corporate_number() -> None:
    assert invoice_registration("t7000012050002", corporation=True).value == "T7000012050002"
    assert invoice_registration("Ｔ７０００－０１２０５０００２", corporation=True).value == "T7000012050002"


def test_only_a_corporations_registration_number_has_a_check_digit() -> None:
    (problem,) = invoice_registration("T7000012050003", corporation=True).problems

    assert problem.clause == "適格請求書発行事業者の登録番号（国税庁）"
    assert invoice_registration("T7000012050003", corporation=False).value == "T7000012050003"


@pytest.mark.parametrize(
    "typed", ["7000012050002", "T700001205000", "T70000120500021", "X7000012050002", "TT00012050002"]
)
def test_a_registration_number_is_t_and_thirteen_digits(typed: str) -> None:
    assert not invoice_registration(typed, corporation=False).valid


def test_a_security_action_id_must_start_as_the_round_asks() -> None:
    assert security_action_id("40123456789", first_digits={"4", "5"}).value == "40123456789"
    assert security_action_id("５０１２３４５６７８９", first_digits={"5"}).value == "50123456789"
    (problem,) = security_action_id("40123456789", first_digits={"5"}).problems

    assert problem.message_en == (
        "Ids that start with 4 are not valid in this round (valid: 5). Declare again in the new system."
    )


@pytest.mark.parametrize("typed", ["4012345678", "401234567890", "60123456789", "", "4012345678x"])
def test_a_security_action_id_has_eleven_digits_and_starts_with_4_or_5(typed: str) -> None:
    assert not security_action_id(typed, first_digits={"4", "5"}).valid


@pytest.mark.parametrize(
    "typed", ["DL06-0077446", "dl06-0077446", "ＤＬ０６−００７７４４６", "DL06 0077446", "DL060077446"]
)
def test_a_tool_number_is_normalised(typed: str) -> None:
    assert tool_number(typed).value == "DL06-0077446"


@pytest.mark.parametrize("typed", ["DL6-0077446", "DL06-007744", "DL06-00774466", "DM06-0077446", ""])
def test_a_tool_number_of_another_shape_is_refused(typed: str) -> None:
    assert not tool_number(typed).valid


@given(st.text())
def test_any_text_at_all_gets_an_answer(typed: str) -> None:
    for found in (
        corporate_number(typed),
        invoice_registration(typed, corporation=True),
        security_action_id(typed, first_digits={"5"}),
        tool_number(typed),
    ):
        assert found.valid is (found.value != "")
