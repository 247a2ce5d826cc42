"""Worklists (作業一覧): the filings that wait for somebody, by whose turn it is and how many days are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.utils import timezone

from hojokin.flow.kinds import FilingKind
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.flow.table import State
from hojokin.office.queries.filings import visible, waiting_for
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing

PER_PAGE = 50
# What a party reads of the office: it is one side, whoever in it acts.
OFFICE_TURN = "office"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worklist is narrowed to (絞り込み); an empty value narrows nothing."""

    kind: str = ""
    state: str = ""
    turn: str = ""  # a role, "office", or "mine"
    track: str = ""
    text: str = ""
    assigned: str = ""  # "me", "nobody" or empty
    page: int = 1
    is_late: bool = False  # returned to a party whose day has passed
    is_new: bool = False  # handed in today


@dataclass(frozen=True, slots=True)
class Line:
    """One filing in a worklist (一覧の1行)."""

    filing: Filing
    kind: FilingKind
    state: State
    days_left: int | None
    is_mine: bool
    age: int  # days in this state


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist, with the number of filings of each kind and of each turn."""

    lines: Sequence[Line]
    page: Page[Filing]
    by_kind: Mapping[str, int]
    mine: int
    by_turn: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the office looks at first (件数): its own work, what is late, what is new, and what waits longest."""

    mine: int
    unassigned: int
    late: int
    new: int
    oldest: int | None


def worklist(actor: Actor, wanted: Wanted, at: datetime) -> Worklist:
    """The filings an actor may see, those with the nearest day first. Three queries, however many there are."""
    seen = visible(actor)
    counted = list(seen.values_list("kind", "state").annotate(count=Count("pk")).order_by())
    page = Paginator(listed(actor, wanted, at), PER_PAGE).get_page(wanted.page)
    by_kind: dict[str, int] = {}
    for kind, _state, count in counted:
        by_kind[kind] = by_kind.get(kind, 0) + count
    by_turn: dict[str, int] = {}
    for kind, state, count in counted:
        turn = kind_of(kind).table.states[state].turn
        if turn is not None:
            by_turn[turn.value] = by_turn.get(turn.value, 0) + count
    mine = by_turn.get(actor.role.value, 0)
    return Worklist([line(each, actor, at) for each in page], page, by_kind, mine, by_turn)


def listed(actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[Filing]:
    """Every filing of a worklist in its order; the office sees first what has waited longest."""
    narrowed = _narrowed(visible(actor), actor, wanted, at)
    filings = narrowed.select_related("owner", "partner", "assigned_to", "vendor")
    if not actor.is_secretariat:
        return filings.order_by(F("due_at").asc(nulls_last=True), "-state_since", "pk")
    due = Case(When(waiting_for(PARTIES), then=F("due_at")))
    return filings.order_by(due.asc(nulls_last=True), "state_since", "pk")


def numbers(actor: Actor, at: datetime) -> Numbers:
    """The office's numbers, in one query."""
    own = waiting_for(frozenset({actor.role}))
    told = visible(actor).aggregate(
        mine=Count("pk", filter=own & Q(assigned_to=actor.person)),
        unassigned=Count("pk", filter=own & Q(assigned_to__isnull=True)),
        late=Count("pk", filter=_late(at)),
        new=Count("pk", filter=_new(at)),
        oldest=Min("state_since", filter=waiting_for(SECRETARIAT)),
    )
    oldest = told.pop("oldest")
    return Numbers(**told, oldest=None if oldest is None else _days_between(oldest, at))


def line(filing: Filing, actor: Actor, at: datetime) -> Line:
    """One filing as a line."""
    kind = kind_of(filing.kind)
    state = kind.table.states[filing.state]
    days = None
    # A day to answer by binds the party; once it has answered, that day is no longer one.
    if filing.due_at is not None and state.turn in PARTIES:
        days = _days_between(at, filing.due_at)
    is_mine = is_turn_of(actor.role, filing.kind, filing.state)
    return Line(filing, kind, state, days, is_mine, _days_between(filing.state_since, at))


def _days_between(one: datetime, other: datetime) -> int:
    """Whole days of the calendar in Japan."""
    return (timezone.localtime(other).date() - timezone.localtime(one).date()).days


def _late(at: datetime) -> Q:
    return Q(submitted_at__isnull=False, due_at__lt=at) & waiting_for(PARTIES)


def _new(at: datetime) -> Q:
    today = datetime.combine(timezone.localtime(at).date(), time.min, timezone.get_default_timezone())
    return Q(submitted_at__gte=today)


def is_turn_of(role: Role, kind: str, state: str) -> bool:
    """Whether a filing in this state waits for this role."""
    return kind_of(kind).table.states[state].turn is role


def _narrowed(found: QuerySet[Filing], actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[Filing]:
    exact = {"kind": wanted.kind, "state": wanted.state, "track": wanted.track}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.turn == "mine":
        found = found.filter(waiting_for(frozenset({actor.role})))
    elif wanted.turn == OFFICE_TURN:
        found = found.filter(waiting_for(SECRETARIAT))
    elif wanted.turn in set(Role):
        found = found.filter(waiting_for(frozenset({Role(wanted.turn)})))
    if wanted.assigned == "me":
        found = found.filter(assigned_to=actor.person)
    elif wanted.assigned == "nobody":
        found = found.filter(assigned_to__isnull=True)
    if wanted.is_late:
        found = found.filter(_late(at))
    if wanted.is_new:
        found = found.filter(_new(at))
    if wanted.text:
        text = wanted.text
        found = found.filter(
            Q(number__icontains=text) | Q(title__icontains=text) | Q(owner__name__icontains=text)
        )
    return found
