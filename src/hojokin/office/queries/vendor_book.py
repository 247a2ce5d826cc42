"""Vendor book (支援事業者の台帳): each vendor with its returns, its tools and what the office still asks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet

from hojokin.flow.roles import PARTIES
from hojokin.flow.table import Need
from hojokin.office.catalogue.codes import ToolState
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import AuditRow, Filing, Vendor

REGISTRATIONS = ("vendor_registration", "tool_registration")
# Both ends of a question to a registered vendor: asked, and answered but not closed (V-03).
INQUIRIES = ("under_inquiry", "inquiry_answered")


@dataclass(frozen=True, slots=True)
class BookLine:
    """One vendor (台帳の1行)."""

    vendor: Vendor
    tools: int
    registrations: int
    returns: int
    inquiries: Sequence[Filing]

    @property
    def returns_each(self) -> str:
        """Returns per registration, to one decimal; empty without a registration."""
        if not self.registrations:
            return ""
        tenths = (self.returns * 10 + self.registrations // 2) // self.registrations
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Book:
    """One page of the book, with the number of vendors in each state."""

    lines: Sequence[BookLine]
    page: Page[Vendor]
    by_state: Mapping[str, int]


def vendor_book(text: str = "", state: str = "", page: int = 1) -> Book:
    """The vendors by reading. Five queries, however many there are."""
    by_state = dict(Vendor.objects.values_list("state").annotate(count=Count("pk")).order_by())
    shown = page_of(_narrowed(text, state), page)
    vendors = list(shown)
    filings = _registrations_of(vendors)
    returns = _returns_of(filings)
    return Book([_line(each, filings, returns) for each in vendors], shown, by_state)


def _narrowed(text: str, state: str) -> QuerySet[Vendor]:
    tools = Count("tools", filter=Q(tools__state=ToolState.REGISTERED.value))
    found = Vendor.objects.annotate(tool_count=tools).order_by("kana", "public_id")
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(kana__icontains=text)
            | Q(public_id__icontains=text)
            | Q(corporate_number=text)
        )
    return found


def _registrations_of(vendors: Sequence[Vendor]) -> Sequence[Filing]:
    parties = [each.party_id for each in vendors if each.party_id is not None]
    return list(Filing.objects.filter(owner__in=parties, kind__in=REGISTRATIONS).order_by("opened_at", "pk"))


def _returns_of(filings: Sequence[Filing]) -> Counter[str]:
    """How often each filing went back to its party with findings, as the record tells it."""
    numbers = [each.number for each in filings]
    told = AuditRow.objects.filter(subject__in=numbers, what__in=_returning())
    return Counter(told.values_list("subject", flat=True))


def _returning() -> list[str]:
    """The events of the steps that hand a registration back with findings."""
    tables = [kind_of(code).table for code in REGISTRATIONS]
    return [
        f"{table.code}.{step.action}"
        for table in tables
        for step in table.transitions
        if Need.FINDINGS in step.needs and table.states[step.end].turn in PARTIES
    ]


def _line(vendor: Vendor, filings: Sequence[Filing], returns: Counter[str]) -> BookLine:
    own = [each for each in filings if vendor.party_id is not None and each.owner_id == vendor.party_id]
    handed_in = [each for each in own if each.submitted_at is not None]
    return BookLine(
        vendor,
        tools=vendor.tool_count,  # type: ignore[attr-defined]  # the query above counts it
        registrations=len(handed_in),
        returns=sum(returns[each.number] for each in own),
        inquiries=[each for each in own if each.state in INQUIRIES],
    )
