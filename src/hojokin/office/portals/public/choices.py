"""Choices (選択肢) of the estimator's fields, as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hojokin.office.portals.templatetags.words import in_english
from hojokin.rules import names, reference
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.question import EarlierTrack, ExemptSector, InvoiceFunction, SizeCode, TrackCode


@dataclass(frozen=True, slots=True)
class Choice:
    """One value and its label; choices of one ``group`` stand together."""

    value: str
    label: str
    group: str = ""


def track_name(code: str) -> str:
    """Name of a track (申請枠)."""
    return _name(names.TRACKS, code)


def size_name(code: str) -> str:
    """Name of a size (事業者の規模)."""
    return _name(names.SIZES, code)


def sizes() -> list[Choice]:
    """Sizes."""
    return [Choice(code.value, size_name(code)) for code in SizeCode]


def legal_forms() -> list[Choice]:
    """Legal forms (組織形態)."""
    return [Choice(each.code, _either(each.name_ja, each.name_en)) for each in reference.legal_forms()]


def industries() -> list[Choice]:
    """Industries, by their division."""
    return [
        Choice(each.prefix, f"{each.prefix} {each.name_ja}", _division(each.prefix))
        for each in reference.size_classes()
    ]


def _division(prefix: str) -> str:
    division = reference.industry_division(prefix)
    return f"{division.division} {_either(division.name_ja, division.name_en)}"


def exempt_sectors() -> list[Choice]:
    """Sectors without wage requirements."""
    return [Choice(code.value, _name(names.SECTORS, code)) for code in ExemptSector]


def categories() -> list[Choice]:
    """Cost categories of one firm's quote (経費区分), by their class."""
    return [
        Choice(each.key, category_name(each.key), _either(each.class_ja, each.class_en))
        for each in reference.tool_categories()
        if each.number is not None
    ]


def category_name(key: str) -> str:
    """Name of a cost category with its number."""
    each = reference.tool_category(key)
    name = _either(each.name_ja, each.name_en)
    return f"{each.number} {name}" if each.number else name


def processes() -> list[Choice]:
    """Business processes (プロセス)."""
    return [
        Choice(each.code, f"{each.code} {_either(each.name_ja, each.name_en)}")
        for each in reference.process_kinds()
    ]


def functions() -> list[Choice]:
    """Functions that the invoice frame asks for."""
    return [Choice(code.value, _name(names.FUNCTIONS, code)) for code in InvoiceFunction]


def ai_kinds() -> list[Choice]:
    """Kinds of AI function."""
    return [Choice(code, _name(names.AI, code)) for code in names.AI]


def earlier_tracks() -> list[Choice]:
    """Tracks of earlier years."""
    return [
        Choice(code.value, _name({**names.TRACKS, **names.EARLIER_TRACKS}, code)) for code in EarlierTrack
    ]


def earlier_years() -> list[Choice]:
    """Programme years that later rules look back at."""
    years = rulebook(TrackCode.NORMAL).parameters.blocks["wage_years"].years
    return [Choice(str(year), str(year)) for year in sorted(years, reverse=True)]


def _either(japanese: str, english: str) -> str:
    return english if in_english() else japanese


def _name(known: Mapping[str, Text], code: str) -> str:
    """The name of a code; an English one begins with a capital, for it stands alone."""
    name = known[code].in_language("en" if in_english() else "ja")
    return name[:1].upper() + name[1:]
