"""``hojokin diff``: what changed between two editions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.catalogue import Difference, diff_text, known
from hojokin.rules.catalogue import diff as differences
from hojokin.rules.editions import EDITIONS
from hojokin.rules.problems import InvalidQuestion


def diff(
    before: Annotated[str, typer.Argument(help="Earlier edition, such as fy2025.")],
    after: Annotated[str, typer.Argument(help="Later edition, such as fy2026.")],
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Differences (改正点): numbers, rules and clauses that changed between two editions."""
    try:
        known("edition", before, EDITIONS)
        known("edition", after, EDITIONS)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    found = differences(before, after)
    if as_json:
        print_json([_as_dict(each) for each in found])
    else:
        print_text(diff_text(found, before, after, lang))


def _as_dict(each: Difference) -> dict[str, Any]:
    return asdict(each) | {"label": each.label.ja, "label_en": each.label.en}
