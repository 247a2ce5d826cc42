"""No open registration (利用者登録の方法): how an account comes about here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hojokin.office.portals.signin.ready import gbizid_ready


def how_to_join(request: HttpRequest) -> HttpResponse:
    """By gBizID or by invitation."""
    return render(request, "signin/how_to_join.html", {"gbizid_ready": gbizid_ready()})
