"""Circumstances (検査の前提): what the checks of a filing may know besides what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from hojokin.flow import grants
from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.checks.answers import cell, rows, text
from hojokin.flow.form import Values
from hojokin.flow.kinds import Circumstances
from hojokin.office.catalogue.codes import ToolState, VendorState
from hojokin.office.queries.application_circumstances import beside_application
from hojokin.office.queries.grant_facts import beside_grant
from hojokin.office.records.models import Filing, Party, Tool, Vendor

GIVEN_UP = ("withdrawn", "expired", "rejected")

type Beside = Callable[[Filing, Values, Circumstances], Circumstances]


def circumstances_of(filing: Filing, values: Values, at: datetime) -> Circumstances:
    """The day in Japan, edition and track, the deadline, what the parent says, and what its kind looks at besides."""
    beside = BESIDE.get(filing.kind)
    plain = Circumstances(
        today=timezone.localtime(at).date(),
        edition=filing.edition,
        track=filing.track,
        deadline=timezone.localtime(filing.due_at).date() if filing.due_at else None,
        # A decision's facts stand for what it says itself.
        parent=None if beside is beside_grant else _said_by_parent(filing),
    )
    return beside(filing, values, plain) if beside else plain


def _said_by_parent(filing: Filing) -> Values | None:
    """What the filing says that this one belongs to."""
    belongs_to = filing.parent or _registration_of(filing)
    return None if belongs_to is None else dict(belongs_to.entries.values_list("name", "value"))


def _registration_of(filing: Filing) -> Filing | None:
    """The registration that a change filing changes."""
    if filing.kind != "vendor_change":
        return None
    registered = Filing.objects.filter(kind="vendor_registration", owner=filing.owner_id, state="registered")
    return registered.order_by("-state_since").first()


def _of_vendor(filing: Filing, values: Values, plain: Circumstances) -> Circumstances:
    named = {
        text(values, "corporate_number"),
        *(cell(row, "corporate_number") for row in rows(values, "members")),
    }
    return replace(plain, applicants=_applying(named - {""}, filing.edition))


def _applying(numbers: set[str], edition: str) -> frozenset[str]:
    """Those of the corporate numbers that apply for a grant of this edition (V-22)."""
    if not numbers:
        return frozenset()
    live = Filing.objects.filter(kind__in=APPLICATIONS, edition=edition).exclude(state__in=GIVEN_UP)
    found = Party.objects.filter(corporate_number__in=numbers, filings__in=live)
    return frozenset(found.values_list("corporate_number", flat=True))


def _of_tool(filing: Filing, values: Values, plain: Circumstances) -> Circumstances:
    vendor = filing.vendor or Vendor.objects.filter(party=filing.owner_id).first()
    category = text(values, "category")
    known = list(_registered_tools(filing, int(category) if category.isdecimal() else None))
    return replace(
        plain,
        market_price=next((price for _name, _is_own, is_middle, price in known if is_middle), None),
        taken_names=frozenset(name for name, is_own, _is_middle, _price in known if is_own),
        is_first_tool=vendor is None or vendor.state != VendorState.REGISTERED.value,
    )


def _registered_tools(filing: Filing, category: int | None) -> QuerySet[Tool, tuple[str, bool, bool, int]]:
    """Name and price of the vendor's own other tools and of the category's middle one; of an even number the dearer."""
    own, same = Q(vendor__party=filing.owner_id), Q(category=category)
    sold = Tool.objects.filter(own | same, state=ToolState.REGISTERED.value).exclude(pk=filing.tool_id or 0)
    placed = sold.annotate(
        place=Window(RowNumber(), partition_by="category", order_by=["price_standard", "pk"]),
        count=Window(Count("pk"), partition_by="category"),
        is_own=_flag(own),
    ).annotate(is_middle=_flag(same & Q(place=F("count") / 2 + 1)))
    wanted = placed.filter(Q(is_own=True) | Q(is_middle=True))
    return wanted.values_list("name", "is_own", "is_middle", "price_standard")


def _flag(holds: Q) -> Case:
    return Case(When(holds, then=Value(value=True)), default=Value(value=False))


BESIDE: Mapping[str, Beside] = {
    "vendor_registration": _of_vendor,
    "member_part": _of_vendor,
    "vendor_change": _of_vendor,
    "tool_registration": _of_tool,
    **dict.fromkeys(APPLICATIONS, beside_application),
    "grant": beside_grant,
    **dict.fromkeys(grants.KINDS, beside_grant),
    **{each.code: beside_grant for each in grants.CONSORTIUM_KINDS.values()},
}
