"""Kinds (手続の種類): every kind of filing the office knows, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hojokin.flow import applications, grants, registrations
from hojokin.flow.kinds import FilingKind


@cache
def kinds() -> Mapping[str, FilingKind]:
    """Every kind of filing by code."""
    found: dict[str, FilingKind] = {}
    for module in (registrations, applications, grants):
        found |= {each.code: each for each in vars(module).values() if isinstance(each, FilingKind)}
    return found


def kind_of(code: str) -> FilingKind:
    """One kind. Raises KeyError."""
    return kinds()[code]
