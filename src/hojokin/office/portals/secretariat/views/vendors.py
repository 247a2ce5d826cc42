"""The vendors as the office keeps them (支援事業者の台帳)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hojokin.office.catalogue.codes import VendorState
from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.portals.secretariat.queue_filters import LONGEST_WORD
from hojokin.office.queries.vendor_book import vendor_book


@require_safe
def vendors(request: HttpRequest) -> HttpResponse:
    """One page of them."""
    text = request.GET.get("text", "").replace("\x00", "").strip()[:LONGEST_WORD]
    state = request.GET.get("state", "")
    state = state if state in set(VendorState) else ""
    book = vendor_book(text, state, number_in(request.GET.get("page")) or 1)

    def at_page(page: int) -> str:
        query = urlencode({"text": text, "state": state, "page": str(page)})
        return f"{reverse('desk:vendors')}?{query}"

    context = {
        "book": book,
        "page": book.page,
        "text": text,
        "state": state,
        "states": [(each.value, book.by_state.get(each.value, 0)) for each in VendorState],
        "before": at_page(book.page.number - 1) if book.page.has_previous() else "",
        "after": at_page(book.page.number + 1) if book.page.has_next() else "",
    }
    return render(request, "desk/vendors.html", context)
