"""Areas to black out (黒塗りの範囲): as they are typed, drawn or chosen, in per cent of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from django.http import QueryDict

from hojokin.flow.kept_out import KIND_LABELS, NumberKind, limit
from hojokin.office.adapters.paper_numbers import WHOLE, Area, FoundNumber
from hojokin.rules.engine.facts import Text

SIDES = ("left", "top", "width", "height")
TENTHS = 10  # a per cent has ten thousandths of the page
BAD_PAGE = Text("ページは1から{pages}までの数字です。", "The page is a number from 1 to {pages}.")
BAD_NUMBER = Text("位置と大きさは0から100までの数字です。", "Places and sizes are numbers from 0 to 100.")
NO_SIZE = Text("幅と高さは0より大きくしてください。", "Width and height must be above 0.")
OUTSIDE = Text("ページからはみ出しています。", "It reaches beyond the page.")
TOO_MANY = Text("一度に隠せるのは{most}か所までです。", "At most {most} places at once.")


@dataclass(frozen=True, slots=True)
class Typed:
    """One area as it was typed (入力された範囲)."""

    page: str = "1"
    left: str = ""
    top: str = ""
    width: str = ""
    height: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it."""
        return not any((self.left, self.top, self.width, self.height))

    def area(self, pages: int) -> Area | Text:
        """The area, or what is wrong with it."""
        page = _plain(self.page)
        if not (page.isascii() and page.isdecimal() and len(page) < 5 and 1 <= int(page) <= pages):
            return Text(BAD_PAGE.ja.format(pages=pages), BAD_PAGE.en.format(pages=pages))
        sides = [_thousandths(each) for each in (self.left, self.top, self.width, self.height)]
        left, top, width, height = (each if each is not None else -1 for each in sides)
        if min(left, top, width, height) < 0:
            return BAD_NUMBER
        if not width or not height:
            return NO_SIZE
        if left + width > WHOLE or top + height > WHOLE:
            return OUTSIDE
        return Area(int(page), left, top, width, height)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: the area as typed, what is wrong with it, and as it is drawn."""

    place: int
    typed: Typed
    problem: Text | None = None
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One found number (見つかった番号), ticked or not."""

    place: int
    found: FoundNumber
    is_ticked: bool

    @property
    def label(self) -> Text:
        """What kind it is."""
        return KIND_LABELS[self.found.kind]

    @property
    def from_left(self) -> int:
        """How far from the left its first area begins, in per cent."""
        return self.found.areas[0].left // TENTHS

    @property
    def from_top(self) -> int:
        """How far from the top."""
        return self.found.areas[0].top // TENTHS


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is drawn (ページの見え方)."""

    number: int
    width: int
    height: int
    rows: Sequence[Row]
    choices: Sequence[Choice]


@dataclass
class Plan:
    """What is to be blacked out (黒塗りの予定): the rows and the found numbers of a page, checked."""

    sizes: Sequence[tuple[int, int]]
    found: Sequence[FoundNumber]
    typed: Sequence[Typed]
    ticked: frozenset[int]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows with what is wrong with them."""
        return [self._row(place, each) for place, each in enumerate(self.typed)]

    @cached_property
    def choices(self) -> list[Choice]:
        """The found numbers that have a place on a page."""
        return [
            Choice(place, each, place in self.ticked) for place, each in enumerate(self.found) if each.areas
        ]

    @property
    def problems(self) -> list[Text]:
        """Everything that stands in the way."""
        most = limit("drawing", "areas")
        too_many = [Text(TOO_MANY.ja.format(most=most), TOO_MANY.en.format(most=most))]
        return [each.problem for each in self.rows if each.problem] + too_many * (len(self.areas) > most)

    @property
    def areas(self) -> list[Area]:
        """Every area: those of the rows, then those of the ticked numbers."""
        drawn = [each.area for each in self.rows if each.area]
        return drawn + [area for each in self.choices if each.is_ticked for area in each.found.areas]

    @property
    def pages(self) -> list[Page]:
        """Each page with what is drawn on it."""
        return [
            Page(
                number,
                width,
                height,
                [each for each in self.rows if each.area and each.area.page == number],
                [each for each in self.choices if each.found.page == number],
            )
            for number, (width, height) in enumerate(self.sizes, 1)
        ]

    def _row(self, place: int, typed: Typed) -> Row:
        if typed.is_blank:
            return Row(place, typed)
        read = typed.area(len(self.sizes))
        return Row(place, typed, problem=read) if isinstance(read, Text) else Row(place, typed, area=read)


def first_plan(sizes: Sequence[tuple[int, int]], found: Sequence[FoundNumber]) -> Plan:
    """A page that is opened: every number that was found is ticked, but for those that are only possible."""
    sure = {place for place, each in enumerate(found) if each.kind is not NumberKind.POSSIBLE}
    return Plan(sizes, found, [Typed()], frozenset(sure))


def sent_plan(sizes: Sequence[tuple[int, int]], found: Sequence[FoundNumber], posted: QueryDict) -> Plan:
    """A page that was sent, without the row whose removal was asked for."""
    columns = [posted.getlist(f"area-{each}") for each in ("page", *SIDES)]
    rows = [Typed(*(_plain(each) for each in row)) for row in zip(*columns, strict=False)]
    drop = posted.get("drop", "")
    kept = [each for place, each in enumerate(rows) if str(place) != drop]
    ticked = {int(each) for each in posted.getlist("found") if each.isascii() and each.isdecimal()}
    blank = [] if kept and kept[-1].is_blank else [Typed()]
    return Plan(sizes, found, [*kept, *blank], frozenset(ticked))


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip()[:12]


def _thousandths(typed: str) -> int | None:
    """12.5 (per cent) as 125 thousandths; None for what is no such number."""
    try:
        read = Decimal(_plain(typed)) * TENTHS
    except InvalidOperation:
        return None
    return round(read) if read.is_finite() and 0 <= read <= WHOLE else None
