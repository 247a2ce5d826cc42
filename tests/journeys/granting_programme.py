"""Grants beside a running demo (交付決定後の場面): each command brings a case a step further by the office's own actions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from hojokin.flow.grants import kind_for
from hojokin.flow.orders import Step
from hojokin.flow.reported_items import reported_items
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.make_payment_batch import make_payment_batch
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.papers import paper
from hojokin.office.config.demo_programme.people import sample, seated
from hojokin.office.config.demo_programme.typing_in import attach_papers, fill_in, sign
from hojokin.office.queries.duties import calendar_of, with_papers
from hojokin.office.queries.inspection_desk import InspectionView
from hojokin.office.queries.rounds import round_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingVersion, Grant, Seat
from hojokin.rules.reference.banking_days import next_banking_day
from hojokin.rules.shared.effect_reports import judged_month
from tests.journeys import granting_values as values
from tests.journeys.deciding_programme import decide, review

OWED = frozenset({"late", "open", "soon"})
CLAIMED_WITHIN = timedelta(days=14)
DAYS = ((Step.ORDERED, 3), (Step.DELIVERED, 10), (Step.INVOICED, 12), (Step.PAID, 20))
AFTER_THE_PROJECT = timedelta(days=25)


def travel(told: Mapping[str, Any]) -> str:
    """Move the office's clock on to noon of a day, never back; the day that it is then."""
    to = timezone.make_aware(datetime.combine(date.fromisoformat(told["to"]), time(12)))
    ahead = max(int((to - timezone.now()).total_seconds()), int(clock.ahead().total_seconds()))
    written = Path(settings.DATA) / clock.AHEAD
    new = written.with_suffix(".new")
    new.write_text(str(ahead))
    new.replace(written)
    return clock.today().isoformat()


def granted(number: str) -> str:
    """A complete application is handed in, scored by two reviewers and granted by the decision of its round."""
    filing = Filing.objects.get(number=number)
    applicant, vendor = people(filing)
    hand_over = ((applicant, "hand_over"), (vendor, "pass_on")) if vendor else ((applicant, "finish_entry"),)
    for by, action in hand_over:
        filing = take_step(filing, action, by=by, at=clock.now())
    filing = sign(filing, "submit", by=applicant, at=clock.now())
    review(filing)
    round_ = round_of(filing)
    assert round_ is not None
    travel({"to": (timezone.localdate(round_.closes_at) + timedelta(days=2)).isoformat()})
    decide(round_)
    return Filing.objects.get(grant__application=filing).number


def recorded(told: Mapping[str, Any]) -> str:
    """Order, delivery, invoice and payment of every item; the number of the first report that this opens."""
    grant = _grant(told["number"])
    known = _reports(grant)
    if known:
        return known[0].number
    by, _vendor = people(grant.filing)
    travel({"to": (grant.granted_on + AFTER_THE_PROJECT).isoformat()})
    for place, item in enumerate(grant.items):
        with_tax = int(item["unit_price"]) * int(item["quantity"]) * 11 // 10
        for step, after in DAYS:
            has_amount = step in (Step.INVOICED, Step.PAID)
            entry = ProjectEntry(
                place,
                step,
                grant.granted_on + timedelta(days=after),
                number=f"S-{place + 1}" if step is Step.INVOICED else "",
                amount=with_tax if has_amount else None,
                method=told.get("method", "internet_banking") if step is Step.PAID else "",
            )
            record_order(grant.filing, entry, by=by, at=clock.now(), is_confirmed=True)
    return _reports(grant)[0].number


def reports(told: Mapping[str, Any]) -> Sequence[str]:
    """The numbers of the performance reports: one, or in a group one for each member, the representative's first."""
    return [each.number for each in _reports(_grant(told["number"]))]


