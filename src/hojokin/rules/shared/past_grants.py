"""What a list of past grants and parallel tracks says in the words of the rules on earlier grants."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import timedelta
from itertools import chain

from hojokin.rules.engine.exact import Limit
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.engine.loading import Block
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import PastGrant, Question, TrackCode
from hojokin.rules.schedule import rounds
from hojokin.rules.shared.days import Day, add_months
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.shared.reception import days_of_application, last_deadline_is_unconfirmed
from hojokin.rules.track import Gathered
from hojokin.rules.years import EDITIONS

INVOICE_TYPES = frozenset({TrackCode.INVOICE, TrackCode.ELECTRONIC_TRANSACTION})


def granted_in(grants: Iterable[PastGrant], listed: Container[str]) -> bool:
    """Whether one of the grants is listed, written like ``"2024 normal"``."""
    return any(f"{grant.year} {grant.track}" in listed for grant in grants)


def granted_in_years(grants: Iterable[PastGrant], years: Container[int]) -> bool:
    """Whether one of the grants is of these programme years, in whatever track."""
    return any(grant.year in years for grant in grants)


def later_grants(question: Question) -> list[Problem]:
    """Grants of a programme year after the one that is asked about: none of them can be an earlier grant."""
    year = EDITIONS[question.edition].year
    members = enumerate(question.members or ())
    applicants = {"": question.applicant, **{f"/members/{row}": each.applicant for row, each in members}}
    return [
        _later(f"{place}/applicant/past_grants/{row}/year", grant.year, year)
        for place, applicant in applicants.items()
        for row, grant in enumerate(applicant.past_grants)
        if grant.year > year
    ]


def _later(place: str, granted: int, year: int) -> Problem:
    ja = f"{year}年度の申請より後の{granted}年度の交付決定は入力できません。年度を確かめてください。"
    en = f"A grant of {granted} is later than the programme of {year} that is applied to. Check the year."
    return Problem(place, "bounds", Text(ja, en))


def earlier_grants(question: Question, book: Rulebook, grants: Sequence[PastGrant] | None = None) -> Gathered:
    """Facts on earlier grants and on tracks side by side; ``grants`` are the applicant's own when None.

    A group passes the grants of all its members. What was not asked is not answered: an absent list of grants
    leaves its topic open, an empty one of the applicant closes it.
    """
    asked = bool(grants) or "past_grants" in question.applicant.model_fields_set
    found = question.applicant.past_grants if grants is None else grants
    if not (asked or "parallel" in question.model_fields_set):
        return NOTHING
    waiting = _waiting(question, book.parameters.blocks["waiting_period"], found) if found else {}
    parallel = _parallel(question, book, found)
    topics = {"earlier_grants"} if asked else set[str]()
    if parallel or "parallel" in question.model_fields_set:
        topics.add("parallel")
    return Gathered({**waiting, **parallel}, frozenset(topics))


def _waiting(question: Question, block: Block, grants: Sequence[PastGrant]) -> dict[str, int | bool]:
    before: Limit = block.before_year
    blocking = [
        grant
        for grant in grants
        if grant.track in block.values[question.track.value] and before.admits(grant.year)  # type: ignore[operator]  # a list of tracks
    ]
    undated = [grant for grant in blocking if grant.decided_on is None and grant.year in block.undated_years]
    waits = [
        add_months(each.decided_on, block.months.highest) for each in blocking if each.decided_on is not None
    ]
    if not (waits or undated):
        return {}
    first, last = days_of_application(question)
    facts: dict[str, int | bool] = {"has_undated_recent_grant": bool(undated)}
    if question.applied_on is None and question.round is None:
        known = rounds(question.edition, question.track.value)
        facts |= {
            "application_is_open": True,
            "last_application_is_unconfirmed": last_deadline_is_unconfirmed(known),
        }
    if first is not None:
        facts["earliest_application"] = Day.of(first)
    if last is not None:
        facts["latest_application"] = Day.of(last)
    if waits:
        ends = max(waits)
        facts |= {"waiting_ends_on": Day.of(ends), "free_from": Day.of(ends + timedelta(days=1))}
    return facts


def _parallel(question: Question, book: Rulebook, grants: Sequence[PastGrant]) -> dict[str, int | bool]:
    before: Limit = book.parameters.blocks["waiting_period"].before_year
    of_this_year = (grant.track.value for grant in grants if not before.admits(grant.year))
    taken = set(chain((each.value for each in question.parallel), of_this_year))
    if not taken:
        return {}
    own = question.track.value
    allowed = book.parameters.blocks["parallel_tracks"].values[own]
    others = taken - {own} - (INVOICE_TYPES if own in INVOICE_TYPES else frozenset())
    return {
        "applied_in_same_track": own in taken,
        "applied_in_barred_track": not others <= set(allowed),  # type: ignore[arg-type]  # a list of codes
        "invoice_types": len(INVOICE_TYPES & (taken | {own})),
    }
