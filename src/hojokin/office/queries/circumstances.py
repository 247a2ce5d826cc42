"""Circumstances (検査の前提): what the checks of a filing may know besides what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

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
    belongs_to = filing.parent or _registration_of(filing)
    parent: Values | None = None
    if belongs_to is not None:
        parent = dict(belongs_to.entries.values_list("name", "value"))
    plain = Circumstances(
        today=timezone.localtime(at).date(),
        edition=filing.edition,
        track=filing.track,
        deadline=timezone.localtime(filing.due_at).date() if filing.due_at else None,
        parent=parent,
    )
    beside = BESIDE.get(filing.kind)
    return beside(filing, values, plain) if beside else plain


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
    own = Tool.objects.filter(vendor__party=filing.owner_id, state=ToolState.REGISTERED.value)
    registered = Vendor.objects.filter(party=filing.owner_id, state=VendorState.REGISTERED.value)
    return replace(
        plain,
        market_price=_middle_price(text(values, "category"), filing.tool_id),
        taken_names=frozenset(own.exclude(pk=filing.tool_id or 0).values_list("name", flat=True)),
        is_first_tool=not registered.exists(),
    )


def _middle_price(category: str, but: int | None) -> int | None:
    """The middle standard price of the registered tools of a category; of an even number the higher one."""
    if not category.isdecimal():
        return None
    sold = Tool.objects.filter(category=int(category), state=ToolState.REGISTERED.value).exclude(pk=but or 0)
    prices = sold.order_by("price_standard").values_list("price_standard", flat=True)
    count = sold.count()
    return prices[count // 2] if count else None


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
