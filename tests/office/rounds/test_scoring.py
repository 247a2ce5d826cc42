"""Two reviewers score alone, see each other afterwards, and nobody with a tie takes part."""

import pytest

from hojokin.flow.roles import Role
from hojokin.flow.scoring import Mark, sheet_items
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.score_application import reopen_sheet, score_application
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.scoring import Scoring
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, Filing, ScoreSheet
from tests.office.rounds.scene import AFTER, actor, application, handed_in, no_tie, office, the_round

ITEMS = [each.code for each in sheet_items("fy2026", "normal", 2)]


def marks(points: str) -> dict[str, Mark]:
    """The same points for every item."""
    return {code: Mark(points, "根拠を確かめた") for code in ITEMS}


def scoring(filing: Filing, who: Actor) -> Scoring:
    """The page as somebody sees it."""
    return Scoring(FilingView(filing, who, AFTER))


def under_review() -> tuple[Filing, Actor, Actor]:
    """An application under review with two reviewers who have no tie."""
    people = office()
    the_round()
    filing = handed_in(people, ())
    Filing.objects.filter(pk=filing.pk).update(state="under_review")
    filing.refresh_from_db()
    for each in (people.reviewer, people.colleague):
        no_tie(filing, each)
    return filing, people.reviewer, people.colleague


def test_a_sheet_is_kept_half_written_and_finished_later() -> None:
    filing, reviewer, _colleague = under_review()

    score_application(filing, {ITEMS[0]: Mark("", "後で")}, finish=False, by=reviewer, at=AFTER)
    half = scoring(filing, reviewer).own
    score_application(filing, marks("4"), finish=True, by=reviewer, at=AFTER)
    whole = scoring(filing, reviewer).own

    assert half is not None
    assert whole is not None
    assert (half.total, half.scores[ITEMS[0]].note, half.sheet.finished_at) == (0, "後で", None)
    assert (whole.total, whole.sheet.finished_at) == (4 * len(ITEMS), AFTER)


def test_an_unfinished_sheet_is_not_finished_with_gaps() -> None:
    filing, reviewer, _colleague = under_review()

    with pytest.raises(Unmet) as refused:
        score_application(filing, {ITEMS[0]: Mark("5")}, finish=True, by=reviewer, at=AFTER)

    assert [each.field for each in refused.value.problems] == ITEMS[1:]


def test_reviewers_see_each_other_only_after_they_finished() -> None:
    filing, reviewer, colleague = under_review()
    score_application(filing, marks("5"), finish=True, by=reviewer, at=AFTER)

    before = scoring(filing, colleague).others
    score_application(filing, marks("2"), finish=True, by=colleague, at=AFTER)
    after = scoring(filing, colleague)

    assert before == []
    assert [each.total for each in after.others] == [5 * len(ITEMS)]
    assert all(each.is_apart for each in after.lines)


@pytest.mark.parametrize(("given", "is_apart"), [("4", False), ("3", True)])
def test_marks_that_lie_two_points_apart_are_shown(given: str, is_apart: bool) -> None:
    filing, reviewer, colleague = under_review()
    score_application(filing, marks("5"), finish=True, by=reviewer, at=AFTER)
    score_application(filing, marks(given), finish=True, by=colleague, at=AFTER)

    assert {each.is_apart for each in scoring(filing, reviewer).lines} == {is_apart}


def test_a_third_reviewer_is_one_too_many() -> None:
    filing, reviewer, colleague = under_review()
    third = actor("三人目", Role.REVIEWER)
    no_tie(filing, third)
    for each in (reviewer, colleague):
        score_application(filing, marks("3"), finish=False, by=each, at=AFTER)

    with pytest.raises(NotAllowed):
        score_application(filing, marks("3"), finish=True, by=third, at=AFTER)

    assert ScoreSheet.objects.count() == 2


def test_a_finished_sheet_changes_only_after_it_was_reopened_with_a_reason() -> None:
    filing, reviewer, _colleague = under_review()
    score_application(filing, marks("3"), finish=True, by=reviewer, at=AFTER)

    with pytest.raises(NotAllowed):
        score_application(filing, marks("4"), finish=True, by=reviewer, at=AFTER)
    with pytest.raises(Unmet):
        reopen_sheet(filing, " ", by=reviewer, at=AFTER)
    reopen_sheet(filing, "書類の見落とし", by=reviewer, at=AFTER)
    score_application(filing, marks("4"), finish=True, by=reviewer, at=AFTER)

    own = scoring(filing, reviewer).own
    assert own is not None
    assert own.total == 4 * len(ITEMS)


