"""Timeline (経過): the audit rows of a filing in words, as far as its reader may know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.flow.table import State, Table, Transition
from hojokin.office.portals.cases.words import role_words, say
from hojokin.office.portals.events import plain_words
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.same_hand import Acted, names_in
from hojokin.office.records.models import AuditRow
from hojokin.office.records.prepared import TEXT, Given, prepared

LATEST = 300  # rows of the newest events; the ones before are in the audit record
OF_THE_OFFICE = (
    "tie.",
    "finding.raise",
    "finding.withdraw",
    "filing.assign",
    "paper.erase_",
)  # a party is told when findings are sent


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``version`` is the version that it handed in, ``digest`` its digest."""

    sequence: int
    at: datetime
    who: str
    what: str
    reason: str = ""
    version: str = ""
    digest: str = ""
    step: Transition | None = None
    came_from: str = ""
    end: State | None = None
    role: str = ""
    times: int = 1

    @property
    def submits(self) -> bool:
        """Whether it handed the filing in to the office, and not to another party."""
        return bool(self.version) and self.end is not None and self.end.turn not in PARTIES

    @property
    def hands_over(self) -> bool:
        """Whether it put another party's turn next."""
        return self.end is not None and self.end.turn in PARTIES and self.end.turn != self.role


def timeline(view: FilingView, rows: Sequence[AuditRow], acts: Sequence[Acted]) -> list[Event]:
    """The events, the newest first; writings that follow each other are told as one. ``acts`` name who acted."""
    told = [each for each in rows if _may_know(view, each)]
    names = names_in(acts)
    return _merged([_event(view, each, names) for each in told])


@prepared(number=TEXT)
def record_of(number: Given) -> QuerySet[AuditRow]:
    """The newest rows of the record about a filing, the newest first."""
    return AuditRow.objects.filter(subject=number).order_by("-sequence")[:LATEST]


def _may_know(view: FilingView, row: AuditRow) -> bool:
    return view.actor.is_secretariat or not row.what.startswith(OF_THE_OFFICE)


def _event(view: FilingView, row: AuditRow, names: Mapping[str, str]) -> Event:
    table = view.kind.table
    step = _step(table, row)
    changes: Mapping[str, object] = row.changes
    end = table.states.get(str(changes.get("to", ""))) if step else None
    return Event(
        sequence=row.sequence,
        at=row.at,
        who=_who(view, row, names),
        what=_what(row, step, end),
        reason=row.reason if _reason_is_told(view, row, step) else "",
        version=str(changes.get("version", "")) if step else "",
        digest=str(changes.get("digest", "")) if step else "",
        step=step,
        came_from=str(changes.get("from", "")) if step else "",
        end=end,
        role=row.role,
    )


def _step(table: Table, row: AuditRow) -> Transition | None:
    """The step that a row tells of; only a step names the states that it led between."""
    code, _dot, action = row.what.partition(".")
    if code != table.code or "to" not in row.changes:
        return None
    return next((each for each in table.transitions if each.action == action), None)


def _who(view: FilingView, row: AuditRow, names: Mapping[str, str]) -> str:
    """Role and name of one's own side; of the others the party, and of the office the role alone."""
    role = Role(row.role)
    words, name = role_words(row.role), names.get(row.person, "")
    if role is Role.SYSTEM:
        return words
    if view.actor.is_secretariat or role is view.actor.role:
        return f"{words} {name}".strip()
    return words if role in SECRETARIAT else f"{words} {_party(view, role)}".strip()


def _party(view: FilingView, role: Role) -> str:
    if role is view.kind.owner:
        return view.filing.owner.name
    partner = view.filing.partner
    return partner.name if partner is not None and role is view.kind.partner else ""


def _reason_is_told(view: FilingView, row: AuditRow, step: Transition | None) -> bool:
    own = row.role == view.actor.role
    return view.actor.is_secretariat or own or (step is not None and view.actor.role in step.tells)


def _what(row: AuditRow, step: Transition | None, end: State | None) -> str:
    if step is not None and end is not None:
        return _("「%(step)s」→ %(state)s") % {"step": say(step.label), "state": say(end.label)}
    if said := plain_words().get(row.what):
        return said
    return _("手続を始めました") if row.what.endswith(".open") else row.what


def _merged(events: Sequence[Event]) -> list[Event]:
    """Plain events of the same person and day that follow each other, as one with their count."""
    merged: list[Event] = []
    for each in events:
        last = merged[-1] if merged else None
        if last and each.step is None and last.step is None and _same(last, each):
            merged[-1] = replace(last, times=last.times + 1)
        else:
            merged.append(each)
    return [replace(each, what=_counted(each)) for each in merged]


def _same(one: Event, other: Event) -> bool:
    days = timezone.localtime(one.at).date(), timezone.localtime(other.at).date()
    return (one.who, one.what) == (other.who, other.what) and days[0] == days[1]


def _counted(event: Event) -> str:
    if event.times == 1:
        return event.what
    return event.what + ngettext("（%(n)s回）", "（%(n)s回）", event.times) % {"n": event.times}
