"""The question "what would this applicant get?": its fields, their bounds, and where each figure stands on paper.

The JSON Schema, the form and the checks of a file are all derived from these declarations.
"""

from hojokin.rules.question.accounts import Accounts
from hojokin.rules.question.applicant import Applicant
from hojokin.rules.question.codes import (
    CostCategory,
    EarlierTrack,
    Exclusion,
    ExemptSector,
    InvoiceFunction,
    SizeCode,
    TrackCode,
)
from hojokin.rules.question.costs import Cost
from hojokin.rules.question.earlier_grants import PastGrant
from hojokin.rules.question.members import Member
from hojokin.rules.question.ownership import Ownership
from hojokin.rules.question.plan import Plan
from hojokin.rules.question.question import Options, Question
from hojokin.rules.question.values import INDUSTRY_FORM, ISO_DATE, MONTH_FORM, PREFECTURE_FORM
from hojokin.rules.question.wages import WageMonth

__all__ = [
    "INDUSTRY_FORM",
    "ISO_DATE",
    "MONTH_FORM",
    "PREFECTURE_FORM",
    "Accounts",
    "Applicant",
    "Cost",
    "CostCategory",
    "EarlierTrack",
    "Exclusion",
    "ExemptSector",
    "InvoiceFunction",
    "Member",
    "Options",
    "Ownership",
    "PastGrant",
    "Plan",
    "Question",
    "SizeCode",
    "TrackCode",
    "WageMonth",
]
