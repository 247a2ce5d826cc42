"""Guards: how much of what is planted in synthetic cases is found, how many honest cases are disturbed, at what cost.

``python -m benchmarks guards`` takes about two minutes at 100,000 cases. The cases are ours: the figures say what the
rules find of what we could think of, not what a real programme hides.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.measuring import Goal, machine, print_goals
from benchmarks.planted import Programme, programme
from hojokin.flow.guard_evidence import same_files, same_looks
from hojokin.flow.guard_links import shared_traits
from hojokin.flow.guard_moved import moved_looks
from hojokin.flow.guard_records import cancelled_tools, same_invoices, unusual_vendors, wrong_figures
from hojokin.flow.guards import Alert, Pattern, words_of

CASES = 100_000
RECALL, FALSE_ALARMS = 95, 1  # percent
MINUTES_AN_HOUR = 60
SHARED = "shared"


@dataclass(frozen=True)
class Found:
    """One pattern: what was planted, what of it was found, and which alerts nothing was planted for."""

    pattern: Pattern
    planted: int
    found: int
    alerts: int
    disturbed: int  # honest cases, or vendors, with an alert of this pattern
    of: int

    @property
    def recall(self) -> float:
        """Percent of the planted that were found."""
        return 100 * self.found / self.planted if self.planted else 100

    @property
    def false_alarms(self) -> float:
        """Percent of honest cases with an alert."""
        return 100 * self.disturbed / self.of

    def __str__(self) -> str:
        minutes = words_of(self.pattern).minutes
        hours = minutes * self.alerts / MINUTES_AN_HOUR
        return (
            f"{self.pattern.value:<22}{self.planted:>8,}{self.found:>8,}{self.recall:>9.2f}%{self.alerts:>8,}"
            f"{self.disturbed:>10,}{self.false_alarms:>9.3f}%{minutes:>8}{hours:>9,.0f}"
        )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(machine())
    print_goals(goals(measured(asked.cases, asked.seed)))


def measured(cases: int, seed: int = 1) -> list[Found]:
    """Plant, look, and print a line for every pattern."""
    began = time.perf_counter()
    made = programme(cases, seed)
    planted = time.perf_counter()
    alerts = list(raised(made))
    looked = time.perf_counter()
    found = [_found(pattern, made, alerts) for pattern in Pattern]
    print(
        f"\nguards, {cases:,} cases: made in {planted - began:.1f} s, looked through in {looked - planted:.1f} s"
    )
    print(
        f"{'pattern':<22}{'planted':>8}{'found':>8}{'recall':>10}{'alerts':>8}{'disturbed':>10}{'of honest':>10}"
        f"{'minutes':>8}{'hours':>9}"
    )
    for each in found:
        print(each)
    _print_disguises(made, alerts)
    return found


def _print_disguises(made: Programme, alerts: list[Alert]) -> None:
    """Of the pictures shown again: how many of those that were saved anew, and of those that were turned."""
    told = {case for each in alerts if each.pattern is Pattern.SAME_PICTURE for case in each.cases}
    for disguise, copies in made.disguises.items():
        share = 100 * len(copies & told) / max(len(copies), 1)
        print(f"  {disguise:<20}{len(copies):>8,}{len(copies & told):>8,}{share:>9.2f}%")


def goals(found: list[Found]) -> list[Goal]:
    """Least recall and most false alarms of all patterns, in percent."""
    recall = min(found, key=lambda each: each.recall)
    false = max(found, key=lambda each: each.false_alarms)
    return [
        Goal(f"guards, least recall in percent: {recall.pattern}", RECALL, recall.recall, recall.recall),
        Goal(
            f"guards, most false alarms in percent: {false.pattern}",
            FALSE_ALARMS,
            false.false_alarms,
            false.false_alarms,
            at_most=True,
        ),
    ]


def raised(made: Programme) -> Iterator[Alert]:
    """Every rule on its values."""
    yield from same_files(made.files)
    yield from moved_looks(made.pictures)
    yield from same_looks(Pattern.SAME_PICTURE, made.pictures)
    yield from same_looks(Pattern.SAME_TEXT, made.texts)
    yield from same_invoices(made.invoices)
    yield from shared_traits(made.traits, made.deals)
    yield from unusual_vendors(made.counts)
    yield from wrong_figures(made.years)
    yield from cancelled_tools(made.cancelled)


def _found(pattern: Pattern, made: Programme, alerts: list[Alert]) -> Found:
    """A copy is found with whichever other copy; a shared thing by any alert of the two, which shows all they share."""
    planted = made.planted[pattern]
    family = {who for each, sets in made.planted.items() if _family(each) == _family(pattern) for who in sets}
    seen = [_who(each) for each in alerts if each.pattern is pattern]
    told = {_who(each) for each in alerts if _family(each.pattern) == _family(pattern)}
    named = {name for who in told for name in who} if _family(pattern) != SHARED else set()
    found = sum(who in told or name in named for who, name in planted.items())
    copied = {name for who in family for name in who} if _family(pattern) != SHARED else set()
    false = [who for who in seen if who not in family and not who & copied]
    honest = {name for who in false for name in who}
    of = len(made.counts) if pattern is Pattern.VENDOR_CANCELLATIONS else len(made.deals)
    return Found(pattern, len(planted), found, len(seen), len(honest), of)


def _family(pattern: Pattern) -> str:
    return SHARED if pattern.startswith("shared_") else pattern


def _who(alert: Alert) -> frozenset[str]:
    if alert.links:
        return frozenset({alert.links[0].one, alert.links[0].other})
    if alert.pattern is Pattern.VENDOR_CANCELLATIONS:
        return frozenset({alert.key.split(":")[1]})
    return frozenset(alert.cases)


if __name__ == "__main__":
    main()
