"""Wages (時給) that an applicant pays, month by month."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import MONTH_FORM, PrefectureCode


class WageMonth(Part):
    """Wages of one month (ある月の時給一覧), one figure an employee at one prefecture."""

    month: Annotated[str, StringConstraints(pattern=MONTH_FORM)] = Field(
        title="月", json_schema_extra=about("Month")
    )
    prefecture: PrefectureCode = Field(
        title="都道府県", json_schema_extra=about("Prefecture of the workplace")
    )
    hourly_wages_yen: tuple[Annotated[int, Field(ge=0, le=1_000_000)], ...] = Field(
        strict=False,
        title="従業員ごとの時給",
        json_schema_extra=about(
            "Hourly pay of each employee", unit="yen", document="賃金台帳", document_en="Wage ledger"
        ),
    )
