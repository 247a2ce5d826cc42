"""Audit rows (監査記録の照会): one subject's history, and the check of the whole chain, row by row in constant memory."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hojokin.flow.chain import Break, Head, Link, Stored, first_break, hidden
from hojokin.office.records.models import AuditRow, AuditSecret, ChainHead
from hojokin.rules.engine.facts import Text

ROWS_AT_ONCE = 2_000
FORGET = "audit.forget"
_COLUMNS = (
    "sequence",
    "at",
    "person",
    "role",
    "origin",
    "device",
    "what",
    "subject",
    "changes",
    "previous",
    "digest",
)


def history(subject: str) -> QuerySet[AuditRow]:
    """What happened to one subject, the oldest first."""
    return AuditRow.objects.filter(subject=subject).order_by("sequence")


def chain_head() -> Head:
    """Where the chain says that it ends."""
    found = ChainHead.objects.values_list("sequence", "digest").first()
    return Head(*found) if found else Head()


def first_broken(anchor: Head | None = None) -> Break | None:
    """The first row that does not hold, while others go on writing; None for a whole chain."""
    head = chain_head()
    rows = AuditRow.objects.filter(sequence__lte=head.sequence)
    broken = first_break(_stored(rows), head, anchor)
    return broken or _beyond_head() or _changed_reason()


def says(row: AuditRow, name: str, value: object, secret: str) -> bool:
    """Whether a row recorded this value under this name, for as long as the subject's secret is kept."""
    told = row.changes.get(name)
    return told == {"hidden": hidden(secret, row.sequence, name, value)} if secret else False


def _stored(rows: QuerySet[AuditRow]) -> Iterator[Stored]:
    found = rows.order_by("sequence").values_list(*_COLUMNS)
    for *link, previous, digest in found.iterator(chunk_size=ROWS_AT_ONCE):
        yield Stored(Link(*link), previous, digest)


def _beyond_head() -> Break | None:
    """A row after the head: nobody who takes the lock leaves one. One question, so that it sees one moment."""
    head = ChainHead.objects.order_by("pk").values("sequence")[:1]
    rows = AuditRow.objects.order_by("sequence")
    found = rows.filter(sequence__gt=Subquery(head)).first() if ChainHead.objects.exists() else rows.first()
    return Break(found.sequence, _BEYOND) if found else None


def _changed_reason() -> Break | None:
    """A reason that is not what was recorded. It stands outside the chain, so that it can be erased with its secret."""
    secret = AuditSecret.objects.filter(subject=OuterRef("subject")).values("secret")[:1]
    forgotten = AuditRow.objects.filter(
        subject=OuterRef("subject"), what=FORGET, sequence__gt=OuterRef("sequence")
    )
    rows = AuditRow.objects.order_by("sequence")
    told = rows.filter(changes__has_key="reason").annotate(
        secret=Subquery(secret), forgotten=Exists(forgotten)
    )
    for row in told.iterator(chunk_size=ROWS_AT_ONCE):
        is_true = not row.reason if row.forgotten else says(row, "reason", row.reason, row.secret or "")
        if not is_true:
            return Break(row.sequence, _REASON)
    added = rows.exclude(changes__has_key="reason").exclude(reason="").first()
    return Break(added.sequence, _REASON) if added else None


_BEYOND = Text(
    "先端の控えより後に記録があります。控えが書き戻されたか、正規の手順によらない記録です。",
    "There is a row after the head: the head was set back, or the row was not written by the office.",
)
_REASON = Text(
    "理由の文章が記録されたときのものではありません。", "The reason is not the one that was recorded."
)
