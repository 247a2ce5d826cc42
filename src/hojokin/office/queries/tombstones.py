"""Tombstones (消去の記録の照会): the signed records of a filing's erased papers, as anyone can check them."""

from __future__ import annotations

from hojokin.flow.canonical import moment
from hojokin.flow.tombstone import Tombstone as Told
from hojokin.office.records.models import Filing, Tombstone


def tombstones_of(filing: Filing) -> list[Told]:
    """All of them, the oldest first."""
    return [
        told_of(each, filing.number)
        for each in Tombstone.objects.filter(filing=filing).order_by("erased_at", "pk")
    ]


def told_of(row: Tombstone, number: str) -> Told:
    """One record."""
    return Told(
        number=number,
        field=row.field,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        erased_at=moment(row.erased_at),
        ground=row.ground,
        asked_by=row.asked_by,
        approved_by=row.approved_by,
        replaced_by=row.replaced_by,
        signature=row.signature,
    )
