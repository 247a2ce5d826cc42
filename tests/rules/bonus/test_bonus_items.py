"""Bonus items by track and round, and how long a missed wage bonus costs."""

from dataclasses import replace
from datetime import date

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.shared.bonus import bonus_items, check_items
from hojokin.rules.shared.wage_bonus import reduced_until

SHARED = [
    "wage_plan",
    "it_strategy_navi",
    "health_management",
    "kurumin_eruboshi",
    "growth_matching",
    "labour_saving_navi",
    "minimum_wage_measure_1",
    "minimum_wage_measure_2",
]


def codes(edition: str, track: str, round_number: int) -> list[str]:
    return [each.code for each in bonus_items(edition, track, round_number)]


def test_the_normal_track_lists_its_items_in_the_order_of_the_guidelines() -> None:
    assert codes("fy2026", "normal", 2) == ["cloud", "security_service", "invoice_tool", *SHARED]
    assert codes("fy2026", "normal", 3) == [
        "cloud",
        "security_service",
        "invoice_tool",
        "second_opinion",
        *SHARED,
    ]


@pytest.mark.parametrize(
    ("round_number", "added"),
    [(1, []), (2, ["payment_cloud"]), (3, ["payment_cloud", "smart_register"])],
)
def test_the_invoice_track_gains_items_by_round(round_number: int, added: list[str]) -> None:
    own = ["security_service", *SHARED, "invoice_registration_by_report"]

    assert codes("fy2026", "invoice", round_number) == own + added


def test_two_stars_count_in_the_security_track_alone() -> None:
    tracks = ("normal", "invoice", "electronic_transaction", "security", "consortium")

    found = [track for track in tracks if "security_action_two_stars" in codes("fy2026", track, 5)]

    assert found == ["security"]


def test_the_electronic_transaction_track_has_the_shared_items_alone() -> None:
    assert codes("fy2026", "electronic_transaction", 9) == SHARED


@pytest.mark.parametrize(("round_number", "standing"), [(2, Standing.CONFIRMED), (3, Standing.UNCONFIRMED)])
def test_the_payment_cloud_item_is_unconfirmed_after_round_two(round_number: int, standing: Standing) -> None:
    item = next(
        each for each in bonus_items("fy2026", "invoice", round_number) if each.code == "payment_cloud"
    )

    assert item.standing is standing


def test_the_security_track_of_2025_has_the_seven_items_of_its_guidelines() -> None:
    assert codes("fy2025", "security", 1) == [
        "regional_leader_plan",
        "regional_future_leader",
        "security_action_two_stars",
        "wage_plan",
        "it_strategy_navi",
        "health_management",
        "kurumin_eruboshi",
    ]


def test_the_regional_items_are_gone_in_2026() -> None:
    tracks = ("normal", "invoice", "electronic_transaction", "security")

    assert [codes("fy2025", each, 1)[:2] for each in tracks] == [
        ["regional_leader_plan", "regional_future_leader"]
    ] * len(tracks)
    assert [each for each in tracks if "regional_leader_plan" in codes("fy2026", each, 9)] == []


def test_the_consortium_list_of_2025_stands_in_for_2026() -> None:
    before, after = bonus_items("fy2025", "consortium", 1), bonus_items("fy2026", "consortium", 1)

    assert [each.code for each in before] == [each.code for each in after]
    assert {each.standing for each in before} == {Standing.CONFIRMED}
    assert {each.standing for each in after} == {Standing.STAND_IN}


def test_a_round_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="1以上"):
        bonus_items("fy2026", "normal", 0)


@pytest.mark.parametrize(("edition", "track"), [("fy2027", "normal"), ("fy2026", "Normal")])
def test_an_unknown_edition_or_track_of_items_is_refused(edition: str, track: str) -> None:
    with pytest.raises(UnknownCodeError):
        bonus_items(edition, track, 1)


def test_a_table_whose_item_ends_before_it_begins_is_refused() -> None:
    item = bonus_items("fy2026", "invoice", 2)[-1]

    problems = check_items([replace(item, sure_until_round=1), replace(item, facts=("X-0",))])

    assert problems == [
        "payment_cloud stands in the table twice",
        "payment_cloud ends before its first round",
        "no fact X-0",
    ]


def test_a_missed_wage_bonus_costs_eighteen_months_from_the_report() -> None:
    book = rulebook("bonus", "fy2026")

    assert reduced_until(book, date(2028, 8, 31)) == date(2030, 2, 28)
    assert reduced_until(book, date(2028, 8, 31), justified=True) is None
