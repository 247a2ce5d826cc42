"""Figures of the office (事務局の集計): cases by state and age, returns by field, time in each state, money by round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, cast

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from hojokin.flow.durations import Spread, spreads
from hojokin.flow.kinds import FilingKind
from hojokin.flow.ledger import Account
from hojokin.flow.roles import SECRETARIAT
from hojokin.flow.table import State
from hojokin.office.queries.kinds import kind_of, kinds
from hojokin.office.queries.ledger import budget_lines
from hojokin.office.records.models import Filing, Finding, Round, Stay
from hojokin.rules.engine.facts import Text

AGES = (7, 30, 90)  # days up to which a case counts as so old; our own
type _Counted = tuple[str, str, int, datetime, *tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class StateLine:
    """The cases of one kind in one state (状態ごとの件数). ``ages`` has one count more than AGES: those still older."""

    kind: FilingKind
    state: State
    count: int
    ages: Sequence[int]
    oldest: datetime


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One field that was found wanting (指摘の項目)."""

    kind: FilingKind
    field: str
    label: Text
    findings: int
    filings: int


@dataclass(frozen=True, slots=True)
class DurationLine:
    """How long the cases of a kind stay in a state (状態ごとの期間)."""

    state: State
    spread: Spread


@dataclass(frozen=True, slots=True)
class Durations:
    """Durations of one kind (期間): by state, and by month what a case waited at the office each time it came there."""

    lines: Sequence[DurationLine]
    months: Mapping[date, Spread]


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """One round's money (締切回の予算); ``budget`` None: no limit. Whole yen."""

    code: str
    budget: int | None
    decided: int
    grants: int
    balances: Mapping[Account, int]


def state_lines(at: datetime) -> Sequence[StateLine]:
    """Every state in which there is any case, in the order of kinds and their tables. One query."""
    counted = (
        Filing.objects.values_list("kind", "state")
        .annotate(count=Count("pk"), oldest=Min("state_since"), **_age_counts(at))
        .order_by()
    )
    found = {
        (kind, state): StateLine(kind_of(kind), kind_of(kind).table.states[state], count, ages, oldest)
        for kind, state, count, oldest, *ages in cast("Iterable[_Counted]", counted)
    }
    order = [(kind.code, state) for kind in kinds().values() for state in kind.table.states]
    return [found[each] for each in order if each in found]


def reason_lines(since: datetime | None) -> Sequence[ReasonLine]:
    """What parties were told to correct, the most frequent first. One query."""
    told = Finding.objects.filter(sent_at__isnull=False)
    if since is not None:
        told = told.filter(sent_at__gte=since)
    counted = (
        told.values("filing__kind", "field")
        .annotate(
            findings=Count("pk"),
            filings=Count("filing", distinct=True),
            edition=Max("filing__edition"),
            track=Max("filing__track"),
        )
        .order_by("-findings", "filing__kind", "field")
    )
    return [_reason(each) for each in counted]


def durations(kind: FilingKind, since: datetime | None) -> Durations:
    """How long each state of a kind lasted, of what was left in the time. One query of counts."""
    states = kind.table.states
    found = spreads(_counted(kind, since))
    return Durations(
        [DurationLine(state, found[state.code]) for state in states.values() if state.code in found],
        {month: spread for month, spread in found.items() if isinstance(month, date)},
    )


def budget_figures() -> Sequence[BudgetFigures]:
    """Every round, and every budget of the ledger that is no round's. Two queries."""
    books = {each.budget: each.balances for each in budget_lines()}
    granted = Q(proposals__decisions__amount_yen__gt=0)
    rounds = Round.objects.annotate(
        decided=Coalesce(Sum("proposals__decisions__amount_yen", filter=granted), 0),
        grants=Count("proposals__decisions", filter=granted),
    ).values_list("code", "budget_yen", "decided", "grants")
    found = [BudgetFigures(*each, books.pop(each[0], {})) for each in rounds]
    return [*found, *(BudgetFigures(code, None, 0, 0, balances) for code, balances in books.items())]


def _age_counts(at: datetime) -> Mapping[str, Count]:
    """Counts of the cases that entered their state between one age and the next."""
    edges = [None, *(at - timedelta(days=each) for each in AGES), None]
    counts = {}
    for place, (younger, older) in enumerate(pairwise(edges)):
        within = Q(pk__isnull=False)
        if younger is not None:
            within &= Q(state_since__lt=younger)
        if older is not None:
            within &= Q(state_since__gte=older)
        counts[f"age_{place}"] = Count("pk", filter=within)
    return counts


def _reason(each: Mapping[str, Any]) -> ReasonLine:
    kind, name = kind_of(each["filing__kind"]), each["field"]
    labels = {field.name: field.label for field in kind.form(each["edition"], each["track"]).fields()}
    label = labels.get(name, Text(name, name))
    return ReasonLine(kind, name, label, each["findings"], each["filings"])


def _counted(kind: FilingKind, since: datetime | None) -> Iterator[tuple[str | date, int, int]]:
    """How often each duration was, under its state, and at the office under its month as well."""
    ended = Stay.objects.filter(kind=kind.code, state__in=kind.table.states)
    if since is not None:
        ended = ended.filter(left_at__gte=since)
    counted = ended.values_list("state", "month", "tenths").annotate(count=Count("pk")).order_by()
    for state, month, lasted, count in counted:
        yield state, lasted, count
        if kind.table.states[state].turn in SECRETARIAT:
            yield month, lasted, count
