"""Closed sets of codes (コード) that a question is answered in; their names are in ``rules.names``."""

from __future__ import annotations

from enum import StrEnum


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
