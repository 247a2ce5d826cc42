"""Worklists (作業一覧): the filings that wait for somebody, by whose turn it is and how many days are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import overload, override

from django.core.paginator import Page
from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils import timezone

from hojokin.flow.kinds import FilingKind
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.flow.table import State
from hojokin.office.queries.filings import seen_by_office, waiting_for, worked_on_by
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.office_numbers import Standing, handed_in_today, is_late, standings
from hojokin.office.queries.paging import PER_PAGE, page_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Person
from hojokin.office.records.prepared import KEY, NOBODY, Given, Prepared, prepared

# What a party reads of the office: it is one side, whoever in it acts.
OFFICE_TURN = "office"

# What a line says of a filing, in the order of a Line's first values; the rest of its row stays in the database.
SHOWN = (
    "number",
    "kind",
    "state",
    "track",
    "title",
    "opened_at",
    "submitted_at",
    "state_since",
    "due_at",
    "owner__name",
    "assigned_to__name",
)

# How the office may put a list in order, besides by what has to be done first.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "newest": ("-submitted_at", "pk"),
    "number": ("number", "pk"),
    "party": ("owner__name", "pk"),
}

PREPARED_LISTS = 512  # pages of lists whose SQL is kept: those that people open again and again

type Counted = Sequence[tuple[str, str, int]]  # kind, state, how many
type Shown = tuple[
    str, str, str, str, str, datetime, datetime | None, datetime, datetime | None, str, str | None
]


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
    round_code: str = ""
    order: str = ""  # one of ORDERS; empty for what has to be done first

    @property
    def is_told_by_states(self) -> bool:
        """Whether kind and state alone decide what is in the list."""
        narrows = self.track or self.text or self.assigned or self.is_late or self.is_new or self.round_code
        return not narrows

    @property
    def is_prepared(self) -> bool:
        """Whether its question stays the same from one day to the next, whoever asks."""
        return not (self.text or self.is_late or self.is_new)


@dataclass(frozen=True, slots=True)
class Line:
    """One filing in a worklist (一覧の1行). Plain values only: lines that read alike are equal."""

    number: str
    kind_code: str
    state_code: str
    track: str
    title: str
    opened_at: datetime
    submitted_at: datetime | None
    state_since: datetime
    due_at: datetime | None
    owner: str
    assigned_to: str | None
    days_left: int | None
    is_mine: bool
    age: int  # days in this state

    @property
    def kind(self) -> FilingKind:
        """Its kind."""
        return kind_of(self.kind_code)

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.kind.table.states[self.state_code]


@dataclass(frozen=True, slots=True)
class Lines(Sequence[Line]):
    """Lines (一覧の行) as what was read for them; equal where they read alike, and made of it when somebody looks."""

    rows: tuple[Shown, ...]
    role: Role
    today: date

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    @override
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return Lines(self.rows[place], self.role, self.today)
        return line_of(self.rows[place], self.role, self.today)

    @override
    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist, with the number of filings of each kind and of each turn."""

    lines: Lines
    page: Page[int]  # of the places in the whole list
    by_kind: Mapping[str, int]
    mine: int
    by_turn: Mapping[str, int]
    numbers: Numbers | None  # the office's


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the office looks at first (件数): its own work, what is late, what is new, and what waits longest."""

    mine: int
    unassigned: int
    late: int
    new: int
    oldest: int | None


def worklist(actor: Actor, wanted: Wanted, at: datetime) -> Worklist:
    """The filings an actor may see, those with the nearest day first. Two or three queries, however many there are."""
    every = standings(actor, at) if actor.is_secretariat else ()
    counted = _seen_by_office(every) if actor.is_secretariat else _seen_by_party(actor)
    total = sum(each[-1] for each in counted if _is_wanted(*each[:2], wanted, actor))
    if not wanted.is_told_by_states:
        total = listed(actor, wanted, at).count()
    page = page_of(range(total), wanted.page)
    rows = _rows(actor, wanted, at, (page.number - 1) * PER_PAGE)
    by_kind: dict[str, int] = {}
    by_turn: dict[str, int] = {}
    for kind, state, count in counted:
        by_kind[kind] = by_kind.get(kind, 0) + count
        turn = _turn(kind, state)
        if turn is not None:
            by_turn[turn.value] = by_turn.get(turn.value, 0) + count
    return Worklist(
        Lines(tuple(rows), actor.role, _day(at)),
        page,
        by_kind,
        by_turn.get(actor.role.value, 0),
        by_turn,
        _numbers(every, actor, at) if actor.is_secretariat else None,
    )


def listed(actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[Filing]:
    """Every filing of a worklist in its order; the office sees first what has waited longest."""
    if actor.party is None and not actor.is_secretariat:
        return Filing.objects.none()
    found = _listed(actor.role, actor.party, actor.person, wanted)
    if wanted.is_late:
        found = found.filter(is_late(at) & waiting_for(PARTIES))
    if wanted.is_new:
        found = found.filter(handed_in_today(at))
    return found


def _listed(
    role: Role, party: Party | Given | None, person: Person | Given | None, wanted: Wanted
) -> QuerySet[Filing]:
    """The same but for what depends on the day."""
    due = Case(When(waiting_for(PARTIES), then=F("due_at")))  # the day of what has ended presses nobody
    if role not in SECRETARIAT:
        own = _narrowed(worked_on_by(party), role, person, wanted)
        return own.order_by(due.asc(nulls_last=True), "-state_since", "pk")
    with_office = _waits_for_office(wanted, role)
    # What waits for the office is no draft, and has no day that binds a party.
    every = Filing.objects.all() if with_office else seen_by_office()
    narrowed = _narrowed(every, role, person, wanted)
    if wanted.order in ORDERS:
        return narrowed.order_by(*ORDERS[wanted.order])
    if with_office:
        return narrowed.order_by("state_since", "pk")
    return narrowed.order_by(due.asc(nulls_last=True), "state_since", "pk")


def shown(filings: QuerySet[Filing]) -> QuerySet[Filing, Shown]:
    """Of each filing what its line says."""
    return filings.values_list(*SHOWN)


def _rows(actor: Actor, wanted: Wanted, at: datetime, start: int) -> Sequence[Shown]:
    """The rows of one page of a list, from its place in the whole."""
    if not wanted.is_prepared:
        return list(shown(listed(actor, wanted, at))[start : start + PER_PAGE])
    party = actor.party.pk if actor.party else NOBODY
    person = actor.person.pk if actor.person else NOBODY
    return _page(actor.role, replace(wanted, page=1), start)(party=party, person=person)


@lru_cache(maxsize=PREPARED_LISTS)
def _page(role: Role, wanted: Wanted, start: int) -> Prepared[Shown]:
    """The same for whoever acts in the role."""

    def write(party: Given, person: Given) -> QuerySet[Filing, Shown]:
        return shown(_listed(role, party, person, wanted))[start : start + PER_PAGE]

    return Prepared(write, {"party": KEY, "person": KEY})


def _numbers(every: Sequence[Standing], actor: Actor, at: datetime) -> Numbers:
    own = [each for each in every if _turn(each.kind, each.state) is actor.role]
    with_office = [each.oldest for each in every if _turn(each.kind, each.state) in SECRETARIAT]
    me = actor.person.pk if actor.person else None
    return Numbers(
        mine=sum(each.count for each in own if each.assigned_to == me),
        unassigned=sum(each.count for each in own if each.assigned_to is None),
        late=sum(each.late for each in every if _turn(each.kind, each.state) in PARTIES),
        new=sum(each.new for each in every),
        oldest=(_day(at) - _day(min(with_office))).days if with_office else None,
    )


def _seen_by_office(every: Sequence[Standing]) -> Counted:
    """How many stand in each state of each kind; of drafts those handed in once."""
    counted: dict[tuple[str, str], int] = {}
    for each in every:
        seen = each.sent if _turn(each.kind, each.state) in PARTIES else each.count
        counted[each.kind, each.state] = counted.get((each.kind, each.state), 0) + seen
    return [(kind, state, count) for (kind, state), count in counted.items() if count]


def _seen_by_party(actor: Actor) -> Counted:
    return _by_state(party=actor.party.pk) if actor.party else []


@prepared(party=KEY)
def _by_state(party: Given) -> QuerySet[Filing, tuple[str, str, int]]:
    return worked_on_by(party).values_list("kind", "state").order_by().annotate(count=Count("pk"))


def _is_wanted(kind: str, state: str, wanted: Wanted, actor: Actor) -> bool:
    """Whether the filings of a kind in a state are in a list, as far as their state decides."""
    turns = _wanted_turns(wanted, actor.role)
    is_turn = turns is None or _turn(kind, state) in turns
    return is_turn and wanted.kind in {"", kind} and wanted.state in {"", state}


def _wanted_turns(wanted: Wanted, role: Role) -> frozenset[Role] | None:
    """Whose turn it must be; None where that does not matter."""
    if wanted.turn == "mine":
        return frozenset({role})
    if wanted.turn == OFFICE_TURN:
        return SECRETARIAT
    return frozenset({Role(wanted.turn)}) if wanted.turn in set(Role) else None


def line(filing: Filing, actor: Actor, at: datetime) -> Line:
    """One filing as a line."""
    said = (
        filing.number,
        filing.kind,
        filing.state,
        filing.track,
        filing.title,
        filing.opened_at,
        filing.submitted_at,
        filing.state_since,
        filing.due_at,
        filing.owner.name,
        filing.assigned_to.name if filing.assigned_to else None,
    )
    return line_of(said, actor.role, _day(at))


def line_of(said: Shown, role: Role, today: date) -> Line:
    """What was read of a filing as a line for whoever acts in a role."""
    _number, kind, state, *_others = said
    since, due_at = said[7], said[8]
    turn = _turn(kind, state)
    # A day to answer by binds the party; once it has answered, that day is no longer one.
    days = (_day(due_at) - today).days if due_at is not None and turn in PARTIES else None
    return Line(*said, days_left=days, is_mine=turn is role, age=(today - _day(since)).days)


@lru_cache(maxsize=1024)  # many lines have the same days
def _day(at: datetime) -> date:
    """The day of the calendar in Japan."""
    return timezone.localtime(at).date()


def _turn(kind: str, state: str) -> Role | None:
    return kind_of(kind).table.states[state].turn


def _waits_for_office(wanted: Wanted, role: Role) -> bool:
    """Whether only filings that wait for somebody in the office are wanted."""
    own = {"mine": role.value, OFFICE_TURN: Role.REVIEWER.value}
    return own.get(wanted.turn, wanted.turn) in {each.value for each in SECRETARIAT}


def _narrowed(
    found: QuerySet[Filing], role: Role, person: Person | Given | None, wanted: Wanted
) -> QuerySet[Filing]:
    exact = {
        "kind": wanted.kind,
        "state": wanted.state,
        "track": wanted.track,
        "round_code": wanted.round_code,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    turns = _wanted_turns(wanted, role)
    if turns is not None:
        found = found.filter(waiting_for(turns))
    if wanted.assigned == "me":
        found = found.filter(assigned_to=person)
    elif wanted.assigned == "nobody":
        found = found.filter(assigned_to__isnull=True)
    if wanted.text:
        text = wanted.text
        named = Q(number__icontains=text) | Q(title__icontains=text) | Q(owner__name__icontains=text)
        if role in SECRETARIAT:  # a party's own name would find everything
            named |= Q(partner__name__icontains=text)
        found = found.filter(named)
    return found
