"""Price stability target (物価安定の目標): the rate that wage targets are added to, by day."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table


@dataclass(frozen=True, slots=True)
class PriceStabilityTarget:
    """The Bank of Japan's target (物価安定の目標) in basis points a year: 200 is 2.0 %."""

    valid_from: date
    basis_points: int
    source: str
    fact: str
    confidence: Confidence


@cache
def price_stability_targets() -> tuple[PriceStabilityTarget, ...]:
    """Every target since 2013. Source: 日本銀行."""
    return read_table("hojokin.rules.reference", "price_stability_target.csv", _target)


def price_stability_target(on: date) -> PriceStabilityTarget:
    """The target in force on a day. Raises UnknownCodeError before the first one."""
    in_force = [each for each in price_stability_targets() if each.valid_from <= on]
    if not in_force:
        raise UnknownCodeError(
            f"{on}の物価安定の目標は定められていません。", f"There was no price stability target on {on}."
        )
    return max(in_force, key=lambda each: each.valid_from)


def _target(cells: Cells) -> PriceStabilityTarget:
    return PriceStabilityTarget(
        valid_from=cells.day("valid_from"),
        basis_points=cells.whole("basis_points"),
        source=cells.text("source"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
