"""Regional minimum wages: the rate in force on a day, and the checks over the table."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hojokin.rules.reference import (
    UnknownCodeError,
    minimum_wage,
    minimum_wage_of_year,
    minimum_wage_years,
    minimum_wages,
)
from hojokin.rules.reference.minimum_wages import check_minimum_wages


@pytest.mark.parametrize(
    ("pref", "day", "yen"),
    [
        ("13", "2024-10-01", 1163),
        ("13", "2025-10-02", 1163),
        ("13", "2025-10-03", 1226),
        ("05", "2026-03-30", 951),
        ("05", "2026-03-31", 1031),
        ("43", "2025-12-31", 952),
        ("43", "2026-01-01", 1034),
        ("36", "2024-11-01", 980),
        ("47", "2026-09-30", 1023),
    ],
)
def test_a_rate_is_in_force_from_its_first_day_until_the_next_one(pref: str, day: str, yen: int) -> None:
    assert minimum_wage(pref, date.fromisoformat(day)).yen == yen


def test_every_rate_gives_way_to_the_next_on_the_day_and_not_before() -> None:
    for after in [each for each in minimum_wages() if each.fiscal_year == 2025]:
        before = minimum_wage_of_year(after.pref_code, 2024)

        assert minimum_wage(after.pref_code, after.effective_from) == after
        assert minimum_wage(after.pref_code, after.effective_from - timedelta(days=1)) == before


def test_a_day_before_the_first_known_rate_is_unknown() -> None:
    assert minimum_wage("02", date(2024, 10, 5)).yen == 953
    with pytest.raises(UnknownCodeError) as raised:
        minimum_wage("02", date(2024, 10, 4))

    assert raised.value.message == (
        "青森県の2024-10-04の地域別最低賃金は登録されていません（2024-10-05より前）。"
        "厚生労働省の公表値をminimum_wage.csvに加えてください。"
    )
    assert raised.value.message_en == (
        "No minimum wage of Aomori is known for 2024-10-04 (before 2024-10-05). "
        "Add the published figure to minimum_wage.csv."
    )


def test_a_day_on_which_the_next_years_rate_may_be_in_force_is_unknown() -> None:
    assert minimum_wage("13", date(2026, 9, 30)).fiscal_year == 2025
    with pytest.raises(UnknownCodeError, match="after 2026-09-30"):
        minimum_wage("13", date(2026, 10, 1))


def test_the_rate_of_a_year_does_not_wait_for_its_first_day() -> None:
    assert minimum_wage_of_year("05", 2025).yen == 1031
    with pytest.raises(UnknownCodeError, match="2026"):
        minimum_wage_of_year("05", 2026)


def test_official_rates_are_confirmed_and_republished_ones_are_not() -> None:
    assert not minimum_wage_of_year("13", 2024).unconfirmed
    assert minimum_wage_of_year("13", 2025).unconfirmed


def test_rises_between_the_two_years_run_from_63_to_82_yen() -> None:
    rises = {
        pref: minimum_wage_of_year(pref, 2025).yen - minimum_wage_of_year(pref, 2024).yen
        for pref in {each.pref_code for each in minimum_wages()}
    }

    assert len(rises) == 47
    assert min(rises.values()) == 63
    assert list(rises.values()).count(63) == 8
    assert [pref for pref, rise in rises.items() if rise == 82] == ["43"]
    assert max(rises.values()) == 82


def test_a_missing_row_is_found() -> None:
    rows = [each for each in minimum_wages() if (each.pref_code, each.fiscal_year) != ("22", 2025)]

    problems = check_minimum_wages(rows, minimum_wage_years())

    assert problems == ["2025: rows, lowest, highest are (46, 1023, 1226), not (47, 1023, 1226)"]


def test_a_rate_that_does_not_rise_is_found() -> None:
    rows = [
        replace(each, yen=minimum_wage_of_year("22", 2024).yen)
        if (each.pref_code, each.fiscal_year) == ("22", 2025)
        else each
        for each in minimum_wages()
    ]

    assert check_minimum_wages(rows, minimum_wage_years()) == ["22: the rate of 2025 does not rise"]


def test_a_rate_above_the_published_highest_is_found() -> None:
    rows = [
        replace(each, yen=1227) if (each.pref_code, each.fiscal_year) == ("13", 2025) else each
        for each in minimum_wages()
    ]

    assert check_minimum_wages(rows, minimum_wage_years()) == [
        "2025: rows, lowest, highest are (47, 1023, 1227), not (47, 1023, 1226)"
    ]


def test_a_year_without_checks_and_a_repeated_row_are_found() -> None:
    rows = [*minimum_wages(), replace(minimum_wage_of_year("13", 2025), fiscal_year=2026, yen=1300)]
    twice = [*minimum_wages(), minimum_wage_of_year("13", 2025)]

    assert check_minimum_wages(rows, minimum_wage_years()) == [
        "2026 has no line of checks",
        "13: the rate of 2026 does not rise",
    ]
    assert check_minimum_wages(twice, minimum_wage_years()) == [
        "13 in 2025 stands in the table twice",
        "2025: rows, lowest, highest are (48, 1023, 1226), not (47, 1023, 1226)",
        "13: the rate of 2025 does not rise",
    ]
