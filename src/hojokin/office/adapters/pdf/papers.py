"""Papers of the office (通知書・控え) and what each of them has to be told."""

# The annotations are evaluated: as texts they would hide which fields may be absent.
from datetime import date, datetime
from typing import NotRequired, TypedDict


class Recipient(TypedDict):
    """Whom a paper is for (宛先)."""

    name: str
    address: NotRequired[str]
    representative: NotRequired[str]


class Paper(TypedDict):
    """What every paper bears."""

    number: str
    issuer: str
    contact: NotRequired[str]


class Notice(Paper):
    """A letter about one application."""

    date: date
    grantee: Recipient
    programme: str
    track: str
    application: str
    clause: str


class GrantNotice(Notice):
    """Grant notice (交付決定通知書、様式第1)."""

    applied_on: date
    decided_on: date
    eligible_cost: int
    rate: str
    subsidy: int
    complete_by: date
    report_by: date
    conditions: list[str]


class Reason(TypedDict):
    """Why an application was refused (不交付の理由)."""

    text: str
    clause: str


class RejectionNotice(Notice):
    """Rejection notice (不交付決定通知書)."""

    applied_on: date
    reasons: list[Reason]
    next_steps: list[str]


class AmountNotice(Notice):
    """Notice of the fixed amount (確定通知書、様式第2)."""

    decided_on: date
    reported_on: date
    spent: int
    rate: str
    by_rate: int
    granted: int
    amount: int
    payment: str


class Sum(TypedDict):
    """A line of a calculation (内訳)."""

    label: str
    amount: int


class RepaymentOrder(Notice):
    """Repayment order (返還命令書)."""

    decided_on: date
    amount: int
    due_on: date
    account: str
    reason: str
    breakdown: list[Sum]
    remarks: list[str]


class Field(TypedDict):
    """A field as the person filled it in (入力項目)."""

    label: str
    value: str


class Section(TypedDict):
    """Fields under one heading (区分)."""

    title: str
    fields: list[Field]


class AttachedFile(TypedDict):
    """A file that was submitted (添付ファイル)."""

    label: str
    name: str
    size: int
    sha256: str


class Receipt(Paper):
    """Receipt of a submission (受付控)."""

    title: str
    submitted_at: datetime
    submitter: str
    hash: str
    signature: NotRequired[str]
    public_key: NotRequired[str]
    sections: list[Section]
    files: list[AttachedFile]


class Erased(TypedDict):
    """A kind of record that is gone, and how many (消去した情報)."""

    label: str
    count: int


class Kept(TypedDict):
    """A kind of record that has to stay (保存を続ける情報)."""

    label: str
    reason: str
    until: date | str


class ErasureCertificate(Paper):
    """Certificate of erasure (消去証明書)."""

    date: date
    subject: Recipient
    requested_on: date
    grounds: NotRequired[str]  # instead of a request
    erased_at: datetime
    method: str
    by: str
    audit_hash: str
    erased: list[Erased]
    kept: list[Kept]


PAPERS: dict[str, frozenset[str]] = {
    "amount_notice": AmountNotice.__required_keys__,
    "erasure_certificate": ErasureCertificate.__required_keys__,
    "grant_notice": GrantNotice.__required_keys__,
    "receipt": Receipt.__required_keys__,
    "rejection_notice": RejectionNotice.__required_keys__,
    "repayment_order": RepaymentOrder.__required_keys__,
}
