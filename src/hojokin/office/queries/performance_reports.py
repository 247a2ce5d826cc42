"""Performance reports of a grant (実績報告の照会): one, or in a group one for each member with granted items (F-64)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import F, FilteredRelation, Q, QuerySet

from hojokin.flow.form import Values
from hojokin.flow.granted_part import SettledLine
from hojokin.flow.group_items import LEAD
from hojokin.flow.group_members import GroupMember
from hojokin.flow.settling import settled
from hojokin.flow.table import State
from hojokin.flow.tables.group_report import LEFT_OUT
from hojokin.office.queries.grant_facts import members_of, parts_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.models import Filing, FilingEntry, Grant

REPORT = "performance_report"
ACCEPTED, ENDED = "accepted", "ended"
SENT = frozenset({"submitted", ACCEPTED})
SETTLED_BY = ("items", "small_at_completion")


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report that is owed (出すべき実績報告): whose in a group, and its filing once it is begun."""

    member: GroupMember | None
    filing: Filing | None

    @property
    def state(self) -> State | None:
        """Where it stands; None while it is not begun."""
        return kind_of(self.filing.kind).table.states[self.filing.state] if self.filing else None

    @property
    def is_left_out(self) -> bool:
        """Whether the office goes on without it."""
        return self.filing is not None and self.filing.state in LEFT_OUT

    @property
    def is_accepted(self) -> bool:
        """Whether it was accepted."""
        return self.filing is not None and self.filing.state == ACCEPTED

    @property
    def is_sent(self) -> bool:
        """Whether it lies with the office, or has been accepted."""
        return self.filing is not None and self.filing.state in SENT

    @property
    def holds_up(self) -> bool:
        """Whether the settlement waits for it."""
        return not (self.is_accepted or self.is_left_out)


@dataclass(frozen=True, slots=True)
class Completion:
    """What the accepted reports say together (完了時の申告): what was bought, and who is a micro-enterprise still."""

    said: Sequence[Values]
    small_now: bool
    grown: frozenset[int]


def papers_of(grant: Grant) -> QuerySet[Filing]:
    """The papers of a grant in order, each with the number of the ``member`` that it is of, or None."""
    of = FilteredRelation("entries", condition=Q(entries__name="member"))
    found = Filing.objects.filter(parent=grant.filing_id)
    return found.annotate(of_member=of, member=F("of_member__value")).order_by("opened_at", "pk")


def live_reports(grant: Grant) -> QuerySet[Filing]:
    """The performance reports that have not ended with the grant."""
    return papers_of(grant).filter(kind__endswith=REPORT).exclude(state=ENDED)


def reports_of(grant: Grant, found: Iterable[Filing] | None = None) -> list[OwedReport]:
    """Every report that the grant owes, begun or not; one query, none where its papers were read before."""
    papers = live_reports(grant) if found is None else found
    filings = [each for each in papers if each.kind.endswith(REPORT) and each.state != ENDED]
    members = members_of(grant)
    if not members:
        return [OwedReport(None, filings[-1] if filings else None)]
    return [OwedReport(each, _newest(each, filings)) for each in members]


def report_of(grant: Grant, member: GroupMember | None) -> Filing | None:
    """The one that was begun for a member, or for the grantee; one query."""
    found = list(live_reports(grant))
    return _newest(member, found) if member is not None else found[-1] if found else None


def completion_of(reports: Sequence[OwedReport]) -> Completion:
    """What the reports that were sent say; one query."""
    sent = {each.filing.pk: each.member for each in reports if each.filing is not None and each.is_sent}
    said: dict[int, dict[str, Any]] = {
        key: {"member": member.number} if member else {} for key, member in sent.items()
    }
    entries = FilingEntry.objects.filter(filing__in=sent, name__in=SETTLED_BY)
    for key, name, value in entries.values_list("filing", "name", "value"):
        said[key][name] = value
    grown = {key for key, values in said.items() if values.get("small_at_completion") is not True}
    rows = frozenset(row for key in grown if (member := sent[key]) for row in member.rows)
    in_group = any(sent.values())
    return Completion([cast("Values", each) for each in said.values()], in_group or not grown, rows)


def settled_lines(grant: Grant, completion: Completion, spent: Mapping[str, int]) -> tuple[SettledLine, ...]:
    """What the rules make of a cost by part, with what the reports say; nothing is stored."""
    return settled(
        parts_of(grant),
        spent,
        grant.filing.edition,
        small_now=completion.small_now,
        grown=completion.grown,
    )


def _newest(member: GroupMember, found: Sequence[Filing]) -> Filing | None:
    """A report that does not say whose it is was begun for the whole group, by its representative."""
    own = [each for each in found if (getattr(each, "member", None) or LEAD) in member.rows]
    return own[-1] if own else None
