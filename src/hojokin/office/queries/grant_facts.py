"""Facts of a grant (交付決定の内容): what the papers that follow a decision have to agree with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, cast

from django.utils import timezone

from hojokin.flow.duties import GrantFacts, effect_reports_owed
from hojokin.flow.form import Values
from hojokin.flow.granted_items import items_from
from hojokin.flow.granted_part import GrantedPart
from hojokin.flow.group_members import GroupMember, items_of, members_from, reporting
from hojokin.flow.kinds import Circumstances
from hojokin.flow.questions import CONSORTIUM
from hojokin.flow.reported_items import whole_of
from hojokin.flow.settling import granted_parts, is_of_group
from hojokin.office.queries.return_case import Said, case_of_papers, said_of
from hojokin.office.records.models import Filing, FilingEntry, Grant
from hojokin.rules.shared.effect_reports import judged_month
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
    """The grant that a filing is, or belongs to; no query where it was read beside the filing."""
    decided = filing if filing.kind == GRANT else filing.parent
    try:
        return decided.grant if decided else None
    except Grant.DoesNotExist:
        return None


def beside_grant(filing: Filing, values: Values, plain: Circumstances) -> Circumstances:
    """The circumstances of a paper of a grant: the grant's facts stand for its parent."""
    grant = grant_of(filing)
    if grant is None:
        return plain
    facts = grant_values(grant)
    if filing.kind.endswith("performance_report"):
        facts = {**facts, **_of_member(grant, values)}
    if not filing.kind.endswith("effect_report"):
        return replace(plain, parent=facts)
    reported_on = timezone.localdate(filing.submitted_at) if filing.submitted_at else plain.today
    month = judged_month(reported_on).isoformat()
    said = said_of(grant)
    earlier = _earlier(grant, filing, said)
    facts = {**facts, **_year(grant, values), "judged_month": month, "earlier": earlier}
    return replace(plain, parent=facts, returns=case_of_papers(grant, said))


def grant_values(grant: Grant) -> Values:
    """What a report has to agree with, by the names that the checks use."""
    return cast(
        "Values",
        {
            **grant.facts,
            "granted_on": grant.granted_on.isoformat(),
            "report_limit": grant.report_limit.isoformat() if grant.report_limit else None,
            "items": granted_items(grant),
            "account_given": bool(grant.account),
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
        dearest=max((each["unit_price"] for each in grant.items), default=0),
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
        **({"members": members_kept(members_from(values))} if filing.track == CONSORTIUM else {}),
        "invoice_bonus": values.get("invoice_registered") is True,
        "wage_plan": values.get("has_wage_plan") is True,
        "fiscal_year_end_month": _month(values.get("fiscal_year_end_month")),
        "figures": {short: values[name] for name, short in FIGURES.items() if _whole(values.get(name))},
    }


def granted_items(grant: Grant) -> Sequence[Mapping[str, Any]]:
    """The granted items; those of a group decided before they said whose they are, from its application."""
    if grant.filing.track != CONSORTIUM or all("cost_class" in each for each in grant.items):
        return cast("Sequence[Mapping[str, Any]]", grant.items)
    return items_from(_application(grant))


def members_kept(members: Sequence[GroupMember]) -> list[dict[str, Any]]:
    """The members of a group as they are stored."""
    return [{**asdict(each), "rows": list(each.rows)} for each in members]


def members_of(grant: Grant) -> tuple[GroupMember, ...]:
    """The members of a group that report, the representative first; none where the grantee is one firm."""
    if grant.filing.track != CONSORTIUM:
        return ()
    kept = grant.facts.get("members")
    if kept is not None:
        every = [GroupMember(**{**each, "rows": tuple(each["rows"])}) for each in kept]
    else:  # a grant decided before it kept its members: its parts name those that have any
        holders = {each.members: each.holder for each in parts_of(grant) if each.members}
        every = [GroupMember(rows[0], name, "", rows) for rows, name in sorted(holders.items())]
    return reporting(every, granted_items(grant))


def member_of(grant: Grant, number: int) -> GroupMember | None:
    """The reporting member of a number in form 1."""
    return next((each for each in members_of(grant) if number in each.rows), None)


def _of_member(grant: Grant, values: Values) -> Mapping[str, Any]:
    """In a group a report has to agree with what was granted for its member, who pays itself or by its representative."""
    member = member_of(grant, whole_of(values, "member"))
    if member is None:
        return {}
    return {
        **({} if member.is_lead else {"applicant_name": member.name, "applicant_kana": member.kana}),
        "lead_name": grant.facts["applicant_name"],
        "lead_kana": grant.facts["applicant_kana"],
        "items": items_of(member, granted_items(grant)),
    }


def parts_kept(parts: Sequence[GrantedPart]) -> list[dict[str, Any]]:
    """The parts as they are stored."""
    return [{**asdict(each), "part": int(each.part)} for each in parts]


def parts_of(grant: Grant) -> tuple[GrantedPart, ...]:
    """The parts of a granted amount; those of a group decided before they were its members', from its application."""
    kept = tuple(_part(each) for each in grant.parts)
    if grant.filing.track != CONSORTIUM or is_of_group(kept):
        return kept
    values, filing = _application(grant), grant.filing
    return granted_parts(
        values,
        filing.edition,
        filing.track,
        grant.applied_on,
        amount=grant.amount,
        eligible_cost=grant.eligible_cost,
    )


def _part(kept: Mapping[str, Any]) -> GrantedPart:
    made = {"part": SettledPart(kept["part"]), "members": tuple(kept.get("members", ()))}
    return GrantedPart(**{**kept, **made})


def _application(grant: Grant) -> Values:
    entries = FilingEntry.objects.filter(filing=grant.application_id)
    return cast("Values", dict(entries.values_list("name", "value")))


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


def _earlier(grant: Grant, filing: Filing, known: Said) -> list[Mapping[str, Any]]:
    """The figures of the application, then those of earlier effect reports."""
    before = [values for report, values in known.reports if report.opened_at < filing.opened_at]
    return [grant.facts.get("figures") or {}, *before]


def day_in(text: object) -> date | None:
    """A day as a form's value holds it."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None
