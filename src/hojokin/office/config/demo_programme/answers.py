"""Answers (回答): what an invented applicant and its vendor type into an application, with dates that fit the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hojokin.office.catalogue.codes import ToolState
from hojokin.office.config.demo_programme.moments import day_before
from hojokin.office.config.demo_programme.people import Firm
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Tool
from hojokin.rules.reference.prefectures import prefectures


def applicant_answers(firm: Firm, at: datetime) -> dict[str, Any]:
    """The applicant's own part."""
    told = data("application")
    kind = "corporation" if firm.is_corporation else "sole_proprietor"
    own = _corporation(firm, at) if firm.is_corporation else _sole_proprietor(firm, at)
    return {**told[kind], **own, **told["both"], **contact(firm), "announced_on": day_before(at, 10)} | {
        "workplace_prefecture": firm.prefecture
    }


def vendor_answers(track: str, vendor: Actor) -> dict[str, Any]:
    """The vendor's part: the plan, and a tool of its own."""
    cost, asked = data("plan")["cost_yen"], data("plan")["asked_yen"]
    found = Tool.objects.filter(vendor__party=vendor.party, state=ToolState.REGISTERED.value)
    tool = next(
        each for each in found.order_by("number") if track in each.tracks.split() and _fits(each, cost)
    )
    row = {
        "category": tool.category,
        "tool": tool.number,
        "unit_price_yen": cost // 2,
        "quantity": 2,
        "amount_yen": cost,
    }
    told = data("application")["both"]
    return {**told, "tools": [row], "tools_total_yen": cost, "requested_yen": asked}


def _fits(tool: Tool, cost: int) -> bool:
    return tool.price_min <= cost // 2 <= tool.price_standard


def group_answers(firm: Firm, at: datetime) -> dict[str, Any]:
    """A group of ten with the firm as its representative."""
    told = data("group")
    answers = {
        **told["answers"],
        **_corporation(firm, at),
        **contact(firm),
        "workplace_prefecture": firm.prefecture,
    }
    tables = {
        "members": [_member(firm, number) for number in range(1, MEMBERS + 1)],
        "member_contacts": [{**told["contact"], "member": number} for number in range(1, MEMBERS + 1)],
        "class_a": [{**told["cost"], "member": number} for number in range(1, MEMBERS + 1)],
        "member_years": [
            {**year, "member": number} for number in range(1, MEMBERS + 1) for year in told["years"]
        ],
        "requested_yen": data("plan")["group_asked_yen"],
        "class_a_total_yen": MEMBERS * told["cost"]["amount_yen"],
    }
    return answers | tables


MEMBERS = 10


def _member(firm: Firm, number: int) -> dict[str, Any]:
    told = data("group")["member"]
    if number == 1:
        lead = {
            "name": firm.name,
            "kana": firm.kana,
            "legal_form": "KK",
            "corporate_number": firm.corporate_number,
            "capital_yen": data("group")["answers"]["capital_yen"],
            "regular_employees": data("group")["answers"]["regular_employees"],
            "representative": firm.person,
            "phone": landline(firm),
        }
        return {**told, **lead, "prefecture": firm.prefecture, "address": firm.city}
    return {**told, "name": f"{firm.city}{number}番店", "prefecture": firm.prefecture, "address": firm.city}


def contact(firm: Firm) -> dict[str, Any]:
    """The applicant's own contact."""
    return {
        "contact_name": firm.person,
        "contact_kana": firm.person_kana,
        "contact_email": firm.email,
        "contact_phone": landline(firm),
        "mobile_phone": firm.phone,
    }


def landline(firm: Firm) -> str:
    """A number that goes with the mobile one."""
    return f"03-{firm.phone[-8:-4]}-{firm.phone[-4:]}"


def _corporation(firm: Firm, at: datetime) -> dict[str, Any]:
    prefecture = next(each.name_ja for each in prefectures() if each.code == firm.prefecture)
    officers: Sequence[Mapping[str, str]] = [
        {"title": "代表取締役", "name": firm.person, "kana": firm.person_kana}
    ]
    return {
        "corporate_number": firm.corporate_number,
        "legal_form": "GK" if "合同会社" in firm.name else "KK",
        "company_name": firm.name,
        "company_kana": firm.kana,
        "head_office_prefecture": firm.prefecture,
        "head_office_city": firm.city,
        "head_office_street": firm.street,
        "founded_on": "2010-04-01",
        "register_extract_issued_on": day_before(at, 12),
        "register_name": firm.name,
        "register_address": f"{prefecture}{firm.city}{firm.street}",
        "representative_name": firm.person,
        "representative_kana": firm.person_kana,
        "officers": officers,
    }


def _sole_proprietor(firm: Firm, at: datetime) -> dict[str, Any]:
    return {
        "person_name": firm.name if firm.identity else firm.person,
        "person_kana": firm.person_kana,
        "trade_name": firm.name,
        "home_prefecture": firm.prefecture,
        "home_address": f"{firm.city}{firm.street}",
        "born_on": "1980-01-01",
        "identity_valid_until": day_before(at, -400),
    }
