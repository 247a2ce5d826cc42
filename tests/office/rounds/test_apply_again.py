"""Whoever was refused applies again in a later round, with what was entered and without what must be sworn anew."""

from datetime import timedelta

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.apply_again import apply_again
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.records.models import Filing, Round
from tests.office.rounds.scene import AFTER, CLOSE, actor, application, handed_in, office, the_round


def ended(state: str) -> Filing:
    """An application that ended so."""
    the_round()
    filing = handed_in(office())
    Filing.objects.filter(pk=filing.pk).update(state=state)
    filing.refresh_from_db()
    return filing


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_a_refused_application_begins_anew_in_the_round_that_is_open(state: str) -> None:
    filing = ended(state)
    applicant = actor("申請者", Role.APPLICANT, filing.owner)

    made = apply_again(filing, by=applicant, at=AFTER)

    kept = dict(made.entries.values_list("name", "value"))
    assert (made.state, made.round_code) == ("applicant_editing", "normal-2026-R3")
    assert made.due_at == Round.objects.get(code="normal-2026-R3").closes_at
    assert (made.owner, made.partner) == (filing.owner, filing.partner)
    assert kept["company_name"] == "株式会社日本橋商店"
    assert (made.sworn_revision, made.submitted_at, made.documents.count()) == (None, None, 0)


def test_it_begins_anew_once() -> None:
    filing = ended("rejected")
    applicant = actor("申請者", Role.APPLICANT, filing.owner)
    apply_again(filing, by=applicant, at=AFTER)

    with pytest.raises(NotAllowed):
        apply_again(filing, by=applicant, at=AFTER)


@pytest.mark.parametrize("state", ["submitted", "reviewed", "granted", "lapsed"])
def test_an_application_that_was_not_refused_does_not(state: str) -> None:
    filing = ended(state)

    with pytest.raises(NotAllowed):
        apply_again(filing, by=actor("申請者", Role.APPLICANT, filing.owner), at=AFTER)


def test_nobody_but_its_applicant_does_it() -> None:
    filing = ended("rejected")
    stranger = actor("他人", Role.APPLICANT, application("submitted").owner)

    for other in (stranger, actor("販売者", Role.VENDOR, filing.partner)):
        with pytest.raises(NotAllowed):
            apply_again(filing, by=other, at=AFTER)


def test_after_the_last_known_round_there_is_nothing_to_apply_for() -> None:
    filing = ended("rejected")
    last = Round.objects.filter(track="normal").order_by("number").last()
    assert last is not None
    applicant = actor("申請者", Role.APPLICANT, filing.owner)

    with pytest.raises(NotAllowed):
        apply_again(filing, by=applicant, at=last.closes_at + timedelta(seconds=1))
    assert apply_again(filing, by=applicant, at=CLOSE).round_code == "normal-2026-R2"
