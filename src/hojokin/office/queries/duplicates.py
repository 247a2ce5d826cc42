"""Duplicates (重複の検査): evidence that was handed in before in another case: same file, same invoice, same account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hojokin.flow.form import Values
from hojokin.flow.reported_items import reported_items
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Document, FilingEntry, Grant
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Something that stands in another case too (重複): what, in which field, and where else."""

    what: Text
    field: str
    other: str  # number of the other filing


def duplicates(grant: Grant, view: FilingView) -> list[Duplicate]:
    """Everything of this report that another case has shown; three queries beside the report's own."""
    return [*_same_files(view), *_same_invoices(view), *_same_account(grant)]


def _same_files(view: FilingView) -> Iterator[Duplicate]:
    report = view.filing
    digests = {each.sha256: each for files in view.documents.values() for each in files}
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


def _same_invoices(view: FilingView) -> Iterator[Duplicate]:
    """The same invoice number of the same vendor in another grantee's report."""
    report, own = view.filing, _numbers(view.values)
    if not own or report.partner_id is None:
        return
    others = FilingEntry.objects.filter(
        name="items", filing__partner=report.partner_id, filing__kind=report.kind
    ).exclude(filing__parent=report.parent_id)
    for number, value in others.order_by("filing__number").values_list("filing__number", "value"):
        for invoice in sorted(own & _numbers({"items": value})):
            said = Text(
                f"請求書番号「{invoice}」が、同じ支援事業者の別の案件にもあります。",
                f"Invoice {invoice} of the same vendor is in another case too.",
            )
            yield Duplicate(said, "items", number)


def _numbers(values: Values) -> frozenset[str]:
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
