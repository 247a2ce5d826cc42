"""Growth of one grantee (効果の推移の照会): the application's plan beside what the effect reports say; one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hojokin.flow.form import Row, Values
from hojokin.flow.growth_report import Figures, GrowthYear, growth_years
from hojokin.flow.question_parts import rows_of
from hojokin.flow.question_plan import PLAN_YEARS, base_hours, row_hours, value_added
from hojokin.flow.reported_wages import report_added
from hojokin.office.queries.return_case import said_of, whole, whole_in
from hojokin.office.records.models import Grant

PAY = ("pay_year_1_yen", "pay_year_2_yen", "pay_year_3_yen")


@dataclass(frozen=True, slots=True)
class Growth:
    """Base and plan years (効果の推移)."""

    base: Figures
    years: Sequence[GrowthYear]

    @property
    def is_known(self) -> bool:
        """Whether there is anything to compare: a plan, or a report with figures."""
        return any(
            figures.productivity is not None or figures.total_pay is not None
            for each in self.years
            for figures in (each.promised, each.reported)
        )


def growth_of(grant: Grant) -> Growth:
    """Promised and reported figures of every plan year."""
    known = said_of(grant)
    values = known.application
    base = Figures(value_added(values), base_hours(values), whole(values.get("pay_base_yen")))
    said = {whole_in(found.get("plan_year")): _reported(found) for _filing, found in known.reports}
    reported = [said.get(year, Figures()) for year in range(1, PLAN_YEARS + 1)]
    return Growth(base, growth_years(base, _promised(values), reported))


def _promised(values: Values) -> list[Figures]:
    rows: list[Row] = [*rows_of(values, "plan_years")][:PLAN_YEARS]
    plan = [(value_added(row), row_hours(row)) for row in rows]
    plan += [(None, None)] * (PLAN_YEARS - len(plan))
    return [
        Figures(added, hours, whole(values.get(name))) for (added, hours), name in zip(plan, PAY, strict=True)
    ]


def _reported(values: Values) -> Figures:
    return Figures(report_added(values), whole(values.get("total_hours")), whole(values.get("total_pay")))
