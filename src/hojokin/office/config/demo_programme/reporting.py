"""The report (実績報告): made, checked, sent, accepted, inspected and claimed."""

from __future__ import annotations

from datetime import datetime

from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.grantee import Grantee
from hojokin.office.config.demo_programme.moments import DAY, five_o_clock
from hojokin.office.config.demo_programme.paying import paid
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, sign
from hojokin.office.records.models import Grant


def reported(here: Grantee, at: datetime) -> Life:
    """The report, which opened by itself with the last day of the project."""
    report = here.filing.children.get(kind__endswith="performance_report")
    if here.stops("report_editing"):
        return
    account = data("grants")["account"] | {
        "account_number": f"{here.filing.pk:07d}",
        "account_holder": here.firm.name,
        "account_kana": here.firm.kana,
    }
    fill_in(report, data("grants")["report"] | account, by=here.by, at=at)
    attach_papers(report, by=here.by, at=at, also=data("grants")["papers"])
    report = take_step(report, "hand_to_vendor", by=here.by, at=at)
    if here.stops("report_checking"):
        return
    yield (at := at + DAY)
    report = take_step(report, "confirm", by=here.vendor, at=at)
    yield (at := at + DAY)
    report = sign(report, "submit", by=here.by, at=at)
    if here.stops("report_submitted"):
        return
    yield (at := at + 10 * DAY)
    declare_tie(report, has_tie=False, by=here.reviewer, at=at)
    if here.stops("report_returned"):
        for name, text in data("findings")["report"].items():
            raise_finding(report, name, text, by=here.reviewer, at=at)
        take_step(
            report, "return_for_correction", by=here.reviewer, at=at, due_at=five_o_clock(at + 14 * DAY)
        )
        return
    take_step(report, "accept", by=here.reviewer, at=at)
    if not here.stops("report_accepted"):
        yield (at := at + 3 * DAY)
        yield from _settled(here, at)


def _settled(here: Grantee, at: datetime) -> Life:
    grant = Grant.objects.get(filing=here.filing)
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=at)
    spent = {each["code"]: int(each["cost"]) for each in grant.parts}
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
