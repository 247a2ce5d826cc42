"""Grant applications that nothing is wrong with; a test changes one thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hojokin.flow.application_sets import reference_sets
from hojokin.flow.applications import kind_for
from hojokin.flow.checking import problems_of
from hojokin.flow.form import Attached, Attachments, FieldKind, Form, FormProblem, Row, Value, Values
from hojokin.flow.kinds import Circumstances

type Cell = str | int | bool | Sequence[str] | None

TODAY, DEADLINE = date(2026, 6, 1), date(2026, 6, 15)
LEADER = "7000012050002"
TOOL = "DL06-0000001"
SETS = {**reference_sets(), "tools": frozenset({TOOL, "DL06-0000002"})}
VENDOR = {
    "contact_email": "hanako@midori.example.jp",
    "contact_phone": "06-9999-0000",
    "sales": [{"phone": "03-1111-2222"}],
}


def circumstances(track: str = "normal", **changed: object) -> Circumstances:
    """The day of the tests; what is named is different."""
    usual = {"today": TODAY, "edition": "fy2026", "track": track, "deadline": DEADLINE, "parent": VENDOR}
    return Circumstances(**{**usual, **changed})  # type: ignore[arg-type] # by name


def form_of(track: str = "normal", edition: str = "fy2026") -> Form:
    """The form that a track asks."""
    return kind_for(track).form(edition, track)


def every_file(form: Form, values: Values) -> Attachments:
    """One small PDF of its own for each document that is asked for."""
    return {
        each.name: [
            Attached(each.name, f"{each.name}.pdf", 1000, "application/pdf", each.name.ljust(64, "0"))
        ]
        for each in form.fields()
        if each.kind is FieldKind.DOCUMENT and each.asked(values)
    }


def told(values: Values, track: str = "normal", **changed: object) -> Sequence[FormProblem]:
    """Every problem of an application: of its fields, then of its checks."""
    form, asked = form_of(track), circumstances(track, **changed)
    files = every_file(form, values)
    own = problems_of(form, values, files, SETS)
    return [*own, *(each for check in kind_for(track).checks for each in check(values, files, asked))]


def fields_told(values: Values, track: str = "normal", **changed: object) -> list[str]:
    """The fields of these problems, in order."""
    return [each.field for each in told(values, track, **changed)]


def contact() -> dict[str, Value]:
    """A contact of the applicant's own."""
    return {
        "contact_name": "佐藤 花子",
        "contact_kana": "サトウ ハナコ",
        "contact_email": "keiri@nihonbashi.example.jp",
        "contact_phone": "03-1111-2222",
        "mobile_phone": "090-1234-5678",
        "mobile_is_own": True,
    }


def identity() -> dict[str, Value]:
    """A company as its certificate writes it."""
    return {
        "legal_form": "KK",
        "corporate_number": LEADER,
        "company_name": "株式会社日本橋商店",
        "company_kana": "ニホンバシショウテン",
        "head_office_prefecture": "13",
        "head_office_city": "中央区",
        "head_office_street": "日本橋一丁目1番1号",
        "founded_on": "2010-04-01",
        "capital_yen": 10_000_000,
        "register_extract_paper": "register_extract",
        "register_extract_issued_on": "2026-05-20",
        "register_name": "株式会社日本橋商店",
        "register_address": "東京都中央区日本橋一丁目1番1号",
        "corporation_tax_certificate_paper": "corporation_tax_1",
    }


def corporation(**changed: Value) -> dict[str, Value]:
    """A company of 12 people in the normal track."""
    return {
        "applicant_kind": "corporation",
        **identity(),
        "fiscal_year_end_month": 3,
        "representative_title": "代表取締役",
        "representative_name": "日本 太郎",
        "representative_kana": "ニホン タロウ",
        "officer_count": 1,
        "officers": [{"title": "代表取締役", "name": "日本 太郎", "kana": "ニホン タロウ"}],
        **contact(),
        **business(),
        "large_company_ties": False,
        "controlling_votes_percent": 0,
        "taxable_income_1": 5_000_000,
        **changed,
    }


