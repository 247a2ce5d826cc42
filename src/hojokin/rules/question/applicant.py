"""The applicant (申請者): the firm, its figures, its wages and its earlier grants."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hojokin.rules.question.codes import Exclusion, ExemptSector, SizeCode
from hojokin.rules.question.earlier_grants import PastGrant
from hojokin.rules.question.ownership import Ownership
from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import CAPITAL_BOUND, IndustryCode, LegalFormCode, Number, PrefectureCode
from hojokin.rules.question.wages import WageMonth


class Applicant(Part):
    """Applicant (申請者)."""

    size: SizeCode | None = Field(
        default=None,
        strict=False,
        title="規模",
        json_schema_extra=about(
            "Size",
            help_ja="空欄なら業種・資本金・従業員数から判定します。",
            help_en="Left empty, it is derived from trade, capital and staff.",
        ),
    )
    legal_form: LegalFormCode | None = Field(
        default=None,
        title="組織形態",
        json_schema_extra=about(
            "Legal form", document="履歴事項全部証明書", document_en="Certificate of registered matters"
        ),
    )
    industry_code: IndustryCode | None = Field(
        default=None,
        title="業種コード（日本標準産業分類）",
        json_schema_extra=about("Industry code (JSIC, 2 to 4 digits)"),
    )
    capital_yen: Annotated[int, Field(ge=0, le=CAPITAL_BOUND)] | None = Field(
        default=None,
        title="資本金",
        json_schema_extra=about(
            "Capital",
            unit="yen",
            document="履歴事項全部証明書「資本金の額」",
            document_en="Certificate of registered matters, amount of capital",
        ),
    )
    regular_employees: Number | None = Field(
        default=None,
        title="常時使用する従業員数",
        json_schema_extra=about(
            "Regular employees",
            help_ja="解雇の予告が必要な人の数です。役員と個人事業主本人は数えません。",
            help_en="People who need notice of dismissal; officers and the proprietor are not counted.",
        ),
    )
    prefecture: PrefectureCode | None = Field(
        default=None, title="事業を行う都道府県", json_schema_extra=about("Prefecture of the main workplace")
    )
    corporate_number: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        default=None,
        title="法人番号",
        json_schema_extra=about(
            "Corporate number",
            document="履歴事項全部証明書・国税庁公表サイト",
            document_en="National Tax Agency",
        ),
    )
    low_wage_months: Annotated[int, Field(ge=0, le=12)] | None = Field(
        default=None,
        title="最低賃金近傍の月数",
        json_schema_extra=about(
            "Months near the minimum wage",
            unit="months",
            document="賃金状況報告シート",
            document_en="Wage report sheet",
        ),
    )
    wage_months: tuple[WageMonth, ...] = Field(
        default=(),
        strict=False,
        max_length=1200,
        title="月ごとの時給",
        json_schema_extra=about("Wages by month"),
    )
    past_grants: tuple[PastGrant, ...] = Field(
        default=(),
        strict=False,
        max_length=200,
        title="過去の交付決定",
        json_schema_extra=about("Earlier grants"),
    )
    exempt_sector: ExemptSector | None = Field(
        default=None,
        strict=False,
        title="賃上げ要件の対象外となる業種",
        json_schema_extra=about("Sector exempt from wage requirements"),
    )
    ownership: Ownership | None = Field(
        default=None, title="出資と役員の構成", json_schema_extra=about("Ownership and officers")
    )
    exclusions: tuple[Annotated[Exclusion, Field(strict=False)], ...] | None = Field(
        default=None,
        strict=False,
        title="あてはまる対象外の事由（なければ空の一覧）",
        json_schema_extra=about("Grounds of exclusion that apply (an empty list when none does)"),
    )
    closed_a_fiscal_year: bool | None = Field(
        default=None,
        title="最初の決算期を終えた",
        json_schema_extra=about("Has closed its first fiscal year"),
    )
    gbizid_prime: bool | None = Field(
        default=None,
        title="gBizIDプライムを持っている",
        json_schema_extra=about("Holds a gBizID Prime account"),
    )
    security_action_id: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        default=None, title="SECURITY ACTION 自己宣言ID", json_schema_extra=about("SECURITY ACTION id")
    )
    minimum_wage_in_house_yen: Annotated[int, Field(ge=0, le=1_000_000)] | None = Field(
        default=None,
        title="申請前月の事業場内最低賃金",
        json_schema_extra=about("Lowest hourly pay in the workplace, month before applying", unit="yen"),
    )
