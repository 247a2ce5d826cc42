"""Identifiers (番号): corporate number, invoice registration, SECURITY ACTION id and tool number.

Each check takes what a person typed (full-width digits, hyphens and spaces are welcome) and gives back an
Identifier: either the normalised value, or every problem in Japanese and English.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from stdnum.jp import cn

# The facts that this module answers for.
FACTS = frozenset(
    {"REF-03a", "REF-03b", "REF-03c", "REF-03d", "REF-04a", "REF-04b", "REF-04c", "SA-01", "T-28"}
)

CORPORATE_NUMBER_CLAUSE = "法人番号の検査用数字（国税庁）"
INVOICE_CLAUSE = "適格請求書発行事業者の登録番号（国税庁）"
SECURITY_ACTION_CLAUSE = "SECURITY ACTION 自己宣言ID（IPA）"
TOOL_CLAUSE = "ITツール登録番号"

# Every dash that a keyboard or a PDF gives for a hyphen, the long-vowel mark included.
SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ー－]+")
CORPORATE_NUMBER = re.compile(r"[1-9][0-9]{12}")
INVOICE_REGISTRATION = re.compile(r"T[0-9]{13}")
SECURITY_ACTION = re.compile(r"[45][0-9]{10}")
TOOL_NUMBER = re.compile(r"DL([0-9]{2})([0-9]{7})")


@dataclass(frozen=True, slots=True)
class IdentifierProblem:
    """What is wrong with a number, under which rule, and what to do next."""

    clause: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """The outcome of a check: `value` is the normalised number when there is no problem, else empty."""

    value: str
    problems: tuple[IdentifierProblem, ...] = ()

    @property
    def valid(self) -> bool:
        """No problem was found."""
        return not self.problems


def normalised(typed: str) -> str:
    """What was typed, in half-width capitals without hyphens and spaces."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", typed)).upper()


def corporate_number(typed: str) -> Identifier:
    """Corporate number (法人番号): thirteen digits, the first checks the other twelve (REF-03a, REF-03b)."""
    number = normalised(typed)
    problem = _corporate_number_problem(number)
    return Identifier("", (problem,)) if problem else Identifier(number)


def invoice_registration(typed: str, *, corporation: bool) -> Identifier:
    """Invoice registration number (適格請求書発行事業者登録番号): T and thirteen digits (REF-04a to REF-04c).

    A corporation's digits are its corporate number. A person's carry no check digit that is published.
    """
    number = normalised(typed)
    if not INVOICE_REGISTRATION.fullmatch(number):
        return Identifier("", (_invoice_shape(number),))
    problem = _corporate_number_problem(number[1:]) if corporation else None
    if problem is None:
        return Identifier(number)
    of_invoice = IdentifierProblem(
        INVOICE_CLAUSE,
        f"登録番号のTに続く13桁は法人番号です。{problem.message}",
        f"The digits after T are the corporate number. {problem.message_en}",
    )
    return Identifier("", (of_invoice,))


def security_action_id(typed: str, *, first_digits: Collection[str]) -> Identifier:
    """SECURITY ACTION id (自己宣言ID): eleven digits that start with 4 or 5 (SA-01).

    `first_digits` are the ones valid in the round of the application; no check digit is published.
    """
    number = normalised(typed)
    if not SECURITY_ACTION.fullmatch(number):
        return Identifier("", (_security_action_shape(),))
    if number[0] not in first_digits:
        return Identifier("", (_security_action_round(number[0], first_digits),))
    return Identifier(number)


def tool_number(typed: str) -> Identifier:
    """Tool number (ITツール番号): DL, two digits, a hyphen and seven digits, such as DL06-0077446 (T-28)."""
    parts = TOOL_NUMBER.fullmatch(normalised(typed))
    if parts:
        return Identifier(f"DL{parts[1]}-{parts[2]}")
    message = "ITツール番号は「DL06-0077446」の形（DL・数字2桁・ハイフン・数字7桁）で入力してください。"
    message_en = 'Write the tool number like "DL06-0077446": DL, two digits, a hyphen, seven digits.'
    return Identifier("", (IdentifierProblem(TOOL_CLAUSE, message, message_en),))


def _corporate_number_problem(number: str) -> IdentifierProblem | None:
    if not CORPORATE_NUMBER.fullmatch(number):
        return _corporate_shape(number)
    return None if cn.is_valid(number) else _check_digit(number)


def _check_digit(number: str) -> IdentifierProblem:
    expected = cn.calc_check_digit(number[1:])
    return IdentifierProblem(
        CORPORATE_NUMBER_CLAUSE,
        f"法人番号の先頭の数字（検査用数字）が合いません。下12桁が正しければ先頭は{expected}です。"
        "国税庁の法人番号公表サイトで確かめてください。",
        f"The first digit does not check: with these last twelve digits it is {expected}. "
        "Look the number up in the register of corporate numbers.",
    )


def _corporate_shape(number: str) -> IdentifierProblem:
    base = number if re.fullmatch(r"[0-9]{12}", number) else ""
    if base:
        whole = cn.calc_check_digit(base) + base
        return IdentifierProblem(
            CORPORATE_NUMBER_CLAUSE,
            f"12桁の会社法人等番号です。先頭に検査用数字を付けた13桁「{whole}」を入力してください。",
            f"This is the twelve-digit registry number: write {whole}, with its check digit in front.",
        )
    return IdentifierProblem(
        CORPORATE_NUMBER_CLAUSE,
        f"法人番号は0以外で始まる13桁の数字です（入力は{len(number)}文字）。",
        f"A corporate number is thirteen digits, the first not 0 (this has {len(number)} characters).",
    )


def _invoice_shape(number: str) -> IdentifierProblem:
    return IdentifierProblem(
        INVOICE_CLAUSE,
        f"登録番号は「T」と13桁の数字です（入力は{len(number)}文字）。登録通知書のとおり入力してください。",
        f"A registration number is T and thirteen digits (this has {len(number)} characters). "
        "Copy it from the registration notice.",
    )


def _security_action_shape() -> IdentifierProblem:
    return IdentifierProblem(
        SECURITY_ACTION_CLAUSE,
        "自己宣言IDは4または5で始まる11桁の数字です。IPAからの通知のとおり入力してください。",
        "A SECURITY ACTION id has eleven digits and starts with 4 or 5. Copy it from the notice of IPA.",
    )


def _security_action_round(first: str, valid: Collection[str]) -> IdentifierProblem:
    wanted = "・".join(sorted(valid))
    return IdentifierProblem(
        SECURITY_ACTION_CLAUSE,
        f"この締切回では{first}で始まる自己宣言IDは使えません（使えるのは{wanted}）。"
        "新しい管理システムで宣言し直してください。",
        f"Ids that start with {first} are not valid in this round (valid: {wanted}). "
        "Declare again in the new system.",
    )
