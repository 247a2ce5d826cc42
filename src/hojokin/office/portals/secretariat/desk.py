"""The desk (事務局の机): who sits at it, the pages of that seat, and what only some may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office import clock
from hojokin.office.access import Access, WrongSeat
from hojokin.office.portals.addresses import address
from hojokin.office.queries.filings import FilingView, find
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing

READERS = frozenset({Role.AUDITOR})  # they see everything and change nothing
OF_RECORDS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
OF_MONEY = frozenset({Role.APPROVER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR})
OF_THE_HOUSE = frozenset({Role.ADMINISTRATOR})
DECIDING = frozenset({Role.REVIEWER, Role.APPROVER, Role.PAYER})
LONGEST_NUMBER = 6  # digits of a page, a row or a person in an address


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of the desk's own navigation."""

    label: str
    href: str
    current: bool


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; the access rule has let in the office alone."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]  # the sign-in's middleware sets it


def working(request: HttpRequest) -> Actor:
    """Who acts, for whatever changes something. Raises WrongSeat for those who only read."""
    actor = actor_of(request)
    if actor.role in READERS:
        raise WrongSeat(Access.REVIEWER)
    return actor


def reading_records(request: HttpRequest) -> Actor:
    """Who acts, for the audit record. Raises WrongSeat."""
    actor = actor_of(request)
    if actor.role not in OF_RECORDS:
        raise WrongSeat(Access.AUDITOR)
    return actor


def open_filing(request: HttpRequest, number: str) -> FilingView:
    """A filing as the office sees it. Raises Http404."""
    actor = actor_of(request)
    try:
        return FilingView(find(number, actor), actor, clock.now())
    except Filing.DoesNotExist:
        raise Http404(number) from None


def number_in(text: str | None) -> int | None:
    """A number that an address or a form names; None where it names none."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def desk_pages(role: Role, path: str) -> tuple[DeskPage, ...]:
    """The pages that a seat may open."""
    queue = address("desk:queue")
    pages = [
        (_("審査の一覧"), queue, SECRETARIAT),
        (_("締切回"), address("desk:rounds"), SECRETARIAT),
        (_("支援事業者の台帳"), address("desk:vendors"), SECRETARIAT),
        (_("確定検査"), address("desk:inspections"), SECRETARIAT),
        (_("支払い"), address("desk:payments"), OF_MONEY),
        (_("返還"), address("desk:repayments"), SECRETARIAT),
        (_("予算の帳簿"), address("desk:ledger"), OF_MONEY),
        (_("未提出の一覧"), address("desk:silent"), SECRETARIAT),
        (_("警告"), address("desk:alerts"), SECRETARIAT),
        (_("書類の消去"), address("desk:erasures"), SECRETARIAT),
        (_("集計"), address("desk:figures"), SECRETARIAT),
        (_("担当者"), address("desk:people"), OF_THE_HOUSE),
        (_("お知らせの管理"), address("desk:news"), OF_THE_HOUSE),
        (_("届いていない連絡"), address("desk:messages"), OF_THE_HOUSE),
        (_("監査記録"), address("desk:audit"), OF_RECORDS),
    ]
    others = [href for _label, href, _roles in pages if href != queue]
    elsewhere = any(path.startswith(href) for href in others)
    return tuple(
        DeskPage(label, href, not elsewhere if href == queue else path.startswith(href))
        for label, href, roles in pages
        if role in roles
    )
