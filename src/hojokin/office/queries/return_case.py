"""Return case (返還の前提の照会): what was paid and promised, and what the effect reports said, for the rules to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from hojokin.flow.form import Values
from hojokin.flow.question_plan import value_added
from hojokin.flow.questions import question_of
from hojokin.flow.returning import JudgedYear, ReturnCase
from hojokin.office.queries.ledger import totals_of
from hojokin.office.records.models import Filing, FilingEntry, Grant, ReturnAssessment, ReturnOrder
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.reference.minimum_wages import minimum_wage
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.shared.effect_reports import ReportWindow, report_windows
from hojokin.rules.shared.interest import ReturnKind

ADDED = ("operating_profit", "personnel_cost", "depreciation")
NOT_SAID = ("waiting", "applicant_editing", "vendor_checking", "applicant_confirming")

type Regional = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised (賃上げの約束): which duties bind, by how much the lowest pay and the total pay had to rise."""

    minimum_wage_duty: bool = False
    pay_duty: bool = False
    margin: int = 0
    pay_target: int = 0


def return_case(grant: Grant, regional: Regional | None = None) -> ReturnCase:
    """Everything that a return follows from. ``regional`` are minimum wages by plan year that the tables do not hold yet."""
    values = values_of(grant.application_id)
    promise = promised(grant, values)
    before = ReturnOrder.objects.filter(
        grant=grant, withdrawn_at__isnull=True, kind=int(ReturnKind.WAGE_DUTY)
    ).exists()
    years = tuple(_years(grant, values, promise, regional or {}))
    return ReturnCase(
        edition=grant.filing.edition,
        track=grant.filing.track,
        received=totals_of(grant.filing.number).paid,
        minimum_wage_duty=promise.minimum_wage_duty,
        pay_duty=promise.pay_duty,
        years=years,
        value_added_base=value_added(values) or 0,
        pay_base=whole(values.get("pay_base_yen")),
        pay_target=promise.pay_target,
        withdrew_early=grant.filing.state == "withdrawn_after_payment"
        and not any(each.lowest_wage is not None for each in years),
        returned_before=before,
    )


def newest_assessment(grant: Grant) -> ReturnAssessment | None:
    """What was worked out last."""
    found = ReturnAssessment.objects.filter(grant=grant).select_related("assessed_by")
    return found.order_by("-pk").first()


def promised(grant: Grant, values: Values) -> Promise:
    """The duties by the rules; what the application says itself where no question can be made of it."""
    made, rise = _estimated(grant, values), whole_in(values.get("wage_rise"))
    if made is None:
        bound = grant.facts.get("wage_plan") is True and rise > 0
        return Promise(bound, grant.facts.get("wage_plan") is True, rise)
    bound = "minimum_wage_duty" in made.answer and bool(made.answer["minimum_wage_duty"])
    margin = int(made.answer["minimum_wage_margin"]) if "minimum_wage_margin" in made.answer else 0
    return Promise(bound, made.wage_target_bp > 0, max(margin, rise), made.wage_target_bp)


def reports_of(grant: Grant) -> list[tuple[Filing, Values]]:
    """Every effect report with what it says, the earliest first; two queries."""
    reports = list(
        Filing.objects.filter(parent=grant.filing_id, kind__endswith="effect_report").order_by(
            "opened_at", "pk"
        )
    )
    said: dict[int, dict[str, Any]] = {each.pk: {} for each in reports}
    entries = FilingEntry.objects.filter(filing__in=said).order_by("pk")
    for number, name, value in entries.values_list("filing_id", "name", "value"):
        said[number][name] = value
    return [(each, cast("Values", said[each.pk])) for each in reports]


def values_of(filing: int) -> Values:
    """What a filing says; one query."""
    return cast("Values", dict(FilingEntry.objects.filter(filing=filing).values_list("name", "value")))


def report_added(values: Values) -> int | None:
    """Value added as an effect report gives it."""
    parts = [whole(values.get(name)) for name in ADDED]
    return None if None in parts else sum(each for each in parts if each is not None)


def whole(value: object) -> int | None:
    """A whole number, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def whole_in(value: object) -> int:
    """The number that a choice stands for; 0 where it stands for none."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() else 0


def regional_minimum(prefecture: object, on: date) -> int | None:
    """The regional minimum wage on a day; None where the tables do not hold it yet."""
    try:
        return minimum_wage(str(prefecture or ""), on).yen
    except UnknownCodeError:
        return None


def _years(grant: Grant, values: Values, promise: Promise, regional: Regional) -> Iterator[JudgedYear]:
    windows = {
        each.plan_year: each
        for each in report_windows(grant.filing.edition, grant.filing.track)
        if each.plan_year
    }
    said = {whole_in(found.get("plan_year")): (filing, found) for filing, found in reports_of(grant)}
    prefecture = values.get("workplace_prefecture") or values.get("head_office_prefecture")
    for plan_year, window in windows.items():
        known = regional_minimum(prefecture, window.regional_minimum_on) or regional.get(plan_year)
        yield _year(window, said.get(plan_year), promise, known)


def _year(
    window: ReportWindow, said: tuple[Filing, Values] | None, promise: Promise, regional: int | None
) -> JudgedYear:
    if said is None or said[0].state in NOT_SAID:
        return JudgedYear(window.plan_year, regional_minimum=regional, margin=promise.margin)
    filing, values = said
    return JudgedYear(
        window.plan_year,
        lowest_wage=whole(values.get("lowest_wage")),
        regional_minimum=regional,
        margin=promise.margin,
        operating_profit=whole(values.get("operating_profit")),
        value_added=report_added(values),
        total_pay=whole(values.get("total_pay")),
        is_missing=filing.state == "missing",
        report=filing.number,
    )


def _estimated(grant: Grant, values: Values) -> Estimate | None:
    filing = grant.filing
    try:
        return estimate(question_of(values, {}, filing.edition, filing.track, grant.applied_on))
    except InvalidQuestion:
        return None
