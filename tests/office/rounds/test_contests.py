"""A contest is ruled on by a reviewer without a tie, with a reason, while the office still has the application."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.records.models import (
    AuditRow,
    ContestRuling,
    Filing,
)
from tests.office.rounds.contest_scene import (
    FRAUD,
    SUSPENDED,
    WHY,
    contested,
    declare,
    hand_in_again,
    rule,
)
from tests.office.rounds.scene import AFTER, actor, office


def told_to(who: Any, filing: Filing, **asked: Any) -> str:
    """Why a ruling is refused."""
    with pytest.raises(NotAllowed) as refused:
        rule(filing, who, **asked)
    assert ContestRuling.objects.count() == 0
    return refused.value.why.ja


def test_a_ruling_is_kept_with_who_made_it_and_recorded_without_its_words() -> None:
    people = office()
    filing = contested(people)

    made = rule(filing, people.reviewer)

    row = AuditRow.objects.get(what="contest.rule")
    assert (made.version, made.rule, made.is_upheld, made.reason) == (1, SUSPENDED, True, WHY)
    assert (made.ruled_by, made.ruled_at) == (people.reviewer.person, AFTER)
    assert (row.subject, row.reason) == (filing.number, WHY)
    kept = {name: told for name, told in row.changes.items() if name != "reason"}
    assert kept == {"item": SUSPENDED, "version": 1, "outcome": "upheld"}
    assert list(row.changes["reason"]) == ["hidden"]


def test_a_later_ruling_takes_the_place_of_the_earlier_and_both_are_recorded() -> None:
    people = office()
    filing = contested(people)
    declare(filing, people.colleague, has_tie=False)
    rule(filing, people.reviewer)

    rule(filing, people.colleague, is_upheld=False, reason="期間はまだ続いています。")

    kept = ContestRuling.objects.get()
    assert (kept.is_upheld, kept.ruled_by) == (False, people.colleague.person)
    rows = AuditRow.objects.filter(what="contest.rule").order_by("sequence")
    assert [each.changes["outcome"] for each in rows] == ["upheld", "not_upheld"]


@pytest.mark.parametrize("seat", ["administrator", "approver", "second", "auditor"])
def test_only_a_reviewer_rules(seat: str) -> None:
    people = office()
    filing = contested(people)
    who = getattr(people, seat)
    declare(filing, who, has_tie=False)

    assert "審査担当だけ" in told_to(who, filing)


def test_an_applicant_does_not_rule_on_the_own_contest() -> None:
    people = office()
    filing = contested(people)

    assert "審査担当だけ" in told_to(actor("申請者", Role.APPLICANT, filing.owner), filing)


def test_who_declared_nothing_does_not_rule() -> None:
    people = office()

    assert "先に" not in (why := told_to(people.colleague, contested(people)))
    assert "利害関係の有無を申告してください" in why


def test_who_has_a_tie_does_not_rule() -> None:
    people = office()
    filing = contested(people)
    declare(filing, people.reviewer, has_tie=True)

    assert "ほかの審査担当に依頼" in told_to(people.reviewer, filing)


@pytest.mark.parametrize(
    "state", ["submitted", "correction_applicant", "granted", "rejected", "withdrawn", "applicant_editing"]
)
def test_nothing_is_ruled_on_before_the_review_or_after_the_decision(state: str) -> None:
    people = office()
    filing = contested(people)
    Filing.objects.filter(pk=filing.pk).update(state=state)

    assert "審査中か決定待ち" in told_to(people.reviewer, filing)


@pytest.mark.parametrize("state", ["under_review", "reviewed"])
def test_it_is_ruled_on_from_the_review_to_the_decision(state: str) -> None:
    people = office()
    filing = contested(people)
    Filing.objects.filter(pk=filing.pk).update(state=state)

    assert rule(filing, people.reviewer).pk


def test_what_nobody_contests_is_not_ruled_on() -> None:
    people = office()
    filing = contested(people, contest=False)

    assert "異議を述べていません" in told_to(people.reviewer, filing)


@pytest.mark.parametrize("on", [FRAUD, "has_enough_processes", "no_such_rule", ""])
def test_what_the_rules_do_not_refuse_is_not_ruled_on(on: str) -> None:
    people = office()

    assert "対象外になっていません" in told_to(people.reviewer, contested(people), on=on)


def test_the_version_handed_in_decides_what_is_refused_and_not_what_is_written_since() -> None:
    people = office()
    filing = contested(people)
    hand_in_again(filing, exclusions=["none"])

    assert "対象外になっていません" in told_to(people.reviewer, filing)


@pytest.mark.parametrize(
    ("is_upheld", "reason", "fields"),
    [
        (None, WHY, ["outcome"]),
        (True, "", ["reason"]),
        (False, " \n\u3000", ["reason"]),
        (None, "", ["outcome", "reason"]),
        (True, "あ" * 1_001, ["reason"]),
    ],
)
def test_everything_that_a_ruling_lacks_is_told_at_once(
    is_upheld: bool | None, reason: str, fields: list[str]
) -> None:
    people = office()

    with pytest.raises(Unmet) as refused:
        rule(contested(people), people.reviewer, is_upheld=is_upheld, reason=reason)

    assert [each.field for each in refused.value.problems] == fields
    assert (ContestRuling.objects.count(), AuditRow.objects.filter(what="contest.rule").count()) == (0, 0)


def test_a_thousand_characters_are_a_reason() -> None:
    people = office()

    assert len(rule(contested(people), people.reviewer, reason="あ" * 1_000).reason) == 1_000


def test_the_table_itself_takes_no_ruling_without_a_reason_and_no_second_one() -> None:
    people = office()
    filing = contested(people)
    made = rule(filing, people.reviewer)
    again = {"filing": filing, "version": 1, "ruled_by": people.reviewer.person, "ruled_at": AFTER}

    with pytest.raises(IntegrityError), transaction.atomic():
        ContestRuling.objects.filter(pk=made.pk).update(reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContestRuling.objects.create(**again, rule=SUSPENDED, is_upheld=False, reason="二つ目")
