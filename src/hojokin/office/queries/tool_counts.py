"""Tool counts (ツールの数): how many public tools each of some vendors sells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count

from hojokin.office.search.source import public_tools


def tool_counts(vendors: Sequence[str]) -> Mapping[str, int]:
    """The number of public tools by the vendor's public id; a vendor without any is absent."""
    sold = public_tools().filter(vendor__public_id__in=vendors).values_list("vendor__public_id")
    return dict(sold.annotate(Count("pk")).order_by())
