"""A vendor's applications (支援する申請の一覧): by state, with what the applicant is called, for the page and the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from hojokin.flow.applications import APPLICATION
from hojokin.flow.roles import ROLE_LABELS, SECRETARIAT, Role
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.queries.cells import as_cell
from hojokin.office.queries.tool_files import BYTE_ORDER_MARK
from hojokin.office.queries.worklists import Line, Wanted, line_of, listed, shown
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from hojokin.office.records.prepared import KEY, Given, prepared
from hojokin.rules.engine.facts import Text

TABLE = APPLICATION.table
ROWS_AT_ONCE = 500
OFFICE = Text("事務局", "Programme office")
HEADINGS = (
    Text("受付番号", "Number"),
    Text("申請枠", "Track"),
    Text("申請者", "Applicant"),
    Text("状態", "State"),
    Text("担当する側", "Whose turn"),
    Text("期限", "Due"),
    Text("開始日", "Opened"),
    Text("提出日時", "Submitted"),
)


@dataclass(frozen=True, slots=True)
class StateCount:
    """A state with the number of applications in it (状態ごとの件数)."""

    code: str
    label: Text
    count: int


def state_counts(actor: Actor) -> Sequence[StateCount]:
    """How many applications stand in each state, in the order of the table. One query."""
    counted = dict(_by_state(party=actor.party.pk)) if actor.party else {}
    return [
        StateCount(code, state.label, counted[code])
        for code, state in TABLE.states.items()
        if code in counted
    ]


def applications_csv(actor: Actor, wanted: Wanted, at: datetime, language: str) -> Iterator[str]:
    """The lines of the same list as a file that a spreadsheet opens."""
    yield BYTE_ORDER_MARK + _row([each.in_language(language) for each in HEADINGS])
    today = timezone.localtime(at).date()
    for each in shown(listed(actor, wanted, at)).iterator(chunk_size=ROWS_AT_ONCE):
        yield _row(_cells(line_of(each, actor.role, today), language))


@prepared(party=KEY)
def _by_state(party: Given) -> QuerySet[Filing, tuple[str, int]]:
    applications = Filing.objects.filter(kind=APPLICATION.code, partner=party)
    return applications.values_list("state").annotate(count=Count("pk")).order_by()


def _cells(each: Line, language: str) -> list[str]:
    return [
        each.number,
        track_name(each.track, language),
        each.owner,
        each.state.label.in_language(language),
        turn_words(each.state.turn).in_language(language),
        _moment(each.due_at),
        _moment(each.opened_at),
        _moment(each.submitted_at),
    ]


def turn_words(turn: Role | None) -> Text:
    """Whose turn it is as a party reads it: the office is one."""
    if turn is None:
        return Text("終了", "Ended")
    return OFFICE if turn in SECRETARIAT else ROLE_LABELS[turn]


def track_name(code: str, language: str) -> str:
    """The name of a track; an unknown one as it is written."""
    return next(
        (label.in_language(language) for known, label in TRACK_LABELS.items() if str(known) == code), code
    )


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _row(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([as_cell(each) for each in cells])
    return text.getvalue()
