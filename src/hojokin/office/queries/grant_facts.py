"""Facts of a grant (交付決定の内容): what the papers that follow a decision have to agree with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, cast

from hojokin.flow.duties import GrantFacts, effect_reports_owed
from hojokin.flow.form import Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.settling import GrantedPart
from hojokin.office.records.models import Filing, FilingEntry, Grant
from hojokin.rules.shared.settlement import SettledPart

GRANT = "grant"
# The application's names of the figures that effect reports repeat.
FIGURES = {
    "operating_profit_yen": "operating_profit",
    "personnel_cost_yen": "personnel_cost",
    "depreciation_yen": "depreciation",
    "staff_total": "employees",
}
DECEMBER = 12  # a business year ends in December unless the application says otherwise


def grant_of(filing: Filing) -> Grant | None:
    """The grant that a filing is, or belongs to."""
    number = filing.pk if filing.kind == GRANT else filing.parent_id
    return Grant.objects.select_related("filing", "application").filter(filing=number).first()


def beside_grant(filing: Filing, values: Values, plain: Circumstances) -> Circumstances:
    """The circumstances of a paper of a grant: the grant's facts stand for its parent."""
    grant = grant_of(filing)
    if grant is None:
        return plain
    facts = grant_values(grant)
    if filing.kind.endswith("effect_report"):
        facts = {**facts, **_year(grant, values), "earlier": _earlier(grant, filing)}
    return replace(plain, parent=facts)


def grant_values(grant: Grant) -> Values:
    """What a report has to agree with, by the names that the checks use."""
    return cast(
        "Values",
        {
            **grant.facts,
            "granted_on": grant.granted_on.isoformat(),
            "report_limit": grant.report_limit.isoformat() if grant.report_limit else None,
            "items": grant.items,
        },
    )


def facts_of(grant: Grant) -> GrantFacts:
    """The facts that duties follow from."""
    return GrantFacts(
        edition=grant.filing.edition,
        track=grant.filing.track,
        applied_on=grant.applied_on,
        granted_on=grant.granted_on,
        report_limit=grant.report_limit,
        fiscal_year_end_month=grant.facts.get("fiscal_year_end_month") or DECEMBER,
        wage_plan=grant.facts.get("wage_plan") is True,
        completed_on=grant.completed_on,
        introduced_on=grant.introduced_on,
        use_until=grant.use_until,
        paid_on=grant.paid_on,
        ended_on=grant.ended_on,
        reports_ended_on=grant.reports_ended_on,
    )


def facts_from(values: Values, filing: Filing) -> Mapping[str, Any]:
    """The facts that a decision keeps of its application."""
    party, vendor = filing.owner, filing.vendor
    return {
        "applicant_name": _first(values, "company_name", "person_name") or party.name,
        "applicant_kana": _first(values, "company_kana", "person_kana") or party.kana,
        "vendor_name": vendor.name if vendor else "",
        "vendor_kana": vendor.kana if vendor else "",
        "invoice_bonus": values.get("invoice_registered") is True,
        "wage_plan": values.get("has_wage_plan") is True,
        "fiscal_year_end_month": _month(values.get("fiscal_year_end_month")),
        "figures": {short: values[name] for name, short in FIGURES.items() if _whole(values.get(name))},
    }


def items_from(values: Values) -> Sequence[Mapping[str, Any]]:
    """The granted items: name, category number, quantity and unit price without tax."""
    tools = [
        _item(row, row.get("category"), row.get("quantity"), row.get("unit_price_yen"))
        for row in _rows(values, "tools")
    ]
    class_a = [_item(row, row.get("category"), 1, row.get("amount_yen")) for row in _rows(values, "class_a")]
    others = [
        _item(row, "", 1, row.get("amount_yen"))
        for row in (*_rows(values, "class_b"), *_rows(values, "class_c"))
    ]
    return [*tools, *class_a, *others]


def parts_kept(parts: Sequence[GrantedPart]) -> list[dict[str, Any]]:
    """The parts as they are stored."""
    return [{**asdict(each), "part": int(each.part)} for each in parts]


def parts_of(grant: Grant) -> tuple[GrantedPart, ...]:
    """The parts of a granted amount."""
    return tuple(GrantedPart(**{**each, "part": SettledPart(each["part"])}) for each in grant.parts)


def _item(row: Mapping[str, Any], category: object, quantity: object, price: object) -> Mapping[str, Any]:
    return {
        "name": str(row.get("name") or row.get("tool") or row.get("detail") or ""),
        "category": str(category or ""),
        "quantity": quantity if _whole(quantity) else 1,
        "unit_price": price if _whole(price) else 0,
    }


def _rows(values: Values, name: str) -> Sequence[Mapping[str, Any]]:
    return cast("Sequence[Mapping[str, Any]]", values.get(name) or ())


def _first(values: Values, *names: str) -> str:
    return next((str(found) for name in names if (found := values.get(name))), "")


def _month(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and 1 <= int(text) <= DECEMBER else DECEMBER


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _year(grant: Grant, values: Values) -> Mapping[str, str]:
    """The days that the report of this year covers."""
    for report in effect_reports_owed(facts_of(grant)):
        if str(report.window.plan_year) == values.get("plan_year") and report.covers:
            return {
                "covers_from": report.covers.start.isoformat(),
                "covers_to": report.covers.end.isoformat(),
            }
    return {}


def _earlier(grant: Grant, filing: Filing) -> list[Mapping[str, Any]]:
    """The figures of the application, then those of earlier effect reports."""
    earlier = Filing.objects.filter(parent=grant.filing_id, kind=filing.kind, opened_at__lt=filing.opened_at)
    rows: dict[int, dict[str, Any]] = {}
    found = FilingEntry.objects.filter(filing__in=earlier).order_by("filing__opened_at", "filing_id")
    for number, name, value in found.values_list("filing_id", "name", "value"):
        rows.setdefault(number, {})[name] = value
    return [grant.facts.get("figures") or {}, *rows.values()]


def day_in(text: object) -> date | None:
    """A day as a form's value holds it."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None
