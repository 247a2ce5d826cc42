"""Reporting tool states (ツールの利用状況の届出): what a vendor's system says; a cancellation is an alert at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hojokin.flow.guard_records import Cancelled, cancelled_tools
from hojokin.flow.roles import Role
from hojokin.office.actions.open_alert import open_alert
from hojokin.office.actions.propose_return import propose_return
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import ApiToken, Grant, ToolReport
from hojokin.office.records.models.tool_report import STATE_LABELS, UseState
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.problems import InvalidQuestion

TELLS = (Role.REVIEWER, Role.APPROVER)
SETTLED = Text(
    "この案件の返還はすでに命令されたか、手続が終わっています。",
    "The return of this case is ordered already, or the case is over.",
)
NO_GRANT = Text(
    "この番号の交付決定は、御社の案件にありません。番号を確かめてください。",
    "None of your grants has this number. Check it.",
)
AHEAD = Text(
    "今日より後の日です。状態が変わった日を書いてください。",
    "The day has not come yet. Give the day of the change.",
)
EARLY = Text(
    "交付決定より前の日です。状態が変わった日を書いてください。",
    "The day is before the grant. Give the day of the change.",
)


@dataclass(frozen=True, slots=True)
class UseReport:
    """What a system says of one granted item (利用状況); items are counted from 1."""

    grant: str
    item: int
    state: UseState
    on: date


@transaction.atomic
def report_tool_states(reports: Sequence[UseReport], token: ApiToken, *, at: datetime) -> int:
    """Keep reports, all or none; how many of them say something new. Raises InvalidQuestion with every fault."""
    numbers = {each.grant for each in reports}
    own = Grant.objects.select_related("filing__owner").filter(
        filing__number__in=numbers, filing__partner=token.party_id
    )
    grants = {each.filing.number: each for each in own}
    today = timezone.localtime(at).date()
    if wrong := [
        each for place, report in enumerate(reports) for each in _wrong(place, report, grants, today)
    ]:
        raise InvalidQuestion(wrong)
    ApiToken.objects.filter(pk=token.pk).update(used_at=at)
    return sum(_keep(each, grants[each.grant], token, at) for each in reports)


def _wrong(place: int, report: UseReport, grants: Mapping[str, Grant], today: date) -> list[Problem]:
    grant = grants.get(report.grant)
    if grant is None:
        return [Problem(f"/reports/{place}/grant", "unknown", NO_GRANT)]
    found, items = [], len(grant.items)
    if not 1 <= report.item <= items:
        said = Text(
            f"この交付決定の品目は1から{items}までです。",
            f"The items of this grant are numbered 1 to {items}.",
        )
        found.append(Problem(f"/reports/{place}/item", "unknown", said))
    if report.on > today or report.on < grant.granted_on:
        said = AHEAD if report.on > today else EARLY
        found.append(Problem(f"/reports/{place}/on", "day", said))
    return found


def _keep(report: UseReport, grant: Grant, token: ApiToken, at: datetime) -> bool:
    place, by = report.item - 1, Actor(None, Role.SYSTEM, token.party)
    _made, is_new = ToolReport.objects.get_or_create(
        grant=grant, place=place, state=report.state.value, on=report.on, defaults={"token": token, "at": at}
    )
    if is_new:
        told = {"state": report.state.value, "item": report.item, "key": f"token:{token.pk}"}
        record(by, "tool.report", grant.filing.number, at=at, changes=told)
        _follow(report, grant, at)
    return is_new


def _follow(report: UseReport, grant: Grant, at: datetime) -> None:
    """A cancellation opens a case; a tool that is in use again closes it as far as the rules go."""
    if report.state is UseState.CANCELLED:
        found = propose_return(grant, at=at)
        _warn(report, grant, found.told if found else SETTLED, at)
    elif report.state is UseState.ACTIVE and _was_cancelled(grant):
        found = propose_return(grant, at=at)
        _say(report, grant, found.told if found else SETTLED, TELLS, at)


def _was_cancelled(grant: Grant) -> bool:
    return ToolReport.objects.filter(grant=grant, state=UseState.CANCELLED.value).exists()


def _warn(report: UseReport, grant: Grant, owed: Text, at: datetime) -> None:
    filing, tool = grant.filing, _tool(report, grant)
    for seen in cancelled_tools([Cancelled(filing.number, tool, report.on, owed)]):
        open_alert(seen, at=at)
        tell("tool_cancelled", filing, TELLS, at=at, data={"reason": [seen.seen.ja, seen.seen.en]})
    _say(report, grant, owed, (), at)


def _say(report: UseReport, grant: Grant, owed: Text, office: Sequence[Role], at: datetime) -> None:
    """Tell the grantee what was reported and what it may mean."""
    tool, state = _tool(report, grant), STATE_LABELS[report.state]
    reason = [
        f"「{tool}」は{report.on}に{state.ja}と届け出られました。{owed.ja}",
        f"“{tool}” was reported as {state.en} on {report.on}. {owed.en}",
    ]
    tell("tool_reported", grant.filing, (Role.APPLICANT, *office), at=at, data={"reason": reason})


def _tool(report: UseReport, grant: Grant) -> str:
    return str(grant.items[report.item - 1]["name"])
