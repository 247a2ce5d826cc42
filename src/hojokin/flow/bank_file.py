"""Bank file (全銀 総合振込): a batch of transfers as bytes, or every reason why it cannot be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hojokin.flow.bank_layout import RECORD_BYTES, BankField, FieldType, Record, fields_of
from hojokin.flow.kana import half_width, holder_kana, refused_characters, to_bytes
from hojokin.rules.engine.facts import Text

LINE_END = b"\r\n"  # between records, no part of the 120 bytes; some banks want none (REF-08h)
_SATURDAY = 5
ORIGINATOR_ACCOUNTS: Mapping[int, Text] = {
    1: Text("普通", "Ordinary"),
    2: Text("当座", "Current"),
    9: Text("その他", "Other"),
}
PAYEE_ACCOUNTS: Mapping[int, Text] = {**ORIGINATOR_ACCOUNTS, 4: Text("貯蓄", "Savings")}

type Cell = str | int


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A bank account (口座). ``holder`` is kana, full-width or half-width; names of bank and branch may be left out."""

    bank_code: str
    branch_code: str
    account_type: int
    account_number: str
    holder: str
    bank_name: str = ""
    branch_name: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer (振込1件). ``number`` is unique for ever and comes back in the bank's answer (顧客コード)."""

    number: int
    to: BankAccount
    amount: int


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file cannot be written (書けない理由): ``row`` counts transfers from 0, None is the header or the whole."""

    row: int | None
    field: str
    message: Text


class UnwritableFile(ValueError):
    """A batch that no bank would take; ``problems`` lists every reason."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        super().__init__("; ".join(each.message.en for each in problems))
        self.problems = tuple(problems)


def transfer_file(
    originator: BankAccount,
    originator_code: str,
    on: date,
    transfers: Sequence[Transfer],
    *,
    line_end: bytes = LINE_END,
) -> bytes:
    """The file of a batch to be carried out on a day. Raises UnwritableFile with every problem at once."""
    if problems := file_problems(originator, originator_code, on, transfers):
        raise UnwritableFile(problems)
    records = [
        _record(Record.HEADER, _header(originator, originator_code, on)),
        *(_record(Record.DATA, _data(each)) for each in transfers),
        _record(Record.TRAILER, _trailer(transfers)),
        _record(Record.END, {}),
    ]
    return b"".join(each + line_end for each in records)


def file_problems(
    originator: BankAccount, originator_code: str, on: date, transfers: Sequence[Transfer]
) -> tuple[FileProblem, ...]:
    """Everything that stands in the way of writing a batch, header first, then by transfer, then the whole."""
    return (
        *_cells_problems(Record.HEADER, _header(originator, originator_code, on), None),
        *_type_problems(originator, ORIGINATOR_ACCOUNTS, None),
        *(problem for row, each in enumerate(transfers) for problem in transfer_problems(each, row)),
        *_whole_problems(on, transfers),
    )


def transfer_problems(transfer: Transfer, row: int = 0) -> tuple[FileProblem, ...]:
    """What keeps one transfer from being written."""
    found = [
        *_cells_problems(Record.DATA, _data(transfer), row),
        *_type_problems(transfer.to, PAYEE_ACCOUNTS, row),
    ]
    if transfer.amount <= 0:
        found.append(
            _problem(
                row,
                "amount",
                "振込金額が0円以下です。金額を確かめてください。",
                "The amount is not above zero.",
            )
        )
    return tuple(found)


def payee_name(kana: str) -> str:
    """A holder's kana as the file carries it: shortened legal form, and cut where the field ends."""
    return _cut("payee_name", holder_kana(kana))


def _cut(name: str, text: str) -> str:
    length = next(each.length for each in fields_of(Record.DATA) if each.name == name)
    return text[:length].rstrip()


