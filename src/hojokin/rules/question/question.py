"""The whole question (見積りの質問), and the readings that an office can switch."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hojokin.rules.question.accounts import Accounts
from hojokin.rules.question.applicant import Applicant
from hojokin.rules.question.codes import TrackCode
from hojokin.rules.question.costs import Cost
from hojokin.rules.question.members import Member
from hojokin.rules.question.part import Part, about
from hojokin.rules.question.plan import Plan
from hojokin.rules.question.values import LINES_BOUND, EditionCode, IsoDate, Yen
from hojokin.rules.years import CURRENT


class Options(Part):
    """Readings that an office can switch (読み方の選択)."""

    invoice_arithmetic: Literal["workbook", "fractions"] = Field(
        default="workbook",
        title="インボイス枠の端数計算",
        json_schema_extra=about(
            "Arithmetic of the invoice tiers",
            help_ja="公式の計算用ツール（workbook）か、分数のまま（fractions）か。",
            help_en="The official workbook or plain fractions.",
        ),
    )
    bar_earlier_invoice_grantees: bool = Field(
        default=False,
        title="過去にインボイス枠等の決定を受けた者を対象外とする",
        json_schema_extra=about("Shut out earlier grantees of the invoice frames"),
    )


class Question(Part):
    """Question: what would this applicant get, and why (見積りの質問)."""

    edition: EditionCode = Field(
        default=CURRENT, title="年度", json_schema_extra=about("Edition of the rules")
    )
    track: TrackCode = Field(strict=False, title="申請枠", json_schema_extra=about("Track"))
    applicant: Applicant = Field(title="申請者", json_schema_extra=about("Applicant"))
    costs: tuple[Cost, ...] = Field(
        strict=False, max_length=LINES_BOUND, title="経費", default=(), json_schema_extra=about("Costs")
    )
    requested_yen: Yen | None = Field(
        default=None, title="申請する補助額", json_schema_extra=about("Subsidy asked for", unit="yen")
    )
    accounts: Accounts | None = Field(
        default=None, title="取引先アカウント", json_schema_extra=about("Accounts for trading partners")
    )
    members: tuple[Member, ...] | None = Field(
        default=None,
        strict=False,
        max_length=1000,
        title="グループの構成員",
        json_schema_extra=about("Members of the group"),
    )
    plan: Plan | None = Field(default=None, title="事業計画", json_schema_extra=about("Business plan"))
    round: Annotated[int, Field(ge=1, le=99)] | None = Field(
        default=None, title="締切回", json_schema_extra=about("Round")
    )
    applied_on: IsoDate | None = Field(
        default=None, strict=False, title="申請日", json_schema_extra=about("Date of application")
    )
    parallel: tuple[Annotated[TrackCode, Field(strict=False)], ...] = Field(
        default=(),
        strict=False,
        max_length=10,
        title="同じ年度に申請中・決定済みの枠",
        json_schema_extra=about("Tracks applied for or granted in the same year"),
    )
    security_service_elsewhere: bool | None = Field(
        default=None,
        title="同じサイバーセキュリティお助け隊サービスを同じ年度の別の枠で申請中・決定済みである",
        json_schema_extra=about(
            "The same listed security service is applied for or granted in another track this year"
        ),
    )
    options: Options = Field(
        default=Options(), title="計算の設定", json_schema_extra=about("Settings of the calculation")
    )
