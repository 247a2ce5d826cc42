"""Settlement pays what the tracks granted when everything was spent as applied for."""

import pytest

from hojokin.rules.editions import EDITIONS, rulebook
from hojokin.rules.shared.settlement import PART_LABELS, SettledPart
from hojokin.rules.shared.size import StatedSize

SAME_NUMBERS = [
    (("normal", "subsidy_rates", "standard"), ("normal_rates", "standard")),
    (("normal", "subsidy_rates", "near_minimum_wage"), ("normal_rates", "near_minimum_wage")),
    (("security", "subsidy_rates", "standard"), ("security_rates", "standard")),
    (("security", "subsidy_rates", "small"), ("security_rates", "small")),
    (("electronic_transaction", "subsidy_rates", "sme"), ("electronic_transaction_rates", "sme")),
    (("electronic_transaction", "subsidy_rates", "others"), ("electronic_transaction_rates", "others")),
    (("invoice", "invoice_rates", "first_tier"), ("invoice_rates", "first")),
    (("invoice", "invoice_rates", "first_tier_small"), ("invoice_rates", "first_small")),
    (("invoice", "invoice_rates", "second_tier"), ("invoice_rates", "second")),
    (("invoice", "invoice_rates", "hardware"), ("other_rates", "hardware")),
    (("invoice", "it_tools_caps", "first_tier"), ("first_tier", "subsidy")),
    (("invoice", "first_tier_costs", "standard"), ("first_tier", "cost")),
    (("invoice", "first_tier_costs", "small"), ("first_tier", "cost_small")),
    (("consortium", "group_rates", "analysis"), ("other_rates", "analysis")),
    (("consortium", "group_rates", "coordination"), ("other_rates", "coordination")),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("of_track", "own"), SAME_NUMBERS)
def test_a_number_of_the_settlement_is_that_of_the_track(
    edition: str, of_track: tuple[str, str, str], own: tuple[str, str]
) -> None:
    track, block, name = of_track

    granted_by = rulebook(track, edition).parameters.blocks[block].values[name]
    settled_by = rulebook("settlement", edition).parameters.blocks[own[0]].values[own[1]]

    assert settled_by == granted_by


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("fractions", [False, True])
def test_invoice_tools_bought_as_applied_for_are_settled_to_the_yen(
    edition: str, small: bool, fractions: bool
) -> None:
    track, book = rulebook("invoice", edition), rulebook("settlement", edition)
    size = StatedSize.SMALL if small else StatedSize.MEDIUM

    for cost in (*range(624_990, 625_020), *range(666_655, 666_680), *range(999_990, 1_000_010), 5_000_000):
        asked = {
            "software_cost": cost,
            "functions": 2,
            "stated_size": int(size),
            "exact_fractions": fractions,
        }
        granted = track.evaluate(asked, ("it_tools_amount",))["it_tools_amount"]
        spent = {
            "settled_part": int(SettledPart.INVOICE_TOOLS),
            "granted_amount": granted,
            "applied_eligible_cost": cost,
            "actual_eligible_cost": cost,
            "small_at_decision": small,
            "small_at_completion": small,
            "by_plain_fractions": fractions,
        }
        answer = book.evaluate(spent, ("settled_amount", "share_of_spending"))

        assert (answer["settled_amount"], answer["share_of_spending"]) == (granted, granted)


def test_every_part_has_a_label() -> None:
    assert set(PART_LABELS) == set(SettledPart)
