"""The case at hand (開いている手続): the filing of an address as its reader may see it, or nothing at all."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest

from hojokin.flow.form import FormField, Section
from hojokin.office import clock
from hojokin.office.actions.guards import SCORE
from hojokin.office.portals.addresses import address
from hojokin.office.queries.filings import FilingView, find
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; the access rule has let nobody in without a seat."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]  # the sign-in's middleware sets it


def open_case(request: HttpRequest, number: str) -> FilingView:
    """The filing. A foreign one is as absent as one that never was: both raise Http404."""
    actor = actor_of(request)
    try:
        return FilingView(find(number, actor), actor, clock.now())
    except Filing.DoesNotExist:
        raise Http404(number) from None


def section_of(view: FilingView, name: str) -> Section:
    """A section that is shown now. Raises Http404."""
    for each in shown_sections(view):
        if each.name == name:
            return each
    raise Http404(name)


def shown_sections(view: FilingView) -> list[Section]:
    """The sections that ask anything, given what has been answered."""
    return [each for each in view.form.sections if any(field.name in view.asked for field in each.fields)]


def field_of(view: FilingView, name: str) -> tuple[Section, FormField]:
    """A field and its section. Raises Http404."""
    for section in view.form.sections:
        for field in section.fields:
            if field.name == name:
                return section, field
    raise Http404(name)


def page(number: str) -> str:
    """Address of the case page."""
    return address("cases:case", number)


def place_of(view: FilingView, name: str) -> str:
    """Where a problem's field stands: in its section, or on this page; empty where it stands nowhere."""
    number = view.filing.number
    for section in view.form.sections:
        if any(field.name == name for field in section.fields):
            return address("cases:form", number, section.name) + f"?check=1#field-{name}"
    if name.startswith("answer-"):
        return f"{page(number)}#{name}"
    if name == SCORE:
        return address("desk:score", number)
    return f"#{name}" if name else ""
