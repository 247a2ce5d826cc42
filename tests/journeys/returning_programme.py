"""Returns beside a running demo (返還の場面): a large grant that binds to a wage plan, and the years until it is missed.

- ``wide_tool``: the vendor of the journeys sells one more tool, of four processes; its number;
- ``years_pass(number=, until=)``: each report before that plan year is sent in its time; the number of the report of that
  year, complete in the grantee's hands;
- ``sent(number=)``: that report as it now is, sent and accepted by a reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hojokin.flow.form import Value
from hojokin.office import clock
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.actions.write_catalogue import write_tools
from hojokin.office.catalogue.codes import AiKind
from hojokin.office.records.models import Filing, Vendor
from hojokin.rules.question import TrackCode
from hojokin.rules.shared.effect_reports import report_windows
from hojokin.rules.years import CURRENT
from tests.flow import application_samples as samples
from tests.journeys.applying_values import VENDOR_NAME
from tests.journeys.granting_programme import _accept, _sent, effect_reported, figures, travel
from tests.office.registered import TOOL

WIDE_TOOL = "DL06-9900009"
PROCESSES = ("P-01", "P-02", "P-03", "P-04")
UNIT_PRICE, QUANTITY, GRANTED = 4_500_000, 2, 4_500_000
INTO_THE_WINDOW = timedelta(days=30)


def wide_tool(told: Mapping[str, Any]) -> str:
    """A tool of four processes, as a grant of the upper class needs; its number."""
    del told
    vendor = Vendor.objects.get(party__name=VENDOR_NAME)
    tool = replace(
        TOOL,
        number=WIDE_TOOL,
        vendor=vendor.public_id,
        name="あさひ統合基幹",
        tracks=(TrackCode.NORMAL,),
        processes=PROCESSES,
        price_standard=UNIT_PRICE,
        ai_kind=AiKind.NONE,
        ai_evidence="",
    )
    write_tools([tool])
    return WIDE_TOOL


def large() -> dict[str, Value]:
    """What an application for that tool answers otherwise than a small one."""
    row = samples.tool(
        tool=WIDE_TOOL,
        name="あさひ統合基幹",
        unit_price_yen=UNIT_PRICE,
        quantity=QUANTITY,
        amount_yen=UNIT_PRICE * QUANTITY,
        price_standard=UNIT_PRICE,
        processes=list(PROCESSES),
        functions=["accounting"],
    )
    return {"tools": [row], "tools_total_yen": UNIT_PRICE * QUANTITY, "requested_yen": GRANTED}


def years_pass(told: Mapping[str, Any]) -> str:
    """Every effect report before a plan year is accepted; the report of that year is complete, but not sent."""
    track = Filing.objects.get(number=told["number"]).track
    for window in report_windows(CURRENT, track):
        travel({"to": (window.opens + INTO_THE_WINDOW).isoformat()})
        file_due_reports(clock.now())
        asked = {"number": told["number"], "year": window.plan_year}
        if window.plan_year == told["until"]:
            return figures(asked)
        effect_reported(asked)
    raise AssertionError(f"no report of year {told['until']}")


def sent(told: Mapping[str, Any]) -> str:
    """A report as it stands is sent and accepted; where it is then."""
    report = Filing.objects.get(number=told["number"])
    _sent(report)
    _accept(report)
    return Filing.objects.get(pk=report.pk).state


COMMANDS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    each.__name__: each for each in (wide_tool, years_pass, sent)
}
