"""A day is read as a certificate bears it, and what is no day says what to type."""

import pytest

from hojokin.flow.form import FieldKind, FormField
from hojokin.flow.roles import Role
from hojokin.flow.typed import NotReadable, value_of
from hojokin.rules.engine.facts import Text

FOUNDED = FormField("founded", FieldKind.DATE, Text("設立日", "Founded on"), Role.APPLICANT)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026年4月1日", "2026-04-01"),
        ("令和8年4月1日", "2026-04-01"),
        ("令和元年５月１日", "2019-05-01"),
        ("昭和63年 4月 1日", "1988-04-01"),
        ("平成元年1月8日", "1989-01-08"),
        ("大正15年12月24日", "1926-12-24"),
        ("明治45年7月29日", "1912-07-29"),
        ("R8.4.1", "2026-04-01"),
        ("s63/4/1", "1988-04-01"),
    ],
)
def test_a_day_is_read_in_the_years_of_an_era_too(typed: str, day: str) -> None:
    assert value_of(FOUNDED, [typed]) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-31", "という日付はありません"),
        ("令和8年13月1日", "という日付はありません"),
        ("4月1日", "日付として読めません。2026-04-01 か 令和8年4月1日 の形"),
        ("X8.4.1", "日付として読めません"),
        ("令和8年", "日付として読めません"),
    ],
)
def test_what_is_no_day_says_why(typed: str, said: str) -> None:
    with pytest.raises(NotReadable) as refused:
        value_of(FOUNDED, [typed])

    assert said in refused.value.message.ja
