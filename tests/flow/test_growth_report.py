"""Growth is counted from the year of the application, exactly, and compared with the plan."""

import pytest

from hojokin.flow.growth_report import Figures, growth_years

BASE = Figures(10_000_000, 10_000)


@pytest.mark.parametrize(
    ("added", "growth", "short"), [(10_299_999, 29, True), (10_300_000, 30, False), (10_300_001, 30, False)]
)
def test_one_tenth_of_a_percent_below_the_plan_falls_short(added: int, growth: int, short: bool) -> None:
    plan = Figures(10_300_000, 10_000)

    (year,) = growth_years(BASE, [plan], [Figures(added, 10_000)])

    assert (year.promised_growth, year.reported_growth, year.falls_short) == (30, growth, short)


def test_growth_over_two_years_is_the_yearly_mean() -> None:
    plan = [Figures(), Figures(12_100_000, 10_000)]

    assert growth_years(BASE, plan, [Figures(), Figures()])[1].promised_growth == 100


@pytest.mark.parametrize("now", [Figures(), Figures(1, 0), Figures(None, 10_000), Figures(-1, 10_000)])
def test_without_figures_there_is_no_growth_and_nothing_falls_short(now: Figures) -> None:
    (year,) = growth_years(BASE, [BASE], [now])

    assert year.reported_growth is None
    assert year.falls_short is False
