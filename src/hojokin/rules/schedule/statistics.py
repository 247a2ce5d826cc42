"""Published results (交付決定の実績): applications and grants of each round and track."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, read_table, repeated


@dataclass(frozen=True, slots=True)
class RoundResult:
    """One published result (採択結果). None where a figure was not found.

    `rate_tenths_percent` is the published share of grants: 507 is 50.7 %.
    """

    year: int
    round_number: int
    track: str
    applications: int | None
    grants: int | None
    rate_tenths_percent: int | None
    fact: str
    confidence: Confidence

    @property
    def computed_rate_tenths_percent(self) -> int | None:
        """The share of grants in tenths of a percent, half up; None without both counts."""
        if not self.applications or self.grants is None:
            return None
        return (2 * 1000 * self.grants + self.applications) // (2 * self.applications)


@cache
def round_results() -> tuple[RoundResult, ...]:
    """Every known result. Raises TableError where counts and the published rate disagree."""
    return read_table("hojokin.rules.schedule", "statistics.csv", _result, check_results)


def check_results(rows: Sequence[RoundResult]) -> list[str]:
    """What is wrong with the figures: repeats, more grants than applications, rates that do not fit."""
    problems = repeated(each.fact for each in rows)
    for each in rows:
        if each.applications is not None and each.grants is not None and each.grants > each.applications:
            problems.append(f"{each.fact}: more grants than applications")
        computed, published = each.computed_rate_tenths_percent, each.rate_tenths_percent
        # Publishers round or cut the last digit as they please.
        if computed is not None and published is not None and abs(computed - published) > 1:
            problems.append(f"{each.fact}: the counts give {computed}, published is {published}")
    return problems


def _result(cells: Cells) -> RoundResult:
    return RoundResult(
        year=cells.whole("year"),
        round_number=cells.whole("round"),
        track=cells.text("track"),
        applications=cells.optional_whole("applications"),
        grants=cells.optional_whole("grants"),
        rate_tenths_percent=cells.optional_whole("rate_tenths_percent"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
