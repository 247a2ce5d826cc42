"""What the guards look at besides pages (警告の材料): invoices, links of parties, vendors, figures, cancelled tools.

Each is a few queries however many cases there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from hojokin.flow.address_keys import address_key
from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.checks.answers import cell, plain, rows, text
from hojokin.flow.checks.effect_report import figures_of
from hojokin.flow.figure_slips import Figures
from hojokin.flow.form import Values
from hojokin.flow.guard_links import Deal, Trait, TraitKind
from hojokin.flow.guard_records import Cancelled, Invoice, ReportedYear, VendorCount
from hojokin.flow.reported_items import reported_items
from hojokin.flow.roles import Role
from hojokin.office.records.models import AuditRow, Filing, FilingEntry, Grant, Seat, ToolReport
from hojokin.office.records.models.tool_report import UseState

REPORTS = ("performance_report", "consortium_performance_report")
EFFECT_REPORTS = ("effect_report", "consortium_effect_report")
PAPERS = (*APPLICATIONS, "vendor_registration", "member_part")
CANCELLED = ("cancelled", "cancelled_after_payment")
PHONES = ("contact_phone", "mobile_phone")
ADDRESSES = ("address", "office_address", "home_address", "register_address")
HEAD_OFFICE = ("head_office_city", "head_office_street")
REPRESENTATIVE = ("representative_name", "representative_kana")
FIELDS = (*PHONES, *ADDRESSES, *HEAD_OFFICE, *REPRESENTATIVE, "officers")
AT_ONCE = 2_000
SYSTEM = "system"


def invoices() -> Iterator[Invoice]:
    """Every invoice number of every report. One query."""
    found = FilingEntry.objects.filter(
        name="items",
        filing__kind__in=REPORTS,
        filing__partner__isnull=False,
        filing__submitted_at__isnull=False,
    ).order_by("filing_id")
    values = found.values_list("filing__parent__number", "filing__partner", "filing__partner__name", "value")
    for case, vendor, name, value in values.iterator(chunk_size=AT_ONCE):
        items = reported_items(cast("Values", {"items": value or ()}))
        for number in dict.fromkeys(each.invoice_number for each in items if each.invoice_number):
            yield Invoice(case, str(vendor), number, name)


def deals() -> Sequence[Deal]:
    """Applicant and vendor of every application and grant. One query."""
    found = Filing.objects.filter(kind__in=(*APPLICATIONS, "grant"), partner__isnull=False).order_by("pk")
    return [
        Deal(number, str(owner), str(partner))
        for number, owner, partner in found.values_list("number", "owner", "partner")
    ]


def traits() -> Iterator[Trait]:
    """What parties gave of themselves, and from which browsers they acted. Four queries."""
    yield from _written()
    accounts = Grant.objects.exclude(account_digest="").values_list("filing__owner", "account_digest")
    for owner, digest in accounts.iterator(chunk_size=AT_ONCE):
        yield Trait(TraitKind.ACCOUNT, digest, str(owner))
    yield from _devices()


def _written() -> Iterator[Trait]:
    found = FilingEntry.objects.filter(name__in=FIELDS, filing__kind__in=PAPERS).order_by("filing_id")
    told = found.values_list("filing", "filing__owner", "name", "value").iterator(chunk_size=AT_ONCE)
    for (_filing, owner), entries in groupby(told, key=itemgetter(0, 1)):
        values = {name: value for _pk, _owner, name, value in entries}
        yield from _of_paper(str(owner), cast("Values", values))


def _of_paper(party: str, values: Values) -> Iterator[Trait]:
    for name in PHONES:
        yield Trait(TraitKind.PHONE, "".join(filter(str.isdecimal, plain(text(values, name)))), party)
    for name in ADDRESSES:
        yield Trait(TraitKind.ADDRESS, address_key(text(values, name)), party)
    if all(text(values, name) for name in HEAD_OFFICE):
        yield Trait(
            TraitKind.ADDRESS, address_key("".join(text(values, each) for each in HEAD_OFFICE)), party
        )
    people = [(cell(row, "name"), cell(row, "kana")) for row in rows(values, "officers")]
    for name, kana in [*people, (text(values, REPRESENTATIVE[0]), text(values, REPRESENTATIVE[1]))]:
        if name and kana:
            yield Trait(TraitKind.OFFICER, f"{plain(name)} {plain(kana)}", party)


def _devices() -> Iterator[Trait]:
    """A person with a seat at both parties may well use one browser: the record of the acts tells the role."""
    parties: dict[tuple[str, str], set[int]] = defaultdict(set)
    held = Seat.objects.filter(party__isnull=False).values_list("person", "role", "party")
    for holder, seat, party in held:
        if party is not None:
            parties[str(holder), seat].add(party)
    acts = (
        AuditRow.objects.exclude(device="")
        .exclude(person=SYSTEM)
        .filter(role__in=(Role.APPLICANT.value, Role.VENDOR.value, Role.MEMBER.value))
    )
    used = acts.values_list("person", "role", "device").distinct().order_by()
    for person, role, device in used.iterator(chunk_size=AT_ONCE):
        for party in parties[person, role]:
            yield Trait(TraitKind.DEVICE, device, str(party))


def vendor_counts() -> Sequence[VendorCount]:
    """Grants of each vendor, and how many were cancelled, by the office or by the grantee's tool. Three queries."""
    ended = Q(state__in=CANCELLED) | Q(grant__tool_reports__state=UseState.CANCELLED.value)
    grants = Filing.objects.filter(kind="grant", partner__isnull=False)
    cases = _numbers(grants.filter(ended).distinct())
    counted = grants.values_list("partner", "partner__name").annotate(count=Count("pk")).order_by("partner")
    return [
        VendorCount(str(party), name, count, len(cases.get(party, ())), tuple(cases.get(party, ())))
        for party, name, count in counted
        if party is not None and name is not None
    ]


