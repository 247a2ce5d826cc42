"""Form of a round (締切回の様式): what was typed, read into what the actions take; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.http import QueryDict
from django.utils import timezone

from hojokin.flow.form import FormProblem
from hojokin.office.actions.edit_round import RoundTerms
from hojokin.office.actions.errors import Unmet
from hojokin.office.portals.secretariat.days import day_in, moment_in
from hojokin.office.portals.secretariat.yen import NOT_YEN, yen_in
from hojokin.office.records.models import Round
from hojokin.rules.engine.facts import Text

FIELDS = ("opens_at", "closes_at", "decides_on", "report_by", "budget_yen", "is_last")
LONGEST = 500
BAD_MOMENT = Text(
    "日時を 2026-08-25T17:00:00 の形（日本時間）で入力してください。",
    "Write date and time as 2026-08-25T17:00:00, Japan time.",
)
BAD_DAY = Text("日付を 2026-08-25 の形で入力してください。", "Write the day as 2026-08-25.")


def typed_in(sent: QueryDict, *names: str) -> dict[str, str]:
    """What was sent under these names, as text."""
    return {name: sent.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in names}


def typed_of(round_: Round) -> dict[str, str]:
    """A round as its form shows it."""
    return {
        "opens_at": _local(round_.opens_at),
        "closes_at": _local(round_.closes_at),
        "decides_on": round_.decides_on.isoformat() if round_.decides_on else "",
        "report_by": _local(round_.report_by),
        "budget_yen": "" if round_.budget_yen is None else f"{round_.budget_yen:,}",
        "is_last": "on" if round_.is_last else "",
    }


def terms_in(typed: Mapping[str, str]) -> RoundTerms:
    """The terms. Raises Unmet with every field that cannot be read."""
    problems: list[FormProblem] = []
    closes = _moment_in(typed, "closes_at", problems, required=True)
    opens = _moment_in(typed, "opens_at", problems)
    report = _moment_in(typed, "report_by", problems)
    day = _day_in(typed, problems)
    budget = yen_in(typed["budget_yen"])
    if budget is None and typed["budget_yen"]:
        problems.append(FormProblem("budget_yen", NOT_YEN))
    if problems or closes is None:
        raise Unmet(problems)
    return RoundTerms(opens, closes, day, report, budget, bool(typed["is_last"]))


def moments_in(typed: Mapping[str, str], *names: str) -> list[datetime]:
    """Moments in Japan that have to be there. Raises Unmet with every one that cannot be read."""
    problems: list[FormProblem] = []
    found = [_moment_in(typed, name, problems, required=True) for name in names]
    if problems:
        raise Unmet(problems)
    return [each for each in found if each is not None]


def _moment_in(
    typed: Mapping[str, str], name: str, problems: list[FormProblem], *, required: bool = False
) -> datetime | None:
    if not typed[name] and not required:
        return None
    try:
        return moment_in(typed[name])
    except ValueError:
        problems.append(FormProblem(name, BAD_MOMENT))
        return None


def _day_in(typed: Mapping[str, str], problems: list[FormProblem]) -> date | None:
    if not typed["decides_on"]:
        return None
    try:
        return day_in(typed["decides_on"])
    except ValueError:
        problems.append(FormProblem("decides_on", BAD_DAY))
        return None


def _local(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M:%S}" if at else ""
