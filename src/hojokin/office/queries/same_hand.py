"""Signs of one hand (なりすましの兆候): whether one person may have acted for the applicant and for the vendor.

Signs, not findings: two sides that sit at one table leave them too. Both sides and the office see the same list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from django.db.models import BigIntegerField, Case, F, Max, Min, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast

from hojokin.flow.form import Values
from hojokin.flow.identity import mobile_number
from hojokin.flow.roles import Role
from hojokin.office.records.models import AuditRow, Filing, Person
from hojokin.office.records.prepared import TEXT, Given, prepared
from hojokin.rules.engine.facts import Text

SYSTEM = "system"
ONE_PERSON = Text(
    "同じ利用者が、申請者とIT導入支援事業者の両方として操作しました。",
    "The same person acted as the applicant and as the vendor.",
)
ONE_PLACE = Text(
    "申請者の操作とIT導入支援事業者の操作が、同じ通信元から行われました。",
    "Acts of the applicant and of the vendor came from the same network address.",
)
ONE_DEVICE = Text(
    "申請者の操作とIT導入支援事業者の操作が、同じ端末のブラウザーから行われました。",
    "Acts of the applicant and of the vendor came from the same browser.",
)
ONE_PHONE = Text(
    "申請者の側とIT導入支援事業者の側に、同じ電話番号があります。",
    "The same telephone number stands on the applicant's and on the vendor's side.",
)
ONE_MAIL = Text(
    "申請者の側とIT導入支援事業者の側に、同じメールアドレスがあります。",
    "The same mail address stands on the applicant's and on the vendor's side.",
)


@dataclass(frozen=True, slots=True)
class Acted:
    """From when to when a person acted in a role from one place (操作のまとまり)."""

    person: str
    role: str
    origin: str
    device: str
    since: datetime
    until: datetime
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign (兆候), and from when to when it was left."""

    what: Text
    since: datetime
    until: datetime


def acts_in(filing: Filing) -> Sequence[Acted]:
    """Who acted in a filing, as what, from where and when. One query, a few rows however long the record is."""
    return [
        Acted(person, role, origin, device, since, until, *(told or "" for told in about))
        for person, role, origin, device, since, until, *about in _acts(number=filing.number)
    ]


@prepared(number=TEXT)
def _acts(number: Given) -> QuerySet[AuditRow, tuple[Any, ...]]:
    rows = AuditRow.objects.filter(subject=number).exclude(person=SYSTEM)
    key = Case(When(person=SYSTEM, then=None), default=Cast(F("person"), BigIntegerField()))
    grouped = rows.values("person", "role", "origin", "device").annotate(since=Min("at"), until=Max("at"))
    known = {
        column: Subquery(Person.objects.filter(pk=OuterRef("key")).values(column)[:1])
        for column in ("name", "phone", "email")
    }
    columns = ("person", "role", "origin", "device", "since", "until", *known)
    return grouped.annotate(key=key).annotate(**known).order_by("since").values_list(*columns)


def signs_of(acts: Sequence[Acted], values: Values) -> Sequence[Sign]:
    """The signs that the acts in a filing and its contact fields leave."""
    applicants = [each for each in acts if each.role == Role.APPLICANT.value]
    vendors = [each for each in acts if each.role == Role.VENDOR.value]
    pairs = list(product(applicants, vendors))
    found = (
        _sign(ONE_PERSON, (each for each in pairs if each[0].person == each[1].person)),
        _sign(ONE_PLACE, (each for each in pairs if each[0].origin and each[0].origin == each[1].origin)),
        _sign(ONE_DEVICE, (each for each in pairs if each[0].device and each[0].device == each[1].device)),
        _sign(ONE_PHONE, (each for each in pairs if _phones(each[0], values) & _phones(each[1], {}))),
        _sign(ONE_MAIL, (each for each in pairs if _mails(each[0], values) & _mails(each[1], {}))),
    )
    return [each for each in found if each is not None]


def same_hand(filing: Filing, values: Values) -> Sequence[Sign]:
    """The signs in one filing, for whoever judges it."""
    return signs_of(acts_in(filing), values)


def names_in(acts: Iterable[Acted]) -> Mapping[str, str]:
    """The names of those who acted, by number."""
    return {each.person: each.name for each in acts}


def _sign(what: Text, pairs: Iterator[tuple[Acted, Acted]]) -> Sign | None:
    acts = [each for pair in pairs for each in pair]
    if not acts:
        return None
    return Sign(what, min(each.since for each in acts), max(each.until for each in acts))


def _phones(act: Acted, values: Values) -> set[str]:
    """The person's own number, and those that the contact fields give."""
    typed = [act.phone, values.get("mobile_phone"), values.get("contact_phone")]
    return {mobile_number(each) or each.replace("-", "") for each in typed if isinstance(each, str) and each}


def _mails(act: Acted, values: Values) -> set[str]:
    """Mail addresses without what stands behind a plus sign: one mailbox has many such."""
    typed = [act.email, values.get("contact_email")]
    return {_mailbox(each) for each in typed if isinstance(each, str) and "@" in each}


def _mailbox(address: str) -> str:
    local, _at, domain = address.strip().casefold().partition("@")
    return f"{local.partition('+')[0]}@{domain}"
