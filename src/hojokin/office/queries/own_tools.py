"""A vendor's own tools (自社のツールの照会): each with the registration that stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hojokin.flow.registrations import TOOL_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.flow.table import State
from hojokin.office.catalogue.codes import ToolState, category_labels
from hojokin.office.records.models import Filing, FilingEntry, Party, Tool
from hojokin.rules.engine.facts import Text

TABLE = TOOL_REGISTRATION.table
UNDER_WAY = tuple(
    each.code for each in TABLE.states.values() if each.turn is not None and each.code != "removal_proposed"
)


@dataclass(frozen=True, slots=True)
class OwnTool:
    """A public tool with its registration (登録されたツール); ``change`` is one that would renew it."""

    tool: Tool
    category: Text | None
    registration: Filing | None
    change: Filing | None

    @property
    def is_registered(self) -> bool:
        """Whether the search finds it."""
        return self.tool.state == ToolState.REGISTERED

    @property
    def may_change(self) -> bool:
        """Whether a change may begin."""
        return self.is_registered and self.registration is not None and self.change is None

    @property
    def may_end_sale(self) -> bool:
        """Whether the vendor may take it off the search."""
        offered = TABLE.offered(self.registration.state, {Role.VENDOR}) if self.registration else ()
        return self.is_registered and any(each.action == "end_sale" for each in offered)


@dataclass(frozen=True, slots=True)
class ToolFiling:
    """A registration that has made no public tool (手続中のツール)."""

    filing: Filing
    name: str
    category: Text | None
    state: State

    @property
    def is_mine(self) -> bool:
        """Whether it waits for the vendor."""
        return self.state.turn is Role.VENDOR


@dataclass(frozen=True, slots=True)
class OwnTools:
    """Everything that a vendor sells or registers (自社のツール)."""

    tools: Sequence[OwnTool]
    under_way: Sequence[ToolFiling]
    ended: Sequence[ToolFiling]


def own_tools(party: Party) -> OwnTools:
    """The tools and their registrations. Three queries, however many there are."""
    filings = list(
        Filing.objects.filter(kind=TOOL_REGISTRATION.code, owner=party).order_by("-opened_at", "-pk")
    )
    tools = Tool.objects.filter(vendor__party=party).order_by("number")
    said = _said(filings)
    new = [_tool_filing(each, said.get(each.pk, {})) for each in filings if each.tool_id is None]
    return OwnTools(
        [_own_tool(each, filings) for each in tools],
        [each for each in new if each.state.turn is not None],
        [each for each in new if each.state.turn is None],
    )


def last_registration(tool: Tool) -> Filing | None:
    """The registration that the public record was last written from."""
    accepted = Filing.objects.filter(kind=TOOL_REGISTRATION.code, tool=tool, state="registered")
    return accepted.order_by("-state_since", "-pk").first()


def _said(filings: Sequence[Filing]) -> dict[int, dict[str, object]]:
    said: dict[int, dict[str, object]] = {}
    entries = FilingEntry.objects.filter(
        filing__in=[each.pk for each in filings], name__in=("name", "category")
    )
    for filing, name, value in entries.values_list("filing", "name", "value"):
        said.setdefault(filing, {})[name] = value
    return said


def _own_tool(tool: Tool, filings: Sequence[Filing]) -> OwnTool:
    of_tool = [each for each in filings if each.tool_id == tool.pk]
    stands = [each for each in of_tool if each.state in {"registered", "removal_proposed"}]
    newest = max(stands, key=lambda each: each.state_since, default=None)
    change = next((each for each in of_tool if each.state in UNDER_WAY), None)
    return OwnTool(tool, category_labels().get(str(tool.category)), newest, change)


def _tool_filing(filing: Filing, said: dict[str, object]) -> ToolFiling:
    return ToolFiling(
        filing,
        str(said.get("name") or filing.title or ""),
        category_labels().get(str(said.get("category", ""))),
        TABLE.states[filing.state],
    )
