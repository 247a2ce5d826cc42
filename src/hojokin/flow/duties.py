"""Duties of a grantee (義務の予定表): on any date, what is owed, what is late, what comes next.

The windows of effect reports, the months of use and the years of books come from the rules; this module only puts them on
one calendar with what has been done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from hojokin.flow.after_grant import numbers
from hojokin.flow.reported_items import is_asset
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text
from hojokin.rules.shared.cancellation import STOPPED_TOO_EARLY, cancellation_grounds
from hojokin.rules.shared.days import add_months
from hojokin.rules.shared.effect_reports import DueReport, reports_due
from hojokin.rules.shared.fiscal_days import MONTHS_IN_YEAR
from hojokin.rules.shared.records import books_kept_until

SOON = timedelta(days=30)  # our own: how early a duty is called urgent


class DutyState(StrEnum):
    """Where a duty stands on a date (状況)."""

    AHEAD = "ahead"  # its period has not begun
    OPEN = "open"
    SOON = "soon"  # due within a month
    LATE = "late"  # due and not done: the silent
    DONE = "done"
    DONE_LATE = "done_late"
    RELEASED = "released"  # no longer owed


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty (義務). ``opens`` is the first day it can be done, ``due`` the last; None is "not published".

    ``filed_on`` is the day it was done. ``lasts`` marks what is kept up until ``due`` instead of done by it.
    """

    code: str
    label: Text
    opens: date | None
    due: date | None
    state: DutyState
    source: str
    filed_on: date | None = None
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """Something that was done (済んだこと): the code of its duty, and the day."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Request:
    """Something the secretariat asked for with its own date (依頼): a correction, papers, a claim, an account, a return.

    ``code`` is that of the duty, such as ``report_correction``; ``number`` tells several of one kind apart, and ``of``
    names the member of a group that it is about.
    """

    code: str
    asked_on: date
    due: date
    number: int = 1
    of: Text | None = None


@dataclass(frozen=True, slots=True)
class Reporter:
    """A member of a group that reports for itself (F-64). ``left_out_on`` is the day the office went on without it.

    ``until`` is the day to which it was allowed to report late.
    """

    number: int
    name: Text
    left_out_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What duties follow from (前提). Days are None until they are known.

    ``dearest`` is the highest unit price of what was granted. ``report_limit`` is the round's, or the later one that was allowed. ``ended_on`` is the day of withdrawal or
    cancellation; ``reports_ended_on`` the day from which no effect report is owed any more (RET-02). ``reporters`` are the
    members of a group, each of which owes a performance report; without any it is the grantee's.
    """

    edition: str
    track: str
    applied_on: date
    granted_on: date
    report_limit: date | None
    fiscal_year_end_month: int = 12
    wage_plan: bool = False
    dearest: int = 0
    completed_on: date | None = None
    introduced_on: date | None = None
    use_until: date | None = None
    paid_on: date | None = None
    ended_on: date | None = None
    reports_ended_on: date | None = None
    reporters: tuple[Reporter, ...] = ()


@dataclass(frozen=True, slots=True)
class _Owed:
    code: str
    label: Text
    opens: date | None
    due: date | None
    source: str
    lasts: bool = False
    released_on: date | None = None


def duties(
    grant: GrantFacts, filed: Sequence[Filed], today: date, requests: Sequence[Request] = ()
) -> list[Duty]:
    """Every duty of a grantee as it stands on a date, in the order of their days; what has no day comes last."""
    done = {each.code: each.on for each in sorted(filed, key=lambda each: each.on, reverse=True)}
    found = [_stands(each, done.get(each.code), today) for each in _owed(grant, requests)]
    return sorted(found, key=lambda each: (each.due or date.max, each.code))


def silent(found: Iterable[Duty]) -> list[Duty]:
    """The duties that are past their day with nothing done."""
    return [each for each in found if each.state is DutyState.LATE]


def effect_report_code(plan_year: int) -> str:
    """The code of the duty of one effect report."""
    return f"effect_report_{plan_year}"


def report_code(member: int | None) -> str:
    """The code of the duty of the performance report, in a group of a member's."""
    return "performance_report" if member is None else f"performance_report_{member}"


def request_code(request: Request) -> str:
    """The code of the duty that a request of the secretariat makes."""
    return f"{request.code}_{request.number}"


def effect_reports_owed(grant: GrantFacts) -> tuple[DueReport, ...]:
    """The effect reports that the rules ask of this grant."""
    return reports_due(
        grant.edition, grant.track, grant.applied_on, grant.fiscal_year_end_month, wage_plan=grant.wage_plan
    )


