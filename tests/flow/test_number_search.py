"""Numbers that must not be kept are found however they are written, and other numbers are left in peace."""

import pytest

from hojokin.flow.kept_out import NumberKind
from hojokin.flow.number_search import is_individual_number, spots_in

INDIVIDUAL, POSSIBLE, INSURANCE = NumberKind.INDIVIDUAL, NumberKind.POSSIBLE, NumberKind.INSURANCE
WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def check_digit(eleven: str) -> str:
    """平成26年総務省令第85号 第5条: eleven less the remainder, and zero for a remainder of one or none."""
    rest = sum(int(digit) * weight for digit, weight in zip(eleven, WEIGHTS, strict=True)) % 11
    return str(0 if rest <= 1 else 11 - rest)


def found(text: str) -> list[tuple[NumberKind, str]]:
    """Kinds and the letters that they cover."""
    return [(each.kind, text[each.start : each.end]) for each in spots_in(text)]


@pytest.mark.parametrize("eleven", [f"{11 * start + 10000000000:011d}" for start in range(40)])
def test_of_ten_last_digits_only_the_one_of_the_ordinance_is_right(eleven: str) -> None:
    right = [last for last in "0123456789" if is_individual_number(eleven + last)]

    assert right == [check_digit(eleven)]


@pytest.mark.parametrize(
    ("eleven", "rest"), [("00000000000", 0), ("60000000005", 2), ("20000000000", 1), ("10000000002", 10)]
)
def test_the_limits_of_the_remainder(eleven: str, rest: int) -> None:
    weighed = sum(int(digit) * weight for digit, weight in zip(eleven, WEIGHTS, strict=True))

    assert weighed % 11 == rest
    assert is_individual_number(eleven + ("0" if rest <= 1 else str(11 - rest)))


@pytest.mark.parametrize("typed", ["12345678901", "1234567890180", "12345678901X", "", "123456789019"])
def test_eleven_or_thirteen_digits_or_a_wrong_last_one_are_none(typed: str) -> None:
    assert not is_individual_number(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "123456789018",
        "1234 5678 9018",
        "1234-5678-9018",
        "1234－5678－9018",
        "１２３４　５６７８　９０１８",
        "1234‐5678‐9018",
        "123456-789018",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n9\r\n0\r\n1\r\n8",
    ],
)
def test_however_it_is_grouped_it_is_found(typed: str) -> None:
    assert found(f"氏名 青木\r\n{typed}\r\n住所") == [(INDIVIDUAL, typed)]


@pytest.mark.parametrize(
    "text",
    [
        "123456789019",
        "第1234567890180号",
        "INV123456789018",
        "123456789018A",
        "0.123456789018",
        "123456789018.5",
        "会社法人等番号 123456789018",
        "会社法人等番号 1234-56-789018",
        "1234-56-789018",
        "運転免許証 番号 第123456789018号",
        "送り状番号 1234-5678-9018",
        "売上 2020 2021 2022",
        "決算 2024 2023 2022",
        "12,345,678,9018",
        "03-1234-5678 9018",
    ],
)
def test_other_numbers_are_left_in_peace(text: str) -> None:
    assert found(text) == []


def test_a_corporate_number_is_no_individual_number_behind_its_first_digit() -> None:
    corporate = next(
        f"{first} {middle} 5678 {last}"
        for middle in range(1000, 10000)
        for last in range(1000, 1100)
        for first in range(1, 10)
        if is_individual_number(f"{middle}5678{last}") and _is_corporate(f"{first}{middle}5678{last}")
    )

    assert found(corporate) == []


def _is_corporate(digits: str) -> bool:
    from stdnum.jp import cn

    return bool(cn.is_valid(digits))


def test_the_nearest_label_decides() -> None:
    text = "伝票番号 123456789018 マイナンバー 123456789018"

    assert [(each.kind, each.start) for each in spots_in(text)] == [(INDIVIDUAL, text.rindex("1234"))]


def test_a_label_makes_an_odd_grouping_sure() -> None:
    odd = "12 3456 789018"

    assert found(odd) == [(POSSIBLE, odd)]
    assert found(f"個 人 番 号 {odd}") == [(INDIVIDUAL, odd)]


def test_within_a_row_of_a_table_it_is_found_alone() -> None:
    assert found("青木 123456789018 1980 5 1") == [(INDIVIDUAL, "123456789018")]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("保険者番号 06130012", "06130012"),
        ("被保険者番号：1234-567890-1", "1234-567890-1"),
        ("保 険 者 番 号\r\n０６１３００１２", "０６１３００１２"),
        ("健康保険被保険者証 記号 1234 番号 567 (枝番) 01", "1234 番号 567 (枝番) 01"),
    ],
)
def test_labelled_insurance_numbers_are_found(text: str, covered: str) -> None:
    assert found(text) == [(INSURANCE, covered)]


@pytest.mark.parametrize(
    "text", ["通常貯金 記号 12345 番号 12345678", "保険料 12,000円", "被保険者番号 なし"]
)
def test_an_account_or_a_premium_is_no_insurance_number(text: str) -> None:
    assert found(text) == []


def test_both_kinds_beside_each_other() -> None:
    text = "保険者番号 06130012 個人番号 123456789018"

    assert found(text) == [(INSURANCE, "06130012"), (INDIVIDUAL, "123456789018")]


def test_a_long_page_of_digits_is_searched_in_time() -> None:
    assert len(spots_in("123456789018 5 " * 20_000)) == 20_000
