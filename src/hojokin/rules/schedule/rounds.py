"""Rounds (締切回): when each one closes, is decided, and must be reported, as published."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from hojokin.rules import years
from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table, repeated

PACKAGE = "hojokin.rules.schedule"
# Japan has kept one offset since 1951; a fixed zone works where no zone database is installed.
JST = timezone(timedelta(hours=9), "JST")
BEFORE = ("fy2024",)  # a schedule is known, for the shape of a year, and no rules
EDITIONS = (*BEFORE, *years.EDITIONS)
TRACKS = ("normal", "invoice", "electronic_transaction", "security", "consortium")


@dataclass(frozen=True, slots=True)
class Round:
    """One round of applications (締切回). Instants are aware, in Japanese time; None is "not published".

    `opens` is published for the first round only: reception goes on into the next round by itself.
    `inclusive_seconds` says how much of the deadline's second and after is still in time: 1 accepts
    17:00:00 and refuses 17:00:01 (SCH.Q-04).
    """

    id: str
    track: str
    number: int
    opens: datetime | None
    deadline: datetime | None
    inclusive_seconds: int
    decision_on: date | None
    report_limit: datetime | None
    fact: str
    confidence: Confidence
    note: str

    @property
    def unconfirmed(self) -> bool:
        """True when neither an official page nor a copy of one gives these dates."""
        return not self.confidence.is_firm

    @property
    def closes(self) -> datetime | None:
        """The first instant that is too late."""
        return self.deadline and self.deadline + timedelta(seconds=self.inclusive_seconds)

    def accepts(self, at: datetime) -> bool:
        """Is a submission at this instant before the close of the round? Says nothing about its opening."""
        return self.closes is not None and _aware(at) < self.closes

    def accepts_report(self, at: datetime) -> bool | None:
        """Is a performance report at this instant in time? None where no limit is published."""
        if self.report_limit is None:
            return None
        return _aware(at) < self.report_limit + timedelta(seconds=self.inclusive_seconds)


def editions() -> tuple[str, ...]:
    """The editions with a schedule, oldest first."""
    return EDITIONS


def rounds(edition: str, track: str) -> tuple[Round, ...]:
    """The known rounds of a track in order. Raises UnknownCodeError for an unknown edition or track."""
    if edition not in EDITIONS:
        raise _unknown("年度", "edition", edition, EDITIONS)
    if track not in TRACKS:
        raise _unknown("枠", "track", track, TRACKS)
    return tuple(each for each in _edition(edition) if each.track == track)


def round_by_id(round_id: str) -> Round:
    """The round of an id such as "normal-2026-R1". Raises UnknownCodeError."""
    for each in itertools.chain.from_iterable(map(_edition, EDITIONS)):
        if each.id == round_id:
            return each
    raise UnknownCodeError(
        f"締切回「{round_id}」はありません。「normal-2026-R1」の形で入力してください。",
        f'There is no round {round_id!r}: write it like "normal-2026-R1".',
    )


def round_open_at(edition: str, track: str, at: datetime) -> Round | None:
    """The round that a submission at an instant falls into; None before reception opens and after the last.

    `at` must be aware. Raises ValueError for a naive one.
    """
    known = rounds(edition, track)
    if not any(each.opens is not None and each.opens <= _aware(at) for each in known):
        return None
    return next((each for each in known if each.accepts(at)), None)


def next_deadline(edition: str, track: str, at: datetime) -> Round | None:
    """The first round that still accepts at an instant, opened or not; None after the last known one."""
    return next((each for each in rounds(edition, track) if each.accepts(at)), None)


def check_rounds(rows: Sequence[Round]) -> list[str]:
    """What is wrong with a schedule: repeats, rounds out of order, dates before the ones they follow."""
    problems = repeated(each.id for each in rows)
    problems += [f"{each.id}: there is no track {each.track}" for each in rows if each.track not in TRACKS]
    for each in rows:
        known = [at for at in (each.opens, each.deadline, _start(each.decision_on), each.report_limit) if at]
        if known != sorted(known):
            problems.append(f"{each.id}: opening, deadline, decision, report limit are out of order")
        if each.deadline is not None and each.inclusive_seconds < 0:
            problems.append(f"{each.id}: inclusive_seconds is negative")
    for before, after in itertools.pairwise(rows):
        if before.track == after.track and not _follows(before, after):
            problems.append(f"{after.id} does not follow on {before.id}")
    return problems


def parse_instant(value: str) -> datetime:
    """An instant with its offset; a day alone is its first instant in Japan (the hour was not published)."""
    at = datetime.fromisoformat(value)
    if at.tzinfo is not None:
        return at.astimezone(JST)
    if at.time() != time.min:
        raise ValueError("an hour needs its offset, +09:00")
    return at.replace(tzinfo=JST)


def _follows(before: Round, after: Round) -> bool:
    in_time = before.deadline is None or after.deadline is None or before.deadline < after.deadline
    return in_time and before.number < after.number


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, JST)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be compared with a deadline")
    return at


def _unknown(what: str, what_en: str, code: str, known: Sequence[str]) -> UnknownCodeError:
    return UnknownCodeError(
        f"{what}「{code}」の日程はありません。次から選んでください: {'、'.join(known)}",
        f"There is no schedule for the {what_en} {code!r}: choose one of {', '.join(known)}",
    )


@cache
def _edition(edition: str) -> tuple[Round, ...]:
    return read_table(PACKAGE, f"{edition}.csv", _round, check_rounds)


def _round(cells: Cells) -> Round:
    return Round(
        id=cells.text("id"),
        track=cells.text("track"),
        number=cells.whole("round"),
        opens=_instant(cells, "opens"),
        deadline=_instant(cells, "deadline"),
        inclusive_seconds=cells.optional_whole("inclusive_seconds") or 0,
        decision_on=cells.optional_day("decision_on"),
        report_limit=_instant(cells, "report_limit"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
        note=cells.optional("note"),
    )


def _instant(cells: Cells, column: str) -> datetime | None:
    if not cells.optional(column):
        return None
    return cells.parsed(column, parse_instant, datetime.min.replace(tzinfo=JST))
