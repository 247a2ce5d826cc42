"""The plan (事業計画): value added, hours and pay, year by year."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import CAPITAL_BOUND, Yen


class Plan(Part):
    """Three-year plan (事業計画) as far as it is known; ratios are asked as the figures they are made of."""

    value_added_yen: tuple[Annotated[int, Field(ge=-CAPITAL_BOUND, le=CAPITAL_BOUND)], ...] = Field(
        default=(),
        strict=False,
        max_length=4,
        title="付加価値額（直近期と計画各年）",
        json_schema_extra=about("Value added: latest year, then each plan year", unit="yen"),
    )
    labour_hours: tuple[Annotated[int, Field(ge=1, le=10**10)], ...] = Field(
        default=(),
        strict=False,
        max_length=4,
        title="総労働時間（直近期と計画各年）",
        json_schema_extra=about("Hours worked by all: latest year, then each plan year", unit="hours"),
    )
    pay_yen: tuple[Yen, ...] = Field(
        default=(),
        strict=False,
        max_length=4,
        title="給与支給総額（基準年と計画各年）",
        json_schema_extra=about("Total pay: base year, then each plan year", unit="yen"),
    )
    headcount_hundredths: tuple[Annotated[int, Field(ge=1, le=10**8)], ...] = Field(
        default=(),
        strict=False,
        max_length=4,
        title="従業員数（正社員換算、100分の1人単位）",
        json_schema_extra=about("Full-time equivalents in hundredths: base year, then each plan year"),
    )
    minimum_wage_rise_yen: Annotated[int, Field(ge=0, le=100_000)] | None = Field(
        default=None,
        title="地域別最低賃金に上乗せする額",
        json_schema_extra=about("Planned lowest pay above the regional minimum wage", unit="yen"),
    )
    declared_to_employees: bool | None = Field(
        default=None,
        title="賃上げ計画を従業員に表明した",
        json_schema_extra=about("Plan announced to the employees"),
    )
