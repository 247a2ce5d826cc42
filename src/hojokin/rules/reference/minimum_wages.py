"""Regional minimum wages (地域別最低賃金): yen per hour by prefecture and day."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hojokin.rules.reference.prefectures import prefecture
from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table, repeated

PACKAGE = "hojokin.rules.reference"


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """One regional minimum wage (地域別最低賃金). A wage equal to `yen` an hour is lawful (以上)."""

    pref_code: str
    fiscal_year: int
    yen: int
    effective_from: date
    source: str
    fact: str
    confidence: Confidence

    @property
    def unconfirmed(self) -> bool:
        """True when no official list was read for this row."""
        return not self.confidence.is_firm


@dataclass(frozen=True, slots=True)
class MinimumWageYear:
    """What all rows of one fiscal year must satisfy (年度別の検算値).

    `complete_until` is the last day on which the year's rates are known not to have been replaced;
    None where the next year's rows say so themselves.
    """

    fiscal_year: int
    prefectures: int
    lowest_yen: int
    highest_yen: int
    weighted_average_yen: int
    complete_until: date | None
    fact: str
    confidence: Confidence


@cache
def minimum_wages() -> tuple[MinimumWage, ...]:
    """Every known rate. Raises TableError when a figure breaks one of the published checks."""
    years = minimum_wage_years()
    return read_table(
        PACKAGE, "minimum_wage.csv", _minimum_wage, lambda rows: check_minimum_wages(rows, years)
    )


@cache
def minimum_wage_years() -> tuple[MinimumWageYear, ...]:
    """The published lowest, highest and average rate of each fiscal year."""
    return read_table(PACKAGE, "minimum_wage_years.csv", _year)


def minimum_wage(pref_code: str, on: date) -> MinimumWage:
    """The rate in force in a prefecture on a day. Raises UnknownCodeError where none is known."""
    rates = _of_prefecture(pref_code)
    in_force = [each for each in rates if each.effective_from <= on]
    if not in_force:
        first = rates[0].effective_from
        raise _unknown(pref_code, f"{on}", f"{first}より前", f"before {first}")
    latest = in_force[-1]
    end = _complete_until(latest.fiscal_year)
    if latest is rates[-1] and end is not None and on > end:
        raise _unknown(pref_code, f"{on}", f"{end}より後", f"after {end}")
    return latest


def minimum_wage_of_year(pref_code: str, fiscal_year: int) -> MinimumWage:
    """The rate of a fiscal year (2025 = 令和7年度), whenever it takes effect. Raises UnknownCodeError."""
    for each in _of_prefecture(pref_code):
        if each.fiscal_year == fiscal_year:
            return each
    raise _unknown(pref_code, f"{fiscal_year}年度", "この年度", "that fiscal year")


def check_minimum_wages(rows: Sequence[MinimumWage], years: Sequence[MinimumWageYear]) -> list[str]:
    """What is wrong with the rows: gaps, falling rates, extremes other than the published ones."""
    problems = repeated(f"{each.pref_code} in {each.fiscal_year}" for each in rows)
    unchecked = {each.fiscal_year for each in rows} - {year.fiscal_year for year in years}
    problems += [f"{fiscal_year} has no line of checks" for fiscal_year in sorted(unchecked)]
    for year in years:
        yen = [each.yen for each in rows if each.fiscal_year == year.fiscal_year]
        found = (len(yen), min(yen, default=0), max(yen, default=0))
        wanted = (year.prefectures, year.lowest_yen, year.highest_yen)
        if found != wanted:
            problems.append(f"{year.fiscal_year}: rows, lowest, highest are {found}, not {wanted}")
    ordered = sorted(rows, key=lambda each: (each.pref_code, each.fiscal_year))
    for before, after in itertools.pairwise(ordered):
        later = after.effective_from > before.effective_from and after.yen > before.yen
        if before.pref_code == after.pref_code and not later:
            problems.append(f"{after.pref_code}: the rate of {after.fiscal_year} does not rise")
    return problems


def _complete_until(fiscal_year: int) -> date | None:
    return next(each.complete_until for each in minimum_wage_years() if each.fiscal_year == fiscal_year)


def _of_prefecture(pref_code: str) -> tuple[MinimumWage, ...]:
    return _by_prefecture()[prefecture(pref_code).code]


@cache
def _by_prefecture() -> dict[str, tuple[MinimumWage, ...]]:
    ordered = sorted(minimum_wages(), key=lambda each: each.effective_from)
    codes = {each.pref_code for each in ordered}
    return {code: tuple(each for each in ordered if each.pref_code == code) for code in codes}


def _unknown(pref_code: str, asked: str, when: str, when_en: str) -> UnknownCodeError:
    name = prefecture(pref_code)
    return UnknownCodeError(
        f"{name.name_ja}の{asked}の地域別最低賃金は登録されていません（{when}）。"
        "厚生労働省の公表値をminimum_wage.csvに加えてください。",
        f"No minimum wage of {name.name_en} is known for {asked.removesuffix('年度')} ({when_en}). "
        "Add the published figure to minimum_wage.csv.",
    )


def _minimum_wage(cells: Cells) -> MinimumWage:
    return MinimumWage(
        pref_code=cells.text("pref_code"),
        fiscal_year=cells.whole("fiscal_year"),
        yen=cells.whole("yen"),
        effective_from=cells.day("effective_from"),
        source=cells.text("source"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )


def _year(cells: Cells) -> MinimumWageYear:
    return MinimumWageYear(
        fiscal_year=cells.whole("fiscal_year"),
        prefectures=cells.whole("prefectures"),
        lowest_yen=cells.whole("lowest_yen"),
        highest_yen=cells.whole("highest_yen"),
        weighted_average_yen=cells.whole("weighted_average_yen"),
        complete_until=cells.optional_day("complete_until"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
