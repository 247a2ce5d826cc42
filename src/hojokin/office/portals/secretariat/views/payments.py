"""Payments (支払い): what is to be paid, batches made by one and approved by another, the bank file and its results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.bank_results import result_codes
from hojokin.flow.table import Refused
from hojokin.office import clock
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.make_payment_batch import make_payment_batch, take_out
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.secretariat.days import day_in
from hojokin.office.portals.secretariat.desk import actor_of, working
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.paging import page_of
from hojokin.office.queries.payments import batches, payments_of, to_pay
from hojokin.office.records.models import Filing, PaymentBatch
from hojokin.rules.reference.banking_days import next_banking_day
from hojokin.rules.reference.public_holidays import holidays_are_listed

UNPROCESSABLE = 422
LARGEST_RESULTS = 5_000_000  # bytes; a batch of 10,000 has a fiftieth of it

type Fault = NotAllowed | Refused | Unmet


@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What is settled and unpaid, to be ticked, and the batches."""
    return _page(request)


def _page(request: HttpRequest, on: str = "", ticked: Sequence[str] | None = None) -> HttpResponse:
    """The list. The next banking day is proposed; what was ``ticked`` and typed before stays."""
    proposed = next_banking_day(clock.today() + timedelta(days=1))
    waiting = page_of(to_pay(), request.GET.get("waiting"))
    page = page_of(batches(), request.GET.get("page"))
    context = {
        "waiting": waiting,
        "grants": list(waiting),
        "page": page,
        "batches": list(page),
        "actor": actor_of(request),
        "on": on or proposed.isoformat(),
        "unlisted": _unlisted(proposed),
        "ticked": ticked,
        **readable_at(request, reverse("desk:payments")),
    }
    return render(request, "desk/payments.html", context, status=200 if ticked is None else UNPROCESSABLE)


def _unlisted(day: date) -> int | None:
    """The year of a day whose holidays are not known."""
    return None if holidays_are_listed(day.year) else day.year


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a batch of what was ticked."""
    ticked, typed = request.POST.getlist("case"), request.POST.get("on", "")
    on = _day(typed)
    if on is None:
        messages.error(request, _("振込の日を入力してください。"))
        return _page(request, ticked=ticked)
    filings = Filing.objects.filter(number__in=ticked, kind="grant")
    try:
        batch = make_payment_batch(filings, on=on, by=working(request), at=clock.now())
    except (NotAllowed, Refused, Unmet) as fault:
        _say(request, fault)
        return _page(request, typed, ticked)
    messages.success(
        request, _("まとまり%(number)sを作りました。別の支払担当が承認します。") % {"number": batch.number}
    )
    return HttpResponseRedirect(reverse("desk:batch", args=[batch.number]))


@require_safe
def batch(request: HttpRequest, number: str) -> HttpResponse:
    """One batch with its transfers and what may be done next."""
    found = _find(number)
    actor = actor_of(request)
    rows = payments_of(found)
    kept = [each for each in rows if each.state != "taken_out"]
    context = {
        "batch": found,
        "payments": rows,
        "count": len(kept),
        "total": sum(each.amount for each in kept),
        "is_own": actor.person is not None and actor.person.pk == found.made_by_id,
        "codes": result_codes(),
        "actor": actor,
        "unlisted": _unlisted(found.on),
    }
    return render(request, "desk/batch.html", context)


@require_POST
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve a batch that somebody else made."""
    has_no_tie = request.POST.get("no_tie") == "yes"
    try:
        approve_payment_batch(_find(number), by=working(request), at=clock.now(), has_no_tie=has_no_tie)
        messages.success(request, _("承認しました。振込ファイルを作って銀行に送ってください。"))
    except (NotAllowed, Refused, Unmet) as fault:
        _say(request, fault)
    return _back(number)


@require_POST
def send(request: HttpRequest, number: str) -> HttpResponse:
    """The bank file, to be kept and sent."""
    try:
        made = send_payment_batch(_find(number), by=working(request), at=clock.now())
    except (NotAllowed, Unmet) as fault:
        _say(request, fault)
        return _back(number)
    answer = HttpResponse(made, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{number}.txt"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def results(request: HttpRequest, number: str) -> HttpResponse:
    """Take in the bank's answer."""
    file = request.FILES.get("results")
    if file is None or (file.size or 0) > LARGEST_RESULTS:
        messages.error(request, _("結果のCSVを選んでください。大きさは5MBまでです。"))
        return _back(number)
    try:
        text = file.read().decode("utf-8-sig")
        found = read_payment_results(_find(number), text, by=working(request), at=clock.now())
        said = {"paid": found.paid, "failed": found.failed}
        messages.success(
            request, _("結果を取り込みました。振込済 %(paid)s件、振込不能 %(failed)s件。") % said
        )
    except UnicodeDecodeError:
        messages.error(request, _("文字コードをUTF-8にして保存してから選び直してください。"))
    except (NotAllowed, Refused, Unmet) as fault:
        _say(request, fault)
    return _back(number)


@require_POST
def take_one_out(request: HttpRequest, number: str, payment: int) -> HttpResponse:
    """Take one transfer out of a batch that waits for its approval."""
    found = _find(number).payments.select_related("grant__filing", "batch").filter(pk=payment).first()
    if found is None:
        raise Http404(str(payment))
    try:
        take_out(found, reason=request.POST.get("reason", ""), by=working(request), at=clock.now())
        messages.success(request, _("まとまりから外しました。"))
    except (NotAllowed, Refused, Unmet) as fault:
        _say(request, fault)
    return _back(number)


def _find(number: str) -> PaymentBatch:
    found = PaymentBatch.objects.select_related("made_by", "approved_by", "sent_by").filter(number=number)
    batch = found.first()
    if batch is None:
        raise Http404(number)
    return batch


def _back(number: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("desk:batch", args=[number]))


def _say(request: HttpRequest, fault: Fault) -> None:
    whys = [each.message for each in fault.problems] if isinstance(fault, Unmet) else [fault.why]
    for each in whys:
        messages.error(request, told(each))


def _day(text: str) -> date | None:
    try:
        return day_in(text)
    except ValueError:
        return None