def written(told: Mapping[str, Any]) -> str:
    """The performance reports with every answer and paper, still in the grantee's hands; the number of the first."""
    number = recorded(told)
    grant, method = _grant(told["number"]), told.get("method", "internet_banking")
    holder, kana = grant.facts["applicant_name"], told.get("kana") or grant.facts["applicant_kana"]
    for report in _reports(grant):
        if report.state == "applicant_editing":
            by, _vendor = people(report)
            _fill(report, values.report(method, holder, kana), by)
            items = reported_items({"items": report.entries.get(name="items").value})
            _show_every_software(report, len(items), by)
    return number


def reported(told: Mapping[str, Any]) -> str:
    """Every performance report is sent, and accepted by a reviewer, ``but`` one; the number of the first."""
    number = recorded(told)
    written(told)
    for place, report in enumerate(_reports(_grant(told["number"]))):
        if report.number == told.get("but"):
            continue
        if report.state == "applicant_editing":
            if place:  # only so many codes are sent to a person within an hour
                travel({"to": (clock.today() + timedelta(days=1)).isoformat()})
            _sent(report)
        if Filing.objects.get(pk=report.pk).state == "submitted":
            _accept(report)
    return number


def fixed(told: Mapping[str, Any]) -> int:
    """Reported, inspected without a finding, claimed, and the amount fixed by an approver; the amount."""
    reported(told)
    grant, at = _grant(told["number"]), clock.now()
    if grant.settled is not None:
        return grant.settled
    reviewer, approver = sample("reviewer1", Role.REVIEWER), sample("approver", Role.APPROVER)
    declare_tie(grant.filing, has_tie=False, by=reviewer, at=at)
    spent = InspectionView(grant, reviewer, at).reported_cost
    inspect_report(grant.filing, Inspected(spent), claim_by=at + CLAIMED_WITHIN, by=reviewer, at=at)
    by, _vendor = people(grant.filing)
    fill_in(grant.filing, values.CLAIM, by=by, at=at)
    sign(Filing.objects.get(pk=grant.filing_id), "claim", by=by, at=at)
    declare_tie(grant.filing, has_tie=False, by=approver, at=at)
    fix_amount(Filing.objects.get(pk=grant.filing_id), by=approver, at=at)
    return _grant(told["number"]).settled or 0


def paid(told: Mapping[str, Any]) -> int:
    """Fixed and transferred, or refused by the bank with another ``code``; the amount."""
    amount = fixed(told)
    filing, at = Filing.objects.get(number=told["number"]), clock.now()
    one, other = sample("payer", Role.PAYER), sample("payer2", Role.PAYER)
    batch = make_payment_batch(
        [filing], on=next_banking_day(clock.today() + timedelta(days=3)), by=one, at=at
    )
    batch = approve_payment_batch(batch, by=other, at=at, has_no_tie=True)
    send_payment_batch(batch, by=one, at=at)
    rows = "".join(f"{each.pk},{told.get('code', '0')}\n" for each in batch.payments.all())
    read_payment_results(batch, f"number,result\n{rows}", by=other, at=at)
    return amount


def figures(told: Mapping[str, Any]) -> str:
    """The effect report of a year with every answer and paper, still in the grantee's hands; its number."""
    report = _effect_report(told["number"], told["year"])
    assert report is not None, "it has not come due"
    month = judged_month(clock.today()).isoformat()
    _fill(report, values.effect(told["year"], month), people(report)[0])
    return report.number


def effect_reported(told: Mapping[str, Any]) -> str:
    """The effect report of a year is sent, and accepted by a reviewer; its number."""
    report = Filing.objects.get(number=figures(told))
    _sent(report)
    _accept(report)
    return report.number


