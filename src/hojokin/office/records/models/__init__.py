"""Every table, for Django to find."""

from hojokin.office.records.models.alert import Alert
from hojokin.office.records.models.api_token import ApiToken
from hojokin.office.records.models.audit import AuditRow, ChainHead
from hojokin.office.records.models.audit_secret import AuditSecret
from hojokin.office.records.models.code import SmsCode
from hojokin.office.records.models.contest import ContestRuling
from hojokin.office.records.models.decision import DecisionProposal, GrantDecision, PublishedGrant
from hojokin.office.records.models.document import Document
from hojokin.office.records.models.erasure import PaperErasure, Tombstone
from hojokin.office.records.models.evaluation import Evaluation
from hojokin.office.records.models.filing import Filing, FilingEntry, FilingVersion
from hojokin.office.records.models.finding import Finding
from hojokin.office.records.models.fingerprint import Fingerprint, PageMark
from hojokin.office.records.models.grant import Grant, Inspection, ProjectDay
from hojokin.office.records.models.import_run import ImportRun
from hojokin.office.records.models.invitation import Invitation
from hojokin.office.records.models.ledger import LedgerEntry, LedgerPosting, Purse
from hojokin.office.records.models.news import NewsItem
from hojokin.office.records.models.outbox import Notice, OutboxMessage
from hojokin.office.records.models.party import Party
from hojokin.office.records.models.payment import Payment, PaymentBatch
from hojokin.office.records.models.person import Person, Seat
from hojokin.office.records.models.print_run import PrintedPart, PrintRun
from hojokin.office.records.models.repayment import (
    Instalment,
    ReturnAssessment,
    ReturnOrder,
    ReturnReceipt,
)
from hojokin.office.records.models.revision import Revision
from hojokin.office.records.models.round import Downtime, Round
from hojokin.office.records.models.score import Score, ScoreSheet
from hojokin.office.records.models.sign_in_session import SignInSession
from hojokin.office.records.models.stay import Stay
from hojokin.office.records.models.tie import Tie
from hojokin.office.records.models.tool import Tool
from hojokin.office.records.models.tool_report import ToolReport
from hojokin.office.records.models.vendor import Vendor
from hojokin.office.records.models.watch import Watch

__all__ = [
    "Alert",
    "ApiToken",
    "AuditRow",
    "AuditSecret",
    "ChainHead",
    "ContestRuling",
    "DecisionProposal",
    "Document",
    "Downtime",
    "Evaluation",
    "Filing",
    "FilingEntry",
    "FilingVersion",
    "Finding",
    "Fingerprint",
    "Grant",
    "GrantDecision",
    "ImportRun",
    "Inspection",
    "Instalment",
    "Invitation",
    "LedgerEntry",
    "LedgerPosting",
    "NewsItem",
    "Notice",
    "OutboxMessage",
    "PageMark",
    "PaperErasure",
    "Party",
    "Payment",
    "PaymentBatch",
    "Person",
    "PrintRun",
    "PrintedPart",
    "ProjectDay",
    "PublishedGrant",
    "Purse",
    "ReturnAssessment",
    "ReturnOrder",
    "ReturnReceipt",
    "Revision",
    "Round",
    "Score",
    "ScoreSheet",
    "Seat",
    "SignInSession",
    "SmsCode",
    "Stay",
    "Tie",
    "Tombstone",
    "Tool",
    "ToolReport",
    "Vendor",
    "Watch",
]
