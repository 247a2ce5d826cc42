"""Effect reports (効果報告): which are due, in which window, and the business year that each one covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import Cells, repeated
from hojokin.rules.shared.days import add_months
from hojokin.rules.shared.edition_tables import (
    edition_table,
    known_track,
    standing_in,
    unknown_facts,
    words,
)
from hojokin.rules.shared.fiscal_days import MONTHS_IN_YEAR, year_end_from


class Need(StrEnum):
    """When a report is asked for."""

    ALWAYS = "always"
    WAGE_PLAN = "wage_plan"  # bound by the wage duty, or took the wage bonus


class Consequence(StrEnum):
    """What follows when the report is missing or its target missed."""

    RETURN = "return"  # all or part of the grant, where the wage duty binds
    REDUCTION = "reduction"  # in later applications, where the wage bonus was taken
    PUBLICATION = "publication"  # project, representative and number of members are published


class Period(NamedTuple):
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ReportWindow:
    """One effect report that an edition asks for (効果報告の期間).

    Windows are published by month: ``opens`` is the first day of the first month and ``closes`` the last day
    of the last; None is "not published". Year 0 is the report before the plan. ``covers`` is set where the
    business year is fixed for everybody.
    """

    track: str
    plan_year: int
    name: Text
    need: Need
    opens: date
    closes: date | None
    covers: Period | None
    consequence: Consequence
    facts: tuple[str, ...]
    standing: Standing

    @property
    def regional_minimum_on(self) -> date:
        """The day whose regional minimum wage the report is judged by: the start of the window (RET-03)."""
        return self.opens


@dataclass(frozen=True, slots=True)
class DueReport:
    """An effect report that one applicant owes; ``covers`` is None where only proof of use is asked."""

    window: ReportWindow
    covers: Period | None

    @property
    def year_ends_in_time(self) -> bool:
        """False when the year ends after the window: a later one is announced (EFR-06)."""
        return self.covers is None or self.window.closes is None or self.covers.end <= self.window.closes

    @property
    def note(self) -> Text | None:
        """What to tell the applicant when the window comes too early."""
        if self.year_ends_in_time:
            return None
        return Text(
            "対象の事業年度が報告期間のあとに終わります。"
            "事務局が別に知らせる期間に報告してください（公募要領 効果報告）。",
            "The year covered ends after the window. File in the later window that the secretariat announces "
            "(application guidelines, effect reports).",
        )


def report_windows(edition: str, track: str) -> tuple[ReportWindow, ...]:
    """Every effect report of a track in order. Raises UnknownCodeError for an unknown edition or track."""
    return tuple(each for each in _windows(edition) if each.track == known_track(track))


def plan_year(applied_on: date, fiscal_year_end_month: int, n: int) -> Period:
    """Business year ``n`` of the plan; year 0 is the one that the application falls in (SCH.C-41).

    Raises ValueError for a month outside 1 to 12 or a negative ``n``.
    """
    if n < 0:
        raise ValueError(f"計画年は0以上で入力してください / a plan year is 0 or more, not {n}")
    end_of_first = year_end_from(applied_on, fiscal_year_end_month)
    end = year_end_from(end_of_first.replace(day=1, year=end_of_first.year + n), fiscal_year_end_month)
    before = year_end_from(end.replace(day=1, year=end.year - 1), fiscal_year_end_month)
    return Period(before + timedelta(days=1), end)


def reports_due(
    edition: str,
    track: str,
    applied_on: date,
    fiscal_year_end_month: int = MONTHS_IN_YEAR,
    *,
    wage_plan: bool = False,
) -> tuple[DueReport, ...]:
    """The effect reports that one applicant owes, in order.

    ``fiscal_year_end_month`` is December for a sole proprietor; ``wage_plan`` says that the wage duty binds
    or that the wage bonus was taken. Raises UnknownCodeError for an unknown edition or track, ValueError for
    a month outside 1 to 12.
    """
    wanted = [each for each in report_windows(edition, track) if wage_plan or each.need is Need.ALWAYS]
    return tuple(DueReport(each, _covered(each, applied_on, fiscal_year_end_month)) for each in wanted)


def judged_month(reported_on: date) -> date:
    """First day of the month whose lowest pay is judged: the one just before the report (RET-03)."""
    return add_months(reported_on.replace(day=1), -1)


def _covered(window: ReportWindow, applied_on: date, fiscal_year_end_month: int) -> Period | None:
    if window.covers is not None or window.plan_year == 0:
        return window.covers
    return plan_year(applied_on, fiscal_year_end_month, window.plan_year)


@cache
def _windows(edition: str) -> tuple[ReportWindow, ...]:
    return edition_table(edition, "effect_reports", lambda cells: _window(edition, cells), check_windows)


def check_windows(rows: Sequence[ReportWindow]) -> list[str]:
    """What is wrong with the table: repeats, windows that close before they open, unknown facts."""
    problems = repeated(f"{each.track} year {each.plan_year}" for each in rows)
    for each in rows:
        if each.closes is not None and each.closes < each.opens:
            problems.append(f"{each.track} year {each.plan_year} closes before it opens")
    return problems + unknown_facts(each.facts for each in rows)


def _window(edition: str, cells: Cells) -> ReportWindow:
    covers_from, covers_to = cells.optional_day("covers_from"), cells.optional_day("covers_to")
    facts = words(cells, "facts")
    return ReportWindow(
        track=cells.text("track"),
        plan_year=cells.whole("plan_year"),
        name=Text(cells.text("name_ja"), cells.text("name_en")),
        need=cells.choice("need", Need),
        opens=cells.day("opens"),
        closes=cells.optional_day("closes"),
        covers=None if covers_from is None or covers_to is None else Period(covers_from, covers_to),
        consequence=cells.choice("consequence", Consequence),
        facts=facts,
        standing=standing_in(edition, facts),
    )
