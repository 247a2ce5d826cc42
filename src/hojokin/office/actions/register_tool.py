"""Registration of a tool (ITツールの登録と抹消): what makes it public and what hides it, both at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.catalogue.codes import ToolState, VendorState
from hojokin.office.records.models import Tool, Vendor
from hojokin.office.records.models.revision import next_revision


@transaction.atomic
def register_tool(number: str, *, at: datetime) -> None:
    """Make a tool public (本登録). Raises Tool.DoesNotExist."""
    tool = Tool.objects.select_for_update(no_key=True).get(number=number)
    tool.state, tool.registered_at, tool.deregistered_at = ToolState.REGISTERED, at, None
    tool.revision = next_revision()
    tool.save()


@transaction.atomic
def deregister_tool(number: str, *, at: datetime) -> None:
    """Strike a tool off (登録の抹消): no search finds it from now on. Raises Tool.DoesNotExist."""
    tool = Tool.objects.select_for_update(no_key=True).get(number=number)
    tool.state, tool.deregistered_at = ToolState.DEREGISTERED, at
    tool.revision = next_revision()
    tool.save()


@transaction.atomic
def deregister_vendor(public_id: str, *, at: datetime) -> None:
    """Strike a vendor off (支援事業者の抹消; V-03): its tools are not found either. Raises Vendor.DoesNotExist."""
    vendor = Vendor.objects.select_for_update(no_key=True).get(public_id=public_id)
    vendor.state, vendor.deregistered_on = VendorState.DEREGISTERED, at.date()
    vendor.revision = next_revision()
    vendor.save()
