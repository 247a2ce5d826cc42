"""Editions (年度) of the programme: code, year and name, in the one list that everything else reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hojokin.rules.engine.facts import Text


@dataclass(frozen=True)
class Edition:
    """Edition (年度): the programme of one fiscal year."""

    code: str
    year: int
    label: Text


EDITIONS: Mapping[str, Edition] = {
    edition.code: edition
    for edition in (
        Edition("fy2025", 2025, Text("IT導入補助金2025", "IT Introduction Subsidy 2025")),
        Edition(
            "fy2026",
            2026,
            Text("デジタル化・AI導入補助金2026", "Digitalisation and AI Introduction Subsidy 2026"),
        ),
    )
}
CURRENT = "fy2026"
