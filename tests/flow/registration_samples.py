"""Registrations that nothing is wrong with; a test changes one thing."""

from __future__ import annotations

from datetime import date

from hojokin.flow.form import Attached, Attachments, FieldKind, Form, Row, Value, Values
from hojokin.flow.kinds import Circumstances

TODAY = date(2026, 4, 20)
LEADER, FIRST = "7000012050002", "8000000000001"
SETS = {
    "prefectures": {"13", "27"},
    "industries": {"飲", "小"},
    "processes": {f"P-0{number}" for number in range(1, 8)},
    "functions": {"accounting", "ordering", "payment"},
    "categories": {str(number) for number in range(1, 11)},
    "tracks": {"normal", "invoice", "electronic_transaction", "security", "consortium"},
    "own_tools": {"DL06-0000001"},
}


def circumstances(**changed: object) -> Circumstances:
    """The day of the tests; what is named is different."""
    return Circumstances(**{"today": TODAY, "edition": "fy2026", **changed})  # type: ignore[arg-type] # by name


def every_file(form: Form, values: Values) -> Attachments:
    """One small PDF for each document that is asked for."""
    return {
        each.name: [Attached(each.name, f"{each.name}.pdf", 1000, "application/pdf", "0" * 64)]
        for each in form.fields()
        if each.kind is FieldKind.DOCUMENT and each.asked(values)
    }


def table(*rows: Row) -> Value:
    """A table as it is stored."""
    return list(rows)


def vendor(**changed: Value) -> dict[str, Value]:
    """A single vendor."""
    pledges = [
        "no_anti_social",
        "no_refund",
        "no_impersonation",
        "no_applicant",
        "support",
        "inspection",
        "true",
    ]
    return {
        "form": "single",
        "name": "株式会社みどり",
        "kana": "ミドリ",
        "corporate_number": LEADER,
        "prefecture": "13",
        "address": "東京都千代田区霞が関1-1-1",
        "representative_title": "代表取締役",
        "representative_name": "山田 太郎",
        "representative_kana": "ヤマダ タロウ",
        "contact_name": "鈴木 花子",
        "contact_kana": "スズキ ハナコ",
        "contact_email": "hanako@midori.example.jp",
        "contact_phone": "03-1234-5678",
        "main_business": "中小企業の業務ソフトウェアの販売と導入支援",
        "capital": 10_000_000,
        "employees": 20,
        "support_staff": 3,
        "officers": [{"name": "山田太郎", "kana": "ヤマダタロウ", "title": "代表取締役"}],
        "has_supported_before": False,
        "sales_tool_count": "1",
        "sales": [sale("みどり予約")],
        "registry_issued_on": "2026-04-01",
        "tax_certificate_issued_on": "2026-04-01",
        **{f"pledge_{name}": True for name in pledges},
        **changed,
    }


def sale(tool: str) -> dict[str, str]:
    """One line of the sales record."""
    return {
        "tool": tool,
        "customer": "株式会社やまびこ",
        "kind": "corporation",
        "corporate_number": FIRST,
        "representative": "佐藤 一郎",
        "phone": "06-1234-5678",
        "address": "大阪府大阪市北区1-1",
    }


def members() -> list[dict[str, str]]:
    """A corporation and a sole proprietor."""
    return [
        {
            "name": "株式会社あおば",
            "kind": "corporation",
            "corporate_number": FIRST,
            "email": "a@aoba.example.jp",
            "role": "handles_tools",
        },
        {
            "name": "林デザイン",
            "kind": "sole_proprietor",
            "email": "h@hayashi.example.jp",
            "role": "other_work",
        },
    ]


def consortium(**changed: Value) -> dict[str, Value]:
    """A consortium of a leader and two members."""
    return vendor(
        **{
            "form": "consortium",
            "consortium_name": "みどりコンソーシアム",
            "consortium_reasons": ["sole_proprietor"],
            "members": members(),
            "agreed_on": "2026-03-31",
            "leader_duty": True,
            **changed,
        }
    )


def member(**changed: Value) -> dict[str, Value]:
    """The part of the corporation among the members."""
    pledges = ["no_anti_social", "no_applicant", "no_refund", "agreement", "true"]
    return {
        "kind": "corporation",
        "name": "株式会社あおば",
        "kana": "アオバ",
        "corporate_number": FIRST,
        "prefecture": "27",
        "address": "大阪府大阪市北区1-1",
        "representative_title": "代表取締役",
        "representative_name": "青葉 次郎",
        "representative_kana": "アオバ ジロウ",
        "contact_name": "青葉 次郎",
        "contact_kana": "アオバ ジロウ",
        "contact_email": "a@aoba.example.jp",
        "contact_phone": "06-1234-5678",
        "role": "handles_tools",
        "work": "会計ソフトの販売と研修",
        "sales_tool_count": "1",
        "officers": [{"name": "青葉次郎", "kana": "アオバジロウ", "title": "代表取締役"}],
        "registry_issued_on": "2026-04-01",
        **{f"pledge_{name}": True for name in pledges},
        **changed,
    }


