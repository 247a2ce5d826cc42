"""A round is decided on what was ruled of a contest, by two more people; without a ruling nobody is refused."""

from typing import Any

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.decide_round import carry_out, decide_round
from hojokin.office.actions.forget_rulings import forget_rulings
from hojokin.office.actions.propose_decisions import propose_decisions
from hojokin.office.audit.case import case_of
from hojokin.office.queries.decisions import RoundDecision, replay
from hojokin.office.records.models import (
    AuditRow,
    ContestRuling,
    DecisionProposal,
    Filing,
    Grant,
    GrantDecision,
    Notice,
)
from tests.office.grants.granted import Scene, to_fixed
from tests.office.rounds.contest_scene import (
    FRAUD,
    SUSPENDED,
    WHY,
    contested,
    declare,
    hand_in_again,
    rule,
)
from tests.office.rounds.scene import AFTER, AMOUNT, Office, actor, handed_in, office, the_round

LINE = 36


@pytest.fixture(autouse=True)
def _no_merits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computed bonus is tested by itself; here the points of the sheets are the score."""
    from hojokin.office.queries import scoring

    monkeypatch.setattr(scoring, "bonus_of", lambda *_args, **_named: ())


def proposed(people: Office, line: int = LINE) -> DecisionProposal:
    return propose_decisions(the_round(), line, by=people.approver, at=AFTER)


def decided(people: Office, proposal: DecisionProposal) -> DecisionProposal:
    decide_round(proposal, proposal.digest, has_no_tie=True, by=people.second, at=AFTER)
    return carry_out(proposal, at=AFTER)


def candidate() -> Any:
    (found,) = RoundDecision(the_round(), None).candidates
    return found


def test_without_a_ruling_nobody_is_refused() -> None:
    people = office()
    filing = contested(people)
    handed_in(people, (4, 4))

    done = decided(people, proposed(people))

    assert Filing.objects.get(pk=filing.pk).state == "reviewed"
    assert [each["number"] for each in done.rows] != [filing.number]
    assert len(done.rows) == 1


def test_an_upheld_contest_is_granted_the_amount_of_the_rules_and_comes_out_the_same_again() -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)

    done = decided(people, proposed(people))

    kept = GrantDecision.objects.get()
    assert (kept.outcome, kept.amount_yen, kept.rate, done.left) == ("granted", AMOUNT, "1/2", {})
    assert [(each["rule"], each["reason"], each["by"]) for each in kept.upheld] == [
        (SUSPENDED, WHY, "審査 三郎")
    ]
    assert (replay(kept).is_equal, replay(kept).amount_yen) == (True, AMOUNT)
    kept.upheld = []
    assert (replay(kept).is_same_amount, replay(kept).amount_yen) == (False, 0)
    row = AuditRow.objects.get(what="contest.count")
    assert (row.subject, row.changes["item"], row.changes["outcome"]) == (
        filing.number,
        [SUSPENDED],
        "granted",
    )


def test_an_upheld_contest_changes_no_score_and_the_line_still_stands() -> None:
    people = office()
    filing = contested(people, points=3)
    before = candidate().score
    rule(filing, people.reviewer)

    decided(people, proposed(people, LINE + 1))

    kept = GrantDecision.objects.get()
    assert (kept.outcome, kept.score) == ("rejected", before)
    assert [each["code"] for each in kept.reasons] == ["below_the_line"]
    assert replay(kept).is_equal


def test_a_contest_that_is_not_upheld_is_refused_with_the_reason_of_the_ruling() -> None:
    people = office()
    filing = contested(people, "suspended", "earlier_fraud")
    rule(filing, people.reviewer)
    rule(filing, people.reviewer, on=FRAUD, is_upheld=False, reason="判決が確定しています。")

    decided(people, proposed(people))

    kept = GrantDecision.objects.get()
    assert (kept.outcome, kept.amount_yen) == ("rejected", 0)
    assert [each["code"] for each in kept.reasons] == [FRAUD, "contest_not_upheld"]
    assert "判決が確定しています。" in kept.reasons[1]["ja"]
    assert [each["rule"] for each in kept.upheld] == [SUSPENDED]


def test_the_applicant_reads_the_reason_only_where_the_programme_tells_reasons() -> None:
    people = office()
    filing = contested(people)
    actor("申請者", Role.APPLICANT, filing.owner)
    rule(filing, people.reviewer, is_upheld=False, reason="内部の事情")

    decided(people, proposed(people))

    assert "内部の事情" not in str(Notice.objects.get(event="application.reject").data)


def test_a_new_version_makes_the_rulings_on_the_old_one_void() -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)
    ruled = candidate()

    hand_in_again(filing, contest_reason="書類を添えました。")

    assert (ruled.lacks, ruled.is_eligible) == ((), True)
    assert [("異議の裁定がまだです" in each.ja) for each in candidate().lacks] == [True]
    assert candidate().is_eligible is False
    rule(filing, people.reviewer)
    assert (candidate().lacks, candidate().is_eligible) == ((), True)
    assert ContestRuling.objects.count() == 2


def test_a_tie_that_whoever_ruled_declares_afterwards_makes_the_ruling_void() -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)

    declare(filing, people.reviewer, has_tie=True)

    assert len(candidate().lacks) == 1
    declare(filing, people.colleague, has_tie=False)
    rule(filing, people.colleague)
    assert candidate().lacks == ()


@pytest.mark.parametrize(("is_upheld", "reason"), [(False, WHY), (True, "別の理由")])
def test_a_ruling_that_changed_after_the_proposal_leaves_the_row_for_another(
    is_upheld: bool, reason: str
) -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)
    proposal = proposed(people)

    rule(filing, people.reviewer, is_upheld=is_upheld, reason=reason)
    done = decided(people, proposal)

    assert (Filing.objects.get(pk=filing.pk).state, GrantDecision.objects.count()) == ("reviewed", 0)
    assert "裁定が変わりました" in done.left[filing.number]["ja"]
    again = decided(people, proposed(people))
    assert again.left == {}
    assert GrantDecision.objects.get().outcome == ("granted" if is_upheld else "rejected")


def test_a_refusal_that_came_up_after_the_proposal_is_not_granted() -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)
    proposal = proposed(people)
    hand_in_again(filing)

    done = decided(people, proposal)

    assert list(done.left) == [filing.number]
    assert Grant.objects.count() == 0


def test_the_questions_of_a_preview_grow_by_one_for_all_contests_together(
    django_assert_num_queries: Any,
) -> None:
    people = office()
    row = the_round()
    for _turn in range(2):
        rule(contested(people), people.reviewer)
        with django_assert_num_queries(5):
            RoundDecision(row, people.approver.person).at_line(LINE)


def test_a_granted_contest_gets_through_report_and_inspection_with_its_amount() -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)
    decided(people, proposed(people))
    grant = Grant.objects.select_related("filing").get(application=filing)
    assert [(each["code"], each["granted"]) for each in grant.parts] == [("it_tools", AMOUNT)]
    here = Scene(
        filing=grant.filing,
        applicant=actor("青木", Role.APPLICANT, filing.owner, "09012345678"),
        vendor=actor("緑川", Role.VENDOR, filing.partner),
        reviewer=people.reviewer,
        approver=people.approver,
        payer=actor("支払一", Role.PAYER),
        second=actor("支払二", Role.PAYER),
        stranger=people.auditor,
        auditor=people.auditor,
    )

    to_fixed(here)

    assert here.state == "amount_fixed"
    assert here.grant.settled == AMOUNT


def test_the_folder_of_a_case_holds_its_rulings() -> None:
    people = office()
    filing = contested(people)
    rule(filing, people.reviewer)

    told: Any = case_of(filing).to_json()
    (kept,) = told["rulings"]

    assert (kept["rule"], kept["is_upheld"], kept["reason"]) == (SUSPENDED, True, WHY)


def test_an_erased_case_keeps_how_it_was_ruled_and_none_of_the_words() -> None:
    people = office()
    filing, other = contested(people, "suspended", "earlier_fraud"), contested(people)
    rule(filing, people.reviewer)
    rule(filing, people.reviewer, on=FRAUD, is_upheld=False, reason="判決が確定しています。")
    rule(other, people.reviewer, reason="ほかの申請の理由")
    done = decided(people, proposed(people))

    forget_rulings([filing])

    kept, proposal = GrantDecision.objects.get(filing=filing), DecisionProposal.objects.get(pk=done.pk)
    told = f"{kept.upheld}{kept.reasons}{proposal.rows}"
    assert (WHY in told, "判決が確定しています。" in told, "ほかの申請の理由" in told) == (False, False, True)
    assert [each["rule"] for each in kept.upheld] == [SUSPENDED]
    assert [each.filing for each in ContestRuling.objects.all()] == [other]
