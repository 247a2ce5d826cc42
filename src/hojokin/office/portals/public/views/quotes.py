"""Reading a quote (見積書の読み込み): a file or pasted lines become rows of the estimator's form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hojokin.office.portals.context import in_languages
from hojokin.office.portals.public.estimate_form import EstimateForm, PlacedProblem
from hojokin.office.portals.public.pasted import ReadQuote, read_file, read_pasted
from hojokin.office.portals.public.typed import ROWS_LIMIT, Typed
from hojokin.office.portals.public.views.estimator import address, context

TEXT, FILE = "quote-text", "quote-file"
UPLOAD_LIMIT_BYTES = 5_000_000


# Exempt because it changes nothing: it turns what was sent into an address of the estimator.
@csrf_exempt
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Add the quote's lines to the rows; what cannot be read is told, and everything typed stays."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > UPLOAD_LIMIT_BYTES:
        told = _("ファイルが大きすぎます。%(limit)s バイトまでのファイルを選んでください。")
        return _page(request, Typed({}), FILE, [told % {"limit": f"{UPLOAD_LIMIT_BYTES:,}"}], status=413)
    typed, text = Typed.read(request.POST), request.POST.get(TEXT, "")
    upload = request.FILES.get(FILE)
    place = FILE if upload else TEXT
    lines = read_file(upload.read(), upload.name or "") if upload else _pasted(text)
    grown = Typed.of_costs(lines.costs, beside=typed)
    wrong = [*lines.wrong, *_too_many(grown)]
    if wrong:
        return _page(request, typed, place, wrong, text=text, status=422)
    if lines.notes:
        return _page(request, grown, place, [], notes=lines.notes)
    return HttpResponseRedirect(address(grown) + "#costs")


def _pasted(text: str) -> ReadQuote:
    if text.strip():
        return read_pasted(text)
    return ReadQuote([], [_("ファイルを選ぶか、表を貼り付けてください。")], [])


def _too_many(typed: Typed) -> list[str]:
    if typed.count("costs") <= ROWS_LIMIT:
        return []
    told = _("画面で扱える見積りは %(limit)s 行までです。コマンド hojokin estimate を使ってください。")
    return [told % {"limit": ROWS_LIMIT}]


def _page(
    request: HttpRequest,
    typed: Typed,
    place: str,
    wrong: list[str],
    *,
    text: str = "",
    notes: object = (),
    status: int = 200,
) -> HttpResponse:
    form = EstimateForm(typed, extra=[PlacedProblem(place, "", each) for each in wrong])
    # This address answers to POST alone; the other language is the form's own page.
    shown = context(form, quote_text=text, notes=notes, translations=in_languages(address(typed, text)))
    shown["open"] = {**form.open, "quote": bool(wrong)}
    return render(request, "public/estimator.html", shown, status=status)
