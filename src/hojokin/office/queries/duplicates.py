"""Duplicates (重複の検査): evidence that was handed in before in another case: same file, same invoice, same account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from hojokin.flow.form import Values
from hojokin.flow.reported_items import reported_items
from hojokin.office.records.models import Document, Filing, FilingEntry, Grant
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Something that stands in another case too (重複): what, in which field, and where else."""

    what: Text
    field: str
    other: str  # number of the other filing


def duplicates(grant: Grant, report: Filing) -> list[Duplicate]:
    """Everything of this report that another case has shown; five queries."""
    return [*_same_files(report), *_same_invoices(report), *_same_account(grant)]


def _same_files(report: Filing) -> Iterator[Duplicate]:
    own = report.documents.filter(removed_at__isnull=True)
    digests = {each.sha256: each for each in own}
    others = (
        Document.objects.filter(sha256__in=digests, removed_at__isnull=True)
        .exclude(filing__parent=report.parent_id)
        .exclude(filing=report.parent_id)
        .select_related("filing")
        .order_by("pk")
    )
    for each in others:
        mine = digests[each.sha256]
        said = Text(
            f"「{mine.name}」と同じファイルが別の案件にあります。",
            f"The file “{mine.name}” is in another case too.",
        )
        yield Duplicate(said, mine.field, each.filing.number)


def _same_invoices(report: Filing) -> Iterator[Duplicate]:
    """The same invoice number of the same vendor in another grantee's report."""
    own = _numbers(report.entries.filter(name="items").values_list("value", flat=True).first())
    if not own or report.partner_id is None:
        return
    others = FilingEntry.objects.filter(
        name="items", filing__partner=report.partner_id, filing__kind=report.kind
    ).exclude(filing__parent=report.parent_id)
    for number, value in others.order_by("filing__number").values_list("filing__number", "value"):
        for invoice in sorted(own & _numbers(value)):
            said = Text(
                f"請求書番号「{invoice}」が、同じ支援事業者の別の案件にもあります。",
                f"Invoice {invoice} of the same vendor is in another case too.",
            )
            yield Duplicate(said, "items", number)


def _numbers(items: Any) -> frozenset[str]:
    rows = cast("Sequence[Mapping[str, Any]]", items or ())
    values = cast("Values", {"items": rows})
    return frozenset(each.invoice_number for each in reported_items(values) if each.invoice_number)


def _same_account(grant: Grant) -> Iterator[Duplicate]:
    if not grant.account_digest:
        return
    others = Grant.objects.filter(account_digest=grant.account_digest).exclude(
        filing__owner=grant.filing.owner_id
    )
    for number, name in others.order_by("pk").values_list("filing__number", "filing__owner__name"):
        said = Text(
            f"振込先の口座が、別の事業者「{name}」と同じです。",
            f"The account is also that of another firm, {name}.",
        )
        yield Duplicate(said, "account_number", number)
