"""Standing (登録の状況) of a public number: here, struck off since a day, or never heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from hojokin.office.catalogue.codes import ToolState, VendorState
from hojokin.office.records.models import Tool, Vendor


@dataclass(frozen=True, slots=True)
class StruckOff:
    """A number that was public once; ``on`` is the day in Japan from which it is not."""

    number: str
    on: date | None


def struck_off_tool(number: str) -> StruckOff | None:
    """A tool that was deregistered, itself or with its vendor; None for one that is public or never was."""
    row = (
        Tool.objects.filter(number=number)
        .values_list("state", "deregistered_at", "vendor__state", "vendor__deregistered_on")
        .first()
    )
    match row:
        case (ToolState.DEREGISTERED, at, _, _):
            return StruckOff(number, timezone.localtime(at).date() if at else None)
        case (ToolState.REGISTERED, _, VendorState.DEREGISTERED, on):
            return StruckOff(number, on)
    return None


def struck_off_vendor(public_id: str) -> StruckOff | None:
    """A vendor that was deregistered; None for one that is public or never was."""
    row = Vendor.objects.filter(public_id=public_id, state=VendorState.DEREGISTERED)
    on = row.values_list("deregistered_on", flat=True).first()
    return StruckOff(public_id, on) if on else None