def person(**changed: Value) -> dict[str, Value]:
    """A sole proprietor with the same business."""
    return {
        "applicant_kind": "sole_proprietor",
        "person_name": "山田 一郎",
        "person_kana": "ヤマダ イチロウ",
        "home_prefecture": "13",
        "home_address": "中央区日本橋一丁目2番",
        "started_on": "2015-04-01",
        "born_on": "1980-01-01",
        **contact(),
        **business(),
        "identity_paper": "driving_licence",
        "identity_valid_until": "2027-01-01",
        "income_tax_certificate_paper": "income_tax_2",
        "tax_return_paper": "tax_return_2025",
        "tax_statement_paper": "blue_return",
        **changed,
    }


def business() -> dict[str, Value]:
    """What every applicant of one firm answers, with plan and tools of the vendor."""
    return {
        "exempt_sector": "none",
        "low_wage_months": 0,
        "industry_code": "5611",
        "divisions": ["I"],
        "workplace_prefecture": "13",
        "sites": 1,
        "business_outline": "雑貨の小売です。",
        "project_outline": "在庫と会計をつなぎます。",
        **staff(),
        **accounts_of_the_year(),
        "attitude": "expand",
        "strengths": "常連のお客様が多いことです。",
        "weaknesses": ["staff_shortage"],
        "goals": ["profit"],
        "it_state": "none",
        "improve_process": "accounting",
        "strengthen_department": "accounting",
        "effect": "hours",
        "security_state": "passwords",
        "gbizid_prime": True,
        "security_action_id": "51234567890",
        "security_action_stars": "one",
        "exclusions": ["none"],
        "had_grants": False,
        "parallel": ["none"],
        "service_elsewhere": False,
        "missed_own_wage_bonus": False,
        "missed_other_wage_bonus": False,
        "it_strategy_navi": False,
        "health_management": False,
        "eruboshi": "none",
        "kurumin": "none",
        "continuity_plan": False,
        "labour_saving_navi": False,
        "second_opinion": False,
        "invoice_registered": False,
        "growth_matching": False,
        **wages(),
        "plan_years": plan_years(),
        "plan_grounds": "入力の時間を月40時間減らします。",
        "tools": [tool()],
        "tools_total_yen": 1_000_000,
        "requested_yen": 500_000,
        "tool_reason": "在庫と会計を一度に扱えるためです。",
        "accounts_sme": 6,
        "accounts_unlimited": False,
        "accounts_contracted": 10,
    }


def staff() -> dict[str, Value]:
    """Twelve people now, ten in the latest term."""
    return {
        "staff_regular": 8,
        "staff_contract": 0,
        "staff_part_time": 4,
        "staff_dispatched": 0,
        "staff_other": 0,
        "staff_total": 12,
        "regular_employees": 12,
        "last_regular": 8,
        "last_contract": 0,
        "last_part_time": 2,
        "last_officers": 1,
        "last_hours_per_head": 1_900,
    }


def accounts_of_the_year() -> dict[str, Value]:
    """The latest accounts."""
    return {
        "closed_first_year": True,
        "sales_yen": 200_000_000,
        "gross_profit_yen": 60_000_000,
        "operating_profit_yen": 5_000_000,
        "ordinary_profit_yen": 4_800_000,
        "depreciation_yen": 2_000_000,
        "personnel_cost_yen": 45_000_000,
    }


def wages() -> dict[str, Value]:
    """Pay above the minimum and a plan that grows by five in a hundred."""
    return {
        "has_employees": True,
        "lowest_wage_yen": 1_300,
        "lowest_wage_employee": "田中 次郎",
        "pay_base_yen": 36_000_000,
        "fte_base": "9.5",
        "has_wage_plan": True,
        "wage_rise": "30",
        "pay_year_1_yen": 37_800_000,
        "pay_year_2_yen": 39_690_000,
        "pay_year_3_yen": 41_674_500,
        "fte_year_1": "9.5",
        "fte_year_2": "9.5",
        "fte_year_3": "9.5",
        "announced": True,
        "announced_how": "paper_or_mail",
        "announced_on": "2026-05-01",
        "employee_representative": "田中 次郎",
        "payroll_clerk": "佐藤 花子",
    }


