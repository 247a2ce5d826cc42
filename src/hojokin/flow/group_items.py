"""Items of a group (複数者連携の品目): whose each is and of which class, and what they cost by part of the grant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hojokin.flow.form import Row
from hojokin.flow.granted_part import GrantedPart
from hojokin.flow.group_settling import ANALYSIS, CLASS_A, COORDINATION
from hojokin.flow.question_costs import category_code
from hojokin.flow.reported_items import ReportedItem, text_of, whole_of
from hojokin.rules.editions import rulebook
from hojokin.rules.question import CostCategory
from hojokin.rules.shared.invoice_quote import FILED_AS
from hojokin.rules.tracks.consortium import TRACK
from hojokin.rules.tracks.consortium.members import member_book

TOOLS = "it_tools"
LEAD = 1  # class C is the representative's, the first in form 1


class Place(NamedTuple):
    """Whose an item is (構成員と区分): the member's number in form 1, and the class of its cost."""

    member: int
    cost_class: str


def place_of(item: ReportedItem, granted: Sequence[Row]) -> Place | None:
    """Where an item belongs: as its row says, else as the granted item of its name; None where several could be meant."""
    fits = [
        row
        for row in granted
        if item.member in {0, whole_of(row, "member")} and item.cost_class in {"", text_of(row, "cost_class")}
    ]
    named = [row for row in fits if text_of(row, "name") == item.name]
    places = {Place(whole_of(row, "member"), text_of(row, "cost_class")) for row in named or fits}
    return places.pop() if len(places) == 1 else None


def part_of(item: ReportedItem, granted: Sequence[Row], parts: Sequence[GrantedPart]) -> GrantedPart | None:
    """The part of the grant that an item is counted in; None where it belongs to none, or nobody can tell."""
    place = place_of(item, granted)
    if place is None:
        return None
    kind = {"b": ANALYSIS, "c": COORDINATION}.get(place.cost_class) or _kind(item.category)
    own = (each for each in parts if each.kind == kind)
    return next((each for each in own if not each.members or place.member in each.members), None)


def cost_by_part(
    items: Sequence[ReportedItem], granted: Sequence[Row], parts: Sequence[GrantedPart], edition: str
) -> Mapping[str, int]:
    """What was spent on each part, without tax; the services of a member up to their limit (F-23)."""
    found: dict[str, dict[CostCategory, int]] = {each.code: defaultdict(int) for each in parts}
    tools = {each.code for each in parts if each.kind == TOOLS}
    for item in items:
        part = part_of(item, granted, parts)
        if part is not None:
            found[part.code][_category(item.category)] += item.quantity * item.unit_price
    return {
        code: _tools(costs, edition) if code in tools else sum(costs.values())
        for code, costs in found.items()
    }


def _kind(category: str) -> str:
    code = category_code(category)
    return code if code in CLASS_A else TOOLS


def _category(number: str) -> CostCategory:
    code = CostCategory(category_code(number) or CostCategory.SOFTWARE)
    return FILED_AS.get(code, code)


def _tools(costs: Mapping[CostCategory, int], edition: str) -> int:
    facts = {f"{category}_cost": cost for category, cost in costs.items()}
    book = member_book(rulebook(TRACK.code, edition))
    counted: int = book.evaluate(facts, ("it_tools_cost",))["it_tools_cost"]
    return counted