def grant(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a grant stands: its yen and days, its reports, and what the grantee still owes."""
    found = with_papers(Grant.objects.filter(filing__number=told["number"])).get()
    duties = calendar_of(found, clock.today()).duties
    return {
        "state": found.filing.state,
        "amount": found.amount,
        "eligible_cost": found.eligible_cost,
        "settled": found.settled,
        "paid": sum(each.amount for each in found.payments.filter(state="paid")),
        "granted_on": found.granted_on.isoformat(),
        "paid_on": found.paid_on.isoformat() if found.paid_on else "",
        "report_limit": found.report_limit.isoformat() if found.report_limit else "",
        "items": found.items,
        "parts": found.parts,
        "applicant": [found.facts["applicant_name"], found.facts["applicant_kana"]],
        "papers": [
            {"number": each.number, "kind": each.kind, "state": each.state, "year": _year(each)}
            for each in found.filing.children.order_by("pk")
        ],
        "owed": [each.code for each in duties if not each.lasts and each.state.value in OWED],
        "today": clock.today().isoformat(),
    }


def versions(told: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """What was handed in of a filing: sequence and digest of each version."""
    found = FilingVersion.objects.filter(filing__number=told["number"]).order_by("sequence")
    return [[each.sequence, each.digest] for each in found]


COMMANDS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    each.__name__: each
    for each in (
        travel,
        recorded,
        reports,
        written,
        reported,
        fixed,
        paid,
        figures,
        effect_reported,
        grant,
        versions,
    )
}
"""What may be asked for by name; ``granted`` is asked of the program, which makes the application first."""


def people(filing: Filing) -> tuple[Actor, Actor | None]:
    """Whoever acts for the grantee, and for the vendor where there is one."""
    return _of(filing.owner_id, Role.APPLICANT), _of(
        filing.partner_id, Role.VENDOR
    ) if filing.partner_id else None


def _reports(grant: Grant) -> Sequence[Filing]:
    """The performance reports of a grant in the order in which they were begun."""
    code = kind_for("performance_report", grant.filing.track).code
    return list(grant.filing.children.filter(kind=code).order_by("pk"))


def _of(party: int | None, role: Role) -> Actor:
    held = Seat.objects.filter(party=party, role=role.value, until__isnull=True)
    return seated(held.select_related("person").order_by("pk")[0].person, role)


def _grant(number: str) -> Grant:
    return Grant.objects.select_related("filing").get(filing__number=number)


def _fill(filing: Filing, told: Mapping[str, Any], by: Actor) -> None:
    attached: Collection[str] = {name for name, value in told.items() if value == values.ATTACHED}
    answers = {name: value for name, value in told.items() if name not in attached}
    fill_in(filing, answers, by=by, at=clock.now())
    attach_papers(Filing.objects.get(pk=filing.pk), by=by, at=clock.now(), also=attached)


def _show_every_software(report: Filing, items: int, by: Actor) -> None:
    """A screen for each software: the one that is attached already, and the others (W-108)."""
    for place in range(1, items):
        content = paper(f"Screen {place + 1}", report.number)
        attach_document(report, "use_screens", f"screen-{place + 1}.pdf", content, by=by, at=clock.now())


def _sent(report: Filing) -> None:
    by, vendor = people(report)
    hands = ((by, "hand_to_vendor"), (vendor, "confirm")) if vendor else ((by, "finish"),)
    for actor, action in hands:
        assert actor is not None
        report = take_step(report, action, by=actor, at=clock.now())
    sign(report, "submit", by=by, at=clock.now())


def _accept(report: Filing) -> None:
    reviewer = sample("reviewer1", Role.REVIEWER)
    declare_tie(report, has_tie=False, by=reviewer, at=clock.now())
    take_step(report, "accept", by=reviewer, at=clock.now())


def _effect_report(number: str, year: int) -> Filing | None:
    filing = Filing.objects.get(number=number)
    reports = filing.children.filter(kind=kind_for("effect_report", filing.track).code)
    return next((each for each in reports if _year(each) == year), None)


def _year(report: Filing) -> int | None:
    found = report.entries.filter(name="plan_year").values_list("value", flat=True).first()
    return int(found) if found is not None else None