def test_the_review_ends_only_when_every_sheet_is_finished() -> None:
    filing, reviewer, colleague = under_review()
    told = []
    for finish, who in ((None, None), (False, reviewer), (True, reviewer), (False, colleague)):
        if who is not None:
            score_application(filing, marks("3"), finish=bool(finish), by=who, at=AFTER)
        with pytest.raises(Unmet) as refused:
            take_step(filing, "finish_review", by=reviewer, at=AFTER)
        told.append([each.message.en for each in refused.value.problems])
    score_application(filing, marks("3"), finish=True, by=colleague, at=AFTER)

    ended = take_step(filing, "finish_review", by=reviewer, at=AFTER)

    mine, theirs = (f"The score sheet of {each} is not finished." for each in ("審査 三郎", "審査 四郎"))
    wanted = "Reviewers who still have to score it: {}."
    assert [[text.split(" It has")[0].split(" Each")[0] for text in each] for each in told] == [
        [wanted.format(2)],
        [mine, wanted.format(1)],
        [wanted.format(1)],
        [theirs],
    ]
    assert ended.state == "reviewed"


def test_a_sheet_that_was_taken_back_stands_before_the_end_of_the_review() -> None:
    filing, reviewer, colleague = under_review()
    for each in (reviewer, colleague):
        score_application(filing, marks("3"), finish=True, by=each, at=AFTER)
    reopen_sheet(filing, "書類の見落とし", by=colleague, at=AFTER)

    with pytest.raises(Unmet) as refused:
        take_step(filing, "finish_review", by=reviewer, at=AFTER)

    assert [each.field for each in refused.value.problems] == ["score"]


def test_a_groups_review_ends_by_the_same_rule() -> None:
    filing, reviewer, colleague = under_review()
    Filing.objects.filter(pk=filing.pk).update(
        kind="consortium_application", track="consortium", partner=None
    )
    filing.refresh_from_db()
    with pytest.raises(Unmet):
        take_step(filing, "finish_review", by=reviewer, at=AFTER)
    items = sheet_items("fy2026", "consortium", 2)
    for each in (reviewer, colleague):
        given = {item.code: Mark("2") for item in items}
        score_application(filing, given, finish=True, by=each, at=AFTER)

    assert take_step(filing, "finish_review", by=reviewer, at=AFTER).state == "reviewed"


@pytest.mark.parametrize("has_tie", [True, None])
def test_nobody_scores_before_declaring_no_tie(has_tie: bool | None) -> None:
    people = office()
    the_round()
    filing = application("under_review")
    if has_tie is not None:
        no_tie(filing, people.reviewer, has_tie=has_tie)

    with pytest.raises(NotAllowed):
        score_application(filing, marks("3"), finish=False, by=people.reviewer, at=AFTER)


@pytest.mark.parametrize("state", ["submitted", "reviewed", "granted", "correction_applicant"])
def test_an_application_is_scored_under_review_alone(state: str) -> None:
    filing, reviewer, _colleague = under_review()
    Filing.objects.filter(pk=filing.pk).update(state=state)

    with pytest.raises(NotAllowed):
        score_application(filing, marks("3"), finish=False, by=reviewer, at=AFTER)


@pytest.mark.parametrize(
    "role", [Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR, Role.APPLICANT, Role.VENDOR]
)
def test_only_reviewers_score(role: Role) -> None:
    filing, _reviewer, _colleague = under_review()
    other = actor("ほかの人", role, filing.owner if role in {Role.APPLICANT, Role.VENDOR} else None)
    no_tie(filing, other)

    with pytest.raises(NotAllowed):
        score_application(filing, marks("3"), finish=False, by=other, at=AFTER)


def test_the_score_counts_both_sheets_and_what_the_entries_earn() -> None:
    filing, reviewer, colleague = under_review()
    score_application(filing, marks("3"), finish=True, by=reviewer, at=AFTER)
    score_application(filing, marks("4"), finish=True, by=colleague, at=AFTER)

    page = scoring(filing, reviewer)

    assert [each.code for each in page.judged.bonus] == ["cloud", "invoice_tool", "wage_plan"]
    assert page.total == 7 * len(ITEMS) + 2 * 3 * 2
    assert page.judged.assessed.amount_yen == 500_000


def test_a_tie_that_is_declared_later_takes_the_sheet_out_and_another_reviewer_scores() -> None:
    filing, reviewer, colleague = under_review()
    for each in (reviewer, colleague):
        score_application(filing, marks("4"), finish=True, by=each, at=AFTER)
    third = actor("審査 五子", Role.REVIEWER)
    no_tie(filing, third)

    declare_tie(filing, has_tie=True, note="親族の会社", by=reviewer, at=AFTER)
    left = [each.reviewer for each in ScoreSheet.objects.filter(filing=filing)]
    missing = scoring(filing, colleague).missing
    score_application(filing, marks("3"), finish=True, by=third, at=AFTER)

    assert (left, missing) == ([colleague.person], 1)
    assert scoring(filing, third).missing == 0
    assert AuditRow.objects.get(what="score.void").changes == {"score": 4 * len(ITEMS)}


def test_saying_again_that_there_is_no_tie_keeps_the_sheet() -> None:
    filing, reviewer, _colleague = under_review()
    score_application(filing, marks("4"), finish=True, by=reviewer, at=AFTER)

    declare_tie(filing, has_tie=False, by=reviewer, at=AFTER)

    assert ScoreSheet.objects.filter(filing=filing).count() == 1
    assert not AuditRow.objects.filter(what="score.void").exists()
