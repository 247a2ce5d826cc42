"""Size classes (中小企業者・小規模事業者の区分): the limits of capital and staff by kind of business."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table, repeated

PACKAGE = "hojokin.rules.reference"
MAIN_INDUSTRY = "main_industry"


class SizeTest(StrEnum):
    """Which limits count: one of capital and employees is enough, or employees alone."""

    EITHER = "either"
    EMPLOYEES = "employees"


class MicroClass(StrEnum):
    """Kinds of business that the small-enterprise limit tells apart (小規模事業者の区分)."""

    COMMERCE_AND_SERVICES = "S5"
    LODGING_AND_AMUSEMENT = "S20"
    MANUFACTURING_AND_OTHERS = "M20"


@dataclass(frozen=True, slots=True)
class SmeThreshold:
    """Limits of a small or medium enterprise (中小企業者), as printed: both are 以下.

    `employees_at_most` is None where the limit of the main industry counts (classes 12 to 15).
    """

    sme_class: int
    name_ja: str
    name_en: str
    capital_at_most_yen: int | None
    employees_at_most: int | None
    test: SizeTest
    fact: str
    confidence: Confidence

    @property
    def by_main_industry(self) -> bool:
        """The body is measured by the employee limit of its main industry."""
        return self.employees_at_most is None


@dataclass(frozen=True, slots=True)
class MicroThreshold:
    """Limit of a small enterprise (小規模事業者): regular employees, 以下."""

    micro_class: MicroClass
    name_ja: str
    name_en: str
    employees_at_most: int
    fact: str
    confidence: Confidence


@cache
def sme_thresholds() -> tuple[SmeThreshold, ...]:
    """The fifteen classes of 交付規程 別紙1."""
    return read_table(PACKAGE, "sme_thresholds.csv", _sme, _check_sme)


@cache
def micro_thresholds() -> tuple[MicroThreshold, ...]:
    """The three classes of 交付規程 別紙1 二."""
    return read_table(
        PACKAGE, "micro_thresholds.csv", _micro, lambda rows: repeated(each.micro_class for each in rows)
    )


def sme_threshold(sme_class: int) -> SmeThreshold:
    """The limits of one class, 1 to 15. Raises UnknownCodeError."""
    for each in sme_thresholds():
        if each.sme_class == sme_class:
            return each
    raise UnknownCodeError(
        f"中小企業者の区分「{sme_class}」はありません。1から{len(sme_thresholds())}までです。",
        f"There is no size class {sme_class}: classes run from 1 to {len(sme_thresholds())}.",
    )


def micro_threshold(micro_class: MicroClass) -> MicroThreshold:
    """The limit of one class of small enterprise."""
    return next(each for each in micro_thresholds() if each.micro_class is micro_class)


def _check_sme(rows: Sequence[SmeThreshold]) -> list[str]:
    problems = repeated(f"class {each.sme_class}" for each in rows)
    for each in rows:
        if (each.test is SizeTest.EITHER) != (each.capital_at_most_yen is not None):
            problems.append(f'class {each.sme_class}: a capital limit belongs to the test "either" only')
        if each.by_main_industry and each.test is SizeTest.EITHER:
            problems.append(f"class {each.sme_class}: has no employee limit")
    return problems


def _sme(cells: Cells) -> SmeThreshold:
    by_main_industry = cells.text("employees_at_most") == MAIN_INDUSTRY
    return SmeThreshold(
        sme_class=cells.whole("sme_class"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        capital_at_most_yen=cells.optional_whole("capital_at_most_yen"),
        employees_at_most=None if by_main_industry else cells.whole("employees_at_most"),
        test=cells.choice("test", SizeTest),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )


def _micro(cells: Cells) -> MicroThreshold:
    return MicroThreshold(
        micro_class=cells.choice("micro_class", MicroClass),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        employees_at_most=cells.whole("employees_at_most"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
