"""Duties (義務の照会): what each grantee owes on any date, and who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from hojokin.flow.duties import (
    Duty,
    Filed,
    Reporter,
    Request,
    duties,
    effect_report_code,
    report_code,
    request_code,
    silent,
)
from hojokin.flow.tables.group_report import LEFT_OUT
from hojokin.office.queries.grant_facts import facts_of, members_of
from hojokin.office.records.models import Filing, FilingEntry, Grant, ReturnOrder
from hojokin.rules.engine.facts import Text

# What the office waits for, by the state of the grant or of a report: the code of the duty.
ASKED = {
    "inspected": "claim",
    "payment_failed": "account_correction",
    "delayed": "delay_papers",
}
WRITING = frozenset({"applicant_editing", "vendor_checking", "applicant_confirming"})
CORRECTING = frozenset({"correction", "correction_checking", "correction_confirming"})
RETURNED = frozenset({"returned", "closed"})


@dataclass(frozen=True, slots=True)
class Calendar:
    """A grantee's calendar (義務の予定表): every duty with its state on a day."""

    grant: Grant
    duties: Sequence[Duty]

    @property
    def late(self) -> Sequence[Duty]:
        """What is past its day with nothing done."""
        return silent(self.duties)


@dataclass(frozen=True, slots=True)
class Silence:
    """One duty that nobody has done (未提出の1件)."""

    grant: Grant
    duty: Duty
    days: int


def calendar_of(grant: Grant, today: date) -> Calendar:
    """One grantee's calendar. The grant comes from ``with_papers``."""
    children = list(grant.filing.children.all())
    names = {each.number: each.label for each in members_of(grant)}
    requests = list(_requests(grant, children, names))
    facts, allowed = facts_of(grant), _allowed(grant, children)
    reporters = tuple(_reporters(names, children, allowed))
    facts = replace(facts, report_limit=allowed.get(None, facts.report_limit), reporters=reporters)
    found = duties(facts, list(_filed(grant, children, requests)), today, requests)
    return Calendar(grant, found)


def silent_on(today: date, grants: QuerySet[Grant] | None = None) -> list[Silence]:
    """Who owes what and has not done it, the longest silence first; four queries, however many grants."""
    found = [
        Silence(each, duty, (today - duty.due).days)
        for each in with_papers(Grant.objects.all() if grants is None else grants)
        for duty in calendar_of(each, today).late
        if duty.due is not None
    ]
    return sorted(found, key=lambda each: (-each.days, each.grant.filing.number, each.duty.code))


def with_papers(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """The grants with all that their duties follow from; four queries."""
    told = FilingEntry.objects.filter(name__in=("plan_year", "member"))
    reports = Filing.objects.order_by("opened_at", "pk").prefetch_related(
        Prefetch("entries", queryset=told, to_attr="told")
    )
    orders = ReturnOrder.objects.filter(withdrawn_at__isnull=True)
    return grants.select_related("filing__owner", "filing__partner").prefetch_related(
        Prefetch("filing__children", queryset=reports),
        Prefetch("return_orders", queryset=orders),
    )


def _filed(grant: Grant, children: Iterable[Filing], requests: Iterable[Request]) -> Iterator[Filed]:
    for each in children:
        if each.submitted_at is None:
            continue
        if each.kind.endswith("performance_report"):
            yield Filed(report_code(_member(each)), _day(each.submitted_at))
        elif each.kind.endswith("effect_report") and (year := _year(each)) is not None:
            yield Filed(effect_report_code(year), _day(each.submitted_at))
    if grant.filing.state in RETURNED:
        for request in requests:
            if request.code == "return_money":
                yield Filed(request_code(request), _day(grant.filing.state_since))


def _allowed(grant: Grant, children: Iterable[Filing]) -> dict[int | None, date]:
    """By member, the day to which a performance report may come after the limit of the grant."""
    reports = [
        each for each in children if each.kind.endswith("performance_report") and not each.submitted_at
    ]
    days = {_member(each): _day(each.due_at) for each in reports if each.due_at and each.state in WRITING}
    limit = grant.report_limit
    return {member: day for member, day in days.items() if limit is not None and day > limit}


def _reporters(
    names: Mapping[int, Text], children: Sequence[Filing], allowed: Mapping[int | None, date]
) -> Iterator[Reporter]:
    """The members of a group; the office goes on without those whose report it leaves out."""
    out = {_member(each): _day(each.state_since) for each in children if each.state in LEFT_OUT}
    return (Reporter(number, name, out.get(number), allowed.get(number)) for number, name in names.items())


def _requests(grant: Grant, children: Iterable[Filing], names: Mapping[int, Text]) -> Iterator[Request]:
    filing = grant.filing
    code = ASKED.get(filing.state)
    if code and filing.due_at:
        yield Request(code, _day(filing.state_since), _day(filing.due_at))
    for number, each in enumerate(children, start=1):
        if each.state in CORRECTING and each.due_at and (kind := _corrected(each)):
            of = names.get(_member(each) or 0)
            yield Request(kind, _day(each.state_since), _day(each.due_at), number, of)
    for number, order in enumerate(grant.return_orders.all(), start=1):
        yield Request("return_money", order.ordered_on, order.due_on, number)


def _corrected(filing: Filing) -> str:
    if filing.kind.endswith("performance_report"):
        return "report_correction"
    return "effect_correction" if filing.kind.endswith("effect_report") else ""


def _year(report: Filing) -> int | None:
    text = str(_told(report).get("plan_year", ""))
    return int(text) if text.isdecimal() else None


def _member(report: Filing) -> int | None:
    """In a group, the number of the member that a performance report is of."""
    number = _told(report).get("member")
    return number if isinstance(number, int) else None


def _told(report: Filing) -> Mapping[str, object]:
    told: Sequence[FilingEntry] = getattr(report, "told", ())
    return {each.name: each.value for each in told}


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
