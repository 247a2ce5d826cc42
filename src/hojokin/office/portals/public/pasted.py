"""Quotes that are pasted or uploaded (見積書の読み込み): lines of costs, and in words what could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hojokin.quotes import QuoteLines, read_quote
from hojokin.rules.engine.facts import Problem, Text

# What a pasted range without a heading of its own holds, in this order.
HEADING = "区分\t品名\t金額（税抜）\t月数"
PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class ReadQuote:
    """The lines that could be read, what is wrong with others, and what the reader should know."""

    costs: Sequence[Mapping[str, Any]]
    wrong: Sequence[str]
    notes: Sequence[str]


def read_pasted(text: str) -> ReadQuote:
    """Cells of a spreadsheet, with or without a heading; without one: category, name, amount, months."""
    lines = read_quote(text.encode(), PASTED)
    if [each.code for each in lines.problems] != ["heading"]:
        return _told(lines, headings=0)
    return _told(read_quote(f"{HEADING}\n{_in_tabs(text)}".encode(), PASTED), headings=1)


def read_file(data: bytes, filename: str) -> ReadQuote:
    """A CSV or XLSX quotation."""
    return _told(read_quote(data, filename), headings=0)


def _in_tabs(text: str) -> str:
    """Commas separate cells too, where no tab does; those inside a number are left alone."""
    return text if "\t" in text else re.sub(r"(?<!\d),|,(?!\d{3}(?!\d))", "\t", text)


def _told(lines: QuoteLines, *, headings: int) -> ReadQuote:
    wrong = [_at(each, headings) + _in_words(each.message) for each in lines.problems]
    return ReadQuote(lines.costs, wrong, [_in_words(note) for note in lines.notes])


def _at(problem: Problem, headings: int) -> str:
    """The row that a cell such as ``quote.xlsx!C5`` stands in, as the person counts rows."""
    found = re.search(r"!([A-Z]+)(\d+)$", problem.place)
    return _("%(n)s行目: ") % {"n": int(found[2]) - headings} if found else ""


def _in_words(text: Text) -> str:
    return text.in_language("en" if (get_language() or "ja").startswith("en") else "ja")
