"""Return case (返還の前提の照会): what was paid and promised, and what the effect reports said, for the rules to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.db.models import F, Q, Subquery

from hojokin.flow.form import Values
from hojokin.flow.ledger import CaseTotals
from hojokin.flow.merits import Wages, bonus_growth_promised, is_pay_per_head
from hojokin.flow.question_parts import hundredths
from hojokin.flow.question_plan import value_added
from hojokin.flow.questions import question_of
from hojokin.flow.reported_wages import with_figures
from hojokin.flow.returning import JudgedYear, ReturnCase
from hojokin.office.queries.ledger import totals_of
from hojokin.office.records.models import Filing, Grant, ReturnAssessment, ReturnOrder
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.reference.minimum_wages import minimum_wage, minimum_wages
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.shared.effect_reports import report_windows
from hojokin.rules.shared.interest import ReturnKind

NOT_SAID = ("waiting", "applicant_editing", "vendor_checking", "applicant_confirming")

type Regional = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised (賃上げの約束): which duties bind, by how much the lowest pay and the total pay had to rise."""

    minimum_wage_duty: bool = False
    pay_duty: bool = False
    margin: int = 0
    pay_target: int = 0
    bonus_target: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What the papers of a grant say (書類の記載): its application, and every effect report, the earliest first."""

    application: Values
    reports: Sequence[tuple[Filing, Values]]
    ordered_as: int | None = None  # the kind of the return that was ordered


@dataclass(frozen=True, slots=True)
class Premises:
    """What a return is judged by (返還の判定の材料): the papers, and the money of the case."""

    said: Said
    totals: CaseTotals


def return_case(grant: Grant, regional: Regional | None = None) -> ReturnCase:
    """Everything that a return follows from; two queries."""
    return judged(grant, premises_of(grant), regional)


def premises_of(grant: Grant) -> Premises:
    """What a return is judged by; two queries."""
    return Premises(said_of(grant), totals_of(grant.filing.number))


def case_of_papers(grant: Grant, said: Said) -> ReturnCase:
    """The same from the papers alone, while nothing has come back: what was paid is what was settled."""
    paid = (grant.settled or 0) if grant.paid_on else 0
    return judged(grant, Premises(said, CaseTotals(paid=paid)))


def judged(grant: Grant, known: Premises, regional: Regional | None = None) -> ReturnCase:
    """The premises as the rules take them. ``regional`` are minimum wages by plan year that no table holds yet."""
    values = known.said.application
    promise = promised(grant, values)
    years = tuple(_years(grant, known.said, promise, regional or {}))
    return ReturnCase(
        edition=grant.filing.edition,
        track=grant.filing.track,
        received=known.totals.paid,
        minimum_wage_duty=promise.minimum_wage_duty,
        pay_duty=promise.pay_duty,
        years=years,
        value_added_base=value_added(values) or 0,
        pay_base=whole(values.get("pay_base_yen")),
        pay_target=promise.pay_target,
        bonus_target=promise.bonus_target,
        heads_base=hundredths(values.get("fte_base")) if is_pay_per_head(grant.filing.edition) else None,
        withdrew_early=grant.filing.state == "withdrawn_after_payment"
        and not any(each.lowest_wage is not None for each in years),
        returned_before=known.said.ordered_as == ReturnKind.WAGE_DUTY,
        returned=known.totals.returned,
    )


@dataclass(frozen=True, slots=True)
class Assessments:
    """What was worked out last (算定と案): by a person, and by the system as long as no person has since."""

    kept: ReturnAssessment | None
    proposed: ReturnAssessment | None


def assessments_of(grant: Grant) -> Assessments:
    """What was worked out for a grant; one query."""
    found = list(grant.return_assessments.select_related("assessed_by").order_by("-pk"))
    kept = next((each for each in found if each.assessed_by_id is not None), None)
    return Assessments(kept, next((each for each in found[:1] if each is not kept), None))


def newest_assessment(grant: Grant) -> ReturnAssessment | None:
    """What a person worked out last."""
    return assessments_of(grant).kept


def newest_proposal(grant: Grant) -> ReturnAssessment | None:
    """What the system worked out last, as long as no person has since."""
    return assessments_of(grant).proposed


def promised(grant: Grant, values: Values) -> Promise:
    """The duties by the rules; what the application says itself where no question can be made of it."""
    made, rise = _estimated(grant, values), whole_in(values.get("wage_rise"))
    if made is None:
        bound = grant.facts.get("wage_plan") is True and rise > 0
        return Promise(bound, grant.facts.get("wage_plan") is True, rise)
    bound = "minimum_wage_duty" in made.answer and bool(made.answer["minimum_wage_duty"])
    margin = int(made.answer["minimum_wage_margin"]) if "minimum_wage_margin" in made.answer else 0
    target = made.wage_target_bp
    wages = Wages.of(grant.filing.track, made.size, is_bound=bound)
    bonus = 0 if target else bonus_growth_promised(values, grant.filing.edition, wages)
    return Promise(bound, target > 0, max(margin, rise), target, bonus)


def said_of(grant: Grant) -> Said:
    """What the application and the effect reports say; one query."""
    reports = Q(parent=grant.filing_id, kind__endswith="effect_report")
    found: list[Any] = list(
        Filing.objects.filter(Q(pk=grant.application_id) | reports)
        .annotate(field=F("entries__name"), entered=F("entries__value"), ordered_as=_ordered_as(grant))
        .only("number", "state", "opened_at")
        .order_by("opened_at", "pk", "entries__pk")
    )
    papers: dict[int, Filing] = {each.pk: each for each in found}
    said: dict[int, dict[str, Any]] = {pk: {} for pk in papers}
    for each in found:
        if each.field is not None:
            said[each.pk][each.field] = each.entered
    application = cast("Values", said.pop(grant.application_id, {}))
    reported = [(papers[pk], cast("Values", values)) for pk, values in said.items()]
    return Said(application, reported, found[0].ordered_as if found else None)


def _ordered_as(grant: Grant) -> Subquery:
    standing = ReturnOrder.objects.filter(grant=grant, withdrawn_at__isnull=True).order_by("-pk")
    return Subquery(standing.values("kind")[:1])


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


def newest_minimum(prefecture: object) -> int | None:
    """The newest regional minimum wage that the tables hold; None of no prefecture."""
    of_it = [each for each in minimum_wages() if each.pref_code == prefecture]
    return max(of_it, key=lambda each: each.effective_from).yen if of_it else None


def _years(grant: Grant, papers: Said, promise: Promise, regional: Regional) -> Iterator[JudgedYear]:
    windows = {
        each.plan_year: each
        for each in report_windows(grant.filing.edition, grant.filing.track)
        if each.plan_year
    }
    values = papers.application
    said = {whole_in(found.get("plan_year")): (filing, found) for filing, found in papers.reports}
    prefecture = values.get("workplace_prefecture") or values.get("head_office_prefecture")
    for plan_year, window in windows.items():
        on = window.regional_minimum_on
        known = regional_minimum(prefecture, on) or regional.get(plan_year)
        newest = newest_minimum(prefecture) if known is None else None
        due = JudgedYear(
            plan_year, regional_minimum=known, margin=promise.margin, judged_on=on, last_known=newest
        )
        yield _as_reported(due, said.get(plan_year))


def _as_reported(due: JudgedYear, said: tuple[Filing, Values] | None) -> JudgedYear:
    if said is None or said[0].state in NOT_SAID:
        return due
    filing, values = said
    return replace(with_figures(due, values), is_missing=filing.state == "missing", report=filing.number)


def _estimated(grant: Grant, values: Values) -> Estimate | None:
    filing = grant.filing
    try:
        return estimate(question_of(values, {}, filing.edition, filing.track, grant.applied_on))
    except InvalidQuestion:
        return None
