"""Texts of the decision's notices (決定通知の文): conditions, next steps, and what stands for reasons that are not told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text

FILE = "data/decision_notice.yaml"


@dataclass(frozen=True, slots=True)
class NoticeTexts:
    """What the papers say in words (通知書の文)."""

    clause: str
    conditions: tuple[str, ...]
    next_steps: tuple[str, ...]
    withheld: str
    no_limit: str


@cache
def notice_texts() -> NoticeTexts:
    """The texts, read once."""
    raw = read(read_text("hojokin.flow", FILE))
    return NoticeTexts(
        clause=raw["clause"],
        conditions=_texts(raw["conditions"]),
        next_steps=_texts(raw["next_steps"]),
        withheld=raw["withheld"],
        no_limit=raw["no_limit"],
    )


def _texts(rows: list[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(str(each["text"]) for each in rows)
