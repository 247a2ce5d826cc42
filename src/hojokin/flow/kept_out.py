"""Numbers that must not be kept (残してはいけない番号): which, in which papers, and how they are told without being shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text


class NumberKind(StrEnum):
    """What was found (見つかった番号の種類); ``unread`` says that from this page on nobody looked."""

    INDIVIDUAL = "individual"
    POSSIBLE = "possible"
    INSURANCE = "insurance"
    UNREAD = "unread"


KIND_LABELS = {
    NumberKind.INDIVIDUAL: Text("マイナンバー（個人番号）", "My Number"),
    NumberKind.POSSIBLE: Text("マイナンバーかもしれない番号", "Possibly a My Number"),
    NumberKind.INSURANCE: Text(
        "保険者番号や被保険者の記号・番号", "Number of an insurer or of an insured person"
    ),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark (検出の記録): what kind stands on which page, how often. Never the number itself."""

    kind: NumberKind
    page: int
    count: int = 1

    def to_json(self) -> dict[str, object]:
        """The mark as it is stored."""
        return {"kind": self.kind.value, "page": self.page, "count": self.count}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One way of drawing a blacked-out page (描き方)."""

    dpi: int
    quality: int


def marks_from(stored: Sequence[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """Marks as they were stored."""
    return tuple(Mark(NumberKind(each["kind"]), each["page"], each["count"]) for each in stored)


def source() -> str:
    """The fact that asks for it."""
    return str(settings()["source"])


def is_watched(form: str, field: str) -> bool:
    """Whether the papers of a field usually show such a number."""
    return field in settings()["fields"].get(form, ())


def limit(block: str, name: str) -> int:
    """A limit of the file. Raises KeyError."""
    return int(settings()[block][name])


def drawings() -> tuple[Drawing, ...]:
    """The ways of drawing, the finest first."""
    return tuple(Drawing(**each) for each in settings()["drawing"]["tries"])


@cache
def settings() -> Mapping[str, Any]:
    """The packaged file."""
    found: Mapping[str, Any] = read(read_text("hojokin.flow", "data/kept_out.yaml"))
    return found
