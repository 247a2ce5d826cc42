"""Account for the grant (振込先口座): numbers and kana checked against what a bank file can carry, before anything is sent.

Kana that do not match the bank's are the commonest cause of a failed transfer (PORTAL.K-10).
"""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.flow.after_grant import numbers
from hojokin.flow.bank_file import BankAccount, Transfer, transfer_problems
from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.kana import CharacterSet, half_width, holder_kana, refused_characters, same_holder
from hojokin.flow.reported_items import text_of
from hojokin.rules.engine.facts import Text

_DIGITS = (
    ("bank_code", "bank_digits", "金融機関コード", "The bank code", "W-111 REF-08c"),
    ("branch_code", "branch_digits", "支店番号", "The branch code", "W-111 REF-08c"),
)


def bank_account(values: Values) -> BankAccount:
    """The account that a form's account section names, as a bank file takes it."""
    kind = text_of(values, "account_type")
    return BankAccount(
        bank_code=text_of(values, "bank_code"),
        branch_code=text_of(values, "branch_code"),
        account_type=int(kind) if kind.isdecimal() else 0,
        account_number=text_of(values, "account_number"),
        holder=text_of(values, "account_kana"),
        bank_name=text_of(values, "bank_kana"),
        branch_name=text_of(values, "branch_kana"),
    )


def account_problems(values: Values, *, expected_kana: str = "") -> Iterator[FormProblem]:
    """What would make the transfer fail. ``expected_kana`` is the grantee's kana in the application, if known.

    Empty fields are left to the form itself.
    """
    for field, block, ja, en, source in _DIGITS:
        yield from _of_code(
            field, text_of(values, field), getattr(numbers("account"), block), Text(ja, en), source
        )
    yield from _of_number(text_of(values, "account_number"))
    yield from _of_kana(text_of(values, "account_kana"), expected_kana)


def can_be_transferred(values: Values) -> bool:
    """Whether a bank file could carry a transfer to this account."""
    return not transfer_problems(Transfer(1, bank_account(values), 1))


def _of_code(field: str, text: str, digits: int, label: Text, source: str) -> Iterator[FormProblem]:
    if text and not (text.isascii() and text.isdigit() and len(text) == digits):
        yield FormProblem(
            field,
            Text(
                f"{label.ja}は{digits}けたの半角数字です。通帳か銀行名の検索で確かめてください。",
                f"{label.en} has {digits} digits. Look at the passbook or search by name.",
            ),
            source,
        )


def _of_number(text: str) -> Iterator[FormProblem]:
    digits = numbers("account").number_digits
    if text and not (text.isascii() and text.isdigit() and len(text) <= digits):
        yield FormProblem(
            "account_number",
            Text(
                f"口座番号は{digits}けたまでの半角数字です。"
                "ゆうちょ銀行は、通帳に書かれた「他の金融機関からの振込」の店番と口座番号を入力してください。",
                f"An account number has up to {digits} digits. For Japan Post Bank use the branch and number printed for "
                "transfers from other banks.",
            ),
            "W-111 REF-08c",
        )


def _of_kana(kana: str, expected: str) -> Iterator[FormProblem]:
    if not kana:
        return
    written = holder_kana(kana)
    if strange := refused_characters(written, CharacterSet.PARTY):
        shown = "".join(strange)
        yield FormProblem(
            "account_kana",
            Text(
                f"口座名義のカナに「{shown}」は使えません。通帳を開いた1ページ目のカナのとおりに入力してください。",
                f"The holder's kana cannot have “{shown}”. Copy the kana from the first inside page of the passbook.",
            ),
            "REF-08d PORTAL.K-10",
        )
    elif expected and not same_holder(kana, expected):
        yield FormProblem(
            "account_kana",
            Text(
                f"口座名義のカナ「{written}」が、交付申請の名称のカナ「{half_width(expected)}」と違います。"
                "名義が申請者のもので、通帳のとおりであることを確かめてください。違うと振込ができません。",
                f"The holder's kana “{written}” differ from the name in the application “{half_width(expected)}”. Make sure "
                "that the account is yours and the kana are as in the passbook: otherwise the transfer fails.",
            ),
            "W-111 PORTAL.K-10",
            Severity.CAUTION,
        )
