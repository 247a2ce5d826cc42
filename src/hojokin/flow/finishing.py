"""Finishing a grant (交付決定後の手続の終わり): what is still open before its case may be closed (ST-16).

Closed are the reports. The books and the limits on disposal are duties that last; they stay in the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hojokin.flow.duties import GrantFacts, effect_reports_owed, use_ends_on
from hojokin.flow.table import Table
from hojokin.flow.tables import effect_report
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.effect_reports import DueReport

REPORTS: Table = effect_report.TABLE
DONE = frozenset(code for code, state in REPORTS.states.items() if state.turn is None)
MISSING = "missing"


class Left(StrEnum):
    """What kind of matter is open (残っていること)."""

    REPORT = "report"
    USE = "use"
    FILING = "filing"
    ALERT = "alert"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One matter that keeps a case open (残っていることの1件)."""

    kind: Left
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands (手続の現況): reports by plan year, open filings by label, open alerts, returns to decide."""

    reports: Mapping[int, str] = field(default_factory=dict)
    filings: Sequence[Text] = ()
    alerts: int = 0
    is_return_undecided: bool = False


def open_matters(grant: GrantFacts, standing: Standing, today: date) -> list[OpenMatter]:
    """Everything that is still open on a day."""
    return [*_reports(grant, standing, today), *_use(grant, today), *_others(standing)]


def unreported(grant: GrantFacts, reports: Mapping[int, str], today: date) -> list[DueReport]:
    """The reports that are owed and neither accepted nor ended; none once the reports have ended (RET-02)."""
    if grant.reports_ended_on is not None and grant.reports_ended_on <= today:
        return []
    return [each for each in effect_reports_owed(grant) if reports.get(each.window.plan_year) not in DONE]


def _reports(grant: GrantFacts, standing: Standing, today: date) -> Iterator[OpenMatter]:
    """An earlier report that is missing holds nothing up, as money for it is a return; the last one has to be there."""
    left = unreported(grant, standing.reports, today)
    last = max((each.window.plan_year for each in effect_reports_owed(grant)), default=0)
    for each in left:
        year, name = each.window.plan_year, each.window.name
        if year == last or standing.reports.get(year) != MISSING:
            said = Text(f"{name.ja}が終わっていません。", f"{name.en} is not finished.")
            yield OpenMatter(Left.REPORT, said, "W-130 ST-16")


def _use(grant: GrantFacts, today: date) -> Iterator[OpenMatter]:
    ends = use_ends_on(grant)
    if ends is not None and today <= ends:
        said = Text(
            f"ITツールを使い続ける期間が{ends}まで続きます。",
            f"The tools have to be kept in use until {ends}.",
        )
        yield OpenMatter(Left.USE, said, "RET-13")


def _others(standing: Standing) -> Iterator[OpenMatter]:
    for label in standing.filings:
        said = Text(f"{label.ja}が終わっていません。", f"{label.en} is not finished.")
        yield OpenMatter(Left.FILING, said, "ST-16")
    if standing.alerts:
        said = Text(
            f"判断していない警告が{standing.alerts}件あります。",
            f"{standing.alerts} alerts are not judged yet.",
        )
        yield OpenMatter(Left.ALERT, said, "ST-16")
    if standing.is_return_undecided:
        said = Text(
            "返還を求めるかどうかが決まっていません。返還のページで算定してください。",
            "It is not decided whether money goes back. Work it out on the page of the return.",
        )
        yield OpenMatter(Left.RETURN, said, "W-124 W-135")
