"""The question "what would this applicant get?": its fields, their bounds, and where each figure stands on paper.

The JSON Schema, the form and the checks of a file are all derived from these declarations.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from hojokin.rules import reference
from hojokin.rules.engine.facts import COUNT_BOUND, YEN_BOUND, Text
from hojokin.rules.names import ALL
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.years import CURRENT, EDITIONS

CAPITAL_BOUND = 10**15 - 1
LINES_BOUND = 10_000
YEARS_UNTIL_DECIDED = 1  # FY2025 decided into January 2026 (SCH.normal-2025-R7); wide enough for any round
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INDUSTRY_FORM = "^[0-9]{2,4}$"
PREFECTURE_FORM = "^[0-9]{2}$"
MONTH_FORM = "^[0-9]{4}-(0[1-9]|1[0-2])$"


class TrackCode(StrEnum):
    """Track (申請枠)."""

    NORMAL = "normal"
    INVOICE = "invoice"
    ELECTRONIC_TRANSACTION = "electronic_transaction"
    SECURITY = "security"
    CONSORTIUM = "consortium"


class EarlierTrack(StrEnum):
    """Track of an earlier year (過年度の申請枠), by today's code where it lives on."""

    NORMAL = "normal"
    INVOICE = "invoice"
    ELECTRONIC_TRANSACTION = "electronic_transaction"
    SECURITY = "security"
    CONSORTIUM = "consortium"
    DIGITAL_BASE = "digital_base"
    DIGITAL_BASE_CONSORTIUM = "digital_base_consortium"
    INVOICE_SUPPLY_CHAIN = "invoice_supply_chain"


