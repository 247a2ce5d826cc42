"""Somebody in every seat, each with a browser, and filings of their own and of strangers, for tests of the whole site."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from hojokin.flow.form import FieldKind, FormField
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.actions.api_tokens import issue_api_token
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.edit_round import seed_rounds
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.open_grant import open_grant
from hojokin.office.catalogue.codes import ToolState, VendorState
from hojokin.office.queries.demo_people import DEMO_HOST
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import (
    Alert,
    ApiToken,
    Document,
    Filing,
    FilingVersion,
    Finding,
    Grant,
    Invitation,
    NewsItem,
    OutboxMessage,
    PaperErasure,
    Party,
    Payment,
    PaymentBatch,
    Person,
    Seat,
    Tool,
    Vendor,
)
from hojokin.rules.years import CURRENT
from tests.office.adapters.made_files import pdf
from tests.office.grants import granted as granted_scene

VISITOR, UNSEATED = "visitor", "unseated"
EVERYBODY = (VISITOR, UNSEATED, *(each.value for each in sorted(PARTIES | SECRETARIAT)))
BEFORE = timedelta(days=30)
WRITING = {"application": "applicant_editing"}
RETURNED = {
    "application": "correction_applicant",
    "tool_registration": "returned",
    "member_part": "returned",
}


@dataclass(frozen=True)
class Own:
    """A filing of a party and whatever hangs on it; the samples of addresses are taken from here."""

    filing: Filing
    by: Actor

    @cached_property
    def fields(self) -> list[FormField]:
        """The fields that whoever files it writes."""
        return [each for each in form_of(self.filing).fields() if each.party is self.by.role]

    @property
    def section(self) -> str:
        """Its first screen."""
        return form_of(self.filing).sections[0].name

    @cached_property
    def text_field(self) -> str:
        """A field of text."""
        return next(each.name for each in self.fields if each.kind is FieldKind.TEXT)

    @cached_property
    def document_field(self) -> str:
        """A field of documents, if possible one that is always asked."""
        found = [each for each in self.fields if each.kind is FieldKind.DOCUMENT]
        return min(found, key=lambda each: bool(each.when)).name

    @cached_property
    def action(self) -> str:
        """A step that whoever files it may take now."""
        table = kind_of(self.filing.kind).table
        return next(
            each.action
            for each in table.transitions
            if self.filing.state in each.start and self.by.role in each.by
        )

    @property
    def document(self) -> Document:
        """Its file."""
        return Document.objects.get(filing=self.filing)

    @property
    def finding(self) -> Finding:
        """What the office wants corrected."""
        return Finding.objects.get(filing=self.filing)

    @property
    def colleague(self) -> Seat:
        """Another seat at the same party."""
        return Seat.objects.filter(party=self.filing.owner, role=self.by.role.value).latest("pk")

    @property
    def invitation(self) -> Invitation:
        """An invitation that was used."""
        return Invitation.objects.get(filing=self.filing)


@dataclass(frozen=True)
class Town:
    """Everybody of ``EVERYBODY``; what each party owns, and what a stranger of the same role owns."""

    people: Mapping[str, Person]
    own: Mapping[Role, Own]
    foreign: Mapping[Role, Own]
    tools: Mapping[str, str]  # number by whose it is, "own" or "foreign"
    grants: Mapping[str, Grant]
    payment: Payment
    message: OutboxMessage
    alert: Alert
    erasure: PaperErasure
    tokens: Mapping[str, ApiToken]

    def browser(self, who: str, *, enforce_csrf: bool = False) -> Client:
        """A browser of their own."""
        client = Client(enforce_csrf_checks=enforce_csrf, raise_request_exception=False)
        if who in self.people:
            client.force_login(self.people[who])
        return client


def actor(name: str, role: Role, party: Party | None = None) -> Actor:
    """A person in one seat, with a telephone."""
    at = timezone.now() - BEFORE
    person = Person.objects.create(
        email=f"{name}{DEMO_HOST}", name=name, joined_at=at, phone="09012345678", phone_confirmed_at=at
    )
    Seat.objects.create(person=person, role=role.value, party=party, since=at)
    return Actor(person, role, party)


def town() -> Town:
    """All of them."""
    own, foreign = _parties("own"), _parties("foreign")
    office = {role.value: _person(actor(role.value, role)) for role in SECRETARIAT}
    parties = {role.value: _person(each.by) for role, each in own.items()}
    unseated = Person.objects.create(
        email="new@town.example.jp", name="new", joined_at=timezone.now(), phone="09012345678"
    )
    seed_rounds(CURRENT, by=SYSTEM, at=timezone.now() - BEFORE)
    grants = {"own": _granted(own), "foreign": _granted(foreign)}
    NewsItem.objects.create(
        slug="town",
        title_ja="題",
        title_en="Title",
        body_ja="文",
        body_en="Text",
        published_at=timezone.now(),
    )
    return Town(
        {UNSEATED: unseated, **office, **parties},
        own,
        foreign,
        {
            "own": _tool(own[Role.VENDOR], "DL06-0000001"),
            "foreign": _tool(foreign[Role.VENDOR], "DL06-0000002"),
        },
        grants,
        _payment(grants["own"]),
        _given_up(),
        Alert.objects.create(
            key="town",
            pattern="same_invoice",
            seen={"ja": "見", "en": "s"},
            places=[],
            links=[],
            found_at=timezone.now(),
        ),
        _erasure(own[Role.APPLICANT]),
        {"own": _token(own[Role.VENDOR].by), "foreign": _token(foreign[Role.VENDOR].by)},
    )


def _token(by: Actor) -> ApiToken:
    """A token of the vendor's system."""
    return issue_api_token("system", by=by, at=timezone.now())[0]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is as if it had never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fresh(client: Client) -> Client:
    """The same browser with the cookies it has now; what a page does to the copy's cookies stays there."""
    copy = Client(enforce_csrf_checks=client.handler.enforce_csrf_checks, raise_request_exception=False)
    copy.cookies[settings.SESSION_COOKIE_NAME] = (
        client.cookies[settings.SESSION_COOKIE_NAME].value if client.cookies else ""
    )
    return copy