def person(**changed: Value) -> dict[str, Value]:
    """The part of the sole proprietor among the members."""
    return member(
        **{
            "kind": "sole_proprietor",
            "name": "林デザイン",
            "corporate_number": None,
            "role": "other_work",
            **changed,
        }
    )


def software(**changed: Value) -> dict[str, Value]:
    """A category 1 tool with generative AI, ready for invoices, that no check has a word about."""
    answers = {
        name: name in {"is_own_design", "is_on_public_cloud", "offers_platform_use"}
        for name in [
            "is_own_design",
            "is_on_desktop_database",
            "is_on_kintone",
            "is_on_salesforce",
            "is_on_public_cloud",
            "offers_platform",
            "offers_platform_use",
            "provides_server",
            "is_customised",
            "price_has_customising",
            "is_fixed_term",
        ]
    }
    return {
        "category": "1",
        "name": "みどり請求",
        "kana": "ミドリセイキュウ",
        "maker_kind": "own",
        "maker": "株式会社みどり",
        "tracks": ["normal", "invoice"],
        "is_add_on": False,
        "outline": "みどり請求は、小さな店の請求書づくりと入金の確認を自動にします。",
        "url": "https://midori.example.jp/seikyu",
        "industries": ["小"],
        "days_to_introduce": 1,
        "introduction_work": "アカウントの発行と初期の登録",
        "master_files": "取引先マスタ、品目マスタ",
        "customers": 12,
        "sales_started_on": "2024-10-01",
        "sales_form": "subscription",
        "price_standard": 240_000,
        "price_min": 120_000,
        "licenses_included": 1,
        "license_form": "none",
        "price_breakdown": "月額20,000円×12か月。保守サポートの費用は含みません。",
        "price_reason": "同じ機能の製品の公表価格より低く設定しました。",
        "comparisons": table(
            {
                "product": "マネーフォワード クラウド請求書",
                "maker": "株式会社マネーフォワード",
                "price": 360_000,
                "difference": "入金の照合まで自動",
            }
        ),
        "cases": table(
            {
                "customer": "株式会社やまびこ",
                "started_on": "2025-01-10",
                "effect": "請求の作業が月8時間から2時間に減った",
                "is_consented": True,
            }
        ),
        "processes": ["P-02"],
        "process_explanations": [
            {
                "process": "P-02",
                "sub_process": "請求・売掛の管理",
                "explanation": "請求書を作り、入金と照らし合わせます。",
                "pages": "3-5、8",
            }
        ],
        "ai_kind": "generative",
        "ai_evidence": "メールの文面から請求書の下書きを作ります。",
        "ai_technology": "大規模言語モデル",
        "ai_pages": "P.6〜P.7",
        "functions": ["payment"],
        "function_explanations": [
            {"function": "payment", "explanation": "入金を消し込みます。", "pages": "8"}
        ],
        "is_invoice_ready": True,
        "invoice_reason": "登録番号と税率ごとの税額を出力します。",
        "sample_items": [
            "issuer",
            "transaction_date",
            "transaction_content",
            "amount_by_rate",
            "tax_by_rate",
            "recipient",
        ],
        "is_cloud": True,
        "is_smart_register": False,
        **answers,
        "feature_pages": 10,
        "names_pages": "1",
        "flow_pages": "2",
        "usage_pages": "9",
        **changed,
    }


def electronic(**changed: Value) -> dict[str, Value]:
    """Software for electronic transactions."""
    questions = (
        "has_invoice_ordering gives_free_accounts separates_accounts manages_dealings manages_invoice_numbers"
    )
    return software(
        **{
            "tracks": ["electronic_transaction"],
            "electronic_explanation": "発注者と受注者がクラウドで取引できます。",
            "account_limit": 200,
            "is_account_limited": True,
            **dict.fromkeys(questions.split(), True),
            **changed,
        }
    )


def training(**changed: Value) -> dict[str, Value]:
    """A category 6 service of 20 hours at 8,000 yen."""
    return {
        "category": "6",
        "name": "みどり請求 導入研修",
        "kana": "ミドリセイキュウ ドウニュウケンシュウ",
        "maker_kind": "own",
        "maker": "株式会社みどり",
        "tracks": ["normal"],
        "software": "DL06-0000001",
        "outline": "みどり請求 導入研修は、使い方を半日で学びます。",
        "url": "https://midori.example.jp/training",
        "customers": 3,
        "sales_started_on": "2025-04-01",
        "price_standard": 160_000,
        "price_min": 80_000,
        "price_breakdown": "8,000円×20時間",
        "sheet_setup": table(
            {"task": "training", "detail": "操作の研修", "hours": 10, "people": 2, "hourly_price": 8_000}
        ),
        "feature_pages": 4,
        "names_pages": "1",
        **changed,
    }
