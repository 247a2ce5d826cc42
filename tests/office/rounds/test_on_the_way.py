"""A submission that arrived in time belongs to its round, also when the worker reached the application first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hojokin.flow.table import Refused
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.move_to_next_round import move_to_next_round
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.audit import first_broken
from hojokin.office.records.models import AuditRow, Filing, Round
from tests.office.cases.application_scene import application
from tests.office.cases.sample import Scene
from tests.office.rounds.scene import CLOSE, ROUND, the_round
from tests.office.submissions import brought_by, ready

pytestmark = pytest.mark.django_db
SECOND, TICK = timedelta(seconds=1), timedelta(microseconds=1)


@pytest.fixture
def here() -> Scene:
    """An application of the round that only waits for its submission."""
    the_round()
    made = application()
    ready(made.filing, made.applicant)
    Filing.objects.filter(pk=made.filing.pk).update(round_code=ROUND, due_at=CLOSE)
    return made


def of_the_last_round() -> None:
    Round.objects.filter(track="normal", number__gt=Round.objects.get(code=ROUND).number).delete()
    Round.objects.filter(code=ROUND).update(is_last=True)


def as_read(here: Scene) -> Filing:
    """The application as the request reads it, before it waits for its turn."""
    return Filing.objects.get(pk=here.filing.pk)


@pytest.mark.parametrize("is_last", [False, True])
def test_what_arrived_in_the_last_second_is_submitted_to_the_round_it_was_meant_for(
    here: Scene, *, is_last: bool
) -> None:
    if is_last:
        of_the_last_round()
    brought = brought_by(here.filing, here.applicant, at=CLOSE - SECOND)
    read = as_read(here)
    assert move_to_next_round(CLOSE + SECOND) == 1

    take_step(read, "submit", by=here.applicant, at=CLOSE + SECOND - TICK, evidence=brought)

    now = as_read(here)
    assert (now.state, now.round_code, now.due_at) == ("submitted", ROUND, CLOSE)
    assert AuditRow.objects.filter(subject=now.number, what="round.aimed").count() == 1
    assert first_broken() is None


@pytest.mark.parametrize("is_last", [False, True])
def test_what_arrived_a_second_later_is_not(here: Scene, *, is_last: bool) -> None:
    if is_last:
        of_the_last_round()
    brought = brought_by(here.filing, here.applicant, at=CLOSE - SECOND)
    read = as_read(here)
    move_to_next_round(CLOSE + SECOND)
    moved = as_read(here)

    if is_last:
        with pytest.raises(Refused):
            take_step(read, "submit", by=here.applicant, at=CLOSE + SECOND, evidence=brought)
    else:
        take_step(read, "submit", by=here.applicant, at=CLOSE + SECOND, evidence=brought)

    assert as_read(here).round_code == moved.round_code
    assert AuditRow.objects.filter(what="round.aimed").count() == 0


def test_what_arrived_in_time_but_lacks_something_stays_where_it_is_now(here: Scene) -> None:
    brought = brought_by(here.filing, here.applicant, at=CLOSE - SECOND)
    read = as_read(here)
    move_to_next_round(CLOSE + SECOND)
    moved = as_read(here)
    wrong = type(brought)(oath=brought.oath, code="00000", revision=brought.revision)

    with pytest.raises(Unmet):
        take_step(read, "submit", by=here.applicant, at=CLOSE, evidence=wrong)

    assert as_read(here).round_code == moved.round_code != ROUND
