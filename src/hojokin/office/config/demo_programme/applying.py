"""Who applies (申請する人): the sample people by hand, then the crowd of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import cycle

from hojokin.flow.applications import CONSORTIUM
from hojokin.flow.roles import Role
from hojokin.office.config.demo_programme.applications import Case, group, joint
from hojokin.office.config.demo_programme.deciding import decided_at
from hojokin.office.config.demo_programme.firms import invented, sample_firm
from hojokin.office.config.demo_programme.people import Firm, sample
from hojokin.office.config.demo_programme.registrations import DAY
from hojokin.office.config.demo_programme.rounds import Rounds, rounds_for
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Person, Round

POINTS = {"granted": (4, 5), "rejected": (1, 2), "reviewed": (2, 3, 4, 5)}
SPREAD = 9  # days over which the applications of a state begin


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
        round_.closes_at - 20 * DAY,
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
    firms = invented()
    known = set(Person.objects.values_list("email", flat=True))
    sellers = cycle([sample("minato1", Role.VENDOR), sample("aozora1", Role.VENDOR)])
    after = cycle(data("grants")["after"])
    for when in ("early", "before", "current"):
        tracks: Mapping[str, Mapping[str, int]] = data("plan")[when]
        for track, states in tracks.items():
            for state, count in states.items():
                for place in range(count):
                    firm, seller = _firm_for(track, firms), next(sellers)
                    begins = _begins(when, state, rounds_for(track, now), now, place / count)
                    if begins is None or firm.email in known:
                        continue
                    case = _case(firm, track, state, seller, begins, place)
                    _with_decision(
                        case,
                        getattr(rounds_for(track, now), when),
                        next(after) if state == "granted" and when == "early" else "granted",
                    )
                    yield group(case) if track == CONSORTIUM else joint(case)


def _firm_for(track: str, firms: Iterator[Firm]) -> Firm:
    """The next one; a group is led by a corporation, and a large orderer is one too."""
    return next(each for each in firms if each.is_corporation or track in {"normal", "invoice"})


def _case(firm: Firm, track: str, state: str, seller: Actor, begins: datetime, place: int) -> Case:
    points = POINTS.get(state, (3,))
    return Case(firm, track, state, seller, begins, points=points[place % len(points)])


def _with_decision(case: Case, round_: Round | None, after: str) -> None:
    if round_ is not None and case.until == "granted":
        case.decided_at, case.after = decided_at(round_), after


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


def _begins(when: str, state: str, rounds: Rounds, now: datetime, share: float) -> datetime | None:
    """When it began: spread over the days before the close, or before today."""
    round_: Round | None = getattr(rounds, when)
    if round_ is None:
        return None
    minutes = timedelta(minutes=int(share * SPREAD * 24 * 60))
    if when == "current":
        most = timedelta(days=2) if state == "invited" else timedelta(days=SPREAD)
        return now - NEEDED[state] * DAY - most * share - timedelta(hours=2)
    return round_.closes_at - 18 * DAY + minutes
