"""Invite the members of a consortium (構成員の招待): one part for each row of the leader's list, and a mail (V-31, V-40).

A member's party is made for its part alone: a number that the leader typed proves nothing, and nobody who follows the
link may come to see what another firm of that number files.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hojokin.flow.checks.answers import cell, rows
from hojokin.flow.form import FormProblem, Row
from hojokin.flow.registrations import MEMBER_PART, VENDOR_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.actions.lock import lock
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.tell import tell
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.members import part_of
from hojokin.office.queries.vendor_registrations import renewable_values
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Invitation, Party, Seat
from hojokin.rules.engine.facts import Text

COPIED = ("kind", "name", "corporate_number", "role")
NOT_NOW = Text(
    "構成員を招待できるのは、幹事社が登録の内容を書き換えられる間だけです。手続の状態を確かめてください。",
    "Members are invited while the leader may write in the registration. See where it stands.",
)
NO_MEMBERS = Text(
    "構成員の一覧が空です。登録の「コンソーシアム」の画面で、構成員を1者以上入力してください。",
    "The list of members is empty. Enter at least one in the section “Consortium” of the registration.",
)
HAS_JOINED = Text(
    "この構成員はすでに参加しています。担当者の追加は、その構成員に頼んでください。",
    "This member has joined already. Ask it to invite its own people.",
)


@transaction.atomic
def invite_members(registration: Filing, *, by: Actor, at: datetime) -> Sequence[Filing]:
    """Open a part for every member that has none and invite it; the parts that are new.

    Raises NotAllowed, and Unmet naming each row that lacks a name or an address.
    """
    registration = _writable(registration, by)
    values = renewable_values(registration)
    listed = rows(values, "members") if values.get("form") == "consortium" else ()
    if problems := _problems(listed):
        raise Unmet(problems)
    parts = list(registration.children.filter(kind=MEMBER_PART.code).exclude(state="ended"))
    return [_open(registration, row, by, at) for row in listed if part_of(row, parts) is None]


@transaction.atomic
def invite_member_again(part: Filing, email: str, *, by: Actor, at: datetime) -> Invitation:
    """Send another link while nobody has come in for the part; earlier links end. Raises NotAllowed."""
    part = lock(part)
    if part.kind != MEMBER_PART.code or not stands_at(part, by) or by.role is not Role.VENDOR:
        raise NotAllowed(NOT_NOW)
    if Seat.objects.filter(party=part.owner_id, role=Role.MEMBER.value, until__isnull=True).exists():
        raise NotAllowed(HAS_JOINED)
    part.invitations.filter(used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    return _invite(part, email, by, at)


def _writable(registration: Filing, by: Actor) -> Filing:
    registration = lock(registration)
    writable = VENDOR_REGISTRATION.table.may_write(registration.state, by.role)
    if registration.kind != VENDOR_REGISTRATION.code or not stands_at(registration, by) or not writable:
        raise NotAllowed(NOT_NOW)
    return registration


def _problems(listed: Sequence[Row]) -> list[FormProblem]:
    if not listed:
        return [FormProblem("members", NO_MEMBERS, "V-31")]
    return [
        FormProblem("members", _lacking(place), "V-31", row=place - 1)
        for place, row in enumerate(listed, start=1)
        if not cell(row, "name") or not cell(row, "email")
    ]


def _lacking(place: int) -> Text:
    return Text(
        f"構成員の{place}行目に、名前かメールアドレスがありません。登録の「コンソーシアム」の画面で入力してください。",
        f"Row {place} of the members lacks a name or a mail address. Enter it in the section “Consortium”.",
    )


def _open(registration: Filing, row: Row, by: Actor, at: datetime) -> Filing:
    party, is_known = _party(registration, row)
    typed: dict[str, Typed] = {name: [cell(row, name)] for name in COPIED if cell(row, name)}
    about = About(
        edition=registration.edition,
        owner=party,
        partner=registration.owner,
        parent=registration,
        title=cell(row, "name"),
        typed={**typed, "contact_email": [cell(row, "email")]},
    )
    part = open_filing(MEMBER_PART.code, about, by=by, at=at)
    if is_known:
        tell("handed_over", part, [Role.MEMBER], at=at)
    else:
        _invite(part, cell(row, "email"), by, at)
    return part


def _party(registration: Filing, row: Row) -> tuple[Party, bool]:
    """The party of last year's part, where this very person still sits at it, or a new one."""
    held = Seat.objects.filter(
        person__email=cell(row, "email").strip().lower(),
        role=Role.MEMBER.value,
        until__isnull=True,
        party__filings__kind=MEMBER_PART.code,
        party__filings__partner=registration.owner_id,
        party__name=cell(row, "name"),
    )
    seat = held.select_related("party").first()
    if seat is not None and seat.party is not None:
        return seat.party, True
    return Party.objects.create(name=cell(row, "name"), kind=cell(row, "kind") or "corporation"), False


def _invite(part: Filing, email: str, by: Actor, at: datetime) -> Invitation:
    language = by.person.language if by.person else "ja"
    return invite_person(email, Role.MEMBER, party=part.owner, filing=part, by=by, at=at, language=language)
