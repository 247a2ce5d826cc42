"""Planted cases (仕込んだ事例): a programme of synthetic cases as plain values, honest but for what is planted and known.

Honest cases hold the coincidences that mislead: screens of one software that look alike, numbers that every invoice of
a vendor bears, accountants' telephones, namesakes, tenants of one building, families, vendors that number every
customer's invoices from 001. How far copies and honest pages differ was measured on drawn screens and written slips.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from hojokin.flow.figure_slips import Figures
from hojokin.flow.guard_evidence import BITS, Sighting
from hojokin.flow.guard_links import Deal, Trait, TraitKind
from hojokin.flow.guard_moved import QUARTERS, VIEWS, in_view
from hojokin.flow.guard_records import Cancelled, Invoice, ReportedYear, VendorCount
from hojokin.flow.guards import Pattern, Place

SHARE = 200  # one case in so many is planted, for each pattern
VENDOR_CASES = 100  # cases a vendor has on average
ON = date(2026, 11, 22)


@dataclass
class Programme:
    """The values that the guards look at, and what is planted: sets of cases, parties or a vendor."""

    deals: list[Deal] = field(default_factory=list)
    files: list[Sighting] = field(default_factory=list)
    pictures: list[Sighting] = field(default_factory=list)
    texts: list[Sighting] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    traits: list[Trait] = field(default_factory=list)
    counts: list[VendorCount] = field(default_factory=list)
    years: list[ReportedYear] = field(default_factory=list)
    cancelled: list[Cancelled] = field(default_factory=list)
    disguises: dict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # cases of copied pictures
    planted: dict[Pattern, dict[frozenset[str], str]] = field(default_factory=lambda: defaultdict(dict))

    def plant(self, pattern: Pattern, *who: str) -> None:
        """Remember what was planted, and in whom: the first of the names."""
        self.planted[pattern][frozenset(who)] = who[0]


def programme(cases: int, seed: int = 1) -> Programme:
    """So many cases with everything planted among them."""
    chance, made = Random(seed), Programme()
    vendors = [f"v{n}" for n in range(max(cases // VENDOR_CASES, 4))]
    # One case in ten is of a vendor with about three customers, whose layout is as rare as a copy.
    small = [f"v{len(vendors) + n}" for n in range(max(cases // 30, 4))]
    made.deals = [
        Deal(f"c{n}", f"a{n}", chance.choice(vendors if chance.randrange(10) else small))
        for n in range(cases)
    ]
    vendors += small
    _evidence(made, chance)
    _invoices(made, chance)
    _traits(made, vendors, chance)
    _vendors(made, vendors, chance)
    _years(made, chance)
    _cancelled(made, chance)
    return made


def _evidence(made: Programme, chance: Random) -> None:
    """One file, one screen and one slip of every case; copies of another case of the same vendor among them."""
    layouts = {each.vendor: _layout(chance) for each in made.deals}
    earlier: dict[str, list[int]] = defaultdict(list)
    for place, deal in enumerate(made.deals):
        vendor, before = layouts[deal.vendor], earlier[deal.vendor]
        copied = {
            pattern: chance.choice(before) for pattern in _KINDS if before and not chance.randrange(SHARE)
        }
        for pattern, other in copied.items():
            made.plant(pattern, deal.case, made.deals[other].case)
        file, picture, text = (copied.get(each) for each in _KINDS)
        turned = picture is None and bool(before) and not chance.randrange(SHARE)
        if turned:
            picture = chance.choice(before)
            made.plant(Pattern.SAME_PICTURE, deal.case, made.deals[picture].case)
        if picture is not None:
            made.disguises["turned" if turned else "saved anew"].add(deal.case)
        digest = str(place) if file is None else made.files[file].digest
        made.files.append(_page(deal, None, (), (), digest))
        seen = _screen(vendor, chance)
        if picture is not None:
            copying = _turned_screen if turned else _copied_screen
            seen = copying(made.pictures[picture], chance)
        made.pictures.append(_page(deal, seen[0], *_in_views(seen[1])))
        read = _slip(vendor, chance) if text is None else _copied_slip(made.texts[text], chance)
        made.texts.append(_page(deal, *read))
        before.append(place)


_KINDS = (Pattern.SAME_FILE, Pattern.SAME_PICTURE, Pattern.SAME_TEXT)


@dataclass(frozen=True)
class _Layout:
    """What all screens and slips of a vendor's customers have in common."""

    look: int
    tiles: Sequence[Sequence[int]]  # on every screen, upright and in each of its turns
    chances: Sequence[Sequence[int]]  # tiles that say so little that some come by chance
    text: int
    numbers: Sequence[int]  # its telephone, registration and account on every invoice