def plan_years() -> list[Row]:
    """Three years of growing productivity."""
    return [
        {
            "period": f"{2028 + year}年3月期",
            "sales_yen": 210_000_000,
            "gross_profit_yen": 64_000_000,
            "operating_profit_yen": 8_000_000 + year * 3_000_000,
            "personnel_cost_yen": 46_000_000,
            "depreciation_yen": 2_000_000,
            "employees": 10,
            "hours_per_head": 1_900,
        }
        for year in range(3)
    ]


def tool(**changed: Cell) -> Row:
    """One software of two common processes."""
    return {
        "category": "1",
        "tool": TOOL,
        "name": "みどり会計",
        "unit_price_yen": 500_000,
        "quantity": 2,
        "amount_yen": 1_000_000,
        "price_min": 400_000,
        "price_standard": 500_000,
        "processes": ["P-03", "P-04"],
        "functions": ["accounting", "ordering"],
        "cloud": True,
        "invoice_ready": True,
        **changed,
    }


def group(**changed: Value) -> dict[str, Value]:
    """A chamber of commerce and nine shops."""
    return {
        "group_name": "日本橋商店街グループ",
        "project_title": "まちのキャッシュレス",
        "project_types": ["cashless"],
        "area": "日本橋",
        "purchase_pattern": "members_buy_and_use",
        "business_outline": "商店街です。",
        "project_outline": "会計を共通にします。",
        "lead_kind": "sme",
        **identity(),
        "representative_title": "代表取締役",
        "representative_name": "日本 太郎",
        "industry_code": "5611",
        "regular_employees": 12,
        "workplace_prefecture": "13",
        "lowest_wage_yen": 1_300,
        "closed_first_year": True,
        **contact(),
        "gbizid_prime": True,
        "security_action_id": "51234567890",
        "exclusions": ["none"],
        "parallel": ["none"],
        "members_in_one_group": True,
        "members_not_excluded": True,
        "members": [member(number) for number in range(1, 11)],
        "member_contacts": [contact_of(number) for number in range(1, 11)],
        "had_grants": False,
        "class_a": [cost(number) for number in range(1, 11)],
        "class_b": [],
        "class_c": [coordination()],
        "class_a_total_yen": 4_000_000,
        "class_b_total_yen": 0,
        "class_c_total_yen": 100_000,
        "requested_yen": 3_000_000,
        "member_years": [year for number in range(1, 11) for year in years_of(number)],
        "plan_grounds": "会計の時間を減らします。",
        "has_outsiders": False,
        **changed,
    }


def member(number: int, **changed: Cell) -> Row:
    """One shop; the first is the representative."""
    return {
        "name": "株式会社日本橋商店" if number == 1 else f"日本橋{number}番店",
        "kana": "ニホンバシ",
        "legal_form": "KK" if number == 1 else "SOLE",
        **({"corporate_number": LEADER} if number == 1 else {}),
        "industry_code": "5611",
        "founded_on": "2010-04-01",
        "capital_yen": 10_000_000 if number == 1 else 0,
        "regular_employees": 12 if number == 1 else 3,
        "representative": "日本 太郎",
        "prefecture": "13",
        "address": "中央区日本橋",
        "phone": "03-1111-2222",
        "security_action_id": "51234567890",
        "uses_tool": True,
        **changed,
    }


def cost(number: int) -> Row:
    """A member's software."""
    return {
        "member": number,
        "category": "1",
        "name": "共通会計",
        "supplier": "みどり",
        "amount_yen": 400_000,
        "functions": ["accounting", "payment"],
        "invoice_ready": True,
    }


def years_of(number: int) -> list[Row]:
    """Three years of a member."""
    return [
        {
            "member": number,
            "year": str(year),
            "operating_profit_yen": 1_000_000 + year * 500_000,
            "personnel_cost_yen": 5_000_000,
            "depreciation_yen": 0,
            "employees": 3,
            "hours_per_head": 1_800,
        }
        for year in range(3)
    ]


def contact_of(number: int) -> Row:
    """A member's contact."""
    return {
        "member": number,
        "name": "店主",
        "kana": "テンシュ",
        "phone": "03-1111-2222",
        "email": "a@shop.example.jp",
    }


def coordination() -> Row:
    """Work of the representative."""
    return {"item": "personnel", "detail": "事務局の人件費", "amount_yen": 100_000}
