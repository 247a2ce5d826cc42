"""Change a registered tool (登録済みツールの変更): a new registration of it, filled in from the last one (T-28)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FieldKind
from hojokin.flow.registrations import TOOL_REGISTRATION
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.start_tool_registration import selling_party
from hojokin.office.catalogue.codes import ToolState
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.own_tools import UNDER_WAY, last_registration
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Tool
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

NOT_YOURS = Text("このツールは自社のものではありません。", "This tool is not yours.")
NOT_REGISTERED = Text(
    "登録されているツールだけを変更できます。一覧で状態を確かめてください。",
    "Only a registered tool can be changed. See its state in the list.",
)
UNDER_WAY_ALREADY = Text(
    "このツールの変更はもう始まっています。一覧から続けてください。",
    "A change of this tool is under way already. Go on from the list.",
)
NOT_HERE = Text(
    "このツールの登録内容がここにありません。新しいツールとして登録するか、事務局に相談してください。",
    "What was registered of this tool is not here. Register it anew, or ask the office.",
)


@transaction.atomic
def change_tool(tool: Tool, *, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open a registration for a tool that has one. Pledges and papers start empty. Raises NotAllowed."""
    party = selling_party(by, edition)
    tool = Tool.objects.select_for_update(of=("self",), no_key=True).select_related("vendor").get(pk=tool.pk)
    if tool.vendor.party_id != party.pk:
        raise NotAllowed(NOT_YOURS)
    if tool.state != ToolState.REGISTERED:
        raise NotAllowed(NOT_REGISTERED)
    if Filing.objects.filter(kind=TOOL_REGISTRATION.code, tool=tool, state__in=UNDER_WAY).exists():
        raise NotAllowed(UNDER_WAY_ALREADY)
    last = last_registration(tool)
    if last is None:
        raise NotAllowed(NOT_HERE)
    about = About(
        edition=edition, owner=party, vendor=tool.vendor, tool=tool, title=tool.name, typed=_said(last)
    )
    return open_filing(TOOL_REGISTRATION.code, about, by=by, at=at)


def _said(last: Filing) -> dict[str, list[str]]:
    anew = {
        each.name for each in form_of(last).fields() if each.kind in {FieldKind.PLEDGE, FieldKind.DOCUMENT}
    }
    return dict(last.entries.exclude(name__in=anew).values_list("name", "typed"))