def _layout(chance: Random) -> _Layout:
    def some(count: int) -> Sequence[int]:
        return [chance.getrandbits(BITS) for _ in range(count)]

    tiles, chances = [some(5) for _ in range(QUARTERS)], [some(60) for _ in range(QUARTERS)]
    return _Layout(chance.getrandbits(BITS), tiles, chances, chance.getrandbits(BITS), some(4))


def _page(
    deal: Deal, look: int | None, marks: Sequence[int], views: Sequence[int] = (), digest: str = ""
) -> Sighting:
    return Sighting(
        Place(deal.case, 1, 1), deal.applicant, "証憑.pdf", look, tuple(marks), digest, tuple(views)
    )


type _Turns = list[list[int]]  # details of a screen, upright and in each of its turns


def _screen(of: _Layout, chance: Random) -> tuple[int, _Turns]:
    """Honest screens of one software: measured 8 of 64 bits apart, 4 to 16 details of their own."""
    count, few = chance.randint(4, 11), chance.randint(0, 2)
    turns = [
        [*tiles, *chance.sample(chances, few), *(chance.getrandbits(BITS) for _ in range(count))]
        for tiles, chances in zip(of.tiles, of.chances, strict=True)
    ]
    return _flipped(of.look, chance.randint(0, 8), chance), turns


def _copied_screen(page: Sighting, chance: Random) -> tuple[int, _Turns]:
    """Saved anew, in another size, or with another name pasted over: most details stay, the look may not."""
    assert page.look is not None
    flips = chance.randint(16, 28) if chance.randrange(3) == 0 else chance.randint(0, 3)
    return _flipped(page.look, flips, chance), [_kept(each, 75, chance) for each in _turns(page)]


def _turned_screen(page: Sighting, chance: Random) -> tuple[int, _Turns]:
    """Turned and saved anew: of drawn ones half keep 60 percent of their details or more, nearly all of them 35."""
    turns, by = _turns(page), chance.randint(1, QUARTERS - 1)
    percent = chance.randint(35, 85)
    return chance.getrandbits(BITS), [
        _kept(turns[(place - by) % QUARTERS], percent, chance) for place in range(QUARTERS)
    ]


def _kept(details: Sequence[int], percent: int, chance: Random) -> list[int]:
    return [each if chance.randrange(100) < percent else chance.getrandbits(BITS) for each in details]


def _turns(page: Sighting) -> _Turns:
    found: _Turns = [[] for _ in range(QUARTERS)]
    for mark in page.marks + page.views:
        found[mark % VIEWS].append(mark)
    return found


def _in_views(turns: _Turns) -> tuple[list[int], list[int]]:
    """The marks of the whole screen, and those of its turns."""
    whole, *others = [[in_view(each, view) for each in details] for view, details in enumerate(turns)]
    return whole, [each for details in others for each in details]


def _slip(of: _Layout, chance: Random) -> tuple[int, list[int]]:
    """Invoice and slip: own receipt number and account, a round amount that many have, the vendor's numbers."""
    own = [chance.getrandbits(BITS) for _ in range(chance.randint(2, 4))]
    return _flipped(of.text, chance.randint(2, 9), chance), [*of.numbers, chance.randrange(400), *own]


def _copied_slip(page: Sighting, chance: Random) -> tuple[int, list[int]]:
    """Another payer's name is written in; one time in five a number is changed as well."""
    assert page.look is not None
    changed = chance.randrange(len(page.marks)) if chance.randrange(5) == 0 else None
    kept = [chance.getrandbits(BITS) if n == changed else each for n, each in enumerate(page.marks)]
    return _flipped(page.look, chance.randint(1, 12), chance), kept


def _flipped(look: int, bits: int, chance: Random) -> int:
    for each in chance.sample(range(BITS), bits):
        look ^= 1 << each
    return look


def _invoices(made: Programme, chance: Random) -> None:
    """One vendor in twenty begins with 001 for every customer."""
    earlier: dict[str, list[Invoice]] = defaultdict(list)
    for place, deal in enumerate(made.deals):
        before = earlier[deal.vendor]
        number = "001" if int(deal.vendor[1:]) % 20 == 0 else f"INV-{place:06d}"
        if before and number != "001" and not chance.randrange(SHARE):
            other = chance.choice(before)
            number = other.number.replace("-", " ") if chance.randrange(2) else other.number
            made.plant(Pattern.SAME_INVOICE, deal.case, other.case)
        made.invoices.append(Invoice(deal.case, deal.vendor, number))
        before.append(made.invoices[-1])


