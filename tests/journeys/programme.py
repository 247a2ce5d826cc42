"""A program beside a running demo: prepares people, rounds and filings in its data folder by the office's own actions.

Each line of JSON that it reads, such as ``{"do": "filing", …}``, is answered by one. The demo serves on meanwhile.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hojokin.office.config.starting import start

start()

from django.db import transaction  # noqa: E402 - Django is ready only now

from hojokin.flow.applications import CONSORTIUM, JOINT_TRACKS, kind_for  # noqa: E402
from hojokin.flow.form import FieldKind, Value  # noqa: E402
from hojokin.flow.gbiz import Corporation, GbizIdentity  # noqa: E402
from hojokin.flow.roles import Role  # noqa: E402
from hojokin.office import clock  # noqa: E402
from hojokin.office.actions.attach_document import attach_document  # noqa: E402
from hojokin.office.actions.deliver_messages import deliver_messages  # noqa: E402
from hojokin.office.actions.edit_round import RoundTerms, add_round  # noqa: E402
from hojokin.office.actions.enter_by_gbiz import enter_by_gbiz  # noqa: E402
from hojokin.office.actions.give_seat import give_seat  # noqa: E402
from hojokin.office.actions.move_to_next_round import aim_at_round  # noqa: E402
from hojokin.office.actions.open_filing import About, open_filing  # noqa: E402
from hojokin.office.actions.take_step import take_step  # noqa: E402
from hojokin.office.actions.write_catalogue import write_tools, write_vendors  # noqa: E402
from hojokin.office.actions.write_field import write_field  # noqa: E402
from hojokin.office.catalogue.codes import AiKind  # noqa: E402
from hojokin.office.queries.filings import FilingView, form_of  # noqa: E402
from hojokin.office.queries.rounds import open_round, rounds_of  # noqa: E402
from hojokin.office.records.actor import SYSTEM, Actor  # noqa: E402
from hojokin.office.records.models import (  # noqa: E402
    Filing,
    FilingVersion,
    Party,
    Person,
    Round,
    Seat,
    Vendor,
)
from hojokin.rules.question import InvoiceFunction, TrackCode  # noqa: E402
from hojokin.rules.years import CURRENT  # noqa: E402
from tests.journeys import deciding_programme, granting_programme, returning_programme  # noqa: E402
from tests.journeys.applying_values import FIRMS, TOOLS, VENDOR_EMAIL, VENDOR_NAME, Firm, answers  # noqa: E402
from tests.journeys.page_records import told_by_people  # noqa: E402
from tests.journeys.pages import every_page  # noqa: E402
from tests.office.adapters.made_files import pdf  # noqa: E402
from tests.office.cases.application_scene import typed_of  # noqa: E402
from tests.office.registered import TOOL, VENDOR  # noqa: E402

DAY = timedelta(days=1)
PUBLIC_ID = "V26-990001"


def main(told: Mapping[str, Any]) -> object:
    """Do what is asked for."""
    found = {**COMMANDS, **granting_programme.COMMANDS, **returning_programme.COMMANDS}[told["do"]]
    return found(told)


def _firm(told: Mapping[str, Any]) -> Firm:
    return FIRMS[told["firm"]]


def _comes_in(told: Mapping[str, Any]) -> str:
    """Somebody signs in with gBizID for the first time; the address to sign in with."""
    _applicant(_firm(told))
    return _firm(told).email


def _granted(told: Mapping[str, Any]) -> str:
    """A complete application that was granted; the number of its grant."""
    _rounds(told["track"])
    more = returning_programme.large() if told.get("large") else {}
    made = _filing(_firm(told), told["track"], "", [], more)
    assert made["problems"] == [], made
    return granting_programme.granted(str(made["number"]))


def _prepare() -> list[str]:
    """A registered vendor with a tool for each track, and two rounds ahead in every track."""
    _vendor()
    return [each.code for track in (*JOINT_TRACKS, CONSORTIUM) for each in _rounds(track)]


def _vendor() -> Actor:
    seat = Seat.objects.filter(person__email=VENDOR_EMAIL).select_related("person", "party").first()
    if seat is not None:
        return Actor(seat.person, Role.VENDOR, seat.party)
    number = "6999912000008"
    entry = replace(VENDOR, public_id=PUBLIC_ID, name=VENDOR_NAME, corporate_number=number)
    write_vendors([entry])
    tools = [
        replace(
            TOOL,
            number=tool,
            vendor=PUBLIC_ID,
            name=f"あさひ会計 {track}",
            category=10 if track == "security" else 1,
            is_electronic_transaction=track == "electronic_transaction",
            tracks=(TrackCode(track),),
            processes=() if track == "security" else ("P-03", "P-04"),
            functions=() if track == "security" else (InvoiceFunction.ACCOUNTING, InvoiceFunction.ORDERING),
            price_standard=500_000,
            ai_kind=AiKind.NONE,
            ai_evidence="",
        )
        for track, tool in TOOLS.items()
    ]
    write_tools(tools)
    party = Party.objects.create(name=VENDOR_NAME, corporate_number=number, prefecture="13")
    Vendor.objects.filter(public_id=PUBLIC_ID).update(party=party)
    person = Person.objects.create_user(
        VENDOR_EMAIL,
        name="朝日 昇",
        joined_at=clock.now(),
        phone="08020000001",
        phone_confirmed_at=clock.now(),
    )
    give_seat(person, Role.VENDOR, party, by=SYSTEM, at=clock.now())
    return Actor(person, Role.VENDOR, party)


def _rounds(track: str) -> list[Round]:
    """The rounds that still accept; two at least, the first of them open."""
    while len(ahead := list(rounds_of(CURRENT, track).filter(closes_at__gt=clock.now() + 2 * DAY))) < 2:
        last = rounds_of(CURRENT, track).last()
        after = max(last.closes_at if last else clock.now(), clock.now())
        opens = None if open_round(CURRENT, track, clock.now()) else clock.now() - 30 * DAY
        terms = RoundTerms(opens, after + 20 * DAY, (after + 50 * DAY).date(), after + 220 * DAY)
        add_round(CURRENT, track, terms, "試験のための締切回", by=_staff(Role.ADMINISTRATOR), at=clock.now())
    return ahead


def _staff(role: Role) -> Actor:
    seat = Seat.objects.filter(role=role.value, until__isnull=True).select_related("person").order_by("pk")[0]
    return Actor(seat.person, role, None)


def _applicant(firm: Firm) -> Actor:
    """Whoever signs in with the firm's gBizID, with a telephone."""
    is_corporation = bool(firm.corporate_number)
    person = enter_by_gbiz(
        GbizIdentity(
            subject=f"journey-{firm.code}",
            account_type=2,
            kind=Corporation.CORPORATION if is_corporation else Corporation.SOLE_PROPRIETOR,
            name=firm.name,
            corporate_number=firm.corporate_number,
            prefecture="13",
            address="中央区日本橋一丁目1番1号",
            representative=firm.representative,
            person=firm.representative,
            email=firm.email,
        ),
        at=clock.now(),
    )
    Person.objects.filter(pk=person.pk).update(phone=firm.mobile, phone_confirmed_at=clock.now())
    seat = Seat.objects.select_related("person", "party").get(person=person, role=Role.APPLICANT.value)
    return Actor(seat.person, Role.APPLICANT, seat.party)


