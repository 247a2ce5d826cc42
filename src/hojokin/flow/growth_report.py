"""Growth since the application (効果の推移): what was promised for each plan year, and what the effect reports say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hojokin.rules.shared.growth import tenths_of_growth


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one year (1年の数値): value added, hours and pay; None where they are not known."""

    value_added: int | None = None
    hours: int | None = None
    total_pay: int | None = None

    @property
    def productivity(self) -> Fraction | None:
        """Labour productivity (労働生産性): value added an hour, exact."""
        return None if self.value_added is None or not self.hours else Fraction(self.value_added, self.hours)


@dataclass(frozen=True, slots=True)
class GrowthYear:
    """One plan year (計画年) beside the year of the application: promised and reported, with growth in tenths of a percent."""

    plan_year: int
    promised: Figures
    reported: Figures
    promised_growth: int | None
    reported_growth: int | None

    @property
    def falls_short(self) -> bool:
        """Whether less growth was reported than promised."""
        both = (self.promised_growth, self.reported_growth)
        return both[0] is not None and both[1] is not None and both[1] < both[0]


def growth_years(
    base: Figures, promised: Sequence[Figures], reported: Sequence[Figures]
) -> tuple[GrowthYear, ...]:
    """Every plan year in order, the year of the application not among them."""
    return tuple(
        GrowthYear(
            place,
            plan,
            told,
            growth_since(base, plan, place),
            growth_since(base, told, place),
        )
        for place, (plan, told) in enumerate(zip(promised, reported, strict=True), start=1)
    )


def growth_since(base: Figures, now: Figures, years: int) -> int | None:
    """Mean growth of productivity a year in tenths of a percent; None where none is defined."""
    if base.productivity is None or now.productivity is None:
        return None
    return tenths_of_growth(base.productivity, now.productivity, years)
