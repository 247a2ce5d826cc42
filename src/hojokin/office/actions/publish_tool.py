"""Publishing a tool (ツールの公開): what its registration says becomes the record that the search finds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hojokin.flow.form import Values
from hojokin.flow.registrations import public_tool
from hojokin.office.actions.numbering import next_number
from hojokin.office.actions.register_tool import deregister_tool
from hojokin.office.catalogue.codes import AiKind, ToolState
from hojokin.office.queries.filings import form_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Tool
from hojokin.office.records.models.revision import next_revision

SET_COLUMNS = ("tracks", "processes", "functions", "industries")
FLAGS = ("is_cloud", "is_invoice_ready", "is_smart_register", "is_electronic_transaction")
# The shape of a tool's number (T-28); its first two digits are those of the tools that are generated and imported.
NUMBER = "DL06-{:07d}"


def publish_tool(filing: Filing, _by: Actor, at: datetime) -> None:
    """Make the tool of an accepted registration public, or renew the record of one that was registered before."""
    values = {each.name: each.value for each in filing.entries.all()}
    asked = {each.name: values.get(each.name) for each in form_of(filing).fields() if each.asked(values)}
    tool = filing.tool or Tool(number=_next_tool_number(at), vendor=filing.owner.vendor)
    for column, value in _columns(public_tool(asked, filing.edition)).items():
        setattr(tool, column, value)
    tool.state, tool.registered_at, tool.deregistered_at = ToolState.REGISTERED.value, at, None
    tool.revision = next_revision()
    tool.save()
    if filing.tool_id is None:
        filing.tool = tool
        filing.save(update_fields=["tool"])


def unpublish_tool(filing: Filing, _by: Actor, at: datetime) -> None:
    """Take the tool of a registration off the search, at once."""
    if filing.tool is not None:
        deregister_tool(filing.tool.number, at=at)


def _next_tool_number(at: datetime) -> str:
    """The next free number; imported tools may have taken some."""
    while True:
        counted = int(next_number("DL", at).rsplit("-", 1)[1])
        number = NUMBER.format(NEW_FROM + counted)
        if not Tool.objects.filter(number=number).exists():
            return number


NEW_FROM = 5_000_000


def _columns(said: Values) -> dict[str, Any]:
    """The values of a registration as columns: no column is null, a set of codes is one text."""
    columns: dict[str, Any] = {}
    for name, value in said.items():
        if name in SET_COLUMNS:
            columns[name] = " ".join(value) if isinstance(value, list | tuple) else ""
        elif name in FLAGS:
            columns[name] = value is True
        elif name == "category":
            columns[name] = int(str(value))
        elif name == "ai_kind":
            columns[name] = value or AiKind.NONE.value
        elif name == "customers":
            columns[name] = value or 0
        else:
            columns[name] = value if value is not None or name == "sales_started_on" else ""
    return columns
