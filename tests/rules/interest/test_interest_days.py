"""Interest from dates: both end days count, and each kind of return bears its own."""

from datetime import date

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.shared.interest import ReturnKind, interest, interest_facts


@pytest.mark.parametrize(
    ("kind", "surcharge", "late"),
    [
        (ReturnKind.CANCELLATION, 109_800, 9_300),
        (ReturnKind.CHANGED_CIRCUMSTANCES, 0, 9_300),
        (ReturnKind.OVERPAYMENT, 0, 9_300),
        (ReturnKind.WAGE_DUTY, 0, 0),
    ],
)
@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_a_million_yen_over_a_year_and_a_month_late(
    edition: str, kind: ReturnKind, surcharge: int, late: int
) -> None:
    facts = interest_facts(
        kind,
        1_000_000,
        received_on=date(2027, 2, 1),
        paid_on=date(2028, 2, 1),
        deadline_on=date(2028, 1, 1),
    )

    assert interest(rulebook("interest", edition), facts) == (surcharge, late)


def test_late_interest_runs_on_the_unpaid_part_alone() -> None:
    facts = interest_facts(
        ReturnKind.OVERPAYMENT,
        1_000_000,
        received_on=date(2027, 2, 1),
        paid_on=date(2027, 6, 11),
        deadline_on=date(2027, 6, 1),
        unpaid=400_000,
    )

    assert interest(rulebook("interest", "fy2026"), facts) == (0, 1_200)


def test_without_a_deadline_nothing_is_late() -> None:
    facts = interest_facts(
        ReturnKind.CANCELLATION, 10_000, received_on=date(2027, 2, 1), paid_on=date(2027, 2, 1)
    )

    assert interest(rulebook("interest", "fy2026"), facts) == (3, 0)
