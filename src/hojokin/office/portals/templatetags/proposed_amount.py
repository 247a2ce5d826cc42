"""Amount to be claimed (交付額の案) on the pages of a grant: ``{% proposed_amount filing %}``; nothing on any other page."""

from __future__ import annotations

from typing import Any

from django import template

from hojokin.office.queries.inspections import newest_inspection
from hojokin.office.records.models import Filing, Grant
from hojokin.rules.engine.facts import Text

register = template.Library()
KIND = "grant"
TOLD = frozenset({"inspected", "claimed"})  # once it is fixed, the notice says it


@register.inclusion_tag("partials/proposed_amount.html")
def proposed_amount(filing: Filing) -> dict[str, Any]:
    """What the inspection proposes, part by part; asked only for grants that wait for the claim or the decision on it."""
    if filing.kind != KIND or filing.state not in TOLD:
        return {}
    inspection = newest_inspection(Grant.objects.get(filing=filing))
    if inspection is None:
        return {}
    lines = [
        {**each, "label": Text(*each["label"]), "said": [Text(*said) for said in each["said"]]}
        for each in inspection.lines
    ]
    return {"amount": inspection.amount, "lines": lines}
