"""Parts of a grant and what each comes to, below, at and above its limits."""

from datetime import date

import pytest

from hojokin.flow.bank_results import read_results
from hojokin.flow.granted_part import GrantedPart
from hojokin.flow.settling import granted_parts, part_of_item, settled
from hojokin.rules.shared.settlement import SettledPart

TOOLS = GrantedPart("it_tools", SettledPart.INVOICE_TOOLS, 666_667, 500_000)
HARDWARE = GrantedPart("pc_tablet", SettledPart.HARDWARE, 200_000, 100_000)
REGISTER = GrantedPart("register", SettledPart.HARDWARE, 400_000, 200_000)


def test_what_cannot_be_estimated_is_one_part() -> None:
    assert granted_parts(
        {}, "fy2026", "normal", date(2026, 5, 1), amount=500_000, eligible_cost=1_000_000
    ) == (GrantedPart("whole", SettledPart.NORMAL, 1_000_000, 500_000),)


@pytest.mark.parametrize(("spent", "amount"), [(199_999, 99_999), (200_000, 100_000), (200_001, 100_000)])
def test_each_part_is_settled_at_its_own_rate_and_limit(spent: int, amount: int) -> None:
    lines = settled((TOOLS, HARDWARE), {"it_tools": 666_667, "pc_tablet": spent}, "fy2026", small_now=False)

    assert [each.amount for each in lines] == [500_000, amount]
    assert [each.rate for each in lines] == ["3/4・2/3", "1/2"]


def test_a_lost_micro_status_is_said() -> None:
    small = GrantedPart("security_service", SettledPart.SECURITY, 300_000, 200_000, small=True)

    kept = settled((small,), {"security_service": 300_000}, "fy2026", small_now=True)
    lost = settled((small,), {"security_service": 300_000}, "fy2026", small_now=False)

    assert (kept[0].amount, kept[0].rate, lost[0].amount, lost[0].rate) == (200_000, "2/3", 150_000, "1/2")
    assert (len(kept[0].said), len(lost[0].said)) == (0, 2)


def test_the_share_of_the_accounts_is_said_beside_the_rate() -> None:
    part = GrantedPart(
        "it_tools", SettledPart.ELECTRONIC_TRANSACTION, 600_000, 400_000, sme_accounts=6, accounts=10
    )

    (line,) = settled((part,), {"it_tools": 1_000_000}, "fy2026", small_now=False)

    assert (line.counted, line.rate, line.share, line.amount) == (1_000_000, "2/3", 400_000, 400_000)
    assert [each.en for each in line.said if "(6/10)" in each.en] == [line.said[0].en]


def test_nothing_spent_settles_nothing() -> None:
    assert [each.amount for each in settled((TOOLS, HARDWARE), {}, "fy2026", small_now=False)] == [0, 0]


@pytest.mark.parametrize(
    ("category", "part"), [("1", "it_tools"), ("8", "pc_tablet"), ("9", "register"), ("", "it_tools")]
)
def test_hardware_belongs_to_its_own_part(category: str, part: str) -> None:
    assert part_of_item(category, (TOOLS, HARDWARE, REGISTER)) == part


def test_results_are_read_with_and_without_a_mark_at_the_head() -> None:
    found, wrong = read_results("\ufeffnumber,result\n12,0\n13,2\n")

    assert ([(each.number, each.result.is_paid) for each in found], list(wrong)) == (
        [(12, True), (13, False)],
        [],
    )


def test_every_bad_line_of_results_is_told() -> None:
    _found, wrong = read_results("number,result\n12,0\n12,0\nx,0\n14,\n")

    assert [each.line for each in wrong] == [3, 4, 5]


def test_results_without_a_head_are_refused() -> None:
    _found, wrong = read_results("12,0\n")

    assert [each.line for each in wrong] == [1]
