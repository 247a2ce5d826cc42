"""Retention: how long an application that led to no grant is kept."""

from datetime import date

import pytest

from hojokin.flow.retention import ENDED, kept_until


@pytest.mark.parametrize(
    ("ended", "submitted", "until"),
    [
        (date(2027, 3, 31), True, date(2032, 3, 31)),
        (date(2027, 4, 1), True, date(2033, 3, 31)),
        (date(2027, 3, 31), False, date(2028, 3, 31)),
        (date(2027, 4, 1), False, date(2029, 3, 31)),
    ],
)
def test_it_is_kept_for_years_after_the_states_fiscal_year(ended: date, submitted: bool, until: date) -> None:
    assert kept_until(ended, was_submitted=submitted) == until


def test_every_end_without_a_grant_counts_and_the_grant_does_not() -> None:
    assert dict(ENDED) == {
        "application": {"rejected", "withdrawn", "lapsed", "expired"},
        "consortium_application": {"rejected", "withdrawn", "lapsed"},
    }
