"""Erasing a submitted paper (提出書類の消去): on which grounds, who asks for it and who else decides it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hojokin.flow.roles import Role
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.identifiers import SEPARATORS
from hojokin.rules.reference.reading import read_text

ASKS, DECIDES = Role.REVIEWER, Role.APPROVER
# A filing's number has six digits in a row; an insurer's has eight, and a My Number twelve, however it is grouped.
MOST_IN_A_ROW, MOST_GROUPED = 6, 11
_APART = re.compile(rf"{SEPARATORS.pattern}|[.・]")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground (消去の根拠): why the bytes of a paper may not be kept, and the law that says so."""

    code: str
    label: Text
    law: Text


def source() -> str:
    """The fact behind it."""
    return str(_settings()["source"])


def longest_reason() -> int:
    """How many characters the circumstances may have."""
    return int(_settings()["longest_reason"])


@cache
def grounds() -> Mapping[str, Ground]:
    """Every ground by its code."""
    return {
        code: Ground(code, Text(raw["label"], raw["label_en"]), Text(raw["law"], raw["law_en"]))
        for code, raw in _settings()["grounds"].items()
    }


def ground_words(code: str) -> Text:
    """A ground with its law; one that this version does not know by its code."""
    found = grounds().get(code)
    if found is None:
        return Text(code, code)
    return Text(f"{found.label.ja}（{found.law.ja}）", f"{found.label.en} ({found.law.en})")


def holds_a_number(words: str) -> bool:
    """Whether words that will be kept seem to repeat such a number, however it is grouped."""
    plain = unicodedata.normalize("NFKC", words)
    return _longest(plain) > MOST_IN_A_ROW or _longest(_APART.sub("", plain)) > MOST_GROUPED


def _longest(plain: str) -> int:
    return max(map(len, _DIGITS.findall(plain)), default=0)


@cache
def _settings() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read(read_text("hojokin.flow", "data/erasing.yaml"))
    return found
