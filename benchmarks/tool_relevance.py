"""Relevance of the search: nDCG@10 on graded questions, against a plain substring search of the same catalogue.

``python -m benchmarks.tool_relevance`` needs no database. ``--each`` prints every question.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

import yaml

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hojokin.office.config.settings")
os.environ.setdefault("HOJOKIN_SECRET_KEY", "for measuring only")

import django

django.setup()

from hojokin.office.catalogue.synthetic import Invented, tools, vendors  # noqa: E402
from hojokin.office.search.answer import attempt  # noqa: E402
from hojokin.office.search.docset import DocSet  # noqa: E402
from hojokin.office.search.live import Part, View  # noqa: E402
from hojokin.office.search.orders import Sort  # noqa: E402
from hojokin.office.search.question import question_of  # noqa: E402
from hojokin.office.search.sample import documents_of  # noqa: E402
from hojokin.office.search.segment import Segment, build_segment  # noqa: E402

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "search" / "relevance.yaml"
DEPTH = 10

type Grades = Mapping[int, int]  # by the key of a tool, which counts from 1
type Engine = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Scored:
    """nDCG@10 of one question, in thousandths, by engine."""

    typed: str
    ours: int
    substring: int


def main() -> None:
    """Print the means, and with --each every question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="print every question")
    asked = parser.parse_args()
    scored = measured()
    if asked.each:
        for each in sorted(scored, key=lambda one: one.ours):
            print(f"  {each.ours:5}  {each.substring:5}  {each.typed}")
    ours, substring = (
        sum(getattr(each, name) for each in scored) / len(scored) for name in ("ours", "substring")
    )
    print(
        f"nDCG@{DEPTH} over {len(scored)} questions: ours {ours / 1000:.3f}, plain substring search {substring / 1000:.3f}"
    )


def measured() -> list[Scored]:
    """Both engines on every question."""
    held = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    made = list(tools(held["count"], held["seed"]))
    ours, substring = _ours(made, held["count"], held["seed"]), _substring(made)
    scored = []
    for question in held["queries"]:
        graded = grades(question["rules"], made)
        if not graded:
            raise ValueError(f"no tool answers {question['typed']!r}: the grades say nothing")
        typed = question["typed"]
        scored.append(Scored(typed, ndcg(ours(typed), graded), ndcg(substring(typed), graded)))
    return scored


def grades(rules: Sequence[Mapping[str, Any]], made: Sequence[Invented]) -> dict[int, int]:
    """The grade of every tool that a rule names."""
    found = {}
    for key, each in enumerate(made, 1):
        grade = max((rule["grade"] for rule in rules if _fits(rule, each)), default=0)
        if grade:
            found[key] = grade
    return found


def _fits(rule: Mapping[str, Any], each: Invented) -> bool:
    tool = each.tool
    held = {
        "kind": each.kind,
        "trade": each.trade,
        "cloud": tool.is_cloud,
        "invoice": tool.is_invoice_ready,
        "ai": tool.ai_kind.value,
    }
    wanted = {name: value for name, value in rule.items() if name not in ("grade", "industry", "max_price")}
    return (
        all(held[name] == value for name, value in wanted.items())
        and rule.get("industry") in (None, *tool.industries)
        and tool.price_standard <= rule.get("max_price", tool.price_standard)
    )


def ndcg(keys: Sequence[int], graded: Grades) -> int:
    """nDCG@10 in thousandths, with gains of 2 to the grade minus 1."""
    best = sorted(graded.values(), reverse=True)[:DEPTH]
    return round(1000 * _gain([graded.get(key, 0) for key in keys[:DEPTH]]) / _gain(best))


def _gain(found: Sequence[int]) -> float:
    return sum(((1 << grade) - 1) / log2(place + 2) for place, grade in enumerate(found))


def _ours(made: Sequence[Invented], count: int, seed: int) -> Engine:
    sellers = {each.public_id: each for each in vendors(count, seed)}
    segment = Segment(build_segment(documents_of((each.tool for each in made), sellers)))
    view = View(1, [Part(segment, DocSet.none(segment.size))])

    def search(typed: str) -> Sequence[int]:
        return attempt(view, question_of(typed), {}, Sort.RELEVANCE, 0, DEPTH).answer.keys

    return search


def _substring(made: Sequence[Invented]) -> Engine:
    """Every word must stand in name, maker or outline as it was typed, capitals aside; in the order of the table."""
    texts = [f"{each.tool.name}\n{each.tool.maker}\n{each.tool.outline}".lower() for each in made]
    return lambda typed: [
        key for key, text in enumerate(texts, 1) if all(word in text for word in typed.lower().split())
    ]


if __name__ == "__main__":
    main()