def _traits(made: Programme, vendors: Sequence[str], chance: Random) -> None:
    """Every party's own; then what honest parties share; then what is planted."""
    count = len(made.deals)
    given = {(kind, f"a{n}"): f"{kind}{n}" for kind in TraitKind for n in range(count)}
    given |= {(kind, each): f"{kind}{each}" for kind in TraitKind for each in vendors}
    for n in range(count):
        given[TraitKind.OFFICER, f"a{n}"] = f"name{chance.randrange(3 * count)}"
        if not chance.randrange(10):  # tenants of one building
            given[TraitKind.ADDRESS, f"a{n}"] = f"building{chance.randrange(max(count // 50, 1))}"
        if not chance.randrange(20):  # its accountant's telephone
            given[TraitKind.PHONE, f"a{n}"] = f"accountant{chance.randrange(max(count // 500, 1))}"
        if n and not chance.randrange(1_000):  # a family with two firms
            given[TraitKind.PHONE, f"a{n}"] = given[TraitKind.PHONE, f"a{n - 1}"]
    for n in range(1, count):
        for kind in TraitKind:
            if not chance.randrange(SHARE):
                _share(made, given, kind, n, chance)
    made.traits += [Trait(kind, value, party) for (kind, party), value in given.items()]


def _share(
    made: Programme, given: dict[tuple[TraitKind, str], str], kind: TraitKind, n: int, chance: Random
) -> None:
    """An applicant has the account of another applicant, or what one of its own vendor's people has."""
    deal = made.deals[n]
    if kind is TraitKind.ACCOUNT:
        other = f"a{chance.randrange(n)}"
        value = given[kind, other]
    else:
        other, value = deal.vendor, f"planted {kind}{n}"
        made.traits.append(Trait(kind, value, other))
    given[kind, deal.applicant] = value
    made.plant(Pattern(f"shared_{kind}"), deal.applicant, other)


def _vendors(made: Programme, vendors: Sequence[str], chance: Random) -> None:
    """Two grants in a hundred are cancelled; one vendor in fifty loses a sixth of its own or more."""
    for place, vendor in enumerate(vendors):
        grants = chance.randint(40, 160)
        is_planted = place % 50 == 7
        share = chance.randint(17, 40) if is_planted else 2
        cancelled = sum(chance.randrange(100) < share for _ in range(grants))
        made.counts.append(VendorCount(vendor, vendor, grants, cancelled))
        if is_planted:
            made.plant(Pattern.VENDOR_CANCELLATIONS, vendor)


def _years(made: Programme, chance: Random) -> None:
    """A report a case: figures move by a third at most, but for one firm in a hundred that doubles or halves."""
    for deal in made.deals:
        before = _figures(chance)
        now = {name: value * chance.randint(75, 133) // 100 for name, value in before.items()}
        now["employees"] = before["employees"] + chance.randint(0, 1)
        now["total_hours"] = now["employees"] * chance.randint(1_500, 2_100)
        now["total_pay"] = min(now["total_pay"], now["personnel_cost"])
        if not chance.randrange(100):
            factor = chance.choice([50, 200])
            now = {name: value * factor // 100 for name, value in now.items()}
            now["employees"] = max(now["employees"], 1)
        if not chance.randrange(SHARE):
            _slipped(now, before, chance)
            made.plant(Pattern.FIGURE_SLIPS, deal.case)
        made.years.append(ReportedYear(deal.case, now, (before,)))


def _figures(chance: Random) -> dict[str, int]:
    heads = chance.choice([1, 2, 3, 5, 8, 13, 20, 40, 80])
    cost = heads * chance.randint(3_000_000, 7_000_000)
    return {
        "operating_profit": chance.randint(-5_000_000, 30_000_000),
        "personnel_cost": cost,
        "depreciation": chance.randint(100_000, 9_000_000),
        "total_pay": cost * chance.randint(75, 95) // 100,
        "employees": heads,
        "total_hours": heads * chance.randint(1_500, 2_100),
    }


def _slipped(now: dict[str, int], before: Figures, chance: Random) -> None:
    """Thousand-yen for yen, swapped columns, a digit too many twice over, hours of one month."""
    slip = chance.randrange(4)
    if slip == 0:
        for name in ("personnel_cost", "total_pay"):
            now[name] //= 1_000
    elif slip == 1:
        now["employees"], now["total_hours"] = now["total_hours"], now["employees"]
    elif slip == 2:
        now["personnel_cost"] = before["personnel_cost"] * 100
    else:
        now["total_hours"] = now["employees"] * 160 // 12


def _cancelled(made: Programme, chance: Random) -> None:
    """What vendors report is planted as it is: every cancellation is an alert."""
    for deal in made.deals:
        if not chance.randrange(SHARE):
            made.cancelled.append(Cancelled(deal.case, "会計ソフト", ON))
            made.plant(Pattern.TOOL_CANCELLED, deal.case)
