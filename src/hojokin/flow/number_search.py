"""Search for numbers that must not be kept (番号を探す): in the text of one page, however it is grouped or spaced.

An individual number is told by its check digit (平成26年総務省令第85号 第5条), which one number in ten has by
chance; so what stands before it and how it is grouped decide how sure it is.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from stdnum.jp import cn, in_

from hojokin.flow.kept_out import NumberKind, settings

_HYPHENS = "‐‑‒–—―−ー－ｰ‐⁃﹣"
_RUN = re.compile(r"[0-9](?:(?:[ \-]{1,3}| ?\n ?)?[0-9])*")
_GROUP = re.compile(r"[0-9]+")
_CLOSE_BEFORE = re.compile(r"[A-Za-z_]$|[0-9][.,/:]$")
_CLOSE_AFTER = re.compile(r"[A-Za-z_]|[.,/:][0-9]")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it stands in the text (位置): from ``start`` up to ``end``."""

    kind: NumberKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Groups of digits that together have twelve."""

    groups: tuple[str, ...]
    between: str  # what stands between them
    start: int
    end: int
    before: str  # the single digit before it, of a number of thirteen
    is_whole: bool  # no digit stands beside it

    @property
    def lengths(self) -> list[int]:
        return [len(each) for each in self.groups]


def is_individual_number(typed: str) -> bool:
    """Whether these are twelve digits with the right check digit, however wide and grouped."""
    digits = re.sub(r"[ \-]", "", _folded(typed))
    return digits.isascii() and bool(in_.is_valid(digits))


def spots_in(text: str) -> tuple[Spot, ...]:
    """Every number in a page's text that must not be kept, in the order of the text."""
    plain = _folded(text)
    found = [*_individual(plain)]
    found += _insurance(_without(plain, found))
    return tuple(sorted(found, key=lambda each: each.start))


def _without(plain: str, found: Sequence[Spot]) -> str:
    """The text as long as it was, with what was found already crossed out."""
    parts, at = [], 0
    for each in found:
        parts += [plain[at : each.start], "#" * (each.end - each.start)]
        at = each.end
    return "".join([*parts, plain[at:]])


def _folded(text: str) -> str:
    """The text letter for letter: digits, hyphens and spaces of any width become plain ones."""
    return "".join(_letter(each) for each in text)


@lru_cache(maxsize=4_096)
def _letter(letter: str) -> str:
    if letter in _HYPHENS:
        return "-"
    if letter in "\r\n":
        return "\n"
    if letter.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def _individual(plain: str) -> Iterator[Spot]:
    wanted = settings()["individual"]["digits"]
    for run in _RUN.finditer(plain.replace("\n\n", " \n")):
        end = -1
        for window in _windows(run.group(), run.start(), wanted):
            if window.start >= end and (kind := _kind(window, plain)) is not None:
                yield Spot(kind, window.start, window.end)
                end = window.end


def _windows(run: str, offset: int, wanted: int) -> Iterator[_Window]:
    """Neighbouring groups of a run that have as many digits as are wanted; what hyphens join stays together."""
    groups = list(_GROUP.finditer(run))
    for first, begins in enumerate(groups):
        digits = 0
        for last in range(first, len(groups)):
            digits += len(groups[last].group())
            if digits >= wanted:
                break
        if digits != wanted or "-" in run[groups[first - 1].end() if first else 0 : begins.start()]:
            continue
        if "-" in run[groups[last].end() : groups[last + 1].start() if last + 1 < len(groups) else None]:
            continue
        inside = groups[first : last + 1]
        yield _Window(
            tuple(each.group() for each in inside),
            "".join(run[a.end() : b.start()] for a, b in itertools.pairwise(inside)),
            offset + begins.start(),
            offset + groups[last].end(),
            groups[first - 1].group() if first else "",
            len(inside) == len(groups),
        )


def _kind(window: _Window, plain: str) -> NumberKind | None:
    if not in_.is_valid("".join(window.groups)):
        return None
    near = plain[max(0, window.start - settings()["individual"]["reach"] * 3) : window.start]
    if _CLOSE_BEFORE.search(near[-2:]) or _CLOSE_AFTER.match(plain[window.end : window.end + 2]):
        return None
    label = _label_before(near)
    if label is not None:
        return NumberKind.INDIVIDUAL if label else None
    return _unlabelled(window)


def _unlabelled(window: _Window) -> NumberKind | None:
    """How sure it is by its grouping alone."""
    raw, lengths = settings()["individual"], window.lengths
    has_hyphens, has_lines = "-" in window.between, "\n" in window.between
    is_single = set(lengths) == {1}
    if is_single or has_lines:
        return NumberKind.INDIVIDUAL if is_single and window.is_whole else None
    if lengths == raw["card_groups"]:
        return None if _is_count_of_years(window) or _is_corporate(window) else NumberKind.INDIVIDUAL
    if len(lengths) == 1:
        return NumberKind.INDIVIDUAL
    if has_hyphens:
        return None if lengths == raw["company_groups"] else NumberKind.INDIVIDUAL
    return NumberKind.POSSIBLE if window.is_whole else None


def _is_count_of_years(window: _Window) -> bool:
    """2024 2025 2026: the head of a table."""
    years = [int(each) for each in window.groups]
    steps = {later - earlier for earlier, later in itertools.pairwise(years)}
    return steps in ({1}, {-1})


def _is_corporate(window: _Window) -> bool:
    """Thirteen digits after all: 1 2345 6789 0123."""
    return len(window.before) == 1 and bool(cn.is_valid(window.before + "".join(window.groups)))


def _label_before(near: str) -> bool | None:
    """Whether the nearest label says that it is one; None where none stands before it."""
    reach = settings()["individual"]["reach"]
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", near))[-reach:]
    own, other = (max(map(words.rfind, _words(key))) for key in ("words", "other_words"))
    return None if own == other == -1 else own > other


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(_folded(each) for each in settings()["individual"][key])


def _insurance(plain: str) -> Iterator[Spot]:
    raw = settings()["insurance"]
    told = re.sub(r"\s", "", plain)
    shares = any(each in told for each in raw["beside"])
    words: Sequence[str] = [*raw["words"], *(raw["shared_words"] if shares else ())]
    end = -1
    for found in _labelled(tuple(words)).finditer(plain):
        digits = sum(map(str.isdecimal, found["number"]))
        if found.start("number") >= end and raw["fewest_digits"] <= digits <= raw["most_digits"]:
            yield Spot(NumberKind.INSURANCE, found.start("number"), found.end("number"))
            end = found.end("number")


@cache
def _labelled(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, however it is spaced, then a number, with its second part and branch where there are any."""
    spaced = "|".join(r"\s*".join(map(re.escape, each)) for each in sorted(words, key=len, reverse=True))
    number = r"[0-9](?:[ \-]{0,2}[0-9])*"
    second = r"(?:\s{0,3}(?:番\s*号|-|・)[^0-9]{0,4}[0-9]+)?(?:[^0-9]{0,3}枝\s*番[^0-9]{0,4}[0-9]+)?"
    reach = settings()["insurance"]["reach"]
    return re.compile(rf"(?:{spaced})[^0-9]{{0,{reach}}}?(?P<number>{number}{second})")
