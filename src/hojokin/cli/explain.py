"""``hojokin explain``: the calculation line by line, of an estimate or of any other subject."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from hojokin.cli.asking import answer_file
from hojokin.cli.options import AsJson, File, Lang, Language
from hojokin.cli.printing import refuse
from hojokin.rules.answers import as_dict
from hojokin.rules.catalogue import known
from hojokin.rules.editions import BOOKS, CURRENT, EDITIONS
from hojokin.rules.estimate import estimate
from hojokin.rules.explanation import summary
from hojokin.rules.flat_facts import FlatAnswer, ask_book, flat_text
from hojokin.rules.problems import InvalidQuestion


def explain(
    file: File,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
    book: Annotated[
        str | None, typer.Option(help="Another subject, such as repayment; FILE then holds its facts.")
    ] = None,
    edition: Annotated[str, typer.Option(help="Edition, for --book.")] = CURRENT,
) -> None:
    """Explanation (説明): the calculation line by line, each with its clause and what it used.

    With --book, FILE is a flat object of the facts that `hojokin catalogue BOOK` lists under inputs.
    """
    if book is None:
        answer_file(
            file,
            estimate,
            to_json=as_dict,
            to_text=partial(summary, language=lang, with_steps=True),
            language=lang,
            as_json=as_json,
        )
        return
    try:
        known("book", book, BOOKS)
        known("edition", edition, EDITIONS)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)

    def ask(facts: Any) -> FlatAnswer:
        return ask_book(book, edition, facts)

    answer_file(
        file,
        ask,
        to_json=FlatAnswer.as_dict,
        to_text=partial(flat_text, language=lang),
        language=lang,
        as_json=as_json,
    )
