"""Growth on the page of an effect report (効果の推移): ``{% effect_growth filing %}``; nothing on any other page."""

from __future__ import annotations

from typing import Any

from django import template

from hojokin.office.portals.effect_growth import growth_figure
from hojokin.office.queries.effect_growth import growth_of
from hojokin.office.queries.grant_facts import grant_of
from hojokin.office.records.models import Filing

register = template.Library()
KIND = "effect_report"


@register.inclusion_tag("partials/effect_growth.html")
def effect_growth(filing: Filing) -> dict[str, Any]:
    """The plan of the application beside what was reported; asked only for effect reports."""
    if not filing.kind.endswith(KIND):
        return {}
    grant = grant_of(filing)
    growth = growth_of(grant) if grant else None
    if growth is None or not growth.is_known:
        return {}
    short = [each.plan_year for each in growth.years if each.falls_short]
    return {"figure": growth_figure(growth), "short": short}
