"""Pages of the rule catalogue (規則一覧), from the rulebooks themselves."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from hojokin.rules.catalogue import catalogue, diff
from hojokin.rules.editions import BOOKS, CURRENT, EDITIONS

ROLES = {
    "calculation": "計算 Calculations",
    "criterion": "条件 Conditions",
    "caution": "注意 Cautions",
    "obligation": "義務 Obligations",
}


def rulebook_page(book: str) -> str:
    """One rulebook of the current edition as Markdown."""
    made = catalogue(book, CURRENT)
    documents = [f"- {role}: {each['title']} ({each['edition']})" for role, each in made["documents"].items()]
    parts = [
        f"# {made['label']} {made['label_en']} ({CURRENT})\n",
        "\n".join(documents) + "\n",
        _section("項目 Facts asked", ("name", "項目", "fact", "unit", "bounds", "default"), _inputs(made)),
        _section("数値 Printed numbers", ("name", "数値", "clause", "facts", "values"), _numbers(made)),
        *(
            _section(heading, ("name", "規則", "rule", "clause", "facts", "uses"), _rules(made, role))
            for role, heading in ROLES.items()
        ),
    ]
    return "\n".join(part for part in parts if part)


def changes_page() -> str:
    """What changed between each edition and the next, as Markdown."""
    parts = ["# 改正点 What changed from edition to edition\n"]
    codes = list(EDITIONS)
    for before, after in pairwise(codes):
        found = diff(before, after)
        for book in dict.fromkeys(each.book for each in found):
            rows = [
                (each.change, each.name, each.label.ja, each.before, each.after, each.clause)
                for each in found
                if each.book == book
            ]
            heading = f"{before} → {after}: {BOOKS[book].label.ja} {BOOKS[book].label.en}"
            parts.append(_section(heading, ("change", "name", "名称", before, after, "clause"), rows))
    return "\n".join(parts)


def _inputs(made: dict[str, Any]) -> Iterable[Sequence[object]]:
    for each in made["inputs"]:
        bounds = ", ".join(each.get("choices", ())) or f"{each['lowest']:,} – {each['highest']:,}"
        if each["unit"] == "flag":
            bounds = "true, false"
        default = "(required)" if each["required"] else each["default"]
        yield each["name"], each["label"], each["label_en"], each["unit"], bounds, default


def _numbers(made: dict[str, Any]) -> Iterable[Sequence[object]]:
    for each in made["parameters"]:
        values = "; ".join(f"{name} {value}" for name, value in each["values"].items())
        yield each["name"], each["label"], each["clause"], " ".join(each["facts"]), values


def _rules(made: dict[str, Any], role: str) -> Iterable[Sequence[object]]:
    for each in made["rules"]:
        if each["role"] == role:
            mark = "" if each["standing"] == "confirmed" else f" ({each['standing']})"
            facts = " ".join(each["facts"]) + mark
            yield (
                each["name"],
                each["label"],
                each["label_en"],
                each["clause"],
                facts,
                ", ".join(each["uses"]),
            )


def _section(heading: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    if not lines:
        return ""
    head = "| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns)
    return f"## {heading}\n\n{head}\n" + "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")
