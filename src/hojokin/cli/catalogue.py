"""``hojokin catalogue``: what a rulebook asks, knows and decides."""

from __future__ import annotations

from typing import Annotated

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.catalogue import books_of, catalogue_text, known
from hojokin.rules.catalogue import catalogue as made
from hojokin.rules.editions import BOOKS, CURRENT, EDITIONS
from hojokin.rules.problems import InvalidQuestion


def catalogue(
    book: Annotated[str | None, typer.Argument(help="Rulebook; left out: all are listed.")] = None,
    edition: Annotated[str, typer.Option(help="Edition of the rules.")] = CURRENT,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Catalogue (規則一覧): the facts that a rulebook asks for, its printed numbers, its rules with clauses."""
    try:
        known("edition", edition, EDITIONS)
        if book is not None:
            known("book", book, BOOKS)
            known("book", book, books_of(edition))
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    if book is None:
        listed = {code: BOOKS[code].label for code in books_of(edition)}
        if as_json:
            print_json(
                [{"book": code, "label": label.ja, "label_en": label.en} for code, label in listed.items()]
            )
        else:
            print_text("\n".join(f"{code}: {label.in_language(lang)}" for code, label in listed.items()))
    elif as_json:
        print_json(made(book, edition))
    else:
        print_text(catalogue_text(book, edition, lang))
