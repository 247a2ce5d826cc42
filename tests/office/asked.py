"""What every prepared question answers beside what Django answers to the same question with its values written in."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from itertools import islice, product
from typing import Any

from django.db import transaction
from django.db.models import Model

import hojokin.office
from hojokin.flow.roles import Role
from hojokin.office.actions.tell import people_of
from hojokin.office.queries.circumstances import circumstances_of
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.notices import notices_of
from hojokin.office.queries.worklists import Wanted, worklist
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Person, Seat, Vendor
from hojokin.office.records.prepared import EVERY, KEY, MOMENT, TEXT, Prepared

EACH_WAY = 12  # combinations of values of one question
OF = {"filing": Filing, "party": Party, "owner": Party, "partner": Party, "person": Person, "vendor": Vendor}
NOBODY, FAR = 0, 2**40


def differing(at: datetime) -> tuple[int, list[str]]:
    """How many questions were asked, and those that answered otherwise than Django."""
    _write_every_one(at)
    every = sorted(EVERY, key=lambda each: each.name)
    return len(every), [f"{each.name} {told}" for each in every for told in _differing(each, at)]


def _differing(question: Prepared[Any], at: datetime) -> Iterator[str]:
    samples = [_samples(name, field, at) for name, field in question.fields.items()]
    for values in islice(product(*samples), EACH_WAY):
        told = dict(zip(question.fields, values, strict=True))
        with transaction.atomic():
            own, plain = question(**told), list(question.written_with(**told))
        if [_said(each) for each in own] != [_said(each) for each in plain]:
            yield str(told)


def _samples(name: str, field: object, at: datetime) -> Sequence[object]:
    """Values that find something, and some that find nothing."""
    if field is MOMENT:
        return [at]
    if field is TEXT:
        return [*Filing.objects.order_by("pk").values_list("number", flat=True)[:2], "", "'%s\"日本"]
    assert field is KEY
    model = OF.get(name, Person)
    return [*model._default_manager.order_by("pk").values_list("pk", flat=True)[:3], NOBODY, FAR]


def _said(row: Any) -> object:
    """A row with all its columns, and those of what was read with it."""
    if not isinstance(row, Model):
        return row
    columns = {name: value for name, value in vars(row).items() if name != "_state"}
    known: Mapping[str, Any] = row._state.fields_cache
    return columns, {name: each and _said(each) for name, each in known.items() if name != "filing"}


def _write_every_one(at: datetime) -> None:
    """Those of modules, and those that are written when they are first asked."""
    for module in pkgutil.walk_packages(hojokin.office.__path__, "hojokin.office."):
        if ".migrations." not in module.name and not module.name.endswith(("__main__", ".asgi", ".wsgi")):
            import_module(module.name)
    for role in (Role.APPLICANT, Role.VENDOR, Role.REVIEWER):
        seat = Seat.objects.select_related("person", "party").filter(role=role.value)[0]
        actor = Actor(seat.person, role, seat.party)
        for wanted in (Wanted(), Wanted(turn="mine", assigned="me"), Wanted(kind="application", page=2)):
            worklist(actor, wanted, at)
        notices_of(seat.person, "ja", unread=True)
    for filing in Filing.objects.order_by("pk")[:40]:
        people_of(filing, list(Role), at)
        circumstances_of(filing, FilingView(filing, actor, at).values, at)
