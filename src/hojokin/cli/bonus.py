"""``hojokin bonus``: the bonus items of a track in a round."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.catalogue import known
from hojokin.rules.editions import CURRENT, EDITIONS
from hojokin.rules.explanation import MARKS
from hojokin.rules.names import TRACKS
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.shared.bonus import BonusItem, bonus_items


def bonus(
    track: Annotated[str, typer.Argument(help="Track, such as normal.")],
    number: Annotated[int, typer.Option("--round", min=1, max=99, help="Round of applications.")] = 1,
    edition: Annotated[str, typer.Option(help="Edition of the rules.")] = CURRENT,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Bonus items (加点項目): what earns points in a round, and how. The points are not published."""
    try:
        known("edition", edition, EDITIONS)
        known("track", track, TRACKS)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    found = bonus_items(edition, track, number)
    if as_json:
        print_json([_as_dict(each) for each in found])
        return
    lines = [
        f"- {each.name.in_language(lang)}: {each.how.in_language(lang)}{MARKS[each.standing].in_language(lang)}"
        for each in found
    ]
    none = "この締切回の加点項目はありません。" if lang is Language.JA else "No bonus items in this round."
    print_text("\n".join(lines) or none)


def _as_dict(each: BonusItem) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name.ja,
        "name_en": each.name.en,
        "how": each.how.ja,
        "how_en": each.how.en,
        "proof": each.proof.value,
        "facts": list(each.facts),
        "standing": each.standing.value,
    }
