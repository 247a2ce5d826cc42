"""Judging an alert (警告の判断): explained, confirmed or open again, by whom and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Alert, Tie
from hojokin.office.records.models.alert import AlertState
from hojokin.rules.engine.facts import Text

JUDGES = frozenset({Role.REVIEWER, Role.APPROVER})
LONGEST_REASON = 2_000
NOT_A_JUDGE = Text(
    "警告を判断できるのは審査担当と決裁者だけです。", "Only reviewers and approvers may judge an alert."
)
HAS_TIE = Text(
    "この警告の案件について利害関係を申告しています。ほかの担当者に判断してもらってください。",
    "You declared a tie to a case of this alert. Ask somebody else to judge it.",
)
NO_REASON = Text(
    "何を確かめてどう判断したかを、理由に書いてください。",
    "Write in the reason what you checked and why you judge so.",
)
TOO_LONG = Text(
    f"理由は{LONGEST_REASON:,}文字までです。", f"The reason may have up to {LONGEST_REASON:,} characters."
)


@transaction.atomic
def judge_alert(alert: Alert, state: AlertState, reason: str, *, by: Actor, at: datetime) -> Alert:
    """Keep a judgement with its reason; every one of them stays in the audit record. Raises NotAllowed and Unmet."""
    if by.role not in JUDGES or by.person is None:
        raise NotAllowed(NOT_A_JUDGE)
    locked = Alert.objects.select_for_update(no_key=True).get(pk=alert.pk)
    if Tie.objects.filter(filing__alerts=locked, person=by.person, has_tie=True).exists():
        raise NotAllowed(HAS_TIE)
    reason = reason.replace("\x00", "").strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Unmet([FormProblem("reason", TOO_LONG if reason else NO_REASON)])
    before, locked.state = locked.state, state.value
    locked.judged_by, locked.judged_at, locked.reason = by.person, at, reason
    locked.save(update_fields=["state", "judged_by", "judged_at", "reason"])
    changes = {"from": before, "to": locked.state}
    record(by, "alert.judge", f"alert:{locked.pk}", at=at, changes=changes, reason=reason)
    return locked