def _whole_problems(on: date, transfers: Sequence[Transfer]) -> Iterator[FileProblem]:
    if not transfers:
        yield _problem(None, "count", "振込が1件もありません。", "There is no transfer.")
    if on.weekday() >= _SATURDAY:
        yield _problem(
            None,
            "value_date",
            f"振込指定日{on}は土曜・日曜です。銀行の営業日を指定してください。",
            f"{on} is a Saturday or Sunday: name a day on which banks work.",
        )
    numbers = [each.number for each in transfers]
    seen: set[int] = set()
    for row, number in enumerate(numbers):
        if number in seen:
            yield _problem(
                row,
                "customer_code",
                f"振込番号{number}が2回入っています。二重払いになるため書き出せません。",
                f"Transfer {number} stands in the batch twice: it would be paid twice.",
            )
        seen.add(number)
    yield from _cells_problems(Record.TRAILER, _trailer(transfers), None)


def _type_problems(account: BankAccount, known: Mapping[int, Text], row: int | None) -> Iterator[FileProblem]:
    if account.account_type not in known:
        allowed = "・".join(f"{code} {label.ja}" for code, label in known.items())
        allowed_en = ", ".join(f"{code} {label.en}" for code, label in known.items())
        yield _problem(
            row,
            "account_type",
            f"預金種目{account.account_type}は使えません。使えるのは {allowed} です。",
            f"Account type {account.account_type} cannot be used: {allowed_en}.",
        )


def _header(originator: BankAccount, code: str, on: date) -> Mapping[str, Cell]:
    return {
        "originator_code": code,
        "originator_name": holder_kana(originator.holder),
        "value_date": f"{on:%m%d}",
        **_account(originator),
    }


def _data(transfer: Transfer) -> Mapping[str, Cell]:
    return {
        **_account(transfer.to),
        "payee_name": payee_name(transfer.to.holder),
        "amount": max(transfer.amount, 0),  # a negative one has a problem of its own
        "customer_code": transfer.number,
    }


def _account(account: BankAccount) -> Mapping[str, Cell]:
    return {
        "bank_code": account.bank_code,
        "bank_name": _cut("bank_name", half_width(account.bank_name)),
        "branch_code": account.branch_code,
        "branch_name": _cut("branch_name", half_width(account.branch_name)),
        "account_type": account.account_type,
        "account_number": account.account_number,
    }


def _trailer(transfers: Sequence[Transfer]) -> Mapping[str, Cell]:
    return {"count": len(transfers), "total": sum(max(each.amount, 0) for each in transfers)}


def _record(record: Record, cells: Mapping[str, Cell]) -> bytes:
    made = b"".join(_bytes(each, _cell(each, cells)) for each in fields_of(record))
    assert len(made) == RECORD_BYTES  # noqa: S101 - the layout was checked when it was read
    return made


def _cell(field: BankField, cells: Mapping[str, Cell]) -> str:
    return str(cells.get(field.name, field.fixed))


def _bytes(field: BankField, text: str) -> bytes:
    if field.kind is FieldType.DIGITS:
        return text.rjust(field.length, "0").encode("ascii")
    return to_bytes(text.ljust(field.length))


def _cells_problems(record: Record, cells: Mapping[str, Cell], row: int | None) -> Iterator[FileProblem]:
    for field in fields_of(record):
        yield from _cell_problems(field, _cell(field, cells), row)


def _cell_problems(field: BankField, text: str, row: int | None) -> Iterator[FileProblem]:
    if field.required and not text.strip():
        yield _problem(row, field.name, f"{field.name_ja}がありません。", f"{field.name} is missing.")
    elif len(text) > field.length:
        yield _problem(
            row,
            field.name,
            f"{field.name_ja}「{text}」は{field.length}けたに入りません（{len(text)}けた）。",
            f"{field.name} {text!r} does not fit {field.length} places ({len(text)}).",
        )
    if field.kind is FieldType.DIGITS:
        if text and not (text.isascii() and text.isdigit()):
            yield _problem(
                row,
                field.name,
                f"{field.name_ja}「{text}」は数字だけで入力してください。",
                f"{field.name} {text!r} must be digits only.",
            )
    elif strange := refused_characters(text, field.characters):
        shown = "".join(strange)
        yield _problem(
            row,
            field.name,
            f"{field.name_ja}に、銀行のファイルで使えない文字「{shown}」があります。カナ・英数字に直してください。",
            f"{field.name} has characters that no bank file takes: {shown}. Use kana, letters and digits.",
        )


def _problem(row: int | None, field: str, ja: str, en: str) -> FileProblem:
    return FileProblem(row, field, Text(ja, en))
