"""Bank lookup (金融機関の検索): the codes of bank and branch by name, and the holder's kana as banks write them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.accounts import account_problems
from hojokin.flow.kana import holder_kana
from hojokin.office import adapters, clock
from hojokin.office.actions.errors import NotAllowed, StaleField
from hojokin.office.actions.write_field import write_field
from hojokin.office.portals.acting import acting
from hojokin.office.ports.bank_register import BankRegister
from hojokin.office.queries.filings import find
from hojokin.office.queries.grant_facts import grant_of
from hojokin.office.records.models import Filing, FilingEntry

FOUND = 20
LONGEST = 60
REFUSED = 409
CODES = ("bank_code", "branch_code")


@require_safe
def banks(request: HttpRequest, number: str) -> HttpResponse:
    """Banks by name, then the branches of one, then the kana; in place with htmx, as a page without it."""
    return _page(request, _own(request, number))


@require_POST
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Write the codes of the chosen bank and branch into the filing."""
    filing, register = _own(request, number), adapters.of(BankRegister)
    bank, branch = (request.POST.get(name, "")[:4] for name in ("bank", "branch"))
    if register.branch(bank, branch) is None:
        raise Http404(branch)
    seen = dict(FilingEntry.objects.filter(filing=filing, name__in=CODES).values_list("name", "version"))
    try:
        for name, code in zip(CODES, (bank, branch), strict=True):
            write_field(filing, name, [code], seen.get(name, 0), by=acting(request), at=clock.now())
    except (NotAllowed, StaleField) as fault:
        return _page(request, filing, fault)
    return HttpResponseRedirect(reverse("cases:case", args=[number]))


def _own(request: HttpRequest, number: str) -> Filing:
    try:
        return find(number, acting(request))
    except Filing.DoesNotExist:
        raise Http404(number) from None


def _page(request: HttpRequest, filing: Filing, fault: Exception | None = None) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("text", "bank", "branch", "kana")}
    register = adapters.of(BankRegister)
    bank = register.bank(asked["bank"]) if asked["bank"] else None
    grant = grant_of(filing)
    expected = grant.facts.get("applicant_kana", "") if grant else ""
    context = {
        "here": "projects",
        "filing": filing,
        "asked": asked,
        "bank": bank,
        "banks": register.search(asked["text"], FOUND) if asked["text"] and bank is None else (),
        "branches": register.branches(bank.code, asked["branch"], FOUND) if bank else (),
        "kana": holder_kana(asked["kana"]) if asked["kana"] else "",
        "kana_wrong": list(account_problems({"account_kana": asked["kana"]}, expected_kana=expected)),
        "fault": fault,
    }
    template = "applicant/_banks.html" if request.headers.get("HX-Request") else "applicant/banks.html"
    return render(request, template, context, status=REFUSED if fault else 200)