def use_ends_on(grant: GrantFacts) -> date | None:
    """The last day on which stopping a tool would still be too early, by the ground of cancellation (RET-13)."""
    if grant.introduced_on is None:
        return None
    ground = next(
        each
        for each in cancellation_grounds(grant.edition, grant.track, settled=True)
        if each.code == STOPPED_TOO_EARLY
    )
    first_year = add_months(grant.introduced_on, ground.least_months_of_use or 0) - timedelta(days=1)
    # Stopping on the last day of the reported period keeps it, so the duty itself ends the day before.
    reported = grant.use_until - timedelta(days=1) if grant.use_until else first_year
    return max(first_year, reported)


def assets_bound_until(grant: GrantFacts) -> date | None:
    """The last day of the longest limit on disposal (財産処分の制限); None where no asset is dear enough (RET-18)."""
    if grant.introduced_on is None or not is_asset(grant.dearest, grant.edition):
        return None
    years = numbers("useful_life").years
    return add_months(grant.introduced_on, MONTHS_IN_YEAR * years) - timedelta(days=1)


def _owed(grant: GrantFacts, requests: Sequence[Request]) -> Iterator[_Owed]:
    yield from _reports(grant)
    for each in requests:
        released = None if each.code == "return_money" else grant.ended_on
        yield _owed_as(
            each.code, each.asked_on, each.due, code=request_code(each), released_on=released, of=each.of
        )
    if grant.introduced_on:
        yield _owed_as(
            "keep_using", grant.introduced_on, use_ends_on(grant), lasts=True, released_on=grant.ended_on
        )
    yield from (_effect_report(each, grant) for each in effect_reports_owed(grant))
    if bound := assets_bound_until(grant):
        yield _owed_as("keep_assets", grant.introduced_on, bound, lasts=True, released_on=grant.ended_on)
    if grant.completed_on:
        until = books_kept_until(rulebook("records", grant.edition), grant.completed_on)
        yield _owed_as("keep_books", grant.completed_on, until, lasts=True)


def _reports(grant: GrantFacts) -> Iterator[_Owed]:
    name, opens, limit = "performance_report", grant.granted_on, grant.report_limit
    if not grant.reporters:
        yield _owed_as(name, opens, limit, released_on=grant.ended_on)
    for each in grant.reporters:
        ends = [on for on in (grant.ended_on, each.left_out_on) if on]
        released = min(ends, default=None)
        code = report_code(each.number)
        yield _owed_as(name, opens, each.until or limit, code=code, released_on=released, of=each.name)


def _effect_report(report: DueReport, grant: GrantFacts) -> _Owed:
    window, words = report.window, _words()["effect_report"]
    ends = [each for each in (grant.ended_on, grant.reports_ended_on) if each]
    return _Owed(
        effect_report_code(window.plan_year),
        Text(
            f"{window.name.ja}{words['ja']}", f"{words['en']}{window.name.en[0].lower()}{window.name.en[1:]}"
        ),
        window.opens,
        # A year that ends after the window is reported in a later one that is not published yet (EFR-06).
        window.closes if report.year_ends_in_time else None,
        " ".join(window.facts),
        released_on=min(ends, default=None),
    )


def _owed_as(
    name: str,
    opens: date | None,
    due: date | None,
    *,
    code: str = "",
    lasts: bool = False,
    released_on: date | None = None,
    of: Text | None = None,
) -> _Owed:
    words = _words()[name]
    label = Text(words["ja"], words["en"])
    if of is not None:
        label = Text(f"{label.ja}（{of.ja}）", f"{label.en} ({of.en})")
    return _Owed(code or name, label, opens, due, words["source"], lasts, released_on)


def _stands(owed: _Owed, filed_on: date | None, today: date) -> Duty:
    known = filed_on if filed_on is not None and filed_on <= today else None
    state = _kept(owed, today) if owed.lasts else _done(owed, known, today)
    return Duty(owed.code, owed.label, owed.opens, owed.due, state, owed.source, known, owed.lasts)


def _kept(owed: _Owed, today: date) -> DutyState:
    if owed.released_on and owed.released_on <= today:
        return DutyState.RELEASED
    if owed.opens and today < owed.opens:
        return DutyState.AHEAD
    return DutyState.DONE if owed.due and today > owed.due else DutyState.OPEN


def _done(owed: _Owed, filed_on: date | None, today: date) -> DutyState:
    if filed_on is not None:
        return DutyState.DONE_LATE if owed.due and filed_on > owed.due else DutyState.DONE
    if owed.released_on and owed.released_on <= today:
        return DutyState.RELEASED
    if owed.opens and today < owed.opens:
        return DutyState.AHEAD
    if owed.due is None:
        return DutyState.OPEN
    if today > owed.due:
        return DutyState.LATE
    return DutyState.SOON if today + SOON >= owed.due else DutyState.OPEN


@cache
def _words() -> Mapping[str, Any]:
    return read(read_text("hojokin.flow", "data/duties.yaml"))
