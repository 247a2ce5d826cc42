"""Record (監査記録を付ける): append one row to the chain, in the transaction of the change that it tells of."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Set
from datetime import datetime

from django.db import transaction

from hojokin.flow.chain import START, Link, hidden
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, AuditSecret, ChainHead

CHAIN = "audit"
# What stands in a row as it is: codes, counts and digests of the office. A value under any other name may be
# personal; the row keeps a digest of it that can be made worthless, and the value stays where it can be erased.
KEPT = frozenset(
    [
        "action",
        "amount",
        "amount_yen",
        "batch",
        "budget",
        "budget_yen",
        "closes_at",
        "count",
        "decides_on",
        "digest",
        "document",
        "due_at",
        "edition",
        "event",
        "field",
        "fields",
        "filing",
        "finding",
        "findings",
        "from",
        "has_tie",
        "is_last",
        "item",
        "key",
        "kind",
        "line",
        "minutes",
        "number",
        "of",
        "opens_at",
        "outcome",
        "parent",
        "place",
        "proposal",
        "purpose",
        "receipt",
        "report_by",
        "result",
        "revision",
        "role",
        "round",
        "round_code",
        "rows",
        "score",
        "seat",
        "sequence",
        "sha256",
        "signature",
        "size",
        "state",
        "step",
        "to",
        "track",
        "version",
    ]
)
# Rows whose names are fields of a form: none of them is one of the office's, whatever it is called.
OF_FIELDS = frozenset(["filing.write", "filing.attach", "filing.detach"])
_SECRET_BYTES = 32


@transaction.atomic(savepoint=False)
def record(
    actor: Actor,
    what: str,
    subject: str,
    *,
    at: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> AuditRow:
    """Append a row (監査記録の追加). Names in KEPT are kept as they are, every other value and the reason as a digest."""
    head = _locked_head()
    sequence = head.sequence + 1
    reason = reason.replace("\x00", "")
    link = Link(
        sequence=sequence,
        at=at,
        person="system" if actor.person is None else str(actor.person.pk),
        role=actor.role.value,
        origin=actor.origin,
        device=actor.device,
        what=what,
        subject=subject,
        changes=_told(
            subject,
            sequence,
            {**(changes or {}), **({"reason": reason} if reason else {})},
            frozenset() if what in OF_FIELDS else KEPT,
        ),
    )
    row = AuditRow.objects.create(
        sequence=link.sequence,
        at=link.at,
        person=link.person,
        role=link.role,
        origin=link.origin,
        device=link.device,
        what=link.what,
        subject=link.subject,
        changes=link.changes,
        reason=reason,
        previous=head.digest,
        digest=link.digest(head.digest),
    )
    ChainHead.objects.filter(pk=head.pk).update(sequence=row.sequence, digest=row.digest)
    return row


def _locked_head() -> ChainHead:
    """The head, locked until the transaction ends. SQLite locks the whole file when the transaction begins."""
    heads = ChainHead.objects.select_for_update(no_key=True)
    return heads.get_or_create(name=CHAIN, defaults={"sequence": 0, "digest": START})[0]


def _told(subject: str, sequence: int, changes: Mapping[str, object], kept: Set[str]) -> dict[str, object]:
    told = {name: value for name, value in changes.items() if name in kept}
    personal = {name: value for name, value in changes.items() if name not in kept}
    if personal:
        secret = _secret_of(subject)
        told |= {name: {"hidden": hidden(secret, sequence, name, each)} for name, each in personal.items()}
    return told


def _secret_of(subject: str) -> str:
    made = {"secret": secrets.token_hex(_SECRET_BYTES)}
    return AuditSecret.objects.get_or_create(subject=subject, defaults=made)[0].secret
