"""Bank file: read back by a reader that shares nothing with the writer, and refused with every reason at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.bank_file import (
    BankAccount,
    Transfer,
    UnwritableFile,
    file_problems,
    payee_name,
    transfer_file,
)
from hojokin.flow.kana import holder_kana

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
OFFICE = BankAccount("0001", "001", 1, "1234567", "ホジョキンジムキョク", "ミズホ", "ホンテン")
FIRM = BankAccount("0005", "123", 1, "7654321", "カブシキガイシャ　ヤマダ")


@dataclass(frozen=True)
class ReadTransfer:
    bank: str
    branch: str
    kind: str
    number: str
    payee: str
    amount: int
    customer: int


def independent_reader(data: bytes) -> tuple[str, list[ReadTransfer]]:
    """The value date and transfers of a file, by the byte positions of the published layout; any fault is an error."""
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert [len(line) for line in lines] == [120] * len(lines)
    assert all(byte in range(0x20, 0x7F) or byte in range(0xB1, 0xE0) for line in lines for byte in line)
    head, *body, tail, end = lines
    assert head[:4] == b"1210"
    assert head[103:] == b" " * 17
    assert end == b"9" + b" " * 119
    read = []
    for line in body:
        assert line[:1] == b"2"
        assert line[113:] == b" " * 7
        read.append(
            ReadTransfer(
                line[1:5].decode("ascii"),
                line[20:23].decode("ascii"),
                line[42:43].decode("ascii"),
                line[43:50].decode("ascii"),
                line[50:80].decode("shift_jis").rstrip(),
                int(line[80:90]),
                int(line[91:101]),
            )
        )
    assert tail[:1] == b"8"
    assert int(tail[1:7]) == len(read)
    assert int(tail[7:19]) == sum(each.amount for each in read)
    assert tail[19:] == b" " * 101
    return head[54:58].decode("ascii"), read


def test_a_file_reads_back_as_it_was_ordered() -> None:
    transfers = [Transfer(7, FIRM, 450_000), Transfer(8, replace(FIRM, account_number="12"), 1)]

    on, read = independent_reader(transfer_file(OFFICE, "1234567890", FRIDAY, transfers))

    assert on == "1120"
    assert read == [
        ReadTransfer("0005", "123", "1", "7654321", "ｶ)ﾔﾏﾀﾞ", 450_000, 7),
        ReadTransfer("0005", "123", "1", "0000012", "ｶ)ﾔﾏﾀﾞ", 1, 8),
    ]


def test_line_ends_are_no_part_of_the_records() -> None:
    data = transfer_file(OFFICE, "1", FRIDAY, [Transfer(1, FIRM, 1)], line_end=b"")

    assert len(data) == 4 * 120


accounts = st.builds(
    BankAccount,
    bank_code=st.from_regex(r"[0-9]{4}", fullmatch=True),
    branch_code=st.from_regex(r"[0-9]{3}", fullmatch=True),
    account_type=st.sampled_from([1, 2, 4, 9]),
    account_number=st.from_regex(r"[0-9]{1,7}", fullmatch=True),
    holder=st.text(alphabet="アイウガパャッー　 ABC（）", min_size=1, max_size=60).filter(
        lambda text: bool(payee_name(text).strip())
    ),
)
amounts = st.integers(1, 10**10 - 1)


@given(st.lists(st.tuples(accounts, amounts), min_size=1, max_size=30))
def test_any_batch_that_is_written_reads_back(rows: list[tuple[BankAccount, int]]) -> None:
    transfers = [Transfer(number, account, amount) for number, (account, amount) in enumerate(rows, start=1)]

    _, read = independent_reader(transfer_file(OFFICE, "1234567890", FRIDAY, transfers))

    assert [(each.customer, each.amount, each.payee) for each in read] == [
        (each.number, each.amount, payee_name(each.to.holder)) for each in transfers
    ]


def places(
    transfers: Sequence[Transfer], on: date = FRIDAY, originator: BankAccount = OFFICE
) -> list[object]:
    return [(each.row, each.field) for each in file_problems(originator, "1234567890", on, transfers)]


@pytest.mark.parametrize(
    ("amount", "found"),
    [(0, [(0, "amount")]), (1, []), (10**10 - 1, []), (10**10, [(0, "amount")])],
)
def test_an_amount_is_above_zero_and_fits_its_ten_digits(amount: int, found: list[object]) -> None:
    assert places([Transfer(1, FIRM, amount)]) == found


@pytest.mark.parametrize(
    ("account", "found"),
    [
        (replace(FIRM, bank_code="00a5"), [(0, "bank_code")]),
        (replace(FIRM, bank_code=""), [(0, "bank_code")]),
        (replace(FIRM, branch_code="1234"), [(0, "branch_code")]),
        (replace(FIRM, account_number="12345678"), [(0, "account_number")]),
        (replace(FIRM, account_number="１２３"), [(0, "account_number")]),
        (replace(FIRM, holder="山田商店"), [(0, "payee_name")]),
        (replace(FIRM, holder=" "), [(0, "payee_name")]),
        (replace(FIRM, account_type=4), []),
        (replace(FIRM, account_type=3), [(0, "account_type")]),
    ],
)
def test_what_a_bank_cannot_read_is_refused(account: BankAccount, found: list[object]) -> None:
    assert places([Transfer(1, account, 1)]) == found


def test_a_transfer_is_never_in_a_file_twice() -> None:
    assert places([Transfer(1, FIRM, 5), Transfer(1, FIRM, 5)]) == [(1, "customer_code")]


def test_a_day_on_which_banks_do_not_work_is_refused() -> None:
    assert places([Transfer(1, FIRM, 5)], SATURDAY) == [(None, "value_date")]


def test_the_originator_cannot_pay_from_savings() -> None:
    assert places([Transfer(1, FIRM, 5)], originator=replace(OFFICE, account_type=4)) == [
        (None, "account_type")
    ]


def test_an_empty_batch_is_refused() -> None:
    assert places([]) == [(None, "count")]


def test_every_reason_is_told_at_once() -> None:
    bad = Transfer(1, BankAccount("x", "", 3, "123456789", "漢字"), 0)

    with pytest.raises(UnwritableFile) as caught:
        transfer_file(OFFICE, "12345678901", SATURDAY, [bad])

    assert [(each.row, each.field) for each in caught.value.problems] == [
        (None, "originator_code"),
        (0, "bank_code"),
        (0, "branch_code"),
        (0, "account_number"),
        (0, "payee_name"),
        (0, "account_type"),
        (0, "amount"),
        (None, "value_date"),
    ]


def test_a_long_holder_is_cut_where_the_field_ends() -> None:
    long = "カブシキガイシャ" + "ア" * 40

    assert payee_name(long) == holder_kana(long)[:30]
