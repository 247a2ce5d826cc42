"""Alerts (警告の一覧): by state and pattern, and one with the documents and parties that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.core.paginator import Page
from django.db.models import Count, QuerySet

from hojokin.flow.guard_links import PATTERNS, TraitKind
from hojokin.flow.guards import Pattern, PatternWords, words_of
from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import Alert, AuditRow, Document, Filing, Party
from hojokin.office.records.models.alert import AlertState
from hojokin.rules.engine.facts import Text

MOST_SHOWN = 20  # cases on the page of one alert
NEAREST = 12  # other parties in the picture of links


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert (警告の1行)."""

    alert: Alert
    cases: Sequence[Filing] = field(default_factory=tuple)

    @property
    def words(self) -> PatternWords:
        """What its pattern says."""
        return words_of(Pattern(self.alert.pattern))

    @property
    def seen(self) -> Text:
        """What was seen."""
        return Text(**self.alert.seen)


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One page of the list, the number of alerts in each state, and of the open ones in each pattern."""

    lines: Sequence[AlertLine]
    page: Page[Alert]
    by_state: Mapping[str, int]
    by_pattern: Mapping[str, int]

    @property
    def minutes(self) -> int:
        """What the open ones would cost a reviewer."""
        return sum(words_of(Pattern(name)).minutes * count for name, count in self.by_pattern.items())


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair (比べる証憑)."""

    case: Filing | None
    document: Document | None
    page: int


@dataclass(frozen=True, slots=True)
class PartyLink:
    """What two parties have in common (つながり)."""

    one: Party
    kind: Text
    other: Party


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert with all that a reviewer compares (警告のページ)."""

    line: AlertLine
    sides: Sequence[Side]
    links: Sequence[PartyLink]
    history: Sequence[AuditRow]

    @property
    def is_pair(self) -> bool:
        """Whether there are pages to be set side by side."""
        return any(each.document for each in self.sides)


def alert_page(state: str = "", pattern: str = "", case: str = "", page: int = 1) -> AlertPage:
    """The alerts, the newest first. Five queries, however many there are."""
    by_state = dict(Alert.objects.values_list("state").annotate(count=Count("pk")).order_by())
    waiting = Alert.objects.filter(state=AlertState.OPEN.value)
    by_pattern = dict(waiting.values_list("pattern").annotate(count=Count("pk")).order_by())
    shown = page_of(_narrowed(state, pattern, case), page)
    lines = [AlertLine(each, list(each.filings.all())[:MOST_SHOWN]) for each in shown]
    return AlertPage(lines, shown, by_state, by_pattern)


def _narrowed(state: str, pattern: str, case: str) -> QuerySet[Alert]:
    found = Alert.objects.prefetch_related("filings__owner").order_by("-found_at", "-pk")
    if state:
        found = found.filter(state=state)
    if pattern:
        found = found.filter(pattern=pattern)
    if case:
        found = found.filter(filings__number=case).distinct()
    return found


def alert_view(pk: int) -> AlertView:
    """One alert. Raises Alert.DoesNotExist."""
    alert = Alert.objects.select_related("judged_by").prefetch_related("filings__owner").get(pk=pk)
    cases = list(alert.filings.all())
    history = AuditRow.objects.filter(subject=f"alert:{pk}").order_by("sequence")
    return AlertView(AlertLine(alert, cases[:MOST_SHOWN]), _sides(alert, cases), _links(alert), list(history))


def _sides(alert: Alert, cases: Sequence[Filing]) -> Sequence[Side]:
    by_number = {each.number: each for each in cases}
    asked = [each["document"] for each in alert.places if each["document"]]
    documents = Document.objects.select_related("filing").in_bulk(asked)
    return [
        Side(by_number.get(each["case"]), documents.get(each["document"]), each["page"])
        for each in alert.places[:MOST_SHOWN]
    ]


def _links(alert: Alert) -> Sequence[PartyLink]:
    """The links of this alert, then those of other alerts about the same parties: who else hangs on them."""
    own = cast("list[tuple[str, str, str]]", [tuple(each) for each in alert.links])
    if not own:
        return []
    mine = {each for one, _kind, other in own for each in (one, other)}
    found = dict.fromkeys(own)
    near = Alert.objects.filter(pattern__in=PATTERNS.values(), filings__in=alert.filings.all())
    for links in (
        near.exclude(pk=alert.pk).distinct().order_by("pk").values_list("links", flat=True)[:NEAREST]
    ):
        found.update(dict.fromkeys(tuple(each) for each in links if mine & {each[0], each[2]}))
    names = Party.objects.in_bulk({int(each) for one, _k, other in found for each in (one, other)})
    return [
        PartyLink(names[int(one)], words_of(PATTERNS[TraitKind(kind)]).label, names[int(other)])
        for one, kind, other in found
        if int(one) in names and int(other) in names
    ]
