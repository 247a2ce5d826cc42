"""Prerequisites (申請の前提): what an applicant holds before it applies, and how much each counts in a track."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from hojokin.flow.form import Values
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text

FILE = "prerequisites.yaml"


class Level(StrEnum):
    """How much a prerequisite counts (位置づけ)."""

    REQUIRED = "required"
    BONUS = "bonus"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """One prerequisite as a track of an edition asks for it; ``field`` answers it in the form."""

    code: str
    label: Text
    field: str
    level: Level
    clause: str
    facts: tuple[str, ...]
    next_step: Text

    def held(self, values: Values) -> bool:
        """Whether the form says that it is there; whether it is valid is for the checks."""
        found = values.get(self.field)
        return found is True if isinstance(found, bool) else bool(found)


def prerequisites(edition: str, track: str) -> tuple[Prerequisite, ...]:
    """The prerequisites of a track in an edition, in their order."""
    return tuple(
        made for code, item in _items().items() if (made := _of_track(code, item, edition, track)) is not None
    )


def _of_track(code: str, item: Mapping[str, Any], edition: str, track: str) -> Prerequisite | None:
    for row in item["levels"]:
        if track in row["tracks"] and edition in row.get("editions", [edition]):
            return Prerequisite(
                code,
                Text(item["ja"], item["en"]),
                item["field"],
                Level(row["level"]),
                item["clause"],
                tuple(item["facts"]),
                Text(item["next_ja"], item["next_en"]),
            )
    return None


@cache
def _items() -> Mapping[str, Mapping[str, Any]]:
    items: Mapping[str, Mapping[str, Any]] = read(read_text("hojokin.flow", FILE))["items"]
    return items
