"""Typing in (入力): what an invented person types, and the papers attached, by the actions that every page uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from hojokin.flow.form import FieldKind
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.send_code import send_code
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.write_field import write_field
from hojokin.office.config.demo_programme.papers import paper
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.filings import FilingView, form_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, OutboxMessage, Person
from hojokin.office.records.models.outbox import Channel
from hojokin.rules.engine.loading import read

_CODE = re.compile(r"\d{4,}")


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the files of invented answers."""
    text = files("hojokin.office.config.demo_programme").joinpath(f"{name}.yaml").read_text("utf-8")
    found: Mapping[str, Any] = read(text)
    return found


def typed(value: object) -> Typed:
    """A value as a keyboard would have brought it."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [{column: _texts(cell) for column, cell in row.items()} for row in value]
    return _texts(value)


def _texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [] if value is None else [str(value)]


def fill_in(filing: Filing, answers: Mapping[str, object], *, by: Actor, at: datetime) -> None:
    """Type the answers to whatever the form asks of this role."""
    seen = dict(filing.entries.values_list("name", "version"))
    for field in form_of(filing).fields():
        if field.name in answers and field.party is by.role:
            write_field(filing, field.name, typed(answers[field.name]), seen.get(field.name, 0), by=by, at=at)


def attach_papers(filing: Filing, *, by: Actor, at: datetime, also: Collection[str] = ()) -> None:
    """Attach a paper to every document that is asked of this role and lacks one, and to those that are named."""
    view = FilingView(filing, by, at)
    for field in view.form.fields():
        asked = (
            field.kind is FieldKind.DOCUMENT
            and field.asked(view.values)
            and (field.required or field.name in also)
        )
        if asked and field.party is by.role and field.name not in view.documents:
            content = paper(field.name.replace("_", " ").capitalize(), filing.number, "Sample of the demo")
            attach_document(filing, field.name, f"{field.label.ja}.pdf", content, by=by, at=at)


def sign(filing: Filing, action: str, *, by: Actor, at: datetime) -> Filing:
    """Take a step that needs the oath and the code by SMS."""
    if by.person is None:
        raise ValueError("a person signs")
    send_code(by.person, f"{action}:{filing.number}", at=at)
    oath = kind_of(filing.kind).oath
    sworn = frozenset(oath(filing.edition, filing.track)) if oath else frozenset()
    return take_step(
        filing, action, by=by, at=at, evidence=Evidence(oath=sworn, code=code_received(by.person))
    )


def code_received(person: Person, to: str = "") -> str:
    """The code of the last SMS, as the person reads it."""
    sent = OutboxMessage.objects.filter(channel=Channel.SMS.value, to=to or person.phone)
    found = _CODE.search(sent.order_by("-pk").values_list("text", flat=True)[0])
    return found.group() if found else ""
