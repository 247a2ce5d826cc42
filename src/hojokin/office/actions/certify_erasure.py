"""Certificate of erasure (消去証明書): what was erased and what stays, on paper, printed from the audit row alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from hojokin.flow.grants import GRANT
from hojokin.office.adapters.folders import private_folder, write_whole
from hojokin.office.adapters.pdf import render
from hojokin.office.queries.erasure import erasures
from hojokin.office.records.models import AuditRow, Filing

FOLDER = "erasures"
GROUNDS = "帳簿の保存期間（{until}まで）の満了により"
GROUNDS_OF_APPLICATION = "交付に至らなかった申請の保存期間（事務局の定め、{until}まで）の満了により"
METHOD = "記入・添付ファイルの削除と、監査記録の秘密値の破棄"
BY = "事務局（保存期間満了の定期処理）"
LABELS = {
    "entry": "申請・届出・報告の記入",
    "version": "提出した版の内容",
    "document": "添付書類の記録",
    "file": "添付ファイル（ほかの案件と共通のものを除く）",
    "finding": "指摘と回答",
    "notice": "お知らせ",
    "message": "送信した連絡",
    "day": "発注・納品・請求・支払の記録",
}
KEPT_OF_GRANT = (("予算の帳簿の仕訳と金額", "補助金の経理の証明"),)
KEPT = (
    ("手続の番号・状態・日付", "同じ事業者の過去の交付の確認"),
    ("監査記録（個人の値は復元できません）", "手続の正しさの証明"),
)
WITHOUT_END = "定めなし"


def certificates_due() -> list[AuditRow]:
    """Erasures whose certificate was not written yet, such as by a process that died."""
    folder = private_folder(FOLDER)
    return [each for each in erasures() if not (folder / _name(each)).is_file()]


def write_certificate(row: AuditRow) -> Path:
    """Write the certificate of one erasure, the same byte for byte each time; where it lies."""
    return write_whole(private_folder(FOLDER), _name(row), certificate(row))


def certificate(row: AuditRow) -> bytes:
    """The certificate of one erasure."""
    filing = Filing.objects.select_related("owner").get(number=row.subject)
    is_grant = filing.kind == GRANT.code
    grounds, kept = (GROUNDS, (*KEPT_OF_GRANT, *KEPT)) if is_grant else (GROUNDS_OF_APPLICATION, KEPT)
    until = date.fromisoformat(str(row.changes["closes_at"]))
    counts = row.changes["rows"]
    data = {
        "number": f"{row.subject}-E",
        "issuer": settings.HOJOKIN_ISSUER,
        "date": timezone.localtime(row.at).date(),
        "subject": {"name": filing.owner.name},
        "requested_on": until,
        "grounds": grounds.format(until=f"{until.year}年{until.month}月{until.day}日"),
        "erased_at": row.at,
        "method": METHOD,
        "by": BY,
        "audit_hash": row.digest,
        "erased": [{"label": label, "count": counts[name]} for name, label in LABELS.items()],
        "kept": [{"label": label, "reason": why, "until": WITHOUT_END} for label, why in kept],
    }
    return render("erasure_certificate", data, at=row.at)


def _name(row: AuditRow) -> str:
    return f"{row.subject}.pdf"
