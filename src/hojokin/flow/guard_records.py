"""Records that do not fit (記録の不一致): invoice numbers used twice, cancelled tools, unusual vendors, wrong figures."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import comb

from hojokin.flow.figure_slips import Figures, SlipKind, slips_of
from hojokin.flow.guards import Alert, Pattern, Place, limit, said
from hojokin.rules.engine.facts import Text

NOTHING_SAID = Text("", "")


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as a report names it (請求書)."""

    case: str
    vendor: str
    number: str
    vendor_name: str = ""


@dataclass(frozen=True, slots=True)
class VendorCount:
    """How many of a vendor's grants ended by cancellation (取消しの件数), by the grantee or by the office."""

    vendor: str
    name: str
    grants: int
    cancelled: int
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedYear:
    """A year's figures of an effect report (効果報告の数値), with those known before, oldest first."""

    case: str
    figures: Figures
    known: tuple[Figures, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A granted tool that its vendor reports as cancelled (解約の届出). ``owed`` says what the rules ask back."""

    case: str
    tool: str
    on: date
    owed: Text = NOTHING_SAID


def same_invoices(invoices: Iterable[Invoice]) -> Iterator[Alert]:
    """Numbers of one vendor that stand in several cases, unless it numbers every customer's alike."""
    found: dict[tuple[str, str], dict[str, Invoice]] = defaultdict(dict)
    for each in invoices:
        number = _number(each.number)
        if len(number) >= limit("invoice", "letters"):
            found[each.vendor, number].setdefault(each.case, each)
    for (vendor, number), by_case in found.items():
        first, *later = by_case.values()
        if len(by_case) <= limit("invoice", "common"):
            yield from (_invoice(vendor, number, first, each) for each in later)


def _invoice(vendor: str, number: str, one: Invoice, other: Invoice) -> Alert:
    told = {
        "vendor": other.vendor_name or vendor,
        "number": other.number,
        "one": one.case,
        "other": other.case,
    }
    key = f"{Pattern.SAME_INVOICE}:{vendor}:{number}:{other.case}"
    return Alert(
        Pattern.SAME_INVOICE, key, said(Pattern.SAME_INVOICE, told), (Place(one.case), Place(other.case))
    )


def _number(written: str) -> str:
    """Letters and digits in one width and case: hyphens and spaces are not told apart."""
    return "".join(each for each in unicodedata.normalize("NFKC", written).casefold() if each.isalnum())


def unusual_vendors(counts: Sequence[VendorCount]) -> Iterator[Alert]:
    """Vendors whose cancellations chance does not explain, by the share among all the others' grants."""
    grants, cancelled = sum(each.grants for each in counts), sum(each.cancelled for each in counts)
    for each in counts:
        rest = Fraction(cancelled - each.cancelled, max(grants - each.grants, 1))
        if each.cancelled >= limit("cancellations", "least") and _is_unusual(each, rest):
            told: dict[str, object] = {
                "vendor": each.name,
                "grants": each.grants,
                "cancelled": each.cancelled,
                "all_grants": grants,
                "all_cancelled": cancelled,
            }
            pattern = Pattern.VENDOR_CANCELLATIONS
            # Asked again when they have doubled, whatever was answered before.
            key = f"{pattern}:{each.vendor}:{each.cancelled.bit_length()}"
            yield Alert(pattern, key, said(pattern, told), tuple(map(Place, each.cases)))


def _is_unusual(count: VendorCount, share: Fraction) -> bool:
    """Whether so many would come by chance less often than one time in ``one_in``; exact, without floats."""
    hit, miss, n = share.numerator, share.denominator - share.numerator, count.grants
    if count.cancelled * share.denominator <= n * hit:
        return False  # not even more than expected: chance has as many half of the time
    fewer = sum(comb(n, k) * hit**k * miss ** (n - k) for k in range(count.cancelled))
    whole: int = share.denominator**n
    return bool((whole - fewer) * limit("cancellations", "one_in") < whole)


def wrong_figures(years: Iterable[ReportedYear]) -> Iterator[Alert]:
    """Reports whose figures deserve a question; a year that merely equals another is told by the report's own check."""
    pattern = Pattern.FIGURE_SLIPS
    for year in years:
        slips = [each for each in slips_of(year.figures, year.known) if each.kind is not SlipKind.COPIED]
        if slips:
            ja = {"question": "".join(each.question.ja for each in slips)}
            en = {"question": " ".join(each.question.en for each in slips)}
            yield Alert(pattern, f"{pattern}:{year.case}", said(pattern, ja, en), (Place(year.case),))


def cancelled_tools(found: Iterable[Cancelled]) -> Iterator[Alert]:
    """Granted tools that are no longer in use."""
    pattern = Pattern.TOOL_CANCELLED
    for each in found:
        told: Mapping[str, object] = {"case": each.case, "tool": each.tool, "on": each.on.isoformat()}
        key = f"{pattern}:{each.case}:{each.tool}:{each.on}"
        seen = said(pattern, told)
        whole = Text(seen.ja + each.owed.ja, f"{seen.en} {each.owed.en}".rstrip())
        yield Alert(pattern, key, whole, (Place(each.case),))
