"""Places of reported items (経費の区分): in a group it can be told of every item of which class its cost is."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.flow.form import Attachments, FormProblem, Row, Values
from hojokin.flow.group_items import place_of
from hojokin.flow.kinds import Circumstances
from hojokin.flow.reported_items import ReportedItem, reported_items, rows_of, text_of, whole_of
from hojokin.rules.engine.facts import Text

type Known = tuple[str, int, str]


def places_told(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Every item of a member belongs to one class that was granted to it: each has amounts of its own (F-20)."""
    del attachments
    granted = rows_of(circumstances.parent, "items")
    if not any(text_of(row, "cost_class") for row in granted):
        return ()
    return [
        FormProblem(
            "items",
            Text(
                f"「{item.name}」がどの区分の経費か分かりません。補助額は区分ごとに計算します。"
                "この構成員が交付決定を受けた区分を選んでください。",
                f"It cannot be told of which class “{item.name}” is; the amount is worked out for each class. Choose the "
                "class as it was granted to this member.",
            ),
            "F-20 F-25 F-28",
            row=item.place,
            column="cost_class",
        )
        for item in reported_items(values)
        if place_of(item, granted) is None
    ]


def known_as(row: Row) -> Known:
    """A granted item by its name, and in a group its member and class."""
    return text_of(row, "name"), whole_of(row, "member"), text_of(row, "cost_class")


def reported_as(item: ReportedItem, granted: Sequence[Row]) -> Known:
    """A reported item likewise."""
    return item.name, *(place_of(item, granted) or (0, ""))