def _filing(
    firm: Firm, track: str, state: str, without: list[str], more: Mapping[str, Value] = MappingProxyType({})
) -> dict[str, object]:
    """An application with every answer and paper but those named; the answer says what is still wrong with it."""
    applicant, vendor = _applicant(firm), None if track == CONSORTIUM else _vendor()
    assert applicant.party is not None
    about = About(
        CURRENT,
        applicant.party,
        track,
        partner=vendor.party if vendor else None,
        vendor=Vendor.objects.get(public_id=PUBLIC_ID) if vendor else None,
        title=firm.name,
    )
    filing = open_filing(kind_for(track).code, about, by=vendor or applicant, at=clock.now())
    filing = aim_at_round(filing, by=vendor or applicant, at=clock.now())
    if vendor:
        filing = take_step(filing, "open", by=applicant, at=clock.now())
    every = {**answers(track, firm, clock.today()), **more}
    told = {name: value for name, value in every.items() if name not in without}
    for by in (applicant, *((vendor,) if vendor else ())):
        _fill_in(filing, told, by)
    if state == "vendor_editing":
        filing = take_step(filing, "hand_over", by=applicant, at=clock.now())
    view = FilingView(Filing.objects.get(pk=filing.pk), applicant, clock.now())
    return {"number": filing.number, "problems": [f"{each.field}: {each.message.ja}" for each in view.errors]}


