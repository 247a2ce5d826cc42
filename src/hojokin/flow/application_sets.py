"""Named option sets of the reference tables (参照表の選択肢): codes that forms let one choose from, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hojokin.flow.form import Option
from hojokin.rules.engine.facts import Text
from hojokin.rules.names import FUNCTIONS, TRACKS
from hojokin.rules.reference import (
    industry_divisions,
    legal_forms,
    prefectures,
    process_kinds,
    tool_categories,
)
from hojokin.rules.reference.processes import process_industries


@cache
def reference_options() -> Mapping[str, tuple[Option, ...]]:
    """Every named set that does not depend on who asks: all but the registered tools."""
    return {
        "prefectures": tuple(Option(each.code, Text(each.name_ja, each.name_en)) for each in prefectures()),
        "industries": tuple(
            Option(each.prefix, Text(each.name_ja, each.name_en)) for each in process_industries()
        ),
        "processes": tuple(Option(each.code, Text(each.name_ja, each.name_en)) for each in process_kinds()),
        "categories": tuple(
            Option(str(each.number), Text(each.name_ja, each.name_en))
            for each in tool_categories()
            if each.number is not None
        ),
        "tracks": tuple(Option(code, name) for code, name in TRACKS.items()),
        "functions": tuple(Option(code, name) for code, name in FUNCTIONS.items()),
        "jsic_divisions": tuple(
            Option(each.division, Text(each.name_ja, each.name_en)) for each in industry_divisions()
        ),
        "legal_forms": tuple(Option(each.code, Text(each.name_ja, each.name_en)) for each in legal_forms()),
    }


def reference_sets() -> Mapping[str, frozenset[str]]:
    """The same as codes alone, as the checking of fields takes them."""
    return {name: frozenset(each.code for each in options) for name, options in reference_options().items()}