def _numbers(grants: QuerySet[Filing]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for party, number in grants.order_by("number").values_list("partner", "number"):
        if party is not None:
            found[party].append(number)
    return found


def reported_years(since: datetime | None, until: datetime) -> Sequence[ReportedYear]:
    """Effect reports handed in since a moment, with the application's and the earlier reports' figures. Three queries."""
    new = Filing.objects.filter(kind__in=EFFECT_REPORTS, submitted_at__lte=until)
    if since is not None:
        new = new.filter(submitted_at__gt=since)
    parents = list(new.values_list("parent", flat=True))
    reports = Filing.objects.filter(
        kind__in=EFFECT_REPORTS, parent__in=parents, submitted_at__isnull=False
    ).order_by("opened_at", "pk")
    told = dict(Grant.objects.filter(filing__in=parents).values_list("filing", "facts"))
    wanted = set(new.values_list("pk", flat=True))
    known = {parent: _of_application(facts) for parent, facts in told.items()}
    found = []
    for report in reports.prefetch_related("entries"):
        before = known.get(report.parent_id or 0, ())
        figures = figures_of(cast("Values", {each.name: each.value for each in report.entries.all()}))
        if report.pk in wanted:
            found.append(ReportedYear(report.number, figures, before))
        known[report.parent_id or 0] = (*before, figures)
    return found


def _of_application(facts: Mapping[str, Any]) -> tuple[Figures, ...]:
    figures = facts.get("figures")
    return (figures,) if isinstance(figures, dict) and figures else ()


def cancelled_reports() -> Iterator[Cancelled]:
    """Granted tools that a vendor's system reports as cancelled. One query."""
    found = ToolReport.objects.filter(state=UseState.CANCELLED.value).select_related("grant__filing")
    for each in found.order_by("pk").iterator(chunk_size=AT_ONCE):
        yield Cancelled(each.grant.filing.number, str(each.grant.items[each.place]["name"]), each.on)
