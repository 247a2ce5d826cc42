"""Estimator page (補助金の見積り): a form in the address, every track's answer beside it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hojokin.office.portals.context import in_languages
from hojokin.office.portals.public.estimate_form import EstimateForm
from hojokin.office.portals.public.typed import ROWS, ROWS_LIMIT, Typed


@require_safe
def estimator(request: HttpRequest) -> HttpResponse:
    """The form and its answer. A press of a button leads to the clean, shareable address of what was typed."""
    typed = _edited(Typed.read(request.GET), request.GET.get("edit", ""))
    asked_by_htmx = request.headers.get("HX-Request") == "true"
    if asked_by_htmx:
        return _live(request, typed, whole="edit" in request.GET)
    pasted = request.GET.get("quote-text", "")
    if {"go", "edit"} & set(request.GET):
        return HttpResponseRedirect(
            address(typed, pasted) + ("#costs" if "edit" in request.GET else "#result")
        )
    return render(request, "public/estimator.html", context(EstimateForm(typed), quote_text=pasted))


def context(form: EstimateForm, **more: Any) -> dict[str, Any]:
    """Context of the page and of its parts."""
    return {
        "form": form,
        "fields": form.fields,
        "costs": form.costs,
        "past_grants": form.past_grants,
        "open": {**form.open, "quote": bool(more.get("quote_text"))},
        "problems": form.problems,
        "outcomes": form.outcomes,
        **more,
    }


def address(typed: Typed, pasted: str = "") -> str:
    """The address of the page with exactly this typed in, and lines that were pasted but not read yet."""
    query = "&".join(
        part for part in (typed.query(), urlencode({"quote-text": pasted}) if pasted else "") if part
    )
    return reverse("public:estimator") + (f"?{query}" if query else "")


def _live(request: HttpRequest, typed: Typed, *, whole: bool) -> HttpResponse:
    """While typing, the answer alone is renewed, so that the field keeps its focus; rows renew the form too."""
    clean = address(typed)
    shown = context(
        EstimateForm(typed),
        swap=True,
        translations=in_languages(clean),
        LANGUAGE_CODE=get_language(),
    )
    template = "public/_estimator_live.html" if whole else "public/_answer_live.html"
    response = render(request, template, shown)
    response["HX-Replace-Url"] = clean
    return response


def _edited(typed: Typed, edit: str) -> Typed:
    """The same after a button such as ``add:costs`` or ``remove:costs:2``."""
    verb, _colon, rest = edit.partition(":")
    group, _colon, number = rest.partition(":")
    if group not in ROWS:
        return typed
    if verb == "add" and typed.count(group) < ROWS_LIMIT:
        # The first row that an empty form shows was not typed yet, and is meant to stay.
        return (typed.with_row(group) if group == "costs" and not typed.count(group) else typed).with_row(
            group
        )
    if verb == "remove" and number.isdecimal():
        return typed.without_row(group, int(number))
    return typed
