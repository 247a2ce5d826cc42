"""Order, delivery, invoice, payment (契約・納品・請求・支払): their days, checked at the moment they are entered.

The order comes on or after the day of the grant decision, the payment on or after the day of the invoice, and everything
ends before the report limit. Nothing here changes a day: it says what would come back, before the mistake is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hojokin.flow.after_grant import limits
from hojokin.flow.form import FormProblem, Severity
from hojokin.rules.engine.facts import Text


class Step(StrEnum):
    """One step of the project (補助事業の手順); the values are the names of the fields that hold the days."""

    ORDERED = "ordered_on"
    DELIVERED = "delivered_on"
    INVOICED = "invoiced_on"
    PAID = "paid_on"
    REPORTED = "reported_on"


STEP_LABELS: Mapping[Step, Text] = {
    Step.ORDERED: Text("契約・発注", "Order"),
    Step.DELIVERED: Text("納品・導入", "Delivery"),
    Step.INVOICED: Text("請求", "Invoice"),
    Step.PAID: Text("支払い", "Payment"),
    Step.REPORTED: Text("実績報告", "Performance report"),
}
# Delivery and billing may come in either order after the order itself (W-81).
_AFTER: Mapping[Step, tuple[Step, ...]] = {
    Step.ORDERED: (),
    Step.DELIVERED: (Step.ORDERED,),
    Step.INVOICED: (Step.ORDERED,),
    Step.PAID: (Step.ORDERED, Step.INVOICED),
    Step.REPORTED: (Step.DELIVERED, Step.PAID),
}
_SOURCES: Mapping[Step, str] = {
    Step.ORDERED: "W-80 PORTAL.Y-03 W-84",
    Step.DELIVERED: "W-80 W-83",
    Step.INVOICED: "W-80 W-81",
    Step.PAID: "W-81 W-82 W-87 N-13 PORTAL.Y-04",
    Step.REPORTED: "W-83 W-92 SCH.C-03",
}

type Days = Mapping[Step, date]


@dataclass(frozen=True, slots=True)
class ProjectPeriod:
    """Project period (事業実施期間): from the grant decision to the report limit, both included.

    ``granted_on`` is None before the decision; ``report_limit`` is None where the round has not published it.
    """

    granted_on: date | None
    report_limit: date | None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One line of the grantee's plan (予定表). ``earliest`` and ``latest`` are None where nothing bounds them.

    ``advised`` is the first day that nobody doubts: a caution stands between ``earliest`` and it.
    """

    step: Step
    label: Text
    earliest: date | None
    advised: date | None
    latest: date | None
    done_on: date | None
    source: str

    def is_late(self, today: date) -> bool:
        """Whether the step is still open after its last day."""
        return self.done_on is None and self.latest is not None and today > self.latest


def earliest_latest(
    granted_on: date | None, report_limit: date | None, done: Days | None = None
) -> tuple[PlannedStep, ...]:
    """The earliest and the latest day of every step, given what has been done. Nothing is possible before the grant."""
    period = ProjectPeriod(granted_on, report_limit)
    return tuple(_planned(step, period, done or {}) for step in Step)


def _planned(step: Step, period: ProjectPeriod, done: Days) -> PlannedStep:
    earliest = _latest_of(done.get(each) for each in _ancestors(step)) or period.granted_on
    if earliest and period.granted_on:
        earliest = max(earliest, period.granted_on)
    latest = _earliest_of([period.report_limit, *(done.get(each) for each in _descendants(step))])
    advised = _advised(step, period, done, earliest)
    return PlannedStep(step, STEP_LABELS[step], earliest, advised, latest, done.get(step), _SOURCES[step])


def _advised(step: Step, period: ProjectPeriod, done: Days, earliest: date | None) -> date | None:
    base, block = {
        Step.ORDERED: (period.granted_on, "order_day"),
        Step.PAID: (done.get(Step.INVOICED), "payment_day"),
    }.get(step, (None, ""))
    if base is None or earliest is None:
        return earliest
    return max(earliest, base + timedelta(days=limits(block).free_of_doubt.lowest))


def _ancestors(step: Step) -> Iterator[Step]:
    for each in _AFTER[step]:
        yield each
        yield from _ancestors(each)


def _descendants(step: Step) -> Iterator[Step]:
    return (each for each in Step if step in _ancestors(each))


def _latest_of(days: Iterator[date | None]) -> date | None:
    return max((each for each in days if each is not None), default=None)


def _earliest_of(days: list[date | None]) -> date | None:
    return min((each for each in days if each is not None), default=None)


def problems_of_days(days: Days, period: ProjectPeriod, today: date) -> tuple[FormProblem, ...]:
    """Everything wrong with the days of one item, errors and cautions, in the order of the steps."""
    return tuple(problem for step in Step if step in days for problem in _of_step(step, days, period, today))


def problems_of_entry(
    step: Step, day: date, days: Days, period: ProjectPeriod, today: date
) -> tuple[FormProblem, ...]:
    """What entering this day would break, said before it is stored: on this step or on a day already there."""
    entered = {**days, step: day}
    before = set(problems_of_days(days, period, today))
    return tuple(
        each
        for each in problems_of_days(entered, period, today)
        if each.field == step.value or each not in before
    )


