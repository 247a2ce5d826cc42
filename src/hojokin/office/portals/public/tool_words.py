"""Words for tools (ITツールの言葉): badges, prices and places of a tool, as a visitor reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hojokin.office.catalogue.codes import (
    AI_LABELS,
    FUNCTION_LABELS,
    TRACK_LABELS,
    AiKind,
    category_labels,
    industry_labels,
    prefecture_labels,
    process_labels,
)
from hojokin.office.portals.public.typed import Typed
from hojokin.office.portals.public.views.estimator import address as estimator_address
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.portals.templatetags.words import yen
from hojokin.office.queries.tools import ToolCard
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference import tool_categories


@dataclass(frozen=True, slots=True)
class ToolView:
    """A tool and how it is told; every code in the language of the page."""

    tool: ToolCard
    category: str
    prefecture: str
    processes: tuple[str, ...]
    functions: tuple[str, ...]
    industries: tuple[str, ...]
    tracks: tuple[str, ...]
    flags: tuple[str, ...]
    price: str
    estimate: str

    @property
    def has_ai(self) -> bool:
        """Whether the vendor declared an AI function."""
        return self.tool.ai_kind is not AiKind.NONE

    @property
    def ai(self) -> str:
        """Kind of AI."""
        return told(AI_LABELS[self.tool.ai_kind])


def tool_view(tool: ToolCard) -> ToolView:
    """A tool as the pages tell it."""
    return ToolView(
        tool=tool,
        category=told(category_labels()[str(tool.category)]),
        prefecture=told(prefecture_labels()[tool.prefecture]),
        processes=_each(process_labels(), tool.processes),
        functions=_each(FUNCTION_LABELS, tool.functions),
        industries=_each(industry_labels(), tool.industries),
        tracks=_each(TRACK_LABELS, tool.tracks),
        flags=tuple(_flags(tool)),
        price=price_range(tool),
        estimate=estimate_address(tool),
    )


def price_range(tool: ToolCard) -> str:
    """From the lowest to the standard price; one figure when they are the same."""
    if tool.price_min == tool.price_standard:
        return yen(tool.price_standard)
    return _("%(low)s～%(high)s") % {"low": yen(tool.price_min), "high": yen(tool.price_standard)}


def estimate_address(*bought: ToolCard) -> str:
    """The estimator with a line of the quote filled in for each tool."""
    # As on the front page, the smallest firms come first; whoever is larger says so in the first field.
    applicant = Typed({"applicant-size": ("small",)})
    return estimator_address(Typed.of_costs([_cost(tool) for tool in bought], beside=applicant))


def compare_address(numbers: Iterable[str]) -> str:
    """The comparison of some tools."""
    return reverse("public:compare_tools") + "".join(
        f"{'&' if place else '?'}n={number}" for place, number in enumerate(numbers)
    )


def _cost(tool: ToolCard) -> dict[str, Any]:
    return {
        "category": _category_keys()[tool.category],
        "name": tool.name,
        "amount_yen": tool.price_standard,
        "processes": list(tool.processes),
        "functions": list(tool.functions),
        "invoice_ready": tool.is_invoice_ready,
        "cloud": tool.is_cloud,
        "ai": tool.ai_kind.value,
    }


def _category_keys() -> Mapping[int, str]:
    return {each.number: each.key for each in tool_categories() if each.number is not None}


def _each(labels: Mapping[Any, Text], codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(told(labels[code]) for code in codes)


def _flags(tool: ToolCard) -> list[str]:
    worn = {
        _("インボイス対応"): tool.is_invoice_ready,
        _("クラウド"): tool.is_cloud,
        _("スマートレジ"): tool.is_smart_register,
        _("電子取引"): tool.is_electronic_transaction,
    }
    return [label for label, wears in worn.items() if wears]
