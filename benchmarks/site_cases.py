"""Applications to measure with (測定用の申請): a few that went their way by the office's own actions, and copies of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle

from benchmarks.site_copies import PLAIN, STRIDE, Copy, Sample, copy
from hojokin.flow.applications import APPLICATION
from hojokin.flow.roles import Role
from hojokin.office.actions.end_seat import end_seat
from hojokin.office.config.demo_people import make_demo_people
from hojokin.office.config.demo_programme.applications import joint
from hojokin.office.config.demo_programme.case import Case
from hojokin.office.config.demo_programme.firms import invented
from hojokin.office.config.demo_programme.making import make_first
from hojokin.office.config.demo_programme.people import HOST, sample
from hojokin.office.config.demo_programme.timeline import Timeline
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Filing, Seat, Tool, Vendor

SAMPLES = {  # how many days before today each began
    "applicant_editing": 2,
    "vendor_editing": 3,
    "applicant_confirming": 5,
    "submitted": 6,
    "under_review": 10,
    "correction_applicant": 10,
}
TRACK = "normal"
CASES_A_VENDOR = 100
HERE_SINCE = timedelta(days=310)
VENDOR = "aozora1"
REGISTRATION = "vendor_registration"
FIRST_VENDOR = 500_000  # the places of vendors among all copies


def begin() -> None:
    """The programme of the demo as its first visitor finds it, and one application more in each of the states."""
    now = datetime.now(UTC)
    make_demo_people(now - HERE_SINCE)
    make_first(now)
    timeline, vendor = Timeline(now), sample(VENDOR, Role.VENDOR)
    for each in Seat.objects.filter(party=vendor.party).exclude(person=vendor.person):
        end_seat(each, by=SYSTEM, at=now - HERE_SINCE / 2)
    firms = (each for each in invented() if each.is_corporation)
    for (state, days), firm in zip(SAMPLES.items(), firms, strict=False):
        timeline.add(joint(Case(firm, TRACK, state, vendor, now - timedelta(days=days, hours=2))))
    timeline.run()


def applications() -> int:
    """How many there are."""
    return Filing.objects.filter(kind=APPLICATION.code).count()


def grow_to(count: int) -> None:
    """Copy the samples until there are so many applications, and their vendor so that each has about a hundred."""
    known = Filing.objects.filter(kind=REGISTRATION, pk__gt=STRIDE).count()
    new = range(FIRST_VENDOR + known, FIRST_VENDOR + max(count // CASES_A_VENDOR, 1) - 1)
    copy([Copy(_seller(), place) for place in new])
    vendors = [0, *range(FIRST_VENDOR, new.stop)]
    turns = zip(cycle(samples()), range(applications(), count), strict=False)
    copy([Copy(each, place, vendors[place % len(vendors)]) for each, place in turns])


def add_plain(count: int) -> None:
    """So many more, all of one vendor, as far as a list reads them."""
    first = applications()
    turns = zip(cycle(samples()), range(first, first + count), strict=False)
    copy([Copy(each, place) for each, place in turns], frozenset(PLAIN))


def samples() -> Sequence[Sample]:
    """The applications that were really made, in the order of SAMPLES."""
    vendor = _vendor()
    made = Filing.objects.filter(kind=APPLICATION.code, owner__seats__person__email__endswith=f"@{HOST}")
    found = {each.state: each for each in made.order_by("-pk")}
    return [
        Sample(found[state], found[state].owner.seats.get().person, vendor, _tool(vendor))
        for state in SAMPLES
    ]


def _seller() -> Sample:
    """The vendor's own registration, with one of its people and a tool."""
    vendor = _vendor()
    filing = Filing.objects.get(kind=REGISTRATION, owner=vendor.party_id)
    person = sample(VENDOR, Role.VENDOR).person
    if person is None:
        raise ValueError("a vendor is acted for by a person")
    return Sample(filing, person, vendor, _tool(vendor), brings_vendor=True)


def _vendor() -> Vendor:
    return Vendor.objects.get(party=sample(VENDOR, Role.VENDOR).party)


def _tool(vendor: Vendor) -> Tool:
    """The one that its applications name."""
    return vendor.tools.filter(tracks__contains=TRACK, state="registered").earliest("number")
