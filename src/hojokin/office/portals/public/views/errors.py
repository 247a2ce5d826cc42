"""Pages for what went wrong: each says what happened and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it
    """400."""
    return _page(
        request, 400, _("送られた内容を読めませんでした"), _("前のページに戻り、もう一度入力してください。")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it
    """404."""
    detail = _("アドレスが変わったか、入力に誤りがあるかもしれません。下の入口から探せます。")
    return _page(request, 404, _("ページが見つかりません"), detail)


def not_to_be_opened(request: HttpRequest) -> HttpResponse:
    """405: an address that only takes what a form sends."""
    detail = _(
        "画面のボタンから送るためのアドレスです。何も送られていません。前のページに戻るか、下の入口から進んでください。"
    )
    return _page(request, 405, _("このアドレスは直接開けません"), detail)


def server_error(_request: HttpRequest) -> HttpResponse:
    """500. Rendered without the request: whatever broke may break there again."""
    return HttpResponseServerError(render_to_string("500.html"))


def _page(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    return render(request, "public/error.html", {"title": title, "detail": detail}, status=status)
