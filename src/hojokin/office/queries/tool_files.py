"""Tools as files (検索結果のファイル): every tool of an answer, as JSON or as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from hojokin.office.catalogue.codes import (
    AI_LABELS,
    FUNCTION_LABELS,
    TRACK_LABELS,
    category_labels,
    industry_labels,
    prefecture_labels,
    process_labels,
)
from hojokin.office.queries.cells import as_cell
from hojokin.office.queries.tools import MOST_A_PAGE, ToolCard, ToolQuery, search
from hojokin.rules.engine.facts import Text

BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 as UTF-8 only after it
YES_OR_NO = {True: Text("はい", "yes"), False: Text("いいえ", "no")}

type Say = Callable[[Text], str]
type Column = tuple[Text, Callable[[ToolCard, Say], object]]


def _each(labels: Mapping[Any, Text], codes: tuple[str, ...], say: Say) -> str:
    return " / ".join(say(labels[code]) for code in codes)


COLUMNS: tuple[Column, ...] = (
    (Text("ツール番号", "Number"), lambda tool, _: tool.number),
    (Text("ツール名", "Name"), lambda tool, _: tool.name),
    (Text("フリガナ", "Reading"), lambda tool, _: tool.kana),
    (Text("メーカー", "Maker"), lambda tool, _: tool.maker),
    (Text("支援事業者番号", "Vendor's number"), lambda tool, _: tool.vendor_id),
    (Text("支援事業者名", "Vendor"), lambda tool, _: tool.vendor_name),
    (Text("都道府県", "Prefecture"), lambda tool, say: say(prefecture_labels()[tool.prefecture])),
    (Text("カテゴリー", "Category"), lambda tool, say: say(category_labels()[str(tool.category)])),
    (Text("AI", "AI"), lambda tool, say: say(AI_LABELS[tool.ai_kind])),
    (Text("AIがすること", "What the AI does"), lambda tool, _: tool.ai_evidence),
    (Text("業務プロセス", "Processes"), lambda tool, say: _each(process_labels(), tool.processes, say)),
    (Text("機能", "Functions"), lambda tool, say: _each(FUNCTION_LABELS, tool.functions, say)),
    (Text("業種", "Industries"), lambda tool, say: _each(industry_labels(), tool.industries, say)),
    (Text("申請枠", "Tracks"), lambda tool, say: _each(TRACK_LABELS, tool.tracks, say)),
    (Text("クラウド", "Cloud"), lambda tool, say: say(YES_OR_NO[tool.is_cloud])),
    (Text("インボイス対応", "Invoice-ready"), lambda tool, say: say(YES_OR_NO[tool.is_invoice_ready])),
    (Text("最低価格（税抜・円）", "Lowest price, yen without tax"), lambda tool, _: tool.price_min),
    (Text("標準価格（税抜・円）", "Standard price, yen without tax"), lambda tool, _: tool.price_standard),
    (Text("導入社数", "Customers"), lambda tool, _: tool.customers),
    (Text("概要", "Outline"), lambda tool, _: tool.outline),
    (Text("URL", "URL"), lambda tool, _: tool.url),
)


def plain(tool: ToolCard) -> dict[str, Any]:
    """A tool as JSON holds it: codes as lists, dates in ISO 8601, prices in whole yen."""
    started = tool.sales_started_on and tool.sales_started_on.isoformat()
    return {
        **asdict(tool),
        "sales_started_on": started,
        "registered_at": tool.registered_at.isoformat(),
    }


def every_tool(query: ToolQuery) -> Iterator[ToolCard]:
    """All tools of an answer in its order, each once, read page by page; at most as many as can be paged through."""
    seen: set[str] = set()
    number, pages = 1, 1
    while number <= pages:
        page = search(replace(query, page=number, page_size=MOST_A_PAGE))
        # Whatever is registered while the file is written moves the pages against one another.
        fresh = [tool for tool in page.tools if tool.number not in seen]
        seen.update(tool.number for tool in fresh)
        yield from fresh
        number, pages = number + 1, page.pages


def as_csv(query: ToolQuery, language: str) -> Iterator[str]:
    """Lines of a table with a heading in the given language, a piece for each tool."""

    def say(text: Text) -> str:
        return text.in_language(language)

    yield BYTE_ORDER_MARK + _line([say(heading) for heading, _ in COLUMNS])
    for tool in every_tool(query):
        yield _line([as_cell(value(tool, say)) for _, value in COLUMNS])


def as_json(query: ToolQuery) -> Iterator[str]:
    """A JSON list, a piece for each tool."""
    before = "["
    for tool in every_tool(query):
        yield before + "\n" + json.dumps(plain(tool), ensure_ascii=False)
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