class SizeCode(StrEnum):
    """Size (事業者の規模): 小規模事業者, other SME, not an SME."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ExemptSector(StrEnum):
    """Sector exempt from the wage requirements (賃上げ要件の対象外となる業種)."""

    MEDICAL = "medical"
    LONG_TERM_CARE = "long_term_care"
    SOCIAL_WELFARE = "social_welfare"
    SCHOOL = "school"


class CostCategory(StrEnum):
    """Cost category (経費区分)."""

    SOFTWARE = "software"
    EXTENSION = "extension"
    DATA_INTEGRATION = "data_integration"
    SECURITY_OPTION = "security_option"
    CONSULTING = "consulting"
    SETUP_TRAINING = "setup_training"
    MAINTENANCE = "maintenance"
    PC_TABLET = "pc_tablet"
    REGISTER = "register"
    SECURITY_SERVICE = "security_service"
    ANALYSIS = "analysis"
    COORDINATION = "coordination"
    EXPERT = "expert"


class InvoiceFunction(StrEnum):
    """Function that the invoice frame asks for (会計・受発注・決済の機能)."""

    ACCOUNTING = "accounting"
    ORDERING = "ordering"
    PAYMENT = "payment"


class Exclusion(StrEnum):
    """Ground that shuts an applicant out (申請の対象外となる事業者), answered by the applicant."""

    REGISTERED_VENDOR = "registered_vendor"
    SUSPENDED = "suspended"
    ADULT_ENTERTAINMENT = "adult_entertainment"
    LABOUR_LAW_PROSECUTION = "labour_law_prosecution"
    ANTISOCIAL_FORCES = "antisocial_forces"
    EARLIER_FRAUD = "earlier_fraud"
    DUPLICATE_SUBSIDY = "duplicate_subsidy"
    SAME_CORPORATION_APPLIED = "same_corporation_applied"
    NOT_IN_JAPAN = "not_in_japan"


def about(
    en: str,
    *,
    unit: str = "",
    help_ja: str = "",
    help_en: str = "",
    document: str = "",
    document_en: str = "",
) -> dict[str, Any]:
    """What a form and the schema say of a field beside its Japanese title."""
    told = {
        "title_en": en,
        "unit": unit,
        "help": help_ja,
        "help_en": help_en,
        "document": document,
        "document_en": document_en,
    }
    return {f"x-{key.replace('_', '-')}": value for key, value in told.items() if value}


def _unknown(error: UnknownCodeError) -> PydanticCustomError:
    told = {"message": error.message, "message_en": error.message_en}
    return PydanticCustomError("unknown_code", "{message_en}", told)


def _iso_date(value: object) -> object:
    """Dates are written 2026-08-25; a bare number would otherwise be read as seconds."""
    if isinstance(value, date) or (isinstance(value, str) and ISO_DATE.fullmatch(value)):
        return value
    ja, en = "日付は 2026-08-25 のように書いてください。", "Write a date like 2026-08-25."
    raise PydanticCustomError("date_form", "{message_en}", {"message": ja, "message_en": en})


def _known_edition(code: str) -> str:
    if code not in EDITIONS:
        raise PydanticCustomError("enum", "{expected}", {"expected": " or ".join(EDITIONS)})
    return code


def _known_industry(code: str) -> str:
    try:
        reference.size_class(code)
    except UnknownCodeError as error:
        raise _unknown(error) from None
    return code


def _known_legal_form(code: str) -> str:
    try:
        reference.legal_form(code)
    except UnknownCodeError as error:
        raise _unknown(error) from None
    return code


def _known_prefecture(code: str) -> str:
    try:
        reference.prefecture(code)
    except UnknownCodeError as error:
        raise _unknown(error) from None
    return code


def _known_process(code: str) -> str:
    try:
        return reference.process_kind(code).code
    except UnknownCodeError as error:
        raise _unknown(error) from None


def _composed(text: str) -> str:
    """One spelling for one text: か and a combining ゛ become が (NFC)."""
    return unicodedata.normalize("NFC", text)


IsoDate = Annotated[date, BeforeValidator(_iso_date)]
EditionCode = Annotated[
    str, AfterValidator(_known_edition), WithJsonSchema({"type": "string", "enum": list(EDITIONS)})
]
Yen = Annotated[int, Field(ge=0, le=YEN_BOUND)]
Number = Annotated[int, Field(ge=0, le=COUNT_BOUND)]
IndustryCode = Annotated[str, StringConstraints(pattern=INDUSTRY_FORM), AfterValidator(_known_industry)]
LegalFormCode = Annotated[str, AfterValidator(_known_legal_form)]
PrefectureCode = Annotated[str, StringConstraints(pattern=PREFECTURE_FORM), AfterValidator(_known_prefecture)]
ProcessCode = Annotated[str, StringConstraints(max_length=20), AfterValidator(_known_process)]
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(_composed)]


class Part(BaseModel):
    """A part of a question: whole numbers stay whole, unknown fields are refused, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PastGrant(Part):
    """Earlier grant (過年度の交付決定)."""

    year: int = Field(
        ge=2015, le=2100, title="交付決定を受けた年度", json_schema_extra=about("Programme year")
    )
    track: EarlierTrack = Field(strict=False, title="枠", json_schema_extra=about("Track"))
    decided_on: IsoDate | None = Field(
        default=None,
        strict=False,
        title="交付決定日",
        json_schema_extra=about(
            "Date of the grant decision", document="交付決定通知書", document_en="Notice of grant decision"
        ),
    )
    processes: tuple[ProcessCode, ...] = Field(
        default=(),
        strict=False,
        title="導入したプロセス",
        json_schema_extra=about("Processes introduced then"),
    )
    security_service: bool | None = Field(
        default=None,
        title="今回と同じサイバーセキュリティお助け隊サービスを導入した",
        json_schema_extra=about("Was for the listed security service asked for now"),
    )

    @field_validator("track")
    @classmethod
    def _existed_then(cls, track: EarlierTrack, info: ValidationInfo) -> EarlierTrack:
        """The programme had the track in that year; a wrong pair would bring or miss a bar in silence."""
        year = info.data.get("year")
        if year is None or track in (existed := reference.grant_tracks_of(year)):
            return track
        ja = f"{year}年度に{ALL[track].ja}はありませんでした。年度か枠を確かめてください。"
        en = f"There was no {ALL[track].en} in {year}. Check the year or the track."
        names = Text("、".join(ALL[each].ja for each in existed), ", ".join(existed))
        told = {
            "message": f"{ja}その年度の枠: {names.ja}。",
            "message_en": f"{en} Tracks of that year: {names.en}.",
        }
        raise PydanticCustomError("no_such_grant", "{message_en}", told)

    @field_validator("decided_on")
    @classmethod
    def _decided_then(cls, decided_on: date | None, info: ValidationInfo) -> date | None:
        """Decided in the calendar year of the programme or the one after it, whatever the round."""
        year = info.data.get("year")
        if year is None or decided_on is None or year <= decided_on.year <= year + YEARS_UNTIL_DECIDED:
            return decided_on
        until = year + YEARS_UNTIL_DECIDED
        ja = f"{year}年度の交付決定日が{decided_on}ということはありません。{year}-01-01～{until}-12-31の日か、年度を直してください。"
        en = f"A grant of {year} was not decided on {decided_on}. Give a day from {year}-01-01 to {until}-12-31, or correct the year."
        raise PydanticCustomError("no_such_grant", "{message_en}", {"message": ja, "message_en": en})


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


