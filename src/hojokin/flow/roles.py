"""Roles (役割): as whom somebody acts."""

from __future__ import annotations

from enum import StrEnum

from hojokin.rules.engine.facts import Text


class Role(StrEnum):
    """As whom somebody acts (役割). One person may hold several, each at one party."""

    APPLICANT = "applicant"
    VENDOR = "vendor"
    MEMBER = "member"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    PAYER = "payer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


ROLE_LABELS = {
    Role.APPLICANT: Text("申請者", "Applicant"),
    Role.VENDOR: Text("IT導入支援事業者", "Vendor"),
    Role.MEMBER: Text("構成員", "Consortium member"),
    Role.REVIEWER: Text("審査担当", "Reviewer"),
    Role.APPROVER: Text("決裁者", "Approver"),
    Role.PAYER: Text("支払担当", "Payer"),
    Role.AUDITOR: Text("監査担当", "Auditor"),
    Role.ADMINISTRATOR: Text("管理者", "Administrator"),
    Role.SYSTEM: Text("システム", "System"),
}
SECRETARIAT = frozenset({Role.REVIEWER, Role.APPROVER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR})
PARTIES = frozenset({Role.APPLICANT, Role.VENDOR, Role.MEMBER})
