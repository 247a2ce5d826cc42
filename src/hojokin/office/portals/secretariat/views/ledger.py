"""Ledger (予算の帳簿): every budget by account, and the entries of one case or all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.flow.ledger import ACCOUNT_LABELS, Account
from hojokin.office.portals.events import plain_words
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.ledger import budget_lines
from hojokin.office.queries.paging import page_of
from hojokin.office.queries.rounds import round_label
from hojokin.office.records.models import LedgerEntry, Round

SHOWN = tuple(each for each in Account if each is not Account.FUNDS)


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Balances first, then the entries; ``case`` in the address narrows them to one."""
    case = request.GET.get("case", "").replace("\x00", "").strip()
    rows = LedgerEntry.objects.prefetch_related("postings").order_by("-pk")
    page = page_of(rows.filter(case=case) if case else rows, request.GET.get("page"))
    rounds = list(Round.objects.all())
    names = {each.code: told(round_label(each)) for each in rounds}
    context = {
        "case": case,
        "accounts": [told(ACCOUNT_LABELS[each]) for each in SHOWN],
        "budgets": [
            (
                each.budget,
                names.get(each.budget, ""),
                [(told(ACCOUNT_LABELS[account]), each.balances.get(account, 0)) for account in SHOWN],
            )
            for each in budget_lines()
        ],
        "unlimited": {each.code for each in rounds if each.budget_yen is None},
        "labels": {each.value: told(label) for each, label in ACCOUNT_LABELS.items()},
        "page": page,
        "entries": [(each, _event(each.key)) for each in page],
    }
    return render(request, "desk/ledger.html", context)


def _event(key: str) -> str:
    """What an entry booked, in words: its key says it after the number of the case or the budget."""
    return plain_words().get(f"ledger.{key.split('.')[1]}", "")