class Ownership(Part):
    """Who owns and runs the applicant (出資と役員の構成), for the test of effectively large firms."""

    total_shares: int = Field(
        ge=1, le=CAPITAL_BOUND, title="発行済株式または出資の総数", json_schema_extra=about("All shares")
    )
    largest_large_holder_shares: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="最も多く持つ大企業1社の持分",
        json_schema_extra=about("Shares of the one large firm that holds most"),
    )
    all_large_holders_shares: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="大企業すべての持分の合計",
        json_schema_extra=about("Shares of all large firms together"),
    )
    deemed_large_holders_shares: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="みなし大企業の持分の合計",
        json_schema_extra=about("Shares of effectively large firms"),
    )
    officers: int = Field(
        default=0, ge=0, le=COUNT_BOUND, title="役員の総数", json_schema_extra=about("Officers")
    )
    officers_from_large: int = Field(
        default=0,
        ge=0,
        le=COUNT_BOUND,
        title="大企業の役員・職員を兼ねる役員の数",
        json_schema_extra=about("Officers who belong to large firms"),
    )
    officers_from_deemed_large: int = Field(
        default=0,
        ge=0,
        le=COUNT_BOUND,
        title="みなし大企業の役員・職員を兼ねる役員の数",
        json_schema_extra=about("Officers who belong to effectively large firms"),
    )
    taxable_income_yen: tuple[Annotated[int, Field(ge=-CAPITAL_BOUND, le=CAPITAL_BOUND)], ...] = Field(
        default=(),
        strict=False,
        max_length=3,
        title="直近3年の課税所得",
        json_schema_extra=about(
            "Taxable income of the last three years",
            unit="yen",
            document="法人税申告書 別表",
            document_en="Corporation tax return",
        ),
    )

    all_votes: Annotated[int, Field(ge=1, le=CAPITAL_BOUND)] | None = Field(
        default=None, title="議決権の総数", json_schema_extra=about("All votes")
    )
    votes_shared_with_group: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="親会社または同じ個人（家族を含む）が持つ議決権",
        json_schema_extra=about(
            "Votes of a parent company, or of one person and family, who holds other firms too",
            help_ja="みなし同一法人の判定に使います。",
            help_en="Tells whether several firms count as one applicant.",
            document="株主名簿",
            document_en="Register of shareholders",
        ),
    )

    @model_validator(mode="after")
    def _parts_within_whole(self) -> Self:
        """A part cannot exceed its whole."""
        over = [
            self.largest_large_holder_shares > self.total_shares,
            self.all_large_holders_shares > self.total_shares,
            self.deemed_large_holders_shares > self.total_shares,
            self.officers_from_large > self.officers,
            self.officers_from_deemed_large > self.officers,
            self.all_votes is not None and self.votes_shared_with_group > self.all_votes,
        ]
        if any(over):
            ja, en = "内訳が総数を超えています。", "A part is larger than its whole."
            raise PydanticCustomError("part_above_whole", "{message_en}", {"message": ja, "message_en": en})
        return self


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


class Accounts(Part):
    """Accounts for order receivers (取引先のアカウント数); ``contracted: null`` means without an upper limit."""

    sme: Number = Field(
        title="中小企業・小規模事業者等に供与する数", json_schema_extra=about("Accounts given to SMEs")
    )
    contracted: Annotated[int, Field(ge=1, le=COUNT_BOUND)] | None = Field(
        title="契約する取引先アカウントの総数", json_schema_extra=about("All contracted accounts")
    )

    @model_validator(mode="after")
    def _part_of_contracted(self) -> Self:
        """Accounts for SMEs are among the contracted ones."""
        if self.contracted is not None and self.sme > self.contracted:
            ja = f"中小企業等に供与する{self.sme}アカウントが、契約総数{self.contracted}を超えています。"
            en = f"{self.sme} accounts for SMEs are more than the {self.contracted} contracted."
            raise PydanticCustomError(
                "accounts_above_contracted", "{message_en}", {"message": ja, "message_en": en}
            )
        return self


class Member(Part):
    """Member of a group (補助事業グループの構成員), the representative included."""

    applicant: Applicant
    costs: tuple[Cost, ...] = Field(default=(), strict=False, max_length=LINES_BOUND, title="経費")
    plan: Plan | None = Field(default=None, title="事業計画")


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
