"""Values of a question: how each is written, between which bounds, and which codes are known."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from hojokin.rules import reference
from hojokin.rules.engine.facts import COUNT_BOUND, YEN_BOUND
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.years import EDITIONS

CAPITAL_BOUND = 10**15 - 1
LINES_BOUND = 10_000
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INDUSTRY_FORM = "^[0-9]{2,4}$"
PREFECTURE_FORM = "^[0-9]{2}$"
MONTH_FORM = "^[0-9]{4}-(0[1-9]|1[0-2])$"


def _unknown(error: UnknownCodeError) -> PydanticCustomError:
    told = {"message": error.message, "message_en": error.message_en}
    return PydanticCustomError("unknown_code", "{message_en}", told)


def _iso_date(value: object) -> object:
    """Dates are written 2026-08-25; a bare number would otherwise be read as seconds."""
    if isinstance(value, date) or (isinstance(value, str) and ISO_DATE.fullmatch(value)):
        return value
    ja, en = "日付は 2026-08-25 のように書いてください。", "Write a date like 2026-08-25."
    raise PydanticCustomError("date_form", "{message_en}", {"message": ja, "message_en": en})


def _known_edition(code: str) -> str:
    if code not in EDITIONS:
        raise PydanticCustomError("enum", "{expected}", {"expected": " or ".join(EDITIONS)})
    return code


def _known_industry(code: str) -> str:
    try:
        reference.size_class(code)
    except UnknownCodeError as error:
        raise _unknown(error) from None
    return code


def _known_legal_form(code: str) -> str:
    try:
        reference.legal_form(code)
    except UnknownCodeError as error:
        raise _unknown(error) from None
    return code


def _known_prefecture(code: str) -> str:
    try:
        reference.prefecture(code)
    except UnknownCodeError as error:
        raise _unknown(error) from None
    return code


def _known_process(code: str) -> str:
    try:
        return reference.process_kind(code).code
    except UnknownCodeError as error:
        raise _unknown(error) from None


def _composed(text: str) -> str:
    """One spelling for one text: か and a combining ゛ become が (NFC)."""
    return unicodedata.normalize("NFC", text)


IsoDate = Annotated[date, BeforeValidator(_iso_date)]
EditionCode = Annotated[
    str, AfterValidator(_known_edition), WithJsonSchema({"type": "string", "enum": list(EDITIONS)})
]
Yen = Annotated[int, Field(ge=0, le=YEN_BOUND)]
Number = Annotated[int, Field(ge=0, le=COUNT_BOUND)]
IndustryCode = Annotated[str, StringConstraints(pattern=INDUSTRY_FORM), AfterValidator(_known_industry)]
LegalFormCode = Annotated[str, AfterValidator(_known_legal_form)]
PrefectureCode = Annotated[str, StringConstraints(pattern=PREFECTURE_FORM), AfterValidator(_known_prefecture)]
ProcessCode = Annotated[str, StringConstraints(max_length=20), AfterValidator(_known_process)]
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(_composed)]
