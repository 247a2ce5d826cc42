"""Case (案件): everything the office holds of one filing, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from hojokin.flow.canonical import moment
from hojokin.flow.receipt import Receipt, receipt
from hojokin.flow.tombstone import Tombstone
from hojokin.office.queries.audit import history, says
from hojokin.office.queries.tombstones import tombstones_of
from hojokin.office.records.models import (
    AuditRow,
    AuditSecret,
    ContestRuling,
    Document,
    Filing,
    FilingEntry,
    FilingVersion,
    Finding,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One filing with its fields, versions, findings, files, audit rows, and the records of erased files."""

    filing: Filing
    entries: Sequence[FilingEntry]
    versions: Sequence[FilingVersion]
    findings: Sequence[Finding]
    documents: Sequence[Document]
    rows: Sequence[AuditRow]
    erased: Sequence[Tombstone] = ()
    rulings: Sequence[ContestRuling] = ()

    def to_json(self) -> dict[str, object]:
        """The case as one value; moments as text."""
        return {
            "number": self.filing.number,
            "kind": self.filing.kind,
            "edition": self.filing.edition,
            "track": self.filing.track,
            "state": self.filing.state,
            "owner": self.filing.owner.name,
            "partner": self.filing.partner.name if self.filing.partner else None,
            "title": self.filing.title,
            "opened_at": moment(self.filing.opened_at),
            "submitted_at": moment(self.filing.submitted_at) if self.filing.submitted_at else None,
            "values": {each.name: each.value for each in self.entries},
            "typed": {each.name: each.typed for each in self.entries},
            "findings": [_finding(each) for each in self.findings],
            "rulings": [_ruling(each) for each in self.rulings],
            "documents": [_document(each) for each in self.documents],
            "erased": [each.to_json() for each in self.erased],
        }


def case_of(filing: Filing) -> Case:
    """Everything of a filing; nine queries."""
    return Case(
        filing,
        list(filing.entries.order_by("name")),
        list(filing.versions.order_by("sequence")),
        list(filing.findings.order_by("raised_at", "pk")),
        list(filing.documents.order_by("uploaded_at", "pk")),
        list(history(filing.number)),
        tombstones_of(filing),
        list(ContestRuling.objects.filter(filing=filing).order_by("version", "pk")),
    )


def receipt_of(version: FilingVersion, number: str, public_key: str) -> Receipt:
    """The receipt of one submission, made again from what was kept then."""
    made = receipt(
        number,
        version.submitted_at,
        version.sequence,
        cast("Mapping[str, object]", version.values),
        cast("Sequence[Mapping[str, object]]", version.files),
    )
    return made.signed(version.signature, public_key)


def row_json(row: AuditRow) -> dict[str, Any]:
    """An audit row as a line of the export."""
    return {
        "sequence": row.sequence,
        "at": moment(row.at),
        "person": row.person,
        "role": row.role,
        "origin": row.origin,
        "device": row.device,
        "what": row.what,
        "subject": row.subject,
        "changes": row.changes,
        "reason": row.reason,
        "previous": row.previous,
        "digest": row.digest,
    }


def agreements(case: Case) -> dict[str, bool]:
    """For each field that audit rows tell of: whether what it holds now is what the last of them recorded."""
    secret = AuditSecret.objects.filter(subject=case.filing.number).values_list("secret", flat=True).first()
    if secret is None:
        return {}
    last = {name: row for row in case.rows for name in row.changes}
    return {
        each.name: says(last[each.name], each.name, each.typed if each.value is None else each.value, secret)
        for each in case.entries
        if each.name in last
    }


def _ruling(each: ContestRuling) -> dict[str, object]:
    return {
        "version": each.version,
        "rule": each.rule,
        "is_upheld": each.is_upheld,
        "reason": each.reason,
        "ruled_by": str(each.ruled_by_id),
        "ruled_at": moment(each.ruled_at),
    }


def _finding(each: Finding) -> dict[str, object]:
    return {
        "field": each.field,
        "text": each.text,
        "source": each.source,
        "before": each.before,
        "raised_at": moment(each.raised_at),
        "answer": each.answer,
        "answered_at": moment(each.answered_at) if each.answered_at else None,
        "closed_at": moment(each.closed_at) if each.closed_at else None,
    }


def _document(each: Document) -> dict[str, object]:
    return {
        "field": each.field,
        "name": each.name,
        "media_type": each.media_type,
        "size": each.size,
        "sha256": each.sha256,
        "state": each.state,
        "uploaded_at": moment(each.uploaded_at),
        "removed_at": moment(each.removed_at) if each.removed_at else None,
    }
