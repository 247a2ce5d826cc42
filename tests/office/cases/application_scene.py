"""A grant application with its people, vendor and tools, for tests of what an application needs beyond its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hojokin.flow.form import Value
from hojokin.flow.roles import Role
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.catalogue.codes import AiKind
from hojokin.office.queries.entries import Typed
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingEntry, Party, Person, Seat, Tool, Vendor
from hojokin.rules.question import InvoiceFunction, TrackCode
from tests.flow.application_samples import corporation
from tests.office.cases.sample import Scene, browser
from tests.office.registered import TOOL, VENDOR, register

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)  # noon in Japan
SELLS = replace(
    TOOL,
    name="みどり会計",
    price_min=400_000,
    price_standard=500_000,
    processes=("P-03", "P-04"),
    functions=(InvoiceFunction.ACCOUNTING, InvoiceFunction.ORDERING),
    ai_kind=AiKind.NONE,
    ai_evidence="",
)
OTHER = replace(SELLS, number="DL06-0000002", name="みどり受発注", price_min=1_000, price_standard=2_000)
OF_INVOICE = replace(SELLS, number="DL06-0000003", name="みどり請求", tracks=(TrackCode.INVOICE,))


def typed_of(values: Mapping[str, Value]) -> dict[str, Typed]:
    """The values of a form as a keyboard would have brought them."""
    return {name: _typed(value) for name, value in values.items()}


def _typed(value: object) -> Any:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{column: _typed(cell) for column, cell in row.items()} for row in value]
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [] if value is None else [str(value)]


def actor(name: str, role: Role, party: Party | None, phone: str, origin: str = "") -> Actor:
    """A person in one seat, with a telephone of their own."""
    person = Person.objects.create_user(
        f"{name}@example.jp", name=name, joined_at=AT, phone=phone, phone_confirmed_at=AT
    )
    Seat.objects.create(person=person, role=role.value, party=party, since=AT)
    return Actor(person, role, party, origin=origin or name)


def application(values: Mapping[str, Value] | None = None, *, state: str = "applicant_editing") -> Scene:
    """A complete application of the normal track; the vendor sells three tools, one of them for another track."""
    register([SELLS, OTHER, OF_INVOICE])
    vendor = Vendor.objects.get(public_id=VENDOR.public_id)
    seller = Party.objects.create(name="株式会社あおぞら", corporate_number=VENDOR.corporate_number)
    Vendor.objects.filter(pk=vendor.pk).update(party=seller)
    firm = Party.objects.create(
        name="株式会社日本橋商店",
        corporate_number="7000012050002",
        prefecture="13",
        representative="日本 太郎",
    )
    applicant, seller_person, reviewer, stranger = people = [
        actor("applicant", Role.APPLICANT, firm, "09011112222"),
        actor("vendor", Role.VENDOR, seller, "09033334444"),
        actor("reviewer", Role.REVIEWER, None, "09055556666"),
        actor("stranger", Role.APPLICANT, Party.objects.create(name="他社"), "09077778888"),
    ]
    told = corporation() if values is None else values
    about = About("fy2026", firm, "normal", partner=seller, vendor=vendor, typed=typed_of(told))
    filing = open_filing("application", about, by=people[0], at=AT)
    Filing.objects.filter(pk=filing.pk).update(state=state, due_at=datetime(2026, 6, 15, 8, 0, tzinfo=UTC))
    filing.refresh_from_db()
    clients = [browser(each) for each in people]
    return Scene(filing, applicant, seller_person, reviewer, stranger, *clients)


def registration(scene: Scene, **said: str) -> Filing:
    """The vendor's registration, saying what is named."""
    seller = scene.filing.partner
    assert seller is not None
    assert scene.vendor.person is not None
    filing = Filing.objects.create(
        number="VR26-000001",
        kind="vendor_registration",
        edition="fy2026",
        state="registered",
        owner=seller,
        opened_at=AT,
        state_since=AT,
    )
    for name, value in said.items():
        FilingEntry.objects.create(
            filing=filing,
            name=name,
            typed=[value],
            value=value,
            written_by=scene.vendor.person,
            written_as="vendor",
            written_at=AT,
        )
    return filing


def tool(number: str) -> Tool:
    """A registered tool."""
    return Tool.objects.get(number=number)
