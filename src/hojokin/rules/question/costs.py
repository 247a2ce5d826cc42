"""Costs (経費): the lines of a quote."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hojokin.rules.question.codes import CostCategory, InvoiceFunction
from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import Name, ProcessCode, Yen


class Cost(Part):
    """One line of a quote (見積書の1行), tax-exclusive."""

    category: CostCategory = Field(strict=False, title="経費区分", json_schema_extra=about("Cost category"))
    amount_yen: Yen = Field(
        title="金額（税抜）",
        json_schema_extra=about("Amount without tax", unit="yen", document="見積書", document_en="Quotation"),
    )
    name: Name | None = Field(default=None, title="品名", json_schema_extra=about("Name"))
    processes: tuple[ProcessCode, ...] = Field(
        default=(),
        strict=False,
        max_length=50,
        title="プロセス",
        json_schema_extra=about(
            "Processes", document="ITツール検索の登録内容", document_en="Registered tool data"
        ),
    )
    functions: tuple[Annotated[InvoiceFunction, Field(strict=False)], ...] | None = Field(
        default=None,
        strict=False,
        max_length=10,
        title="会計・受発注・決済の機能",
        json_schema_extra=about("Functions"),
    )
    cloud: bool | None = Field(default=None, title="クラウド製品", json_schema_extra=about("Cloud product"))
    invoice_ready: bool | None = Field(
        default=None, title="インボイス制度対応", json_schema_extra=about("Invoice-ready")
    )
    ai: Literal["none", "generative", "other"] | None = Field(
        default=None, title="AI機能", json_schema_extra=about("AI function")
    )
    months: Annotated[int, Field(ge=1, le=1200)] | None = Field(
        default=None,
        title="金額に含まれる利用月数",
        json_schema_extra=about(
            "Months of fees in the amount", unit="months", document="見積書", document_en="Quotation"
        ),
    )
