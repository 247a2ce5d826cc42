"""Books are kept for years after the fiscal year of completion."""

from datetime import date

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.shared.records import books_kept_until


@pytest.mark.parametrize(
    ("completed_on", "kept_until"),
    [
        (date(2026, 12, 25), date(2032, 3, 31)),
        (date(2027, 3, 31), date(2032, 3, 31)),
        (date(2027, 4, 1), date(2033, 3, 31)),
    ],
)
@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_books_are_kept_five_years_after_the_fiscal_year(
    edition: str, completed_on: date, kept_until: date
) -> None:
    assert books_kept_until(rulebook("records", edition), completed_on) == kept_until
