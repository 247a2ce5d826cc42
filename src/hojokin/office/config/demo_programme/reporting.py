"""The report (実績報告): made, checked, sent, accepted, inspected and claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from hojokin.flow.group_members import PARTICIPANT
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.grantee import Grantee
from hojokin.office.config.demo_programme.moments import DAY, HOUR, five_o_clock
from hojokin.office.config.demo_programme.paying import paid
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, sign
from hojokin.office.queries.inspection_desk import InspectionView
from hojokin.office.records.models import Filing, Grant

BETWEEN_TWO = HOUR / 4


def reported(here: Grantee, at: datetime) -> Life:
    """The reports, which opened by themselves with the last day of the project: in a group one for each member."""
    reports = [_Report(here, each, stop) for each, stop in _with_their_ends(here)]
    for action in (_Report.written, _Report.confirmed, _Report.sent, _Report.read):
        reports = [each for each in reports if each.goes_on]
        for place, each in enumerate(reports):
            if place:  # a person who signs them one by one gets only so many codes an hour
                yield (at := at + BETWEEN_TWO)
            action(each, at)
        if not any(each.goes_on for each in reports):
            return
        yield (at := at + (10 * DAY if action is _Report.sent else DAY))
    if here.now().state == "report_accepted":
        yield (at := at + 2 * DAY)
        yield from _settled(here, at)


def _with_their_ends(here: Grantee) -> Iterator[tuple[Filing, str]]:
    """How far each report goes; those of a group on its way each to another place."""
    reports = here.filing.children.filter(kind__endswith="performance_report").order_by("pk")
    ends = data("grants")["members"] if here.stops("members_reporting") else [here.after]
    return zip(reports, cycle(ends), strict=False)


@dataclass
class _Report:
    """One report on its way (実績報告の一件); ``end`` is where it stops."""

    here: Grantee
    filing: Filing
    end: str
    goes_on: bool = True

    def written(self, at: datetime) -> None:
        """Every answer and paper, handed to whoever looks at it next."""
        here = self.here
        if self._stops("report_editing"):
            return
        account = data("grants")["account"] | {
            "account_number": f"{here.filing.pk:07d}",
            "account_holder": here.firm.name,
            "account_kana": here.firm.kana,
        }
        is_of_other = self.filing.entries.filter(name="member_role", value=PARTICIPANT).exists()
        answers = data("grants")["report"] | ({} if is_of_other else account)
        fill_in(self.filing, answers, by=here.by, at=at)
        attach_papers(self.filing, by=here.by, at=at, also=data("grants")["papers"])
        step = "hand_to_vendor" if self.filing.partner_id else "finish"
        self.filing = take_step(self.filing, step, by=here.by, at=at)
        self._stops("report_checking")

    def confirmed(self, at: datetime) -> None:
        """The vendor has looked at it, where there is one."""
        if self.filing.partner_id:
            self.filing = take_step(self.filing, "confirm", by=self.here.vendor, at=at)

    def sent(self, at: datetime) -> None:
        """The grantee submits it."""
        self.filing = sign(self.filing, "submit", by=self.here.by, at=at)
        self._stops("report_submitted")

    def read(self, at: datetime) -> None:
        """A reviewer accepts it, or returns it with points."""
        reviewer = self.here.reviewer
        declare_tie(self.filing, has_tie=False, by=reviewer, at=at)
        if not self._stops("report_returned"):
            take_step(self.filing, "accept", by=reviewer, at=at)
            self._stops("report_accepted")
            return
        for name, text in data("findings")["report"].items():
            raise_finding(self.filing, name, text, by=reviewer, at=at)
        due = five_o_clock(at + 14 * DAY)
        take_step(self.filing, "return_for_correction", by=reviewer, at=at, due_at=due)

    def _stops(self, name: str) -> bool:
        self.goes_on = self.end != name
        return not self.goes_on


def _settled(here: Grantee, at: datetime) -> Life:
    grant = Grant.objects.get(filing=here.filing)
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=at)
    spent = InspectionView(grant, here.reviewer, at).reported_cost
    inspect_report(
        here.now(), Inspected(spent), claim_by=five_o_clock(at + 14 * DAY), by=here.reviewer, at=at
    )
    if here.stops("inspected"):
        return
    yield (at := at + 2 * DAY)
    fill_in(here.now(), {"amount_seen": True, "account_same": True}, by=here.by, at=at)
    sign(here.now(), "claim", by=here.by, at=at)
    if here.stops("claimed"):
        return
    yield (at := at + 3 * DAY)
    declare_tie(here.filing, has_tie=False, by=here.approver, at=at)
    fix_amount(here.now(), by=here.approver, at=at)
    if not here.stops("amount_fixed"):
        yield (at := at + DAY)
        yield from paid(here, at)
