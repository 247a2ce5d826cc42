"""Option sets (選択肢の一覧): the closed sets that forms name instead of listing options themselves."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from django.db.models import Q, QuerySet

from hojokin.flow.application_sets import reference_options
from hojokin.flow.evidence import payment_methods
from hojokin.flow.form import Form
from hojokin.office.catalogue.codes import ToolState
from hojokin.office.records.models import Filing, Tool
from hojokin.office.records.prepared import KEY, Given, prepared
from hojokin.rules.engine.facts import Text

TOOLS = ("tools", "own_tools")


@cache
def fixed_sets() -> Mapping[str, Mapping[str, Text]]:
    """The sets that are the same for everybody: labels by code."""
    named = {
        name: {each.code: each.label for each in options} for name, options in reference_options().items()
    }
    return {**named, "payment_methods": {each.code: each.name for each in payment_methods()}}


def option_sets(filing: Filing, form: Form) -> Mapping[str, Mapping[str, Text]]:
    """Every set that the form of this filing may name; the tools are those that its vendor may sell now."""
    if not _names_tools(form) or (filing.vendor_id is None and filing.partner_id is None):
        return {**fixed_sets(), **{name: {} for name in TOOLS}}
    tools = {
        number: Text(f"{number} {name}", f"{number} {name}")
        for number, name, tracks in _named(filing)
        if not filing.track or filing.track in tracks.split()
    }
    return {**fixed_sets(), **dict.fromkeys(TOOLS, tools)}


def _names_tools(form: Form) -> bool:
    """Whether a field of the form is chosen from the tools."""
    return any(each.options_of in TOOLS for field in form.fields() for each in (field, *field.columns))


def _named(filing: Filing) -> list[tuple[str, str, str]]:
    """The same tools by number, name and tracks."""
    if filing.vendor_id is not None:
        return _of_vendor(vendor=filing.vendor_id)
    return _of_party(party=filing.partner_id)


@prepared(vendor=KEY)
def _of_vendor(vendor: Given) -> QuerySet[Tool, tuple[str, str, str]]:
    return _registered(Q(vendor=vendor)).values_list("number", "name", "tracks")


@prepared(party=KEY)
def _of_party(party: Given) -> QuerySet[Tool, tuple[str, str, str]]:
    return _registered(Q(vendor__party=party)).values_list("number", "name", "tracks")


def sellable(filing: Filing) -> QuerySet[Tool]:
    """The registered tools of the vendor that a filing is about, or that works on it; of any track."""
    seller = Q(vendor_id=filing.vendor_id) if filing.vendor_id else Q(vendor__party_id=filing.partner_id)
    return _registered(seller)


def _registered(seller: Q) -> QuerySet[Tool]:
    return Tool.objects.filter(seller, state=ToolState.REGISTERED.value).order_by("number")


def codes_of(sets: Mapping[str, Mapping[str, Text]]) -> Mapping[str, Set[str]]:
    """The codes alone, as the checks take them."""
    return {name: labels.keys() for name, labels in sets.items()}
