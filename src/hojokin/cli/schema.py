"""``hojokin schema``: the JSON Schema of question and answer."""

from __future__ import annotations

from typing import Annotated

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, refuse
from hojokin.rules.catalogue import known
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.schema import SUBJECTS
from hojokin.rules.schema import schema as made


def schema(
    subject: Annotated[str, typer.Argument(help="estimate, question, answer or problem.")] = "estimate",
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """JSON Schema (2020-12) of question and answer, always printed as JSON."""
    try:
        known("schema", subject, SUBJECTS)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    print_json(made(subject))
