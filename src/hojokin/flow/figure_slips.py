"""Slips in figures (数値の誤り): thousand-yen for yen, swapped columns, impossible jumps, asked back in plain words.

The audit office found 271 effect reports with wrong figures. Nothing here is a verdict: a slip is a question, and a person
who explains a figure may send it. Comparisons are exact, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from hojokin.rules.engine.facts import Text

# Our own measure of what deserves a question; no text of the programme prints these.
UNITS = (1_000, 10_000, 1_000_000)
FAR = 20  # so many times more or less than before is asked about, unless a unit explains it
NEAR_UNIT = 3  # a figure times a unit that lands within this many times of the earlier one
NEAR = 5  # a fifth apart: two figures that count as the same size
HOURS_OF_A_YEAR = 8_784
LONGEST_HOURS = 3_600
SHORTEST_HOURS = 50
FEW_HOURS = 400
ONE_OR_FEW = 3  # employees for whom so few hours may be true
HIGHEST_HOURLY = 20_000
YEARLY_PAY = (300_000, 30_000_000)  # per head, where the unit is in doubt
SAME_FIGURES = 4

YEN_FIGURES = ("operating_profit", "personnel_cost", "depreciation", "total_pay")
COUNTS = ("employees", "total_hours", "paid_people")
LABELS: Mapping[str, Text] = {
    "operating_profit": Text("営業利益", "operating profit"),
    "personnel_cost": Text("人件費", "personnel cost"),
    "depreciation": Text("減価償却費", "depreciation"),
    "total_pay": Text("給与支給総額", "total pay"),
    "employees": Text("従業員数", "employees"),
    "total_hours": Text("年間の総労働時間", "total working hours"),
    "paid_people": Text("給与を支給した人数", "people paid"),
    "lowest_wage": Text("事業場内最低賃金", "lowest hourly pay"),
}

type Figures = Mapping[str, int]
"""Figures of one year by name; what is not known is left out."""


class SlipKind(StrEnum):
    """What a figure looks like (誤りの種類)."""

    UNIT = "unit"
    SWAPPED = "swapped"
    JUMP = "jump"
    IMPOSSIBLE = "impossible"
    DISAGREES = "disagrees"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Slip:
    """One question about figures (確認したいこと). ``suggestion`` is the figure that was probably meant, by name."""

    kind: SlipKind
    fields: tuple[str, ...]
    question: Text
    suggestion: Figures


def slips_of(figures: Figures, known: Sequence[Figures] = ()) -> tuple[Slip, ...]:
    """Every question about a year's figures. ``known`` are earlier ones, the application first, the latest last.

    One figure is asked about once: a swap explains a jump, a wrong unit explains one too.
    """
    before = _latest(known)
    found: list[Slip] = list(_swaps(figures, before))
    for rule in (_units, _impossible, _disagreements, _jumps):
        asked = {name for slip in found for name in slip.fields}
        found += [each for each in rule(figures, before) if asked.isdisjoint(each.fields)]
    return (*found, *_copied(figures, known))


def _latest(known: Sequence[Figures]) -> Figures:
    """The newest figure of every name."""
    return {name: value for year in known for name, value in year.items()}


def _swaps(figures: Figures, before: Figures) -> Iterator[Slip]:
    for names in (YEN_FIGURES, COUNTS):
        for one, other in combinations(names, 2):
            if _is_swapped(figures, before, one, other):
                yield Slip(
                    SlipKind.SWAPPED,
                    (one, other),
                    Text(
                        f"{LABELS[one].ja}と{LABELS[other].ja}が入れ替わっていませんか。"
                        f"前回は{before[one]:,}と{before[other]:,}、今回は{figures[one]:,}と{figures[other]:,}です。",
                        f"Are {LABELS[one].en} and {LABELS[other].en} swapped? Earlier {before[one]:,} and {before[other]:,}, "
                        f"now {figures[one]:,} and {figures[other]:,}.",
                    ),
                    {one: figures[other], other: figures[one]},
                )


def _is_swapped(figures: Figures, before: Figures, one: str, other: str) -> bool:
    if not all(name in year for name in (one, other) for year in (figures, before)):
        return False
    crossed = _near(figures[one], before[other]) and _near(figures[other], before[one])
    straight = _near(figures[one], before[one]) or _near(figures[other], before[other])
    return crossed and not straight


def _units(figures: Figures, before: Figures) -> Iterator[Slip]:
    for name in YEN_FIGURES:
        value = figures.get(name, 0)
        unit = _unit_from(value, before[name]) if name in before else _unit_per_head(name, value, figures)
        if value and unit:
            yield Slip(
                SlipKind.UNIT,
                (name,),
                Text(
                    f"{LABELS[name].ja}の{value:,}円は、{_unit_ja(unit)}単位の数字ではありませんか。"
                    f"円に直すと{value * unit:,}円です。",
                    f"Is {LABELS[name].en}, {value:,}, in units of {unit:,} yen? In yen it would be {value * unit:,}.",
                ),
                {name: value * unit},
            )


def _unit_from(value: int, earlier: int) -> int:
    """The unit that makes a figure the size of the earlier one; 0 where the figure is of its size already."""
    if not value or not earlier or abs(value) * FAR >= abs(earlier):
        return 0
    fits = [
        unit
        for unit in UNITS
        if abs(value) * unit * NEAR_UNIT >= abs(earlier) and abs(value) * unit <= abs(earlier) * NEAR_UNIT
    ]
    # A figure near both a thousand and ten thousand is told by the nearer product.
    return min(fits, key=lambda unit: abs(abs(value) * unit - abs(earlier)), default=0)


def _unit_per_head(name: str, value: int, figures: Figures) -> int:
    """Without an earlier figure, pay for each head tells the unit: nobody earns 4,000 yen a year."""
    heads = figures.get("paid_people" if name == "total_pay" else "employees", 0)
    if name not in {"personnel_cost", "total_pay"} or not heads or value <= 0:
        return 0
    lowest, highest = YEARLY_PAY
    if value * FAR >= lowest * heads:
        return 0
    return next((unit for unit in UNITS if lowest * heads <= value * unit <= highest * heads), 0)


def _unit_ja(unit: int) -> str:
    return {1_000: "千円", 10_000: "万円", 1_000_000: "百万円"}[unit]


def _impossible(figures: Figures, before: Figures) -> Iterator[Slip]:
    del before
    heads, hours = figures.get("employees", 0), figures.get("total_hours", 0)
    if heads and hours:
        yield from _hours(heads, hours)
    if figures.get("lowest_wage", 0) > HIGHEST_HOURLY:
        yield _slip(
            SlipKind.IMPOSSIBLE,
            ("lowest_wage",),
            f"事業場内最低賃金が{figures['lowest_wage']:,}円です。月給や日給ではなく、時給に直した額を入力してください。",
            f"The lowest hourly pay is {figures['lowest_wage']:,} yen. Enter pay by the hour, not by the day or month.",
        )
    if not heads and figures.get("personnel_cost", 0) and "employees" in figures:
        yield _slip(
            SlipKind.IMPOSSIBLE,
            ("employees",),
            "従業員数が0人なのに人件費があります。従業員がいなければ、役員または事業主の人数を入力してください。",
            "There are no employees but personnel cost. Without employees enter the officers or the proprietor.",
        )


def _hours(heads: int, hours: int) -> Iterator[Slip]:
    each = hours // heads
    if hours > heads * LONGEST_HOURS:
        impossible = "1年の時間数を超えています。" if hours > heads * HOURS_OF_A_YEAR else ""
        yield _slip(
            SlipKind.IMPOSSIBLE,
            ("total_hours",),
            f"1人当たりの年間労働時間が{each:,}時間になります。{impossible}総労働時間か従業員数を確かめてください。",
            f"This makes {each:,} hours a year for each employee. Check the total hours and the employees.",
        )
    elif hours < heads * SHORTEST_HOURS:
        yield _slip(
            SlipKind.IMPOSSIBLE,
            ("total_hours",),
            f"1人当たりの年間労働時間が{each:,}時間になります。1か月分や1人当たりの月の時間を入力していませんか。",
            f"This makes {each:,} hours a year for each employee. Is it one month, or one person's month?",
        )
    elif hours <= LONGEST_HOURS and heads > ONE_OR_FEW and hours < heads * FEW_HOURS:
        yield _slip(
            SlipKind.IMPOSSIBLE,
            ("total_hours",),
            f"総労働時間{hours:,}時間は、1人当たりの時間ではありませんか。全員の合計を入力してください。",
            f"Is {hours:,} the hours of one person? Enter the total of everybody.",
        )


def _disagreements(figures: Figures, before: Figures) -> Iterator[Slip]:
    del before
    pay, cost = figures.get("total_pay", 0), figures.get("personnel_cost", 0)
    # Personnel cost holds the pay and welfare besides, so it cannot be far below it.
    if pay and cost and pay * NEAR > cost * (NEAR + 1):
        yield _slip(
            SlipKind.DISAGREES,
            ("personnel_cost", "total_pay"),
            f"給与支給総額{pay:,}円が人件費{cost:,}円より多くなっています。人件費には給与がすべて入ります。どちらかを確かめてください。",
            f"Total pay {pay:,} exceeds personnel cost {cost:,}, which contains it. Check both.",
        )
    people, heads = figures.get("paid_people", 0), figures.get("employees", 0)
    if people and heads and people > heads * FAR:
        yield _slip(
            SlipKind.DISAGREES,
            ("paid_people",),
            f"給与を支給した人数{people:,}人が、従業員数{heads:,}人と大きく違います。",
            f"{people:,} people paid, but {heads:,} employees.",
        )


def _jumps(figures: Figures, before: Figures) -> Iterator[Slip]:
    for name in (*YEN_FIGURES, *COUNTS, "lowest_wage"):
        now, then = figures.get(name), before.get(name)
        if now is None or then is None or name == "operating_profit":
            continue  # a profit may fall to nothing or turn into a loss: that is no slip
        if now * then > 0 and (now > then * FAR or now * FAR < then):
            yield _slip(
                SlipKind.JUMP,
                (name,),
                f"{LABELS[name].ja}が前回の{then:,}から{now:,}に変わっています。数字が正しければ、理由を説明に書いてください。",
                f"{LABELS[name].en.capitalize()} went from {then:,} to {now:,}. If it is right, explain why.",
            )


def _copied(figures: Figures, known: Sequence[Figures]) -> Iterator[Slip]:
    """Whole rows that equal an earlier year's were probably copied from it."""
    for year in known:
        same = [
            name
            for name in (*YEN_FIGURES, "total_hours")
            if figures.get(name) and figures[name] == year.get(name)
        ]
        if len(same) >= SAME_FIGURES:
            yield _slip(
                SlipKind.COPIED,
                tuple(same),
                f"{'・'.join(LABELS[each].ja for each in same)}が以前の報告とまったく同じです。今回の事業年度の数字を入力してください。",
                f"{', '.join(LABELS[each].en for each in same)} equal an earlier report. Enter this year's figures.",
            )
            return


def _near(one: int, other: int) -> bool:
    """Within a fifth of each other, with one sign; zero is near nothing."""
    if one * other <= 0:
        return False
    low, high = sorted((abs(one), abs(other)))
    return low * NEAR >= high * (NEAR - 1)


def _slip(kind: SlipKind, fields: tuple[str, ...], ja: str, en: str) -> Slip:
    return Slip(kind, fields, Text(ja, en), {})
