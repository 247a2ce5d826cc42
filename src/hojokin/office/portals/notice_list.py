"""Notices (お知らせの画面): the same list on every portal, within the frame of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hojokin.office import clock
from hojokin.office.actions.read_notices import read_notices
from hojokin.office.portals.acting import acting
from hojokin.office.portals.said import page_language
from hojokin.office.queries.notices import notices_of


def notice_list(request: HttpRequest, template: str, back: str) -> HttpResponse:
    """The notices of whoever is signed in; a POST marks one, or all, as read and leads back."""
    person = acting(request).person
    if person is None:
        return redirect("signin:home")
    if request.method == "POST":
        only = request.POST.get("notice", "")
        read_notices(person, at=clock.now(), only=int(only) if only.isdecimal() else None)
        return redirect(back)
    return render(request, template, {"notices": notices_of(person, page_language()), "here": "notices"})
