"""Score sheet (採点票): what a reviewer weighs in a track, and within which bounds.

The programme keeps its weights secret (SCR-06): every item counts the same here, and the bounds are a setting.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hojokin.flow.deciding_settings import numbers
from hojokin.flow.form import FormProblem
from hojokin.flow.merits import judged_items
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.shared.review_items import Aspect, review_items

MOST_DIGITS = 3
LONGEST_NOTE = 1_000
BONUS = Text("加点の評価", "Bonus, to be judged")
ASPECTS = {
    Aspect.BUSINESS: Text("事業面", "Business"),
    Aspect.TARGET: Text("計画目標値面", "Planned targets"),
    Aspect.POLICY: Text("政策面", "Policy"),
}


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item of the sheet (採点の項目) with its bounds, both ends included."""

    code: str
    group: Text
    text: Text
    facts: tuple[str, ...]
    standing: Standing
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reviewer typed for an item (採点): points as text, and why."""

    points: str = ""
    note: str = ""


def sheet_items(edition: str, track: str, round_number: int) -> Sequence[SheetItem]:
    """The review items of a track, then the bonus items that only a reviewer can weigh."""
    bounds, worth = numbers("scoring"), numbers("merits")
    return [
        *(
            SheetItem(
                each.code,
                ASPECTS[each.aspect],
                each.text,
                each.facts,
                each.standing,
                bounds.lowest,
                bounds.highest,
            )
            for each in review_items(edition, track)
        ),
        *(
            SheetItem(f"bonus_{each.code}", BONUS, each.name, each.facts, each.standing, 0, worth.bonus)
            for each in judged_items(edition, track, round_number)
        ),
    ]


def points_of(
    items: Sequence[SheetItem], marks: Mapping[str, Mark], *, finish: bool
) -> tuple[Mapping[str, int], Sequence[FormProblem]]:
    """The points that were typed, and every problem with them. An empty mark is one only when the sheet is finished."""
    points: dict[str, int] = {}
    problems: list[FormProblem] = []
    for item in items:
        mark = marks.get(item.code, Mark())
        read = _read(mark.points)
        if read is not None and item.lowest <= read <= item.highest:
            points[item.code] = read
        elif mark.points.strip() or finish:
            problems.append(FormProblem(item.code, _out_of_bounds(item), " ".join(item.facts)))
        if len(mark.note) > LONGEST_NOTE:
            problems.append(FormProblem(item.code, _LONG, ""))
    return points, problems


def unfinished(begun: Sequence[str], finished: int) -> Sequence[Text]:
    """What is missing until the review may end: the sheets of those named, and those that nobody has begun."""
    absent = numbers("scoring").reviewers - finished - len(begun)
    told = [
        Text(
            f"{name}さんの採点が確定していません。採点票を開いて確定してください。",
            f"The score sheet of {name} is not finished. It has to be opened and finished.",
        )
        for name in begun
    ]
    if absent > 0:
        told.append(
            Text(
                f"あと{absent}人の採点が必要です。利害関係のない審査担当が採点票を開いて採点してください。",
                f"Reviewers who still have to score it: {absent}. Each opens a sheet, having no tie to the parties.",
            )
        )
    return told


def apart(one: int, other: int) -> bool:
    """Whether two reviewers differ so much that they should talk."""
    return abs(one - other) >= numbers("scoring").apart


def _read(typed: str) -> int | None:
    digits = unicodedata.normalize("NFKC", typed).strip()
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
    return int(digits) if is_number else None


def _out_of_bounds(item: SheetItem) -> Text:
    return Text(
        f"「{item.text.ja}」の点を{item.lowest}から{item.highest}までの整数で入力してください。",
        f"Enter whole points from {item.lowest} to {item.highest} for “{item.text.en}”.",
    )


_LONG = Text(
    f"所見は{LONGEST_NOTE:,}文字以下にしてください。", f"A remark takes at most {LONGEST_NOTE:,} characters."
)
