"""Codes (コード): the closed sets that a tool and a vendor are described with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from hojokin.rules.editions import TRACKS
from hojokin.rules.engine.facts import Text
from hojokin.rules.question import InvoiceFunction, TrackCode
from hojokin.rules.reference.prefectures import prefectures
from hojokin.rules.reference.processes import process_industries, process_kinds
from hojokin.rules.reference.tool_categories import tool_categories


class AiKind(StrEnum):
    """AI built into a tool (AI機能の申告): two kinds or none (T-23, T-40)."""

    NONE = "none"
    GENERATIVE = "generative"
    OTHER = "other"


class ToolState(StrEnum):
    """Where the registration of a tool stands (ITツールの登録状況). Only registered ones are public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REJECTED = "rejected"
    REGISTERED = "registered"
    DEREGISTERED = "deregistered"


class VendorState(StrEnum):
    """Where the registration of a vendor stands (支援事業者の登録状況; two stages, V-36)."""

    DRAFT = "draft"
    PROVISIONAL = "provisional"
    RETURNED = "returned"
    REJECTED = "rejected"
    REGISTERED = "registered"
    DEREGISTERED = "deregistered"


class VendorForm(StrEnum):
    """Form of registration (登録形態; V-30)."""

    SINGLE = "single"
    CONSORTIUM = "consortium"


AI_LABELS: Mapping[str, Text] = {
    AiKind.NONE: Text("AIなし", "No AI"),
    AiKind.GENERATIVE: Text("生成AI", "Generative AI"),
    AiKind.OTHER: Text("生成AI以外のAI技術", "AI other than generative"),
}
FUNCTION_LABELS: Mapping[str, Text] = {
    InvoiceFunction.ACCOUNTING: Text("会計", "Accounting"),
    InvoiceFunction.ORDERING: Text("受発注", "Ordering"),
    InvoiceFunction.PAYMENT: Text("決済", "Payment"),
}
TRACK_LABELS: Mapping[str, Text] = {each: TRACKS[each].label for each in TrackCode}
VENDOR_FORM_LABELS: Mapping[str, Text] = {
    VendorForm.SINGLE: Text("法人（単独）", "Single corporation"),
    VendorForm.CONSORTIUM: Text("コンソーシアム", "Consortium"),
}


@cache
def category_labels() -> dict[str, Text]:
    """Tool category (カテゴリー) by its number as text, "1" to "10" (TC-01 to TC-10)."""
    return {
        str(each.number): Text(each.name_ja, each.name_en)
        for each in tool_categories()
        if each.number is not None
    }


@cache
def process_labels() -> dict[str, Text]:
    """Kind of process (プロセス) by code, "P-01" to "P-07" (T-02)."""
    return {each.code: Text(each.name_ja, each.name_en) for each in process_kinds()}


@cache
def industry_labels() -> dict[str, Text]:
    """Industry (業種) by its one-character prefix."""
    return {each.prefix: Text(each.name_ja, each.name_en) for each in process_industries()}


@cache
def prefecture_labels() -> dict[str, Text]:
    """Prefecture (都道府県) by its two-digit code."""
    return {each.code: Text(each.name_ja, each.name_en) for each in prefectures()}