def warning_for_next(days: Days, period: ProjectPeriod, today: date) -> tuple[FormProblem, ...]:
    """Cautions for the steps that are still open, if they were taken today."""
    open_steps = [each for each in Step if each not in days and each is not Step.REPORTED]
    return tuple(
        problem
        for step in open_steps
        for problem in _of_step(step, {**days, step: today}, period, today)
        if problem.field == step.value
    )


def _of_step(step: Step, days: Days, period: ProjectPeriod, today: date) -> Iterator[FormProblem]:
    day = days[step]
    if day > today:
        yield _problem(
            step,
            f"{day}は今日（{today}）より後の日です。済んだ日を入力してください。",
            f"{day} is after today ({today}). Enter the day on which it was done.",
        )
    yield from _of_grant(step, day, period)
    yield from _of_limit(step, day, period)
    if step is not Step.ORDERED and Step.ORDERED in days and day < days[Step.ORDERED]:
        yield _problem(
            step,
            f"契約・発注（{days[Step.ORDERED]}）が先です。{day}では順序が逆になり、補助の対象になりません。",
            f"The order ({days[Step.ORDERED]}) comes first; with {day} the cost is not eligible.",
        )
    if step is Step.PAID and Step.INVOICED in days:
        yield from _of_payment(day, days[Step.INVOICED])
    if step is Step.REPORTED:
        yield from _of_report(day, days)


def _of_grant(step: Step, day: date, period: ProjectPeriod) -> Iterator[FormProblem]:
    if period.granted_on is None:
        yield _problem(
            step,
            "交付決定の前です。見積もりの依頼まではできますが、契約・発注・納品・支払いをすると補助の対象になりません。"
            "交付決定の通知を待ってください。",
            "There is no grant decision yet. You may ask for an estimate; an order, delivery or payment now is not "
            "eligible. Wait for the notice.",
            source="W-14 W-80",
        )
        return
    waited = (day - period.granted_on).days
    block = limits("order_day")
    if not block.allowed.admits(waited):
        yield _problem(
            step,
            f"{day}は交付決定日（{period.granted_on}）より前です。この経費は補助の対象になりません（{block.clause}）。"
            "日付の誤りなら直し、そうでなければこの経費を報告から外してください。",
            f"{day} is before the grant decision ({period.granted_on}): this cost is not eligible ({block.clause}). "
            "Correct the date if it is wrong; otherwise leave the cost out.",
        )
    elif step is Step.ORDERED and not block.free_of_doubt.admits(waited):
        yield _problem(
            step,
            f"交付決定日と同じ日の契約・発注です。通知を受けた後であることが分かる書類を残してください（{block.clause}）。",
            f"Ordered on the day of the decision itself. Keep a paper that shows it came after the notice ({block.clause}).",
            Severity.CAUTION,
        )


def _of_limit(step: Step, day: date, period: ProjectPeriod) -> Iterator[FormProblem]:
    if period.report_limit is not None and day > period.report_limit:
        yield _problem(
            step,
            f"{day}は事業実施期間の最終日（{period.report_limit}）を過ぎています。"
            "間に合わないときは、先に遅延の報告をしてください。",
            f"{day} is after the end of the project period ({period.report_limit}). File a delay report first.",
            source="W-87 N-13 W-75",
        )


def _of_payment(paid_on: date, invoiced_on: date) -> Iterator[FormProblem]:
    block = limits("payment_day")
    waited = (paid_on - invoiced_on).days
    if not block.allowed.admits(waited):
        yield _problem(
            Step.PAID,
            f"支払い（{paid_on}）が請求（{invoiced_on}）より前です。請求書を受け取ってから支払ってください（{block.clause}）。",
            f"Paid ({paid_on}) before the invoice ({invoiced_on}). Pay after you have the invoice ({block.clause}).",
        )
    elif not block.free_of_doubt.admits(waited):
        yield _problem(
            Step.PAID,
            f"請求と支払いが同じ日（{paid_on}）です。請求書を受け取った後の支払いであることを確認します（{block.clause}）。"
            "これから支払うなら翌日以降にしてください。",
            f"Invoice and payment are on one day ({paid_on}): the inspector will ask which came first ({block.clause}). "
            "If you have not paid yet, pay on a later day.",
            Severity.CAUTION,
        )


def _of_report(day: date, days: Days) -> Iterator[FormProblem]:
    missing = [step for step in (Step.DELIVERED, Step.PAID) if step not in days or days[step] > day]
    if missing:
        ja = "・".join(STEP_LABELS[each].ja for each in missing)
        en = " and ".join(STEP_LABELS[each].en for each in missing)
        yield _problem(
            Step.REPORTED,
            f"{ja}が済んでいません。すべてのITツールを導入して使い始め、支払いを終えてから報告してください。",
            f"Not done: {en}. Report only after every tool is in use and paid.",
        )


def _problem(
    step: Step, ja: str, en: str, severity: Severity = Severity.ERROR, *, source: str = ""
) -> FormProblem:
    return FormProblem(step.value, Text(ja, en), source or _SOURCES[step], severity)
