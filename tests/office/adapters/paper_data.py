"""What the papers under test are told; nobody in it exists."""

from datetime import UTC, date, datetime
from typing import Any

AT = datetime(2026, 8, 25, 8, 0, 3, tzinfo=UTC)  # 17:00:03 in Tokyo
GRANTEE = {
    "name": "株式会社髙﨑精機",
    "address": "群馬県高崎市見本町17番地",
    "representative": "代表取締役 髙﨑 剛",
}
COMMON: dict[str, Any] = {
    "number": "デAI補第2026-000123号",
    "issuer": "デジタル化・AI導入補助金 事務局",
    "contact": "コールセンター 0570-000-000（平日 9:30〜17:30）　マイページからもお問い合わせいただけます。",
}
NOTICE: dict[str, Any] = COMMON | {
    "date": date(2026, 8, 25),
    "grantee": GRANTEE,
    "programme": "デジタル化・AI導入補助金2026",
    "track": "通常枠",
    "application": "N26-0000123",
    "clause": "交付規程第16条",
}
DATA: dict[str, dict[str, Any]] = {
    "grant_notice": NOTICE
    | {
        "applied_on": date(2026, 6, 15),
        "decided_on": date(2026, 8, 25),
        "eligible_cost": 1_234_567,
        "rate": "1/2以内",
        "subsidy": 617_283,
        "complete_by": date(2027, 2, 26),
        "report_by": date(2027, 2, 26),
        "conditions": [
            "交付決定の前に契約、納品又は支払いを行った経費は、補助の対象になりません。",
            "取得した財産を処分するときは、あらかじめ事務局の承認を受けてください。",
            "実績報告、効果報告その他の書類を、補助事業の完了後も5年間保存してください。",
        ],
    },
    "rejection_notice": NOTICE
    | {
        "applied_on": date(2026, 6, 15),
        "reasons": [
            {
                "text": "申請された業務プロセスが1つに満たず、通常枠の要件を満たしていません。",
                "clause": "公募要領 2-2-1",
            },
            {
                "text": "労働生産性の伸び率が、必要な年平均成長率3％に届いていません。",
                "clause": "交付規程第9条第2項",
            },
        ],
        "next_steps": [
            "次回以降の締切までに内容を見直し、あらためて申請することができます。",
            "理由についてのご質問は、マイページの「お問い合わせ」からお寄せください。",
        ],
    },
    "amount_notice": NOTICE
    | {
        "decided_on": date(2026, 8, 25),
        "reported_on": date(2027, 1, 20),
        "spent": 1_100_001,
        "rate": "1/2以内",
        "by_rate": 550_000,
        "granted": 617_283,
        "amount": 550_000,
        "payment": "ご登録の口座（みずほ銀行 丸の内中央支店 普通 口座番号の下3桁 *567）に、2027年3月中にお支払いする予定です。",
    },
    "repayment_order": NOTICE
    | {
        "decided_on": date(2026, 8, 25),
        "amount": 3_000_000,
        "due_on": date(2029, 9, 28),
        "account": "みずほ銀行 丸の内中央支店 普通 0000000 （事務局名義）",
        "reason": "事業場内最低賃金が、効果報告の2年目に目標を下回りました。やむを得ない事情は確認できませんでした。",
        "breakdown": [
            {"label": "交付した補助金の額", "amount": 4_500_000},
            {"label": "返還する割合（残る年数 2／計画の年数 3）による返還額", "amount": 3_000_000},
        ],
        "remarks": [
            "期限までに納付がないときは、期限の翌日から納付の日まで、延滞金を申し受ける場合があります。",
            "この命令に不服があるときは、通知を受けた日の翌日から申し立てることができます。",
        ],
    },
    "receipt": COMMON
    | {
        "number": "R26-0000-1234-5678",
        "title": "交付申請（通常枠）",
        "submitted_at": AT,
        "submitter": "株式会社髙﨑精機　髙﨑 剛",
        "hash": "0123456789abcdef" * 4,
        "signature": "fedcba9876543210" * 8,
        "public_key": "00112233445566778899aabbccddeeff" * 2,
        "sections": [
            {
                "title": "事業者の情報",
                "fields": [
                    {"label": "法人名", "value": "株式会社髙﨑精機"},
                    {"label": "法人番号", "value": "1099000000013"},
                    {"label": "資本金", "value": "50,000,000円"},
                    {
                        "label": "事業の内容",
                        "value": "精密機械の製造。#strong[強調] や $x^2$、*星*、\\ はそのまま表示されます。",
                    },
                ],
            },
            {
                "title": "導入するITツール",
                "fields": [
                    {
                        "label": f"ツール {place}",
                        "value": "クラウド会計システム　プレミアムプラン（AI機能あり）",
                    }
                    for place in range(1, 25)
                ],
            },
        ],
        "files": [
            {
                "label": "履歴事項全部証明書",
                "name": "履歴事項全部証明書_20260801.pdf",
                "size": 482_113,
                "sha256": "ab" * 32,
            },
            {
                "label": "納税証明書",
                "name": "納税証明書😀その１.jpeg",
                "size": 9_999_999,
                "sha256": "cd" * 32,
            },
        ],
    },
    "erasure_certificate": COMMON
    | {
        "date": date(2026, 8, 25),
        "subject": GRANTEE,
        "requested_on": date(2026, 8, 20),
        "erased_at": AT,
        "method": "復号鍵の破棄と、保管庫からのファイルの削除",
        "by": "事務局 個人情報管理担当",
        "audit_hash": "9f" * 32,
        "erased": [{"label": "下書きの交付申請", "count": 2}, {"label": "添付ファイル", "count": 1_234}],
        "kept": [
            {"label": "交付決定の記録", "reason": "交付規程第31条による保存義務", "until": date(2032, 3, 31)}
        ],
    },
}
