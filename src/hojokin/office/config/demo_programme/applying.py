"""Who applies (申請する人): the sample people by hand, then the crowd of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from hojokin.flow.applications import CONSORTIUM
from hojokin.flow.roles import Role
from hojokin.office.config.demo_programme.applications import group, joint
from hojokin.office.config.demo_programme.case import CORRECTIONS, Case
from hojokin.office.config.demo_programme.deciding import decided_at
from hojokin.office.config.demo_programme.firms import invented, sample_firm
from hojokin.office.config.demo_programme.moments import DAY, HOUR
from hojokin.office.config.demo_programme.people import Firm, sample
from hojokin.office.config.demo_programme.rounds import Rounds, rounds_for
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Invitation, Person, Round

POINTS = {"granted": (4, 5), "rejected": (1, 2), "reviewed": (2, 3, 4, 5)}
READ_LATE = 16 * DAY  # this long before today begins what is returned with a date that still lies ahead
SPREAD = 9 * DAY  # over which the applications of a state begin
SOON = 2 * DAY


def by_hand(now: datetime) -> Iterator[Life]:
    """The four whom a visitor may sign in as, each at another place of the way."""
    minato, aozora = sample("minato1", Role.VENDOR), sample("aozora1", Role.VENDOR)
    yield joint(
        Case(sample_firm("sakura"), "normal", "vendor_editing", minato, now - 4 * DAY, is_by_hand=True)
    )
    yield joint(
        Case(sample_firm("hamabe"), "normal", "correction_applicant", minato, now - 13 * DAY, is_by_hand=True)
    )
    yield joint(
        Case(sample_firm("kinoshita"), "invoice", "submitted", aozora, now - 8 * DAY, is_by_hand=True)
    )
    yield from _granted("yamato", "electronic_transaction", minato, now)
    yield from _granted("sakura", CONSORTIUM, minato, now)


def _granted(code: str, track: str, vendor: Actor, now: datetime) -> Iterator[Life]:
    """One whose grant was decided, as long as there is a round of the year behind us."""
    round_ = long_closed(track, now)
    if round_ is None:
        return
    case = Case(
        sample_firm(code),
        track,
        "granted",
        vendor,
        round_.closes_at - 20 * DAY - 7 * HOUR,
        points=5,
        is_by_hand=True,
        decided_at=decided_at(round_),
        after="ordered" if track != CONSORTIUM else "granted",
    )
    yield group(case) if track == CONSORTIUM else joint(case)


def long_closed(track: str, now: datetime) -> Round | None:
    """The round of those whose grant was decided."""
    rounds = rounds_for(track, now)
    return rounds.early or rounds.before


def decided_by_hand(now: datetime) -> list[Round]:
    """The rounds in which the sample people were granted."""
    found = [long_closed(track, now) for track in ("electronic_transaction", CONSORTIUM)]
    return [each for each in found if each is not None]


def crowd(now: datetime) -> Iterator[Life]:
    """Everybody else in the plan; whoever came in before the demo was stopped is left as it is."""
    firms, after = invented(), cycle(data("grants")["after"])
    known = set(Person.objects.values_list("email", flat=True))
    known |= set(Invitation.objects.values_list("email", flat=True))
    sellers = cycle([sample("minato1", Role.VENDOR), sample("aozora1", Role.VENDOR)])
    for each in _planned():
        rounds = rounds_for(each.track, now)
        firm, seller = _firm_for(each.track, firms), next(sellers)
        begins = _begins(each, rounds, now)
        if begins is None or firm.email in known:
            continue
        case = _case(each, firm, seller, begins, now)
        round_ = rounds.of(each.when)
        if each.state == "granted" and round_ is not None:
            case.decided_at = decided_at(round_)
            case.after = _after(each, after)
        yield group(case) if each.track == CONSORTIUM else joint(case)


def _after(planned: Planned, after: Iterator[str]) -> str:
    """How far a grant has come: one decided long ago further and further, one of a group with a report for each member."""
    if planned.when != "early":
        return "granted"
    return "members_reporting" if planned.track == CONSORTIUM else next(after)


@dataclass(frozen=True, slots=True)
class Planned:
    """One application of the plan (計画の一件); ``share`` is its place among those of the same kind, from 0 to 1."""

    when: str
    track: str
    state: str
    place: int
    share: float


def _planned() -> Iterator[Planned]:
    for when in ("early", "before", "current"):
        for track, states in data("plan")[when].items():
            for state, count in states.items():
                for place in range(count):
                    yield Planned(when, track, state, place, place / count)


def _firm_for(track: str, firms: Iterator[Firm]) -> Firm:
    """The next one; a group is led by a corporation, and a large orderer is one too."""
    return next(each for each in firms if each.is_corporation or track in {"normal", "invoice"})


def _case(planned: Planned, firm: Firm, seller: Actor, begins: datetime, now: datetime) -> Case:
    points, pair = POINTS.get(planned.state, (3,)), ("reviewer1", "reviewer2")
    is_late = planned.when == "before" and planned.state in {*CORRECTIONS, "corrected"}
    return Case(
        firm,
        planned.track,
        planned.state,
        seller,
        begins,
        points=points[planned.place % len(points)],
        reviewers=pair if planned.place % 2 else (pair[1], pair[0]),
        read_after=max(SOON, now - READ_LATE - begins) if is_late else SOON,
    )


# Days from the invitation to the state.
NEEDED = {
    "invited": 0,
    "expired": 6,
    "applicant_editing": 2,
    "vendor_editing": 3,
    "withdrawn": 4,
    "applicant_confirming": 5,
    "submitted": 6,
    "under_review": 10,
    "correction_applicant": 10,
    "correction_vendor": 12,
    "correction_confirming": 13,
}


def _begins(planned: Planned, rounds: Rounds, now: datetime) -> datetime | None:
    """When it began: spread over the days before the close, or before today."""
    round_ = rounds.of(planned.when)
    if round_ is None:
        return None
    if planned.when == "current":
        most = SOON if planned.state == "invited" else SPREAD
        return now - NEEDED[planned.state] * DAY - most * planned.share - 2 * HOUR
    return round_.closes_at - 2 * SPREAD + SPREAD * planned.share
