"""What the pages of the running demo need besides (足りない記録), and what people have told it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.models import Model

from hojokin.flow.kinds import FilingKind
from hojokin.flow.roles import Role
from hojokin.office.actions.api_tokens import issue_api_token
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kinds import kinds
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    Alert,
    ApiToken,
    AuditRow,
    Document,
    Filing,
    FilingEntry,
    FilingVersion,
    Finding,
    Grant,
    NewsItem,
    OutboxMessage,
    PaperErasure,
    Party,
    Payment,
    PaymentBatch,
    Person,
    Seat,
    Tool,
    Vendor,
)
from hojokin.rules.years import CURRENT

APPLICANT, VENDOR, PAYER = "yamato@gbizid.example", "minato1@demo.example", "payer@demo.example"
REVIEWER = "reviewer1@demo.example"
SECURED, UNSECURED = "payer2@demo.example", "approver2@demo.example"  # with a second factor, with none
KANA = re.compile("[ぁ-ゖァ-ヺ]")
ACCOUNT = {"bank_code": "0001", "branch_code": "001", "account_type": "1", "account_number": "1234567"}
HOLDER = {"account_holder": "大和流通株式会社", "account_kana": "ヤマトリユウツウ（カ"}


def written_kinds() -> list[FilingKind]:
    """Kinds of a consortium are written on the same forms, and numbered alike."""
    return list({each.prefix: each for each in reversed(list(kinds().values()))}.values())


def make_what_is_missing(at: datetime) -> None:
    """Forms that nobody has begun, and what comes long after a grant. Safe to repeat."""
    grant = Grant.objects.select_related("filing").latest("amount")
    about = grant.filing
    vendor = Seat.objects.select_related("person", "party").get(person__email=VENDOR)
    owner = Seat.objects.select_related("person", "party").get(person__email=APPLICANT)
    for kind in written_kinds():
        seat = owner if kind.owner is Role.APPLICANT else vendor
        if Filing.objects.filter(kind=kind.code).exists() or seat.party is None:
            continue
        parent = Grant.objects.get(filing__owner=owner.party).filing if kind.owner is Role.APPLICANT else None
        terms = About(
            CURRENT,
            seat.party,
            parent.track if parent else "",
            partner=parent.partner if parent else None,
            parent=parent,
            vendor=Vendor.objects.filter(party=vendor.party).first(),
            title=str(seat.party),
        )
        open_filing(kind.code, terms, by=Actor(seat.person, Role(seat.role), seat.party), at=at)
    if not PaymentBatch.objects.exists():
        payer = Person.objects.get(email=PAYER)
        batch = PaymentBatch.objects.create(number="PB26-999999", on=at.date(), made_by=payer, made_at=at)
        Payment.objects.create(batch=batch, grant=grant, amount=grant.amount, account=ACCOUNT | HOLDER)
    if not Alert.objects.exists():
        seen = {"ja": "同じ番号の請求書があります。", "en": "Invoices with the same number."}
        alert = Alert.objects.create(
            key="pages", pattern="same_invoice", seen=seen, places=[], links=[], found_at=at
        )
        alert.filings.add(about)
    paper = Document.objects.select_related("filing").earliest("pk")
    if not PaperErasure.objects.exists():
        PaperErasure.objects.create(
            filing=paper.filing,
            field=paper.field,
            name=paper.name,
            sha256=paper.sha256,
            ground="individual_number",
            reason="1ページに個人番号があります。",
            asked_by=Person.objects.get(email=REVIEWER),
            asked_at=at,
        )
    if not OutboxMessage.objects.filter(key="pages").exists():
        OutboxMessage.objects.create(
            key="pages",
            channel="mail",
            to="nobody@demo.example",
            subject="お知らせ",
            text="本文です。",
            written_at=at,
            due_at=at,
            attempts=99,
        )
    _secure(Person.objects.get(email=SECURED))
    if not ApiToken.objects.exists():
        issue_api_token("販売管理", by=Actor(vendor.person, Role.VENDOR, vendor.party), at=at)


def _secure(person: Person) -> None:
    """An authenticator app and codes on paper."""
    if not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, generate_totp_secret())
        RecoveryCodes.activate(person)


# What people say of themselves and to each other; it stays in their language.
TOLD: Mapping[type[Model], tuple[str, ...]] = {
    Alert: ("seen", "reason"),
    ApiToken: ("name",),
    Document: ("name",),
    FilingEntry: ("value", "typed"),
    FilingVersion: ("values",),
    Finding: ("text", "answer"),
    Grant: ("items", "facts", "budget", "account"),
    NewsItem: ("title_ja", "body_ja"),
    OutboxMessage: ("subject", "text"),
    PaperErasure: ("name", "reason"),
    Party: ("name", "representative", "address"),
    Payment: ("account",),
    Person: ("name",),
    AuditRow: ("reason",),
    Vendor: ("name",),
}


def told_by_people() -> set[str]:
    """All of it that is written in kana."""
    rows = [row for model, names in TOLD.items() for row in model._default_manager.values_list(*names)]
    tools = Tool.objects.filter(filings__isnull=False).values_list("name", "vendor__name", "maker")
    held = _texts([*rows, *tools, *_examples()])
    texts = {" ".join(line.split()) for each in held for line in (each, *each.splitlines())}
    return {each for each in texts if KANA.search(each)}


def _examples() -> Iterator[str]:
    """What the forms show as an example of what to write."""
    for filing in Filing.objects.all():
        for each in form_of(filing).fields():
            yield from (part.example for part in (each, *each.columns))


def _texts(held: object) -> Iterator[str]:
    """Every text in what a record holds."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping | list | tuple):
        for each in held.values() if isinstance(held, Mapping) else held:
            yield from _texts(each)
