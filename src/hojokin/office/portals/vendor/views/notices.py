"""Notices (支援事業者へのお知らせ)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hojokin.office.portals.notice_list import notice_list


def notices(request: HttpRequest) -> HttpResponse:
    """The list; a POST marks as read."""
    return notice_list(request, "vendor/notices.html", "vendor:notices")
