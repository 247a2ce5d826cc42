"""Ledger (予算の帳簿): every budget by account, and the entries of one case or all."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.flow.ledger import ACCOUNT_LABELS, Account
from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.ledger import budget_lines
from hojokin.office.records.models import LedgerEntry

PER_PAGE = 50
SHOWN = tuple(each for each in Account if each is not Account.FUNDS)


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Balances first, then the entries; ``case`` in the address narrows them to one."""
    case = request.GET.get("case", "").strip()
    rows = LedgerEntry.objects.prefetch_related("postings").order_by("-pk")
    page = Paginator(rows.filter(case=case) if case else rows, PER_PAGE).get_page(
        number_in(request.GET.get("page")) or 1
    )
    context = {
        "case": case,
        "accounts": [told(ACCOUNT_LABELS[each]) for each in SHOWN],
        "budgets": [
            (
                each.budget,
                [(told(ACCOUNT_LABELS[account]), each.balances.get(account, 0)) for account in SHOWN],
            )
            for each in budget_lines()
        ],
        "labels": {each.value: told(label) for each, label in ACCOUNT_LABELS.items()},
        "page": page,
        "entries": list(page),
    }
    return render(request, "desk/ledger.html", context)
