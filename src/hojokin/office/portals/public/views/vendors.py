"""Vendor pages (IT導入支援事業者): the list and one vendor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hojokin.office.catalogue.codes import VENDOR_FORM_LABELS, VendorForm, prefecture_labels
from hojokin.office.portals.public.pager import pager
from hojokin.office.portals.public.tool_words import tool_view
from hojokin.office.portals.public.views.tools import fresh, too_much
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.standing import struck_off_vendor
from hojokin.office.queries.tool_counts import tool_counts
from hojokin.office.queries.tool_parameters import LONGEST_ADDRESS
from hojokin.office.queries.tools import tools_of_vendor
from hojokin.office.queries.vendors import VendorCard, VendorCount, VendorQuery, search_vendors, vendor
from hojokin.office.search.question import LONGEST_KEYWORD

LAST_PAGE_DIGITS = 4
TOOLS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class VendorView:
    """A vendor as the pages tell it."""

    vendor: VendorCard
    prefecture: str
    form: str
    tools: int


@dataclass(frozen=True, slots=True)
class CountedChoice:
    """A value to choose, and how many vendors it would show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@require_safe
def vendor_list(request: HttpRequest) -> HttpResponse:
    """Vendors by name, prefecture and form."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        return too_much(request)
    asked = _read(request)
    found = search_vendors(asked)
    sold = tool_counts([each.public_id for each in found.vendors])
    shown = {
        "asked": asked,
        "page": found,
        "views": [_view(each, sold) for each in found.vendors],
        "pager": pager(found.page, found.pages, lambda number: _address(replace(asked, page=number))),
        "is_narrowed": bool(_pairs(asked)),
        "prefectures": [_choice(each) for each in found.prefectures],
        "forms": [_choice(each) for each in found.forms],
    }
    return fresh(request, "public/vendors.html", shown)


@require_safe
def vendor_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything public about one vendor, and the tools it sells."""
    found = vendor(public_id)
    if found is None:
        return _gone(request, public_id)
    sold = tools_of_vendor(public_id, most=TOOLS_SHOWN)
    shown = {"view": _view(found, tool_counts([public_id])), "tools": [tool_view(each) for each in sold]}
    return fresh(request, "public/vendor.html", shown)


def _view(found: VendorCard, sold: Mapping[str, int]) -> VendorView:
    place, form = prefecture_labels()[found.prefecture], VENDOR_FORM_LABELS[VendorForm(found.form)]
    return VendorView(found, told(place), told(form), sold.get(found.public_id, 0))


def _choice(each: VendorCount) -> CountedChoice:
    return CountedChoice(each.code, told(each.label), each.count, each.is_chosen)


def _read(request: HttpRequest) -> VendorQuery:
    """What the address asks; a value that is none of the choices asks nothing."""
    given, page = request.GET, request.GET.get("page", "")
    return VendorQuery(
        keyword=given.get("q", "").strip()[:LONGEST_KEYWORD],
        prefectures=frozenset(given.getlist("prefecture")) & prefecture_labels().keys(),
        forms=frozenset(given.getlist("form")) & {form.value for form in VendorForm},
        page=int(page) if page.isdecimal() and len(page) <= LAST_PAGE_DIGITS else 1,
    )


def _pairs(asked: VendorQuery) -> list[tuple[str, str]]:
    return [
        *([("q", asked.keyword)] if asked.keyword else []),
        *(("prefecture", code) for code in sorted(asked.prefectures)),
        *(("form", code) for code in sorted(asked.forms)),
        *([("page", str(asked.page))] if asked.page > 1 else []),
    ]


def _address(asked: VendorQuery) -> str:
    pairs = _pairs(asked)
    return reverse("public:vendors") + (f"?{urlencode(pairs)}" if pairs else "")


def _gone(request: HttpRequest, public_id: str) -> HttpResponse:
    struck = struck_off_vendor(public_id)
    if struck is None:
        raise Http404
    shown = {
        "struck": struck,
        "title": _("この支援事業者の登録は抹消されました"),
        "detail": _("この事業者のツールは、新しい申請で選べません。ほかの事業者を探してください。"),
    }
    return render(request, "public/struck_off.html", shown, status=HTTPStatus.GONE)
