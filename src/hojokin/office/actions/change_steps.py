"""What a decided change does to its grant (届出の反映): an effect of its approval, in the same transaction.

The grant moves by its own table, by the system: the approver has decided, and what the table cannot take refuses the
approval as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hojokin.flow import grants
from hojokin.flow.change_kinds import plain_code
from hojokin.flow.form import FormProblem, Values
from hojokin.flow.identity import masked
from hojokin.flow.ledger_entries import lower
from hojokin.flow.roles import Role
from hojokin.flow.settling import settled
from hojokin.flow.tables.grant import AFTER_PAYMENT
from hojokin.office.actions.book_entry import book_entry
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.grant_steps import end_after_payment, end_before_payment
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.invite_successor import invite_successor
from hojokin.office.actions.lock import lock
from hojokin.office.actions.move import move
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.clock import end_of
from hojokin.office.queries.grant_facts import day_in, parts_kept, parts_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Grant, Party
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.engine.facts import Text

REPORT = "performance_report"
OF_PARTY = ("name", "address", "representative")
NOTHING_LEFT = Text(
    "変更後の経費では補助金が0円になります。計画変更ではなく辞退の届出をしてもらってください。",
    "The changed cost leaves no grant. Ask for a withdrawal instead.",
)


def apply_change_filing(filing: Filing, by: Actor, at: datetime) -> None:
    """Carry out what a filing of change says, now that it is decided."""
    grant = Grant.objects.select_for_update(no_key=True).get(filing=filing.parent_id)
    grant.filing = lock(Filing.objects.get(pk=grant.filing_id))
    values = cast("Values", dict(filing.entries.values_list("name", "value")))
    apply = APPLY.get(plain_code(filing.kind))
    if apply is not None:
        apply(grant, filing, values, by, at)


def _withdraw(grant: Grant, filing: Filing, values: Values, by: Actor, at: datetime) -> None:
    del values
    after = grant.filing.state in AFTER_PAYMENT
    moved = move(
        grant.filing,
        "withdraw_after_payment" if after else "withdraw",
        by=SYSTEM,
        at=at,
        evidence=_by(filing),
    )
    (end_after_payment if after else end_before_payment)(moved, by, at)


def _change_plan(grant: Grant, filing: Filing, values: Values, by: Actor, at: datetime) -> None:
    cost = values.get("new_cost")
    if isinstance(cost, int) and not isinstance(cost, bool):
        _lower(grant, filing, cost, by, at)
    move(grant.filing, "apply_change", by=SYSTEM, at=at, evidence=_by(filing))


def _lower(grant: Grant, filing: Filing, cost: int, by: Actor, at: datetime) -> None:
    """A lower cost lowers the amount by its rate; a grant never grows. One of several parts is settled at the inspection."""
    parts = parts_of(grant)
    if len(parts) > 1:
        return
    amount = settled(parts, {parts[0].code: cost}, grant.filing.edition, small_now=parts[0].small)[0].amount
    if amount >= grant.amount:
        return
    if amount == 0:
        raise Unmet([FormProblem("new_cost", NOTHING_LEFT, "W-73")])
    number, on = grant.filing.number, timezone.localtime(at).date()
    key = f"{number}.lower.{filing.number}"
    book_entry(
        grant.budget,
        number,
        lambda book: lower(book, key, on, grant.budget, number, amount),
        by=by,
        at=at,
    )
    kept = parts_kept(parts)
    grant.amount, grant.eligible_cost = amount, cost
    grant.parts = [{**kept[0], "cost": cost, "granted": amount}]
    grant.save(update_fields=["amount", "eligible_cost", "parts"])


def _delay(grant: Grant, filing: Filing, values: Values, by: Actor, at: datetime) -> None:
    """The expected end that was approved is the new limit, of the report too (W-75)."""
    del by
    expected = day_in(values.get("expected_on"))
    if expected is not None and (grant.report_limit is None or expected > grant.report_limit):
        _move_limit(grant, expected)
    move(grant.filing, "instruct_delay", by=SYSTEM, at=at, evidence=_by(filing), due_at=_limit_of(grant))


def _move_limit(grant: Grant, limit: date) -> None:
    grant.report_limit = limit
    grant.save(update_fields=["report_limit"])
    reports = grant.filing.children.filter(kind__endswith=REPORT, submitted_at__isnull=True)
    reports.update(due_at=_limit_of(grant))


def _limit_of(grant: Grant) -> datetime | None:
    limit = grant.report_limit
    return end_of(limit) if limit else None


def _accident(grant: Grant, filing: Filing, values: Values, by: Actor, at: datetime) -> None:
    del values, by
    move(grant.filing, "instruct_accident", by=SYSTEM, at=at, evidence=_by(filing))


def _register(grant: Grant, filing: Filing, values: Values, by: Actor, at: datetime) -> None:
    """Name, address, representative and the month of the fiscal year end as they are from now on (W-74)."""
    subject = values.get("subject")
    changed = set(map(str, subject)) if isinstance(subject, list | tuple) else set()
    party = Party.objects.select_for_update(no_key=True).get(pk=grant.filing.owner_id)
    for name in changed.intersection(OF_PARTY):
        setattr(party, name, str(values.get(name) or getattr(party, name)))
    party.save()
    facts = dict(grant.facts)
    if "name" in changed:
        facts["applicant_name"] = party.name
    if "fiscal_year" in changed and values.get("fiscal_year_end_month"):
        facts["fiscal_year_end_month"] = values["fiscal_year_end_month"]
    grant.facts = facts
    grant.save(update_fields=["facts"])
    told = {"fields": sorted(changed), "filing": filing.number}
    record(by, "grant.take_change", grant.filing.number, at=at, changes=told)
    if "mobile" in changed:
        _ask_to_confirm(grant.filing, str(values.get("mobile") or ""), at)


def _ask_to_confirm(filing: Filing, number: str, at: datetime) -> None:
    """A number counts only once it has answered with its code: its holder is told where (W-13, K-08)."""
    told = {"phone": masked(number), "link": settings.SITE_URL + reverse("signin:phone")}
    tell("phone_to_confirm", filing, (Role.APPLICANT,), at=at, data=told)


def _succeed(grant: Grant, filing: Filing, values: Values, by: Actor, at: datetime) -> None:
    """The project and its duties pass to the successor, with the papers that are still open (W-71, W-136)."""
    heir = _heir(values)
    whole = [grant.filing_id, grant.application_id, *grant.filing.children.values_list("pk", flat=True)]
    Filing.objects.filter(pk__in=whole).update(owner=heir)
    grant.facts = {**grant.facts, "applicant_name": heir.name, "applicant_kana": heir.kana}
    grant.save(update_fields=["facts"])
    told = {"from": grant.filing.owner_id, "to": heir.pk, "filing": filing.number}
    record(by, "grant.succeed", grant.filing.number, at=at, changes=told)
    invite_successor(heir, values, by=by, at=at)


def _heir(values: Values) -> Party:
    """The successor: the corporation that is known by its number, or a new party."""
    number, name = str(values.get("successor_number") or ""), str(values.get("successor_name") or "")
    known = Party.objects.filter(corporate_number=number).order_by("pk").first() if number else None
    return known or Party.objects.create(
        kind=(PartyKind.CORPORATION if number else PartyKind.SOLE_PROPRIETOR).value,
        name=name,
        corporate_number=number,
        address=str(values.get("successor_address") or ""),
    )


def _by(filing: Filing) -> Evidence:
    """The reason of the grant's own step: the filing that was decided."""
    return Evidence(reason=f"{kind_of(filing.kind).label.ja} {filing.number}")


type Apply = Callable[[Grant, Filing, Values, Actor, datetime], None]
APPLY: Mapping[str, Apply] = {
    grants.WITHDRAWAL.code: _withdraw,
    grants.PLAN_CHANGE.code: _change_plan,
    grants.DELAY_REPORT.code: _delay,
    grants.ACCIDENT_REPORT.code: _accident,
    grants.REGISTRATION_CHANGE.code: _register,
    grants.SUCCESSION.code: _succeed,
}
