"""Applications whose refusal is contested, and the rulings on them."""

from __future__ import annotations

from datetime import timedelta

from hojokin.flow.form import Value
from hojokin.office.actions.rule_contest import rule_contest
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import ContestRuling, Filing, FilingVersion, Tie
from tests.office.rounds.scene import AFTER, Office, handed_in, no_tie

SUSPENDED, FRAUD = "is_not_suspended", "committed_no_irregularities"
WHY = "停止は4月に終わっています。公示で確かめました。"


def contested(people: Office, *exclusions: str, points: int = 5, **values: Value) -> Filing:
    """An application that the rules refuse and the applicant contests, scored, with a reviewer who has no tie."""
    asked = {"contest": True, "contest_reason": "別の会社の処分です。", **values}
    filing = handed_in(people, (points, points), exclusions=list(exclusions or ("suspended",)), **asked)
    no_tie(filing, people.reviewer)
    return filing


def rule(
    filing: Filing,
    by: Actor,
    *,
    on: str = SUSPENDED,
    is_upheld: bool | None = True,
    reason: str = WHY,
) -> ContestRuling:
    """A ruling of somebody."""
    return rule_contest(filing, on, is_upheld=is_upheld, reason=reason, by=by, at=AFTER)


def hand_in_again(filing: Filing, **values: Value) -> FilingVersion:
    """A correction: the next version, a day later."""
    last = filing.versions.order_by("-sequence").first()
    assert last is not None
    return FilingVersion.objects.create(
        filing=filing,
        sequence=last.sequence + 1,
        submitted_at=last.submitted_at + timedelta(days=1),
        submitted_by=last.submitted_by,
        values={**last.values, **values},
        files=[],
        digest=f"{filing.pk:032d}{last.sequence + 1:032d}",
    )


def declare(filing: Filing, who: Actor, *, has_tie: bool) -> None:
    """A declaration that takes the place of an earlier one."""
    Tie.objects.filter(filing=filing, person=who.person).delete()
    no_tie(filing, who, has_tie=has_tie)
