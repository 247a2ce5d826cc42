"""Ruling on a contest (異議の裁定): a reviewer says whether a refusal that the applicant contests counts."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import transaction

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.contesting import contests
from hojokin.flow.form import FormProblem, Values
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.queries.scoring import judge, last_versions, round_number_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import ContestRuling, Filing, FilingVersion, Person, Tie
from hojokin.rules.engine.facts import Text

RULED_IN = frozenset({"under_review", "reviewed"})  # with the office, and not decided
LONGEST = 1_000
UPHELD, NOT_UPHELD = "upheld", "not_upheld"


@transaction.atomic
def rule_contest(
    filing: Filing, rule: str, *, is_upheld: bool | None, reason: str, by: Actor, at: datetime
) -> ContestRuling:
    """Rule on the contest of what ``rule`` refuses in the version handed in; a later ruling takes the place of an earlier.

    Raises NotAllowed, Unmet with everything that is missing.
    """
    filing = lock(filing)
    person = _reviewer(filing, by)
    version = _refused_version(filing, rule)
    reason = reason.replace("\x00", "").strip()
    if problems := _problems(is_upheld, reason):
        raise Unmet(problems)
    ruled = {"is_upheld": is_upheld, "reason": reason, "ruled_by": person, "ruled_at": at}
    row, _made = ContestRuling.objects.update_or_create(
        filing=filing, version=version.sequence, rule=rule, defaults=ruled
    )
    told = {"item": rule, "version": version.sequence, "outcome": UPHELD if is_upheld else NOT_UPHELD}
    record(by, "contest.rule", filing.number, at=at, changes=told, reason=reason)
    return row


def _reviewer(filing: Filing, by: Actor) -> Person:
    """Who rules: a reviewer without a tie, while the application waits for its review or decision."""
    if by.role is not Role.REVIEWER or by.person is None:
        raise NotAllowed(_NOT_REVIEWER)
    if filing.kind not in APPLICATIONS or filing.state not in RULED_IN:
        raise NotAllowed(_NOT_NOW)
    declared = Tie.objects.filter(filing=filing, person=by.person).first()
    if declared is None:
        raise NotAllowed(_TIE_FIRST)
    if declared.has_tie:
        raise NotAllowed(_TIED)
    return by.person


def _refused_version(filing: Filing, rule: str) -> FilingVersion:
    """The version handed in last, in which the rule refuses the application and the applicant contests that."""
    handed_in = last_versions([filing]).get(filing.pk)
    if handed_in is None or not contests(values := cast("Values", handed_in[0].values)):
        raise NotAllowed(_NOT_CONTESTED)
    judged = judge(filing, values, handed_in[1], round_number_of(filing))
    if rule not in {each.code for each in judged.assessed.refusals}:
        raise NotAllowed(_NOT_REFUSED)
    return handed_in[0]


def _problems(is_upheld: bool | None, reason: str) -> list[FormProblem]:
    problems = []
    if is_upheld is None:
        problems.append(FormProblem("outcome", _NO_OUTCOME))
    if not reason:
        problems.append(FormProblem("reason", _NO_REASON))
    elif len(reason) > LONGEST:
        problems.append(FormProblem("reason", _TOO_LONG))
    return problems


_NOT_REVIEWER = Text(
    "異議を裁定できるのは審査担当だけです。審査担当に依頼してください。",
    "Only a reviewer rules on a contest. Ask a reviewer.",
)
_NOT_NOW = Text(
    "異議を裁定できるのは、審査中か決定待ちの申請だけです。いまの状態を確かめてください。",
    "A contest is ruled on while the application is under review or waits for its decision. See where it stands.",
)
_TIE_FIRST = Text(
    "裁定の前に、申請者や支援事業者との利害関係の有無を申告してください。",
    "First declare whether you have a tie to the applicant or the vendor.",
)
_TIED = Text(
    "利害関係があると申告した申請の異議は裁定できません。ほかの審査担当に依頼してください。",
    "You declared a tie to this application and may not rule on its contest. Ask another reviewer.",
)
_NOT_CONTESTED = Text(
    "提出された版で、申請者は異議を述べていません。裁定するものはありません。",
    "The applicant contests nothing in the version handed in; there is nothing to rule on.",
)
_NOT_REFUSED = Text(
    "提出された版は、この規則では対象外になっていません。ページを開き直し、いまの判定を確かめてください。",
    "This rule does not refuse the version handed in. Reload the page and read the result as it is now.",
)
_NO_OUTCOME = Text(
    "異議を「認める」か「認めない」かを選んでください。", "Choose whether the contest is upheld or not."
)
_NO_REASON = Text(
    "裁定の理由を入力してください。決裁者が読み、記録に残ります。",
    "Enter the reason of the ruling; the approvers read it, and it is kept.",
)
_TOO_LONG = Text(
    f"裁定の理由は{LONGEST:,}文字以内で入力してください。",
    f"The reason may have {LONGEST:,} characters at most.",
)
