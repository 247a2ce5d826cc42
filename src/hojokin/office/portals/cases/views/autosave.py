"""Saving while typing (自動保存): one field at a time, and what the other side wrote meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.form import FieldKind, FormField, Section
from hojokin.office.actions.errors import NotAllowed, StaleField
from hojokin.office.actions.write_field import write_field
from hojokin.office.portals.cases.body import readable
from hojokin.office.portals.cases.case import field_of, open_case, section_of
from hojokin.office.portals.cases.estimate import panel_of
from hojokin.office.portals.cases.inputs import Extra, Shown, shown, shown_section
from hojokin.office.portals.cases.saving import typed_to_keep
from hojokin.office.portals.cases.sections import section_states
from hojokin.office.portals.cases.typing_in import has_blank_row, is_blank, seen_version
from hojokin.office.queries.entries import Typed, shown_entry
from hojokin.office.queries.filings import FilingView, read
from hojokin.office.queries.fill_in import filled_cells
from hojokin.rules.engine.facts import Text


@readable
@require_POST
def save_field(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Keep one field; the answer is how that went, and whatever else changed on the page by it."""
    view = open_case(request, number)
    section, field = field_of(view, name)
    typed = typed_to_keep(field, request.POST)
    extra = Extra(checks=bool(request.POST.get("check")), fresh=frozenset({name}))
    seen = seen_version(field, request.POST)
    refused: Text | None = None
    try:
        if "take" not in request.POST and (name in view.entries or not is_blank(typed)):
            write_field(view.filing, name, typed, seen, by=view.actor, at=view.at)
    except StaleField as stale:
        extra = Extra({name: typed}, {name: shown_entry(stale.entry)}, {name: seen}, checks=extra.checks)
    except NotAllowed as error:
        refused = error.why
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(
            reverse("cases:form", args=[number, section.name]) + f"?check=1#field-{name}"
        )
    return _answer(request, view, section, field, typed, extra, refused)


def _answer(
    request: HttpRequest,
    before: FilingView,
    section: Section,
    field: FormField,
    typed: Typed,
    extra: Extra,
    refused: Text | None,
) -> HttpResponse:
    after = open_case(request, before.filing.number)
    if field.kind is FieldKind.TABLE and not extra.conflicts and refused is None:
        whole = _must_redraw(request, before, after, field, typed)
    else:
        whole = "take" in request.POST
    is_longer = "add" in request.POST or has_blank_row(field, request.POST)
    one_more = field.name if is_longer else ""
    drawn = replace(extra, one_more_row=one_more)
    context = {
        "view": after,
        "filing": after.filing,
        "section": section,
        "shown": shown(after, section, field, drawn),
        "others": _others(before, after, section, field, extra),
        "states": section_states(after, section.name),
        "refused": refused,
        "swap": True,
        "checks": extra.checks,
        "panel": panel_of(after),
    }
    answer = render(request, "cases/_saved_whole.html" if whole else "cases/_saved.html", context)
    answer["HX-Retarget"] = f"#{'field' if whole else 'status'}-{field.name}"
    answer["HX-Reswap"] = "outerHTML" if whole else "innerHTML"
    return answer


def _must_redraw(
    request: HttpRequest, before: FilingView, after: FilingView, field: FormField, typed: Typed
) -> bool:
    """Whether rows, the cells that a row asks for, or those that the office fills in are others than on the page."""
    if {"add", "remove", "take"} & set(request.POST):
        return True
    if filled_cells(before.filing.kind, before.entries.get(field.name)) != filled_cells(
        after.filing.kind, after.entries.get(field.name)
    ):
        return True
    entry = before.entries.get(field.name)
    return _asked_cells(field, entry.typed if entry else []) != _asked_cells(field, typed)


def _asked_cells(field: FormField, typed: Typed) -> list[list[bool]]:
    if not any(column.when for column in field.columns):
        return []
    rows = read(field, typed)
    assert isinstance(rows, list)  # noqa: S101 - a table is read as rows
    return [[column.asked(row) for column in field.columns] for row in rows if isinstance(row, dict)]


def _others(
    before: FilingView, after: FilingView, section: Section, field: FormField, extra: Extra
) -> Sequence[tuple[Shown, bool]]:
    """The other fields of the section, and for each whether it appears or vanishes by this change."""
    kept = Extra(checks=extra.checks)
    return [
        (shown(after, section, each, kept), each.asked(before.values) != each.asked(after.values))
        for each in section.fields
        if each.name != field.name
    ]


@require_safe
def changes(request: HttpRequest, number: str) -> HttpResponse:
    """What the other side wrote since a revision: its fields of one section, and the next watch.

    Where somebody else signed in meanwhile, only that is told: what the page holds was not typed by who would save it.
    """
    view = open_case(request, number)
    section = section_of(view, request.GET.get("section", ""))
    moved_on = request.GET.get("state", view.filing.state) != view.filing.state
    is_same = request.GET.get("since", "") == str(view.filing.revision)
    signed_in = str(view.actor.person.pk) if view.actor.person else ""
    who = request.GET.get("who", signed_in)
    theirs = [] if is_same else shown_section(view, section, Extra())
    context = {
        "view": view,
        "filing": view.filing,
        "section": section,
        "theirs": [each for each in theirs if not each.writable],
        "states": () if is_same else section_states(view, section.name),
        "moved_on": moved_on,
        "who": who,
        "is_somebody_else": who != signed_in,
        "state": request.GET.get("state", view.filing.state),
        "panel": None if is_same else panel_of(view),
        "swap": True,
    }
    return render(request, "cases/_changes.html", context)
