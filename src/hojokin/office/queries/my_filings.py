"""An applicant's cases (申請者の手続): each application with all that follows from it, and where the whole stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.journey import JourneyStep
from hojokin.flow.roles import Role
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.queries.journey_places import StagePlace, StepPlace, furthest, stages, step_of
from hojokin.office.queries.kinds import kind_of, kinds
from hojokin.office.queries.worklists import Line, line
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Invitation, Party, Person
from hojokin.office.records.prepared import KEY, Given, prepared
from hojokin.rules.engine.facts import Text

CAME_TO_NOTHING = ("rejected", "withdrawn", "lapsed")
MAY_FOLLOW = ("rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Case:
    """One application and everything that hangs on it (1件の手続). ``current`` is what matters now."""

    root: Filing
    track: Text
    current: Line
    lines: Sequence[Line]
    stages: Sequence[StagePlace]

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do in it."""
        return all(each.state.turn is None for each in self.lines)

    @property
    def now(self) -> JourneyStep:
        """The step where the whole stands."""
        return next(each.step for each in self._steps if each.place == "now")

    @property
    def next(self) -> JourneyStep | None:
        """The step after it; None at the last one."""
        return next((each.step for each in self._steps if each.place == "ahead"), None)

    @property
    def _steps(self) -> Sequence[StepPlace]:
        return [each for stage in self.stages for each in stage.steps]

    @property
    def may_apply_again(self) -> bool:
        """Whether the same may be asked for once more (W-66)."""
        return self.root.state in MAY_FOLLOW


@dataclass(frozen=True, slots=True)
class MyPage:
    """The cases of an applicant (マイページ), those that wait for it first, and the days to come."""

    cases: Sequence[Case]
    over: Sequence[Case]
    coming: Sequence[Line]


def my_page(actor: Actor, at: datetime) -> MyPage:
    """Everything that an applicant's firm has filed. One query, however much there is."""
    if actor.party is None:
        return MyPage((), (), ())
    filings = _filings(party=actor.party.pk)
    lines = {each.pk: line(each, actor, at) for each in filings}
    cases = [_case(root, group, lines) for root, group in _groups(filings)]
    open_cases = [each for each in cases if not each.is_over]
    coming = [each for each in lines.values() if each.days_left is not None and each.state.turn is not None]
    return MyPage(
        sorted(open_cases, key=lambda each: _urgency(each.current)),
        [each for each in reversed(cases) if each.is_over],
        sorted(coming, key=_urgency_of_day),
    )


@prepared(party=KEY)
def _filings(party: Given) -> QuerySet[Filing]:
    own = [each.code for each in kinds().values() if each.owner is Role.APPLICANT]
    found = Filing.objects.filter(owner=party, kind__in=own)
    return found.select_related("owner", "partner", "assigned_to").order_by("opened_at", "pk")


def application_under_way(party: Party, edition: str, track: str) -> Filing | None:
    """An application of the track and year that has not come to nothing."""
    same = Filing.objects.filter(kind__in=APPLICATIONS, owner=party, edition=edition, track=track)
    return same.exclude(state__in=CAME_TO_NOTHING).order_by("-opened_at", "-pk").first()


def invitations_to_open(person: Person) -> Sequence[Invitation]:
    """The applications that a person has accepted an invitation to and not begun. One query."""
    return _accepted(person=person.pk)


@prepared(person=KEY)
def _accepted(person: Given) -> QuerySet[Invitation]:
    accepted = Invitation.objects.filter(used_by=person, role=Role.APPLICANT.value, filing__state="invited")
    return accepted.select_related("filing__partner", "invited_by").order_by("used_at", "pk")


def _groups(filings: Sequence[Filing]) -> Sequence[tuple[Filing, Sequence[Filing]]]:
    known = {each.pk: each for each in filings}
    groups: dict[int, list[Filing]] = {}
    for each in filings:
        groups.setdefault(_root(each, known).pk, []).append(each)
    return [(known[root], group) for root, group in groups.items()]


def _root(filing: Filing, known: Mapping[int, Filing]) -> Filing:
    parent = known.get(filing.parent_id or 0)
    return _root(parent, known) if parent else filing


def _case(root: Filing, group: Sequence[Filing], lines: Mapping[int, Line]) -> Case:
    own = [lines[each.pk] for each in group]
    steps = [step_of(kind_of(each.kind).table.code, each.state) for each in group]
    return Case(
        root,
        _track(root.track),
        min(own, key=_urgency),
        own,
        stages(root.edition, furthest(steps, root.edition)),
    )


def _track(code: str) -> Text:
    return next((label for known, label in TRACK_LABELS.items() if str(known) == code), Text(code, code))


def _urgency(each: Line) -> tuple[bool, bool, bool, int, float]:
    """Open before ended, one's own turn before others', a date before none, the nearest, the newest."""
    return (
        each.state.turn is None,
        not each.is_mine,
        each.days_left is None,
        each.days_left or 0,
        -each.state_since.timestamp(),
    )


def _urgency_of_day(each: Line) -> tuple[int, str]:
    return (each.days_left or 0, each.number)