def _fill_in(filing: Filing, told: Mapping[str, Value], by: Actor) -> None:
    typed = typed_of(told)
    for field in form_of(filing).fields():
        if field.party is by.role and field.name in typed and field.kind is not FieldKind.DOCUMENT:
            write_field(filing, field.name, typed[field.name], 0, by=by, at=clock.now())
    values = FilingView(Filing.objects.get(pk=filing.pk), by, clock.now()).values
    for field in form_of(filing).fields():
        asked = field.kind is FieldKind.DOCUMENT and field.required and field.asked(values)
        if asked and field.party is by.role:
            attach_document(
                filing, field.name, f"{field.name}.pdf", _paper(field.name), by=by, at=clock.now()
            )


def _paper(name: str) -> io.BytesIO:
    """A small PDF; no two papers have the same bytes."""
    return io.BytesIO(pdf() + f"% {name}\n".encode())


def _miss(number: str) -> str:
    """Let its round have closed a moment ago; the worker of the demo does the rest. The round that it missed."""
    filing, closed = Filing.objects.get(number=number), clock.now() - timedelta(seconds=2)
    Round.objects.filter(code=filing.round_code).update(closes_at=closed)
    Filing.objects.filter(round_code=filing.round_code).update(due_at=closed)
    return filing.round_code


def _stored(number: str) -> dict[str, object]:
    """Where a filing stands, its entries and its versions, as the database has them."""
    filing = Filing.objects.get(number=number)
    versions = FilingVersion.objects.filter(filing=filing).order_by("sequence")
    return {
        "state": filing.state,
        "round": filing.round_code,
        "typed": dict(filing.entries.values_list("name", "typed")),
        "versions": [[each.sequence, each.digest] for each in versions],
        "files": filing.documents.filter(removed_at__isnull=True).count(),
    }


COMMANDS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "prepare": lambda _told: _prepare(),
    "applicant": _comes_in,
    "filing": lambda told: _filing(
        _firm(told), told["track"], told.get("state", ""), told.get("without", [])
    ),
    "granted": _granted,
    "miss": lambda told: _miss(told["number"]),
    "refuse": lambda told: deciding_programme.refuse(told["number"]),
    "stored": lambda told: _stored(told["number"]),
    "pages": lambda _told: every_page(clock.now()),
    "told": lambda _told: sorted(told_by_people()),
}


def _answer(line: str) -> str:
    try:
        with transaction.atomic():  # one write to the disk instead of hundreds
            done = main(json.loads(line))
        deliver_messages(clock.now())  # so that no message comes between those that a journey waits for
        return json.dumps({"done": done}, ensure_ascii=False)
    except Exception as error:  # noqa: BLE001 - the test shows whatever went wrong
        return json.dumps({"failed": repr(error)}, ensure_ascii=False)


if __name__ == "__main__":
    for asked in sys.stdin:
        print(_answer(asked), flush=True)
