"""Tool categories (ITツールの分類): cost categories of an application. Month limits are edition data."""

from dataclasses import dataclass
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, read_table, repeated, unknown_key


@dataclass(frozen=True, slots=True)
class ToolCategory:
    """A cost category (カテゴリー). `number` is 1 to 10, None for classes B and C."""

    key: str
    number: int | None
    class_mark: str
    class_ja: str
    class_en: str
    name_ja: str
    name_en: str
    fact: str
    confidence: Confidence


@cache
def tool_categories() -> tuple[ToolCategory, ...]:
    """Every category in the order of the table. Source: 公募要領 2025, 交付規程 2026 別表."""
    return read_table(
        "hojokin.rules.reference",
        "tool_categories.csv",
        _category,
        lambda rows: repeated(each.key for each in rows),
    )


def tool_category(key: str) -> ToolCategory:
    """The category of a key such as "software". Raises UnknownCodeError."""
    for each in tool_categories():
        if each.key == key:
            return each
    raise unknown_key(
        "経費の分類", "cost category", key, {each.key: each.name_ja for each in tool_categories()}
    )


def _category(cells: Cells) -> ToolCategory:
    return ToolCategory(
        key=cells.text("key"),
        number=cells.optional_whole("number"),
        class_mark=cells.text("class"),
        class_ja=cells.text("class_ja"),
        class_en=cells.text("class_en"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
