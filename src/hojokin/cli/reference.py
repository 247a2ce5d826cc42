"""``hojokin reference``: the tables that the rules look things up in."""

from __future__ import annotations

from typing import Annotated

import typer

from hojokin.cli.layout import table
from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.catalogue import known
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.reference.tables import Table, tables


def reference(
    name: Annotated[str | None, typer.Argument(help="Table; left out: all are listed.")] = None,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Reference tables (参照表): minimum wages, industries, prefectures, legal forms, processes, categories."""
    if name is None:
        _list_tables(lang, as_json=as_json)
        return
    try:
        known("table", name, tables())
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    found = tables()[name]
    if as_json:
        print_json(_as_dict(found))
        return
    title = found.title_en if lang is Language.EN else found.title
    print_text(f"{title}\n\n{table(found.columns, found.rows)}\n\n{', '.join(found.sources)}")


def _list_tables(language: Language, *, as_json: bool) -> None:
    found = tables().values()
    if as_json:
        print_json([{"name": each.name, "title": each.title, "title_en": each.title_en} for each in found])
        return
    heading = ("name", "title", "rows") if language is Language.EN else ("名前", "表", "行")
    rows = [
        (each.name, each.title_en if language is Language.EN else each.title, f"{len(each.rows):,}")
        for each in found
    ]
    print_text(table(heading, rows, right=frozenset({2})))


def _as_dict(found: Table) -> dict[str, object]:
    return {
        "name": found.name,
        "title": found.title,
        "title_en": found.title_en,
        "sources": list(found.sources),
        "rows": [dict(zip(found.columns, row, strict=True)) for row in found.rows],
    }
