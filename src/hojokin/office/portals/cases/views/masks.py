"""Masks (黒塗り): numbers that must not be kept are hidden in a paper of one's own field, by pointer, number or choice."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hojokin.flow.form import FormField, Section
from hojokin.flow.kept_out import NumberKind, marks_from
from hojokin.office import adapters
from hojokin.office.actions.errors import NotAllowed, RefusedFile
from hojokin.office.actions.mask_document import explain_number, mask_document
from hojokin.office.actions.write_field import NOT_YOURS
from hojokin.office.adapters.blackout import CannotBlackOut, can_black_out, page_sizes
from hojokin.office.adapters.paper_numbers import numbers_in
from hojokin.office.portals.cases.body import readable
from hojokin.office.portals.cases.case import field_of, open_case
from hojokin.office.portals.cases.masking import Plan, first_plan, sent_plan
from hojokin.office.portals.cases.saving import NO_ROOM
from hojokin.office.portals.cases.views.files import given
from hojokin.office.portals.cases.words import say
from hojokin.office.ports.file_store import FileStore, NotStored, StorageFull
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.kept_files import is_named, rows_in_use
from hojokin.office.records.models import Document
from hojokin.rules.engine.facts import Text


@readable
@require_http_methods(["GET", "HEAD", "POST"])
def mask_page(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """The pages of a paper with what is to be black; sent with "save", the blacked-out copy takes its place."""
    view = open_case(request, number)
    found = _maskable(view, document)
    section, asked = field_of(view, found.field)
    back = _back(number, section, asked)
    if not view.may_write(asked):
        return _refused(request, NOT_YOURS, back)
    try:
        plan = _plan(request, found)
    except CannotBlackOut as error:
        return _refused(request, error.text, back)
    reasons = plan.problems if request.method == "POST" else []
    if request.method == "POST" and request.POST.get("do") == "save" and not reasons:
        try:
            made = mask_document(found, plan.areas, by=view.actor, at=view.at)
        except RefusedFile as refused:
            reasons = list(refused.reasons)
        except StorageFull:
            reasons = [NO_ROOM]
        except NotAllowed as refused:
            return _refused(request, refused.why, back)
        else:
            where = reverse("cases:mask", args=[number, made.document.pk])
            return HttpResponseRedirect(f"{where}?done=1")
    return _page(request, view, found, plan, reasons, back)


@readable
@require_POST
def explain(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """What a number is that only looks like an individual number."""
    view = open_case(request, number)
    found = _maskable(view, document)
    section, asked = field_of(view, found.field)
    back = _back(number, section, asked)
    try:
        explain_number(found, request.POST.get("words", ""), by=view.actor, at=view.at)
    except NotAllowed as refused:
        return _refused(request, refused.why, back)
    except RefusedFile as refused:
        return _refused(request, refused.reasons[0], reverse("cases:mask", args=[number, document]), 422)
    return HttpResponseRedirect(back)


def _maskable(view: FilingView, document: int) -> Document:
    """A paper of a party that stands at its field. The office's people find none: they point out, the party hides."""
    found = given(view, document)
    if found.removed_at is not None or view.actor.is_secretariat or not can_black_out(found.media_type):
        raise Http404(str(document))
    return found


def _plan(request: HttpRequest, document: Document) -> Plan:
    try:
        with adapters.of(FileStore).open(document.sha256) as stream:
            content = stream.read()
    except NotStored:
        raise Http404(document.name) from None
    sizes = page_sizes(content, document.media_type)
    found = [each for each in numbers_in(content, document.media_type) if each.kind is not NumberKind.UNREAD]
    return sent_plan(sizes, found, request.POST) if request.method == "POST" else first_plan(sizes, found)


def _page(
    request: HttpRequest, view: FilingView, document: Document, plan: Plan, reasons: Sequence[Text], back: str
) -> HttpResponse:
    before = document.replaces if request.GET.get("done") == "1" else None
    kinds = {each.kind for each in marks_from(document.numbers)}
    context = {
        "view": view,
        "filing": view.filing,
        "document": document,
        "plan": plan,
        "reasons": reasons,
        "back": back,
        "is_done": before is not None,
        "is_erased": before is not None and not adapters.of(FileStore).exists(before.sha256),
        "is_named": is_named(document.sha256),
        "is_shared": rows_in_use(document.sha256).exclude(pk=document.pk).exists(),
        "asks_explanation": NumberKind.INDIVIDUAL in kinds,
    }
    return render(request, "cases/mask.html", context, status=422 if reasons else 200)


def _back(number: str, section: Section, asked: FormField) -> str:
    return reverse("cases:form", args=[number, section.name]) + f"#field-{asked.name}"


def _refused(request: HttpRequest, why: Text, href: str, status: int = 409) -> HttpResponse:
    return render(request, "cases/refused.html", {"message": say(why), "href": href}, status=status)
