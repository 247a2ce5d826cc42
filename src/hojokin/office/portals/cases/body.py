"""Bodies that are too large (大きすぎる送信): answered in words, before anything is read where that is possible."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST_BYTES = 200_000_000  # of one request; a single file has its own, lower limit

type View = Callable[..., HttpResponse]


def readable(view: View) -> View:
    """The view, for requests that can be read. The token is checked here, after the reading, and not left out."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if _length(request) > MOST_BYTES:
            return too_large(request)
        try:
            request.POST  # noqa: B018 - reading is what may fail
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return too_large(request)
        return checked(request, *args, **kwargs)

    return guarded


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def too_large(request: HttpRequest) -> HttpResponse:
    """413, saying what to do."""
    message = _(
        "送られた内容が大きすぎて受け取れませんでした。何も保存していません。前のページに戻り、ファイルを分けるか小さくして、もう一度送ってください。"
    )
    page = "cases/_refused.html" if request.headers.get("HX-Request") else "cases/refused.html"
    return render(request, page, {"message": message}, status=413)
