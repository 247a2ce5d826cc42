"""Notices (お知らせの文面): from an event and what is known of it to a subject and a text, in the reader's language.

A line that names something which is not known is left out, so that one text serves many events.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read

# A text, or one word of the programme in Japanese and in English.
type Said = dict[str, str | list[str]]

SUBJECT_MOST = 150
_NAME = re.compile(r"{([a-z_]+)}")
_WEEKDAYS = "月火水木金土日"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Template:
    """Text of a kind of event (文面). ``is_secret``: it carries a link or a code that only its receiver may see."""

    name: str
    subject: Text
    text: Text
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What one person reads (連絡)."""

    subject: str
    text: str


@cache
def _file() -> Mapping[str, Any]:
    raw: Mapping[str, Any] = read(files("hojokin.flow").joinpath("notices.yaml").read_text(encoding="utf-8"))
    return raw


@cache
def templates() -> Mapping[str, Template]:
    """Every template by the event it is for: ``table.action``, ``*.action``, a name of its own, or ``*``."""
    return {
        str(event): Template(
            name,
            Text(raw["subject"], raw["subject_en"]),
            Text(raw["text"], raw["text_en"]),
            raw.get("secret", False),
        )
        for name, raw in _file()["templates"].items()
        for event in raw["events"]
    }


def placeholders() -> frozenset[str]:
    """Every name that a template may use."""
    return frozenset(_file()["placeholders"])


def days_before() -> tuple[int, ...]:
    """On how many days before a deadline it is recalled."""
    return tuple(_file()["days_before"])


def delays() -> tuple[int, ...]:
    """Seconds to wait after each delivery that failed; after the last one nobody tries again."""
    return tuple(_file()["delays"])


def template_of(event: str) -> Template:
    """The nearest template of an event."""
    known = templates()
    for name in (event, f"*.{event.rpartition('.')[2]}"):
        if name in known:
            return known[name]
    return known["*"]


def is_secret(event: str) -> bool:
    """Whether the text may reach its receiver only, and no page."""
    return template_of(event).is_secret


def written(event: str, said: Mapping[str, str | list[str]], language: str) -> Message:
    """Subject and text for one reader."""
    template = template_of(event)
    words = {name: _word(each, language) for name, each in said.items()}
    subject = _in_one_line(_lines(template.subject.in_language(language), words))
    return Message(subject[:SUBJECT_MOST], _lines(template.text.in_language(language), words))


def footer(language: str, link: str = "") -> str:
    """What stands under every mail."""
    raw = _file()["footer"]
    return _lines(raw["text_en" if language == "en" else "text"], {"link": link})


def local_words(at: datetime) -> Text:
    """A moment in Japan, in words. The moment is already in Japan's time."""
    clock = f"{at:%H:%M}"
    return Text(
        f"{at.year}年{at.month}月{at.day}日（{_WEEKDAYS[at.weekday()]}）{clock}",
        f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {clock} (Japan time)",
    )


def days_left_words(days: int) -> Text:
    """How long it still is to a deadline, in words."""
    if days == 0:
        return Text("本日が期限", "due today")
    return Text(f"あと{days}日", f"{days} day left" if days == 1 else f"{days} days left")


def _in_one_line(text: str) -> str:
    """A subject that a mail may bear: names may hold controls and letters without a shape, which no head takes."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def _word(value: str | list[str], language: str) -> str:
    if isinstance(value, str):
        return value
    ja, en = value
    return en if language == "en" else ja


def _lines(text: str, words: Mapping[str, str]) -> str:
    """The lines whose names are all known, filled in; never more than one empty line in a row."""
    kept = [
        _NAME.sub(lambda found: words[found[1]], line)
        for line in text.splitlines()
        if all(words.get(name) for name in _NAME.findall(line))
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")