def status(answer: HttpResponseBase) -> int:
    """Its status; a stream is closed."""
    answer.close()
    return answer.status_code


def _person(of: Actor) -> Person:
    assert of.person is not None
    return of.person


def _parties(name: str) -> dict[Role, Own]:
    firm, seller, member = (
        Party.objects.create(name=f"{name} {what}", corporate_number="7000012050002", prefecture="13")
        for what in ("firm", "seller", "member")
    )
    applicant, vendor = (
        actor(f"{name}-applicant", Role.APPLICANT, firm),
        actor(f"{name}-vendor", Role.VENDOR, seller),
    )
    joined = actor(f"{name}-member", Role.MEMBER, member)
    record = Vendor.objects.create(
        party=seller,
        public_id=f"V26-{Vendor.objects.count() + 1:06d}",
        name=str(seller),
        prefecture="13",
        state=VendorState.REGISTERED.value,
        registered_on=timezone.localdate(),
    )
    return {
        Role.APPLICANT: _filed("application", applicant, seller, record),
        Role.VENDOR: _filed("tool_registration", vendor, None, record),
        Role.MEMBER: _filed("member_part", joined, seller, record),
    }


def _filed(kind: str, by: Actor, partner: Party | None, vendor: Vendor) -> Own:
    """A filing with one file, one point of the office, one version and one invitation, open for whoever files it."""
    assert by.party is not None
    at = timezone.now() - BEFORE
    track = "normal" if kind == "application" else ""
    about = About(CURRENT, by.party, track, partner=partner, vendor=vendor, title=str(by.party))
    filing = open_filing(kind, about, by=by, at=at)
    filing.state = WRITING.get(kind, filing.state)
    filing.save()
    person = _person(by)
    made = Own(filing, by)
    attach_document(filing, made.document_field, "paper.pdf", io.BytesIO(pdf()), by=by, at=at)
    Finding.objects.create(
        filing=filing,
        field=made.text_field,
        text="直してください。",
        raised_by=person,
        raised_at=at,
        sent_at=at,
    )
    FilingVersion.objects.create(
        filing=filing,
        sequence=1,
        submitted_at=at,
        submitted_by=person,
        values={},
        files=[],
        digest="1" * 64,
        signature="",
    )
    Invitation.objects.create(
        secret_hash=filing.number,
        email=person.email,
        role=by.role.value,
        filing=filing,
        invited_by=person,
        invited_at=at,
        expires_at=at,
        used_at=at,
        used_by=person,
    )
    actor(f"colleague-{filing.number}", by.role, by.party)
    filing.state, filing.submitted_at = RETURNED[kind], at
    filing.save()
    return made


def _granted(of: Mapping[Role, Own]) -> Grant:
    """A grant of the firm."""
    by = of[Role.APPLICANT].by
    assert by.party is not None
    paper = granted_scene.application(by.party, of[Role.VENDOR].by.party, by, 1)
    filing = open_grant(paper, amount=500_000, eligible_cost=1_000_000, by=by, at=granted_scene.AT)
    return Grant.objects.get(filing=filing)


def _payment(of: Grant) -> Payment:
    """A transfer in a batch that waits for its approval."""
    maker = _person(actor("second-payer", Role.PAYER))
    batch = PaymentBatch.objects.create(
        number="PB26-000001", on=granted_scene.PAY_ON, made_by=maker, made_at=timezone.now()
    )
    return Payment.objects.create(batch=batch, grant=of, amount=of.amount, account=granted_scene.ACCOUNT)


def _erasure(of: Own) -> PaperErasure:
    """An erasure that waits for the second person; its paper is no longer there."""
    asker = _person(actor("second-reviewer", Role.REVIEWER))
    return PaperErasure.objects.create(
        filing=of.filing,
        field=of.document_field,
        name="old.pdf",
        sha256="e" * 64,
        ground="individual_number",
        reason="理由",
        asked_by=asker,
        asked_at=timezone.now(),
    )


def _given_up() -> OutboxMessage:
    """A mail that never arrived."""
    at = timezone.now()
    return OutboxMessage.objects.create(
        key="town", channel="mail", to="a@b.example", text="t", written_at=at, due_at=at, attempts=99
    )


def _tool(of: Own, number: str) -> str:
    assert of.filing.vendor is not None
    tool = Tool.objects.create(
        number=number,
        vendor=of.filing.vendor,
        name=f"{of.filing.owner} tool",
        maker="maker",
        category=1,
        state=ToolState.REGISTERED.value,
        registered_at=timezone.now(),
    )
    return tool.number
