"""Registrations (登録): the vendors, the member of a consortium and the tools, each as far as its file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hojokin.flow.registrations import TOOL_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.end_seat import end_seat
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.invite_members import invite_members
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.start_tool_registration import selling_party
from hojokin.office.actions.start_vendor_registration import as_vendor, open_registration
from hojokin.office.actions.take_step import take_step
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.config.demo_programme.people import sample, seated
from hojokin.office.config.demo_programme.timeline import Life, Timeline
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, typed
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Seat, Vendor
from hojokin.rules.years import CURRENT

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def day_before(at: datetime, days: int) -> str:
    """A day as people write it on a form."""
    return (at - days * DAY).date().isoformat()


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


class Desk:
    """The office in a registration (登録の審査)."""

    def __init__(self) -> None:
        self.reviewer = sample("reviewer1", Role.REVIEWER)
        self.approver = sample("approver", Role.APPROVER)

    def review(self, filing: Filing, action: str, at: datetime, reason: str = "") -> Filing:
        """A step of the reviewer, who has no tie."""
        declare_tie(filing, has_tie=False, by=self.reviewer, at=at)
        return take_step(filing, action, by=self.reviewer, at=at, evidence=Evidence(reason=reason))

    def decide(self, filing: Filing, action: str, at: datetime, reason: str = "") -> Filing:
        """A step of the approver, who has no tie."""
        declare_tie(filing, has_tie=False, by=self.approver, at=at)
        return take_step(filing, action, by=self.approver, at=at, evidence=Evidence(reason=reason))

    def send_back(self, filing: Filing, points: Sequence[tuple[str, str]], at: datetime) -> Filing:
        """Return it with points."""
        declare_tie(filing, has_tie=False, by=self.reviewer, at=at)
        for field, text in points:
            raise_finding(filing, field, text, by=self.reviewer, at=at)
        return take_step(filing, "return", by=self.reviewer, at=at, due_at=at + 14 * DAY)


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


def vendor_answers(told: Mapping[str, Any], vendor: Actor, at: datetime) -> dict[str, Any]:
    """Everything that a vendor's form asks beyond what gBizID said."""
    party, said = vendor.party, data("vendors")
    representative = party.representative if party else ""
    leads = told["code"] == said["leader"]
    return {
        **said["every"],
        **(
            said["consortium"] | {"members": [_member_row()], "agreed_on": day_before(at, 20)}
            if leads
            else {}
        ),
        "kana": told["kana"],
        "representative_kana": told["representative_kana"],
        "contact_name": representative,
        "contact_kana": told["representative_kana"],
        "contact_email": f"info@{told['code']}.example",
        "contact_phone": told["phone"],
        "description": told["description"],
        "officers": [{"name": representative, "kana": told["representative_kana"], "title": "代表取締役"}],
        "registry_issued_on": day_before(at, 20),
        "tax_certificate_issued_on": day_before(at, 15),
    }


def _member_row() -> dict[str, str]:
    told = data("vendors")["member"]
    names = {"name": "name", "kind": "kind", "contact_email": "email", "role": "role"}
    return {column: told[name] for name, column in names.items()}


def vendor(
    told: Mapping[str, Any],
    by: Actor,
    begins: datetime,
    tools: Sequence[Mapping[str, Any]],
    timeline: Timeline,
) -> Life:
    """A vendor's registration, as far as its file says: its first tool goes with it, a leader brings in its member."""
    office, until, at = Desk(), told["until"], begins
    yield at
    leads = told["code"] == data("vendors")["leader"]
    form = VendorForm.CONSORTIUM if leads else VendorForm.SINGLE
    by = as_vendor(by, CURRENT, at)
    answers = {**vendor_answers(told, by, at), "form": form.value}
    said = {name: typed(value) for name, value in answers.items()}
    filing = open_registration(said, by=by, at=at, edition=CURRENT)
    attach_papers(filing, by=by, at=at)
    for place, each in enumerate(tools):
        timeline.add(tool(each, by, at + (1 + 20 * place) * HOUR, waits=14 * DAY))
    if leads:
        yield from member(filing, by, (at := at + DAY))
    yield (at := at + 2 * DAY)
    filing = take_step(filing, "submit", by=by, at=at)
    yield (at := at + 3 * DAY)
    yield from _vendor_judged(filing, until, office, at)


def _vendor_judged(filing: Filing, until: str, office: Desk, at: datetime) -> Life:
    said = data("findings")
    if until == "submitted":
        return
    if until == "returned":
        office.send_back(filing, [tuple(each) for each in said["vendor"]], at)
        return
    if until == "rejected":
        filing = office.review(filing, "propose_rejection", at, said["vendor_rejection"])
        yield (at := at + DAY)
        office.decide(filing, "reject", at, said["vendor_rejection"])
        return
    filing = office.review(filing, "accept", at)
    yield (at := at + DAY)
    filing = office.decide(filing, "admit", at)
    if until == "provisional":
        return
    yield (at := at + 2 * DAY)
    filing = office.review(filing, "accept_final", at)
    yield (at := at + DAY)
    office.decide(filing, "register", at)


def member(registration: Filing, leader: Actor, at: datetime) -> Life:
    """The member is invited, comes in and hands over its part."""
    told = data("vendors")["member"]
    yield at
    part = invite_members(registration, by=leader, at=at)[0]
    yield (at := at + 3 * HOUR)
    before = sample("tanaka", Role.MEMBER)
    if before.person is None:
        raise ValueError("the member is a person")
    accept_invitation(part.invitations.get(), before.person, by=SYSTEM, at=at)
    own = seated(before.person, Role.MEMBER)
    # The seat that stood in for it.
    end_seat(Seat.objects.get(person=before.person, party=before.party, until__isnull=True), by=SYSTEM, at=at)
    fill_in(part, told, by=own, at=at)
    attach_papers(part, by=own, at=at)
    take_step(part, "hand_over", by=own, at=at)
