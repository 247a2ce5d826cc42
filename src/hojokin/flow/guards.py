"""Guards (不正の警告): what an alert says – what was seen, where, how sure, what to check, and what that costs.

An alert is a question to a person, never a verdict. The limits are ours and dated, in data/guards.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text


class Pattern(StrEnum):
    """What an alert is about (警告の種類)."""

    SAME_FILE = "same_file"
    SAME_PICTURE = "same_picture"
    SAME_TEXT = "same_text"
    SAME_INVOICE = "same_invoice"
    SHARED_ACCOUNT = "shared_account"
    SHARED_DEVICE = "shared_device"
    SHARED_PHONE = "shared_phone"
    SHARED_OFFICER = "shared_officer"
    SHARED_ADDRESS = "shared_address"
    VENDOR_CANCELLATIONS = "vendor_cancellations"
    FIGURE_SLIPS = "figure_slips"
    TOOL_CANCELLED = "tool_cancelled"


class Sureness(StrEnum):
    """How sure it is (確からしさ)."""

    HIGH = "high"
    LIKELY = "likely"
    POSSIBLE = "possible"


SURENESS_LABELS = {
    Sureness.HIGH: Text("ほぼ確か", "Almost certain"),
    Sureness.LIKELY: Text("おそらく", "Likely"),
    Sureness.POSSIBLE: Text("かもしれない", "Possible"),
}


@dataclass(frozen=True, slots=True)
class PatternWords:
    """Words of a pattern (警告の説明), how sure it is by itself, and the minutes that it costs a reviewer."""

    label: Text
    seen: Text
    check: Text
    sureness: Sureness
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was seen (場所): a case, and within it a document with its page, where there is one."""

    case: str
    document: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What two parties have in common (つながり)."""

    one: str
    kind: str
    other: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert (警告). ``key`` is the same whenever the same thing is seen again."""

    pattern: Pattern
    key: str
    seen: Text
    places: tuple[Place, ...]
    links: tuple[Link, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that it is about, each once."""
        return tuple(dict.fromkeys(each.case for each in self.places if each.case))

    @property
    def words(self) -> PatternWords:
        """What the pattern says."""
        return words_of(self.pattern)


def words_of(pattern: Pattern) -> PatternWords:
    """The words of a pattern."""
    return _words()[pattern]


def limit(block: str, name: str) -> int:
    """A limit of the file. Raises KeyError."""
    return int(_file()["limits"][block][name])


def set_on() -> date:
    """The day on which the limits were set."""
    found: date = _file()["set_on"]
    return found


def evidence_fields() -> tuple[str, ...]:
    """The fields whose pages are compared across cases."""
    return tuple(_file()["evidence_fields"])


def said(pattern: Pattern, ja: Mapping[str, object], en: Mapping[str, object] | None = None) -> Text:
    """What was seen, with its words filled in."""
    seen = words_of(pattern).seen
    return Text(seen.ja.format_map(ja), seen.en.format_map(ja if en is None else en))


def moved_words(name: str) -> Text:
    """What is said of a picture in another view: the sentence, or one of the ways. Raises KeyError."""
    found = _file()["moved"][name]
    return Text(found["ja"], found["en"])


@cache
def _words() -> Mapping[Pattern, PatternWords]:
    return {Pattern(name): _read(raw) for name, raw in _file()["patterns"].items()}


def _read(raw: Mapping[str, Any]) -> PatternWords:
    def both(name: str) -> Text:
        return Text(raw[name], raw[f"{name}_en"])

    return PatternWords(both("label"), both("seen"), both("check"), Sureness(raw["sureness"]), raw["minutes"])


@cache
def _file() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read(read_text("hojokin.flow", "data/guards.yaml"))
    return found
