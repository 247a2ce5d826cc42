"""Tools (ツールの登録): each as far as its file says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hojokin.flow.registrations import TOOL_REGISTRATION
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.start_tool_registration import selling_party
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.desk import Desk
from hojokin.office.config.demo_programme.moments import DAY, day_before
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, typed
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Vendor
from hojokin.rules.years import CURRENT


def tool_answers(told: Mapping[str, Any], maker: str, at: datetime) -> dict[str, Any]:
    """Everything that a tool's form asks, from what its file says of it."""
    answers, said = data("tools"), dict(told["answers"])
    if said.pop("electronic", False):
        said = {**answers["electronic"], **said}
    name = told["name"]
    return {
        **answers["every"],
        "name": name,
        "kana": told["kana"],
        "maker": maker,
        "outline": f"{name}は、{told['what']}",
        "url": "https://tools.example.jp/",
        "customers": 12,
        "sales_started_on": day_before(at, 900),
        "price_breakdown": "1年分の利用料。保守サポートの費用は含みません。",
        "comparisons": [_comparison(said)],
        "cases": [_case(at)],
        "process_explanations": [_process(each, told["what"]) for each in said.get("processes", ())],
        "function_explanations": [_function(each, told["what"]) for each in said.get("functions", ())],
        **said,
    }


def _comparison(said: Mapping[str, Any]) -> dict[str, Any]:
    price = said["price_standard"] * 3 // 2
    return {
        "product": "よそのツール",
        "maker": "株式会社よそソフト",
        "price": price,
        "difference": "明細の取込みが手作業",
    }


def _case(at: datetime) -> dict[str, Any]:
    return {
        "customer": "株式会社やまびこ観光",
        "started_on": day_before(at, 400),
        "effect": "月8時間の作業が2時間に減った",
        "is_consented": True,
    }


def _process(code: str, what: str) -> dict[str, str]:
    return {"process": code, "sub_process": "日々の記録", "explanation": what, "pages": "3-5"}


def _function(code: str, what: str) -> dict[str, str]:
    return {"function": code, "explanation": what, "pages": "8"}


def tool(told: Mapping[str, Any], vendor: Actor, begins: datetime, *, waits: timedelta = 4 * DAY) -> Life:
    """A tool's registration, as far as its file says; the office looks at it after a while."""
    office, until, at = Desk(), told["until"], begins
    yield at
    filing = _open_tool(told, vendor, at)
    if until == "draft":
        return
    attach_papers(filing, by=vendor, at=at)
    yield (at := at + DAY)
    filing = take_step(filing, "submit", by=vendor, at=at)
    if until == "submitted":
        return
    yield (at := at + waits)
    yield from _judged(filing, until, office, at)


def _open_tool(told: Mapping[str, Any], by: Actor, at: datetime) -> Filing:
    """Opened with everything filled in: hundreds of fields one by one would keep the visitor waiting."""
    party = selling_party(by, CURRENT)
    answers = {name: typed(value) for name, value in tool_answers(told, party.name, at).items()}
    owner = Vendor.objects.filter(party=party).first()
    about = About(CURRENT, party, vendor=owner, title=told["name"], typed=answers)
    return open_filing(TOOL_REGISTRATION.code, about, by=by, at=at)


def _judged(filing: Filing, until: str, office: Desk, at: datetime) -> Life:
    said = data("findings")
    if until == "returned":
        office.send_back(filing, [tuple(each) for each in said["tool"]], at)
    elif until == "rejected":
        filing = office.review(filing, "propose_rejection", at, said["rejection"])
        yield (at := at + DAY)
        office.decide(filing, "reject", at, said["rejection"])
    else:
        filing = office.review(filing, "accept", at)
        yield (at := at + DAY)
        if until == "registered":
            office.decide(filing, "register", at)
