"""A round is decided by two people within its budget, one whole decision after the other, and can be computed again."""

from datetime import timedelta
from typing import Any

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions import decide_round as module
from hojokin.office.actions.decide_round import carry_on_decisions, carry_out, decide_round
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.propose_decisions import drop_proposal, propose_decisions
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.decisions import RoundDecision, progress_of, replay
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    AuditRow,
    DecisionProposal,
    Filing,
    Grant,
    GrantDecision,
    Notice,
    Round,
    ScoreSheet,
    Tie,
)
from tests.office.rounds.scene import (
    AFTER,
    AMOUNT,
    BEFORE,
    CLOSE,
    Office,
    actor,
    application,
    handed_in,
    no_tie,
    office,
    sheet,
    the_round,
)

HIGH, MIDDLE, LOW = 60, 48, 36  # five, four and three points for each of six items by two reviewers


@pytest.fixture(autouse=True)
def _no_merits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computed bonus is tested by itself; here the points of the sheets are the score."""
    from hojokin.office.queries import scoring

    monkeypatch.setattr(scoring, "bonus_of", lambda *_args, **_named: ())


def three(people: Office, points: tuple[int, ...] = (5, 4, 3)) -> list[Filing]:
    """Applications with these points from both reviewers."""
    return [handed_in(people, (given, given)) for given in points]


def proposed(people: Office, line: int | None = LOW, **changed: Any) -> DecisionProposal:
    """A proposal of the first approver for all that wait."""
    return propose_decisions(the_round(**changed), line, by=people.approver, at=AFTER)


def decided(people: Office, proposal: DecisionProposal) -> DecisionProposal:
    """The second approver agrees, and everything is carried out."""
    decide_round(proposal, proposal.digest, has_no_tie=True, by=people.second, at=AFTER)
    return carry_out(proposal, at=AFTER)


def states() -> list[str]:
    """How the applications stand, in order."""
    found = Filing.objects.filter(kind="application").order_by("pk")
    return list(found.values_list("state", flat=True))


def test_the_best_are_granted_and_the_rest_are_not() -> None:
    people = office()
    three(people)

    done = decided(people, proposed(people, MIDDLE))

    assert states() == ["granted", "granted", "rejected"]
    assert (done.state, done.left) == ("done", {})
    kept = GrantDecision.objects.order_by("pk")
    assert [(each.outcome, each.place, each.score, each.amount_yen) for each in kept] == [
        ("granted", 1, HIGH, AMOUNT),
        ("granted", 2, MIDDLE, AMOUNT),
        ("rejected", 3, LOW, 0),
    ]
    assert Grant.objects.count() == 2


def test_an_application_whose_score_no_longer_stands_is_left_for_another_proposal() -> None:
    people = office()
    filing = three(people, (5, 3))[0]
    proposal = proposed(people, LOW)

    declare_tie(filing, has_tie=True, by=people.reviewer, at=AFTER)
    done = decided(people, proposal)

    assert states() == ["reviewed", "granted"]
    assert list(done.left) == [filing.number]
    assert "もう一度提案してください" in done.left[filing.number]["ja"]
    assert [each.number for each in RoundDecision(the_round(), None).candidates if each.lacks] == [
        filing.number
    ]


def test_a_tie_that_is_declared_after_the_decision_changes_nothing_of_it() -> None:
    people = office()
    filing = three(people, (5,))[0]
    decided(people, proposed(people, LOW))

    declare_tie(filing, has_tie=True, by=people.reviewer, at=AFTER)

    assert ScoreSheet.objects.filter(filing=filing).count() == 2


@pytest.mark.parametrize(
    ("budget", "line"),
    [
        (3 * AMOUNT, LOW),
        (3 * AMOUNT - 1, MIDDLE),
        (2 * AMOUNT, MIDDLE),
        (2 * AMOUNT - 1, HIGH),
        (AMOUNT - 1, None),
        (None, LOW),
    ],
)
def test_the_line_is_drawn_where_the_budget_still_suffices_to_the_yen(
    budget: int | None, line: int | None
) -> None:
    people = office()
    three(people)

    seen = RoundDecision(the_round(budget_yen=budget), people.approver.person)

    assert seen.usual_line == line


def test_equal_scores_stand_or_fall_together() -> None:
    people = office()
    three(people, (5, 4, 4))

    assert RoundDecision(the_round(budget_yen=2 * AMOUNT), None).usual_line == HIGH
    assert RoundDecision(the_round(budget_yen=3 * AMOUNT), None).usual_line == MIDDLE


def test_a_proposal_one_yen_over_the_budget_is_refused() -> None:
    people = office()
    three(people)

    with pytest.raises(Unmet) as refused:
        proposed(people, LOW, budget_yen=3 * AMOUNT - 1)

    assert "1円超えています" in refused.value.problems[0].message.ja
    assert proposed(people, LOW, budget_yen=3 * AMOUNT).amount_yen == 3 * AMOUNT


def test_what_was_granted_before_is_taken_from_the_budget() -> None:
    people = office()
    three(people, (5,))
    decided(people, proposed(people, LOW, budget_yen=2 * AMOUNT - 1))
    three(people, (4,))

    assert RoundDecision(the_round(), None).usual_line is None


@pytest.mark.parametrize("at", [CLOSE - timedelta(seconds=1), CLOSE])
def test_a_round_that_still_takes_applications_is_not_decided(at: Any) -> None:
    people = office()
    three(people)

    with pytest.raises(Unmet):
        propose_decisions(the_round(), LOW, by=people.approver, at=at)
    assert propose_decisions(the_round(), LOW, by=people.approver, at=CLOSE + timedelta(seconds=1)).pk


def test_who_proposed_does_not_decide() -> None:
    people = office()
    three(people)
    proposal = proposed(people)

    with pytest.raises(NotAllowed):
        decide_round(proposal, proposal.digest, has_no_tie=True, by=people.approver, at=AFTER)

    assert states() == ["reviewed"] * 3


@pytest.mark.parametrize(
    "role", [Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR, Role.PAYER, Role.APPLICANT]
)
def test_only_approvers_propose_decide_and_take_back(role: Role) -> None:
    people = office()
    three(people)
    proposal, other = proposed(people), actor("ほかの人", role)

    with pytest.raises(NotAllowed):
        decide_round(proposal, proposal.digest, has_no_tie=True, by=other, at=AFTER)
    with pytest.raises(NotAllowed):
        drop_proposal(proposal, "誤り", by=other, at=AFTER)
    with pytest.raises(NotAllowed):
        propose_decisions(proposal.round, LOW, by=other, at=AFTER)


def test_a_second_proposal_waits_until_the_first_is_taken_back() -> None:
    people = office()
    three(people)
    proposal = proposed(people)

    with pytest.raises(Unmet):
        propose_decisions(proposal.round, HIGH, by=people.second, at=AFTER)
    drop_proposal(proposal, "線の誤り", by=people.approver, at=AFTER)

    assert propose_decisions(proposal.round, HIGH, by=people.second, at=AFTER).line == HIGH


def test_another_proposal_than_the_one_that_was_read_is_not_decided() -> None:
    people = office()
    three(people)
    proposal = proposed(people)

    with pytest.raises(Unmet) as refused:
        decide_round(proposal, "0" * 64, has_no_tie=False, by=people.second, at=AFTER)

    assert [each.field for each in refused.value.problems] == ["digest", "tie"]


def test_a_killed_process_leaves_whole_decisions_and_the_next_one_carries_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = office()
    filings = three(people)
    proposal = proposed(people)
    decide_round(proposal, proposal.digest, has_no_tie=True, by=people.second, at=AFTER)

    def dies(filing: Filing, *args: Any, **named: Any) -> Filing:
        if filing.pk == filings[1].pk:
            raise SystemExit  # as a kill does, after the decision's row was written and before its step
        return take_step(filing, *args, **named)

    with monkeypatch.context() as killed:
        killed.setattr(module, "take_step", dies)
        with pytest.raises(SystemExit):
            carry_out(proposal, at=AFTER)
    half = states(), GrantDecision.objects.count()
    carry_on_decisions(AFTER)
    again = carry_on_decisions(AFTER)

    assert half == (["granted", "reviewed", "reviewed"], 1)
    assert (states(), GrantDecision.objects.count()) == (["granted"] * 3, 3)
    assert again == 0
    assert AuditRow.objects.filter(what="application.grant").count() == 3
    assert Grant.objects.count() == 3


def test_a_slice_at_a_time_comes_to_the_same_end() -> None:
    people = office()
    three(people)
    proposal = proposed(people)
    decide_round(proposal, proposal.digest, has_no_tie=True, by=people.second, at=AFTER)

    seen = []
    for _turn in range(4):
        now = carry_out(proposal, at=AFTER, most=1)
        seen.append((progress_of(now).done, now.state))

    assert seen == [(1, "deciding"), (2, "deciding"), (3, "done"), (3, "done")]


def test_an_application_whose_approver_has_a_tie_is_left_for_another() -> None:
    people = office()
    filings = three(people)
    no_tie(filings[0], people.second, has_tie=True)

    done = decided(people, proposed(people))

    assert states() == ["reviewed", "granted", "granted"]
    assert (done.state, list(done.left)) == ("done", [filings[0].number])
    assert GrantDecision.objects.count() == 2
    assert Tie.objects.filter(person=people.second.person, has_tie=False).count() == 2


def test_what_the_proposer_has_a_tie_to_is_not_in_the_proposal() -> None:
    people = office()
    filings = three(people)
    no_tie(filings[0], people.approver, has_tie=True)

    proposal = proposed(people)

    assert [each["number"] for each in proposal.rows] == [each.number for each in filings[1:]]


def test_an_application_without_two_sheets_waits() -> None:
    people = office()
    waiting = handed_in(people, (5,))
    three(people, (4,))

    assert [each["number"] for each in proposed(people).rows] == [
        Filing.objects.exclude(pk=waiting.pk).get(kind="application").number
    ]
    sheet(waiting, people.colleague, 5)
    assert [each.lacks for each in RoundDecision(the_round(), None).candidates] == [(), ()]


def test_whoever_is_not_eligible_is_rejected_with_every_reason_and_its_clause() -> None:
    people = office()
    handed_in(people, (5, 5), exclusions=["suspended"])

    decided(people, proposed(people, LOW))

    kept = GrantDecision.objects.get()
    assert (kept.outcome, kept.amount_yen) == ("rejected", 0)
    assert [each["code"] for each in kept.reasons] == ["is_not_suspended"]
    assert all(each["clause"] for each in kept.reasons)


def test_reasons_are_recorded_and_this_programme_does_not_tell_them() -> None:
    people = office()
    filing = three(people, (3,))[0]
    actor("申請者", Role.APPLICANT, filing.owner)

    decided(people, proposed(people, HIGH))

    kept = GrantDecision.objects.get()
    notice = Notice.objects.get(event="application.reject")
    assert [each["code"] for each in kept.reasons] == ["below_the_line"]
    assert kept.reasons_are_told is False
    assert "点" not in str(notice.data["reason"])


def test_a_programme_that_tells_reasons_tells_them(monkeypatch: pytest.MonkeyPatch) -> None:
    people = office()
    filing = three(people, (3,))[0]
    actor("申請者", Role.APPLICANT, filing.owner)
    monkeypatch.setattr(module, "tells_reasons", lambda _edition: True)

    decided(people, proposed(people, HIGH))

    notice = Notice.objects.get(event="application.reject")
    assert notice.data["reason"] == f"審査の点は{LOW}点で、交付を決定する{HIGH}点に達しませんでした。"


def test_a_decision_is_computed_again_to_the_yen_and_a_changed_fact_shows() -> None:
    people = office()
    three(people, (5,))
    decided(people, proposed(people))
    kept = GrantDecision.objects.get()

    same = replay(kept)
    kept.question = {**kept.question, "requested_yen": AMOUNT - 1}
    other = replay(kept)

    assert (same.is_equal, same.changed_rules) == (True, [])
    assert (other.is_equal, other.amount_yen) == (False, AMOUNT - 1)
    assert "grant_amount" in other.changed_rules


def test_a_decision_keeps_facts_values_and_the_version_of_the_rules() -> None:
    people = office()
    three(people, (5,))

    decided(people, proposed(people))

    kept = GrantDecision.objects.get()
    assert kept.question["applied_on"] == BEFORE.date().isoformat()
    assert kept.question["round"] == 2
    assert {"rule", "label", "clause", "value"} == kept.explanation[0].keys()
    assert (kept.library, kept.edition, kept.rate) == ("0.1.0", "fy2026", "1/2")


def test_an_amount_that_changed_after_the_proposal_is_left_and_not_granted() -> None:
    people = office()
    filing = three(people, (5,))[0]
    proposal = proposed(people)
    version = filing.versions.get()
    version.values = {**version.values, "requested_yen": AMOUNT - 1}
    version.save()

    done = decided(people, proposal)

    assert (states(), list(done.left)) == (["reviewed"], [filing.number])


def test_nobody_ends_an_application_beside_the_decision_of_its_round() -> None:
    people = office()
    filing = three(people, (5,))[0]
    no_tie(filing, people.approver)

    with pytest.raises(Unmet):
        take_step(filing, "grant", by=people.approver, at=AFTER)

    assert states() == ["reviewed"]


def test_the_questions_of_a_preview_do_not_grow_with_the_applications(
    django_assert_num_queries: Any,
) -> None:
    people = office()
    row = the_round()
    for count in (1, 2):
        three(people, (5,) * count)
        with django_assert_num_queries(4):
            RoundDecision(row, people.approver.person).at_line(LOW)


def test_the_budget_stays_while_the_decision_waits() -> None:
    from hojokin.office.actions.edit_round import RoundTerms, edit_round

    people = office()
    three(people, (5,))
    row = proposed(people, LOW, budget_yen=AMOUNT).round
    wanted = RoundTerms(row.opens_at, row.closes_at, row.decides_on, row.report_by, AMOUNT - 1)

    with pytest.raises(Unmet):
        edit_round(row, wanted, "減額", by=people.administrator, at=AFTER)
    decided(people, DecisionProposal.objects.get())
    with pytest.raises(Unmet) as refused:
        edit_round(row, wanted, "減額", by=people.administrator, at=AFTER)

    assert f"{AMOUNT:,}円" in refused.value.problems[0].message.ja
    assert Round.objects.get(pk=row.pk).budget_yen == AMOUNT


def test_the_one_who_decided_stands_in_the_record() -> None:
    people = office()
    three(people, (5,))

    decided(people, proposed(people))

    row = AuditRow.objects.get(what="application.grant")
    assert people.second.person is not None
    assert (row.person, row.role) == (str(people.second.person.pk), "approver")
    assert isinstance(people.second, Actor)
    assert application("submitted").pk
