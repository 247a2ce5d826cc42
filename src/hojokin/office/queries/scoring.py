"""Scoring (採点の照会): one application's sheets, bonus and reductions, and the sums of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Min, Sum
from django.utils import timezone

from hojokin.flow.assessing import Assessed, assess
from hojokin.flow.contesting import Contested, Ruling, contested_in, contests, upheld_rules
from hojokin.flow.deciding import total_score
from hojokin.flow.deciding_settings import numbers
from hojokin.flow.form import Values
from hojokin.flow.merits import Merit, Wages, bonus_of, reductions_of
from hojokin.flow.questions import question_of
from hojokin.flow.roles import Role
from hojokin.flow.scoring import SheetItem, apart, sheet_items, unfinished
from hojokin.office.queries.contests import rulings_of
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.same_hand import Sign, same_hand
from hojokin.office.records.models import Filing, FilingVersion, Round, Score, ScoreSheet
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of an application besides its sheets: yen, bonus items and reductions.

    ``contested`` are the refusals that the applicant contests, with the rulings that ``assessed`` takes in.
    """

    assessed: Assessed
    bonus: Sequence[Merit]
    reductions: Sequence[Merit]
    question: Mapping[str, object]
    contested: tuple[Contested, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A reviewer's sheet with its scores by item."""

    sheet: ScoreSheet
    scores: Mapping[str, Score]

    @property
    def total(self) -> int:
        """Its points together."""
        return sum(each.points or 0 for each in self.scores.values())


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with one's own mark and, once both are finished, the other's."""

    item: SheetItem
    own: Score | None
    others: Sequence[Score]
    is_apart: bool


@dataclass
class Scoring:
    """The score sheet of one application as its reader may see it (採点のページ)."""

    view: FilingView

    @cached_property
    def round_number(self) -> int:
        """The round it was handed in for."""
        return round_number_of(self.view.filing)

    @cached_property
    def items(self) -> Sequence[SheetItem]:
        """What is weighed."""
        return sheet_items(self.view.filing.edition, self.view.filing.track, self.round_number)

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """Every sheet with its scores."""
        found = self.view.filing.score_sheets.select_related("reviewer").prefetch_related("scores")
        return [Sheet(each, {one.item: one for one in each.scores.all()}) for each in found.order_by("pk")]

    @property
    def own(self) -> Sheet | None:
        """The reader's own."""
        person = self.view.actor.person
        return next((each for each in self.sheets if person and each.sheet.reviewer_id == person.pk), None)

    @property
    def others(self) -> Sequence[Sheet]:
        """The sheets of others: a reviewer sees them only after finishing an own one, so that each judges alone."""
        own = self.own
        if self.view.actor.role is Role.REVIEWER and (own is None or own.sheet.finished_at is None):
            return []
        return [each for each in self.sheets if each.sheet.finished_at is not None and each is not own]

    @property
    def lines(self) -> Sequence[ItemLine]:
        """The items with their marks."""
        own = self.own
        return [_line(each, own, self.others) for each in self.items]

    @property
    def finished(self) -> Sequence[Sheet]:
        """The sheets that count."""
        return [each for each in self.sheets if each.sheet.finished_at is not None]

    @property
    def missing(self) -> int:
        """How many sheets are still needed."""
        return max(0, numbers("scoring").reviewers - len(self.finished))

    @cached_property
    def judged(self) -> Judged:
        """What the rules say of what was handed in."""
        filing = self.view.filing
        first = filing.versions.aggregate(first=Min("submitted_at"))["first"] or filing.submitted_at
        rulings = rulings_of([filing])[filing.pk] if contests(self.view.values) else ()
        return judge(filing, self.view.values, first or self.view.at, self.round_number, rulings)

    @property
    def total(self) -> int | None:
        """The score; None until every sheet is there and may be seen."""
        if self.missing or len([each for each in (self.own, *self.others) if each]) < len(self.finished):
            return None
        return total_score(
            [each.total for each in self.finished], len(self.judged.bonus), len(self.judged.reductions)
        )

    @cached_property
    def signs(self) -> Sequence[Sign]:
        """Signs that one hand acts for both sides."""
        return same_hand(self.view.filing, self.view.values)


def unscored(filing: Filing) -> Sequence[Text]:
    """What is missing until its review may end (採点の不足): a sentence for every sheet; one query."""
    sheets = list(filing.score_sheets.select_related("reviewer").order_by("pk"))
    begun = [each.reviewer.name for each in sheets if each.finished_at is None]
    return unfinished(begun, len(sheets) - len(begun))


def round_number_of(filing: Filing) -> int:
    """The number of the round it was handed in for; the first where none is known."""
    found = Round.objects.filter(code=filing.round_code).values_list("number", flat=True).first()
    return found or 1


def judge(
    filing: Filing,
    values: Values,
    submitted_at: datetime,
    round_number: int,
    rulings: Sequence[Ruling] = (),
) -> Judged:
    """Yen, bonus and reductions of an application as it was handed in first: a correction does not move its day (W-62).

    ``rulings`` are those on the contest of these very values; they count where the applicant contests anything.
    """
    day = timezone.localtime(submitted_at).date()
    question = question_of(values, {}, filing.edition, filing.track, day, round_number=round_number)
    assessed = assess(question, upheld_rules(rulings) if contests(values) else ())
    wages = Wages.of(filing.track, assessed.size, is_bound=assessed.is_wage_bound)
    return Judged(
        assessed,
        bonus_of(values, filing.edition, filing.track, round_number, wages),
        reductions_of(values, filing.edition, filing.track),
        question,
        contested_in(values, assessed, rulings),
    )


def sheet_totals(filings: Iterable[Filing]) -> Mapping[int, Sequence[int]]:
    """The points of every finished sheet, by filing; one query."""
    found: dict[int, list[int]] = {}
    sheets = ScoreSheet.objects.filter(filing__in=list(filings), finished_at__isnull=False)
    summed = sheets.annotate(total=Sum("scores__points")).order_by("pk")
    for filing, total in summed.values_list("filing", "total"):
        found.setdefault(filing, []).append(total or 0)
    return found


def last_versions(filings: Iterable[Filing]) -> Mapping[int, tuple[FilingVersion, datetime]]:
    """What each filing said when it was handed in last, and when it was handed in first; one query."""
    found: dict[int, tuple[FilingVersion, datetime]] = {}
    for each in FilingVersion.objects.filter(filing__in=list(filings)).order_by("filing", "sequence"):
        first = found[each.filing_id][1] if each.filing_id in found else each.submitted_at
        found[each.filing_id] = (each, first)
    return found


def _line(item: SheetItem, own: Sheet | None, others: Sequence[Sheet]) -> ItemLine:
    mine = own.scores.get(item.code) if own else None
    theirs = [each.scores[item.code] for each in others if item.code in each.scores]
    given = [each.points for each in (mine, *theirs) if each is not None and each.points is not None]
    return ItemLine(item, mine, theirs, len(given) > 1 and apart(min(given), max(given)))
