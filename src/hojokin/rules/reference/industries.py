"""Industries (日本標準産業分類): divisions A to T, and the size class of a two- to four-digit code."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table, repeated, shown
from hojokin.rules.reference.size_classes import MicroClass

PACKAGE = "hojokin.rules.reference"
MIDDLE_CLASS_DIGITS = 2
FINEST_CLASS_DIGITS = 4


@dataclass(frozen=True, slots=True)
class IndustryDivision:
    """A major division (大分類) with its first and last middle class (中分類), two digits each."""

    division: str
    name_ja: str
    name_en: str
    middle_from: str
    middle_to: str
    fact: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SizeClass:
    """The size classes of an industry (業種の規模区分): rows of 別紙1 that its limits come from."""

    prefix: str
    name_ja: str
    sme_class: int
    micro_class: MicroClass
    fact: str
    confidence: Confidence

    @property
    def unconfirmed(self) -> bool:
        """True when the assignment of the industry to the class is our own reading."""
        return not self.confidence.is_firm


@cache
def industry_divisions() -> tuple[IndustryDivision, ...]:
    """The twenty divisions. Source: 日本標準産業分類（令和5年7月改定）."""
    return read_table(PACKAGE, "industry_divisions.csv", _division, check_divisions)


@cache
def size_classes() -> tuple[SizeClass, ...]:
    """Every assigned prefix in the order of the table."""
    return read_table(PACKAGE, "industries.csv", _size_class, check_size_classes)


def size_class(industry_code: str) -> SizeClass:
    """The size class of a code of two to four digits: the longest prefix wins. Raises UnknownCodeError.

    Only the middle class (two digits) is checked to exist; a finer code inherits from it.
    """
    table = _by_prefix()
    digits = industry_code.isascii() and industry_code.isdigit()
    if digits and MIDDLE_CLASS_DIGITS <= len(industry_code) <= FINEST_CLASS_DIGITS:
        for width in range(len(industry_code), MIDDLE_CLASS_DIGITS - 1, -1):
            if industry_code[:width] in table:
                return table[industry_code[:width]]
        if (division := _division_of(industry_code)) is not None:
            raise _classless(industry_code, division)
    raise _unknown(industry_code)


def industry_division(industry_code: str) -> IndustryDivision:
    """The division that holds a code of two digits or more. Raises UnknownCodeError."""
    division = _division_of(industry_code)
    if division is None:
        raise _unknown(industry_code)
    return division


def check_divisions(rows: Sequence[IndustryDivision]) -> list[str]:
    """What is wrong with the divisions: repeats, and gaps between their middle classes."""
    problems = repeated(each.division for each in rows)
    for before, after in itertools.pairwise(rows):
        if int(after.middle_from) != int(before.middle_to) + 1:
            problems.append(f"{after.division} does not follow on {before.division}")
    return problems


def check_size_classes(rows: Sequence[SizeClass]) -> list[str]:
    """What is wrong with the assignment: repeats, and fine classes without their middle class."""
    prefixes = {each.prefix for each in rows}
    problems = repeated(each.prefix for each in rows)
    orphans = [prefix for prefix in sorted(prefixes) if prefix[:MIDDLE_CLASS_DIGITS] not in prefixes]
    problems += [f"{prefix} has no middle class" for prefix in orphans]
    return problems


def _division_of(code: str) -> IndustryDivision | None:
    middle = code[:MIDDLE_CLASS_DIGITS]
    if not (code.isascii() and code.isdigit() and len(middle) == MIDDLE_CLASS_DIGITS):
        return None
    found = (each for each in industry_divisions() if each.middle_from <= middle <= each.middle_to)
    return next(found, None)


def _classless(code: str, division: IndustryDivision) -> UnknownCodeError:
    """A code of the classification that no row of 別紙1 speaks of, such as public service."""
    return UnknownCodeError(
        f"業種コード「{code}」（{division.division} {division.name_ja}）には、この補助金の規模区分がありません。"
        "実際に営む事業の業種コードを入力してください。",
        f"Industry code {code!r} ({division.division} {division.name_en}) has no size class in this programme. "
        "Give the code of the business that is actually carried on.",
    )


def _unknown(code: str) -> UnknownCodeError:
    code = shown(code)
    hints = "、".join(f"{each.prefix} {each.name_ja}" for each in _near(code)[:3])
    return UnknownCodeError(
        f"業種コード「{code}」には規模区分がありません。日本標準産業分類の中分類（2桁）から細分類（4桁）の数字で入力してください。"
        + (f"近いもの: {hints}" if hints else ""),
        f"No size class for industry code {code!r}: give two to four digits of the Japan Standard Industrial "
        "Classification." + (f" Near: {hints}" if hints else ""),
    )


def _near(code: str) -> list[SizeClass]:
    """Industries that carry the text in their name, or share the most leading digits with the code."""
    named = [each for each in size_classes() if code and code in each.name_ja]
    starts = (code[:width] for width in range(len(code), 0, -1))
    shared = ([each for each in size_classes() if each.prefix.startswith(start)] for start in starts)
    return named or next((found for found in shared if found), [])


@cache
def _by_prefix() -> dict[str, SizeClass]:
    return {each.prefix: each for each in size_classes()}


def _division(cells: Cells) -> IndustryDivision:
    return IndustryDivision(
        division=cells.text("division"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        middle_from=cells.text("middle_from"),
        middle_to=cells.text("middle_to"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )


def _size_class(cells: Cells) -> SizeClass:
    return SizeClass(
        prefix=cells.text("prefix"),
        name_ja=cells.text("name_ja"),
        sme_class=cells.whole("sme_class"),
        micro_class=cells.choice("micro_class", MicroClass),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
