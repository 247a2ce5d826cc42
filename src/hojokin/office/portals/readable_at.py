"""The page of a refused form (入力を直すページ): where it is read, as the address that took the form takes nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from hojokin.office.portals.context import in_languages


def readable_at(request: HttpRequest, address: str) -> Mapping[str, Mapping[str, str]]:
    """What the frame needs to lead to the page in the other language; one that is read already leads to itself."""
    if request.method in {"GET", "HEAD"}:
        return {}
    query = request.GET.urlencode()
    return {"translations": in_languages(f"{address}?{query}" if query else address)}
