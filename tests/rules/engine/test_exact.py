"""Exact values: rates cut once, limits mean what is printed, choices record what they do."""

from __future__ import annotations

import pytest

from hojokin.rules.engine.exact import (
    Limit,
    Rate,
    all_of,
    any_of,
    count_true,
    least,
    most,
    not_,
    where,
)
from tests.rules.engine.expressions import a_flag, a_number


@pytest.mark.parametrize(
    ("text", "rate"), [("2/3", Rate(2, 3)), ("0/1", Rate(0, 1)), ("45/100", Rate(45, 100))]
)
def test_a_rate_is_read_as_two_whole_numbers(text: str, rate: Rate) -> None:
    assert Rate.parse(text) == rate
    assert str(rate) == text


@pytest.mark.parametrize("text", ["", "2", "2/", "/3", "2/0", "-1/2", "1/-2", "0.5/1", "1/2/3", "two/3"])
def test_anything_else_is_no_rate(text: str) -> None:
    with pytest.raises(ValueError, match="two whole numbers like 2/3"):
        Rate.parse(text)


@pytest.mark.parametrize(
    ("amount", "share"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (10**12 - 1, 666_666_666_666)]
)
def test_a_rate_cuts_the_fraction_off(amount: int, share: int) -> None:
    assert Rate(2, 3).of(amount) == share


def test_a_rate_of_a_part_is_cut_once_and_not_twice() -> None:
    cut_once = Rate(2, 3).of(100, part=1, whole=7)

    assert cut_once == 9
    assert Rate(2, 3).of(100 * 1 // 7) == 9
    assert Rate(2, 3).of(101, part=5, whole=7) == 48
    assert Rate(2, 3).of(101) * 5 // 7 == 47


@pytest.mark.parametrize(
    ("limit", "below", "at", "above"),
    [
        (Limit(at_least=10), False, True, True),
        (Limit(above=10), False, False, True),
        (Limit(at_most=10), True, True, False),
        (Limit(below=10), True, False, False),
        (Limit(at_least=10, at_most=10), False, True, False),
        (Limit(), True, True, True),
    ],
)
def test_a_limit_admits_what_its_words_say(limit: Limit, below: bool, at: bool, above: bool) -> None:
    assert [limit.admits(9), limit.admits(10), limit.admits(11)] == [below, at, above]
    assert [limit.admits_share(value, 7, per=7) for value in (9, 10, 11)] == [below, at, above]


def test_a_share_is_compared_exactly() -> None:
    at_least_half, above_third = Limit(at_least=50), Limit(above=33)

    assert [at_least_half.admits_share(part, 3, per=100) for part in (1, 2)] == [False, True]
    assert [above_third.admits_share(part, 100, per=100) for part in (33, 34)] == [False, True]
    assert at_least_half.admits_share(10**15, 2 * 10**15 + 1, per=100) is False


@pytest.mark.parametrize(
    ("limit", "lowest", "highest"),
    [(Limit(at_least=3, below=9), 3, 8), (Limit(above=3, at_most=9), 4, 9)],
)
def test_the_ends_of_a_limit_are_whole_numbers_inside(limit: Limit, lowest: int, highest: int) -> None:
    assert (limit.lowest, limit.highest) == (lowest, highest)


def test_a_limit_without_an_edge_has_no_end() -> None:
    with pytest.raises(ValueError, match="no lower edge"):
        _ = Limit(at_most=3).lowest
    with pytest.raises(ValueError, match="no upper edge"):
        _ = Limit(at_least=3).highest


def test_a_limit_reads_as_the_regulation_words_it() -> None:
    limit = Limit(at_least=50_000, below=1_500_000)

    assert limit.japanese("円") == "50,000円以上1,500,000円未満"
    assert limit.english("yen") == "at least 50,000 yen, below 1,500,000 yen"
    assert str(limit) == "at least 50,000, below 1,500,000"
    assert Limit(above=5, at_most=8).japanese() == "5超8以下"
    assert Limit(above=5, at_most=8).english() == "above 5, at most 8"


def test_choices_between_plain_values_answer_at_once() -> None:
    assert (where(True, 1, 2), where(False, 1, 2)) == (1, 2)
    assert (all_of(), all_of(True, True), all_of(True, False)) == (True, True, False)
    assert (any_of(), any_of(False, False), any_of(False, True)) == (False, False, True)
    assert (not_(True), not_(False)) == (False, True)
    assert (least(3, 1, 2), most(3, 1, 2)) == (1, 3)
    assert (count_true(), count_true(True, False, True)) == (0, 2)


def test_choices_between_recorded_values_are_recorded() -> None:
    a, b, p, q = a_number("a"), a_number("b"), a_flag("p"), a_flag("q")

    recorded = [
        where(p, a, b),
        all_of(p, q),
        any_of(p, q),
        not_(p),
        least(a, b, 3),
        most(3, a),
        count_true(p, q),
    ]

    assert list(map(repr, recorded)) == [
        "where(p, a, b)",
        "p and q",
        "p or q",
        "not(p)",
        "min(min(a, b), 3)",
        "max(3, a)",
        "where(p, 1, 0) + where(q, 1, 0)",
    ]


def test_a_rate_chosen_by_a_recorded_flag_keeps_both_arms_whole() -> None:
    chosen = where(a_flag("p"), Rate(2, 3), Rate(1, 2))
    nested = where(a_flag("q"), chosen, Rate(1, 2))

    assert repr(chosen.of(a_number("a"))) == "where(p, (a * 2) // 3, a // 2)"
    assert repr(chosen.numerator) == "where(p, 2, 1)"
    assert repr(nested.denominator) == "where(q, where(p, 3, 2), 2)"
    assert str(nested) == "2/3 or 1/2 or 1/2"
    assert chosen != where(a_flag("p"), Rate(2, 3), Rate(1, 2))


def test_values_of_two_kinds_cannot_be_chosen_between() -> None:
    p = a_flag("p")

    with pytest.raises(TypeError, match="two values of one kind"):
        where(p, a_number("a"), p)
    with pytest.raises(TypeError, match="only whole numbers and flags"):
        where(p, Rate(1, 2), 3)
    with pytest.raises(TypeError, match="take numbers"):
        least(p, a_number("a"))
    with pytest.raises(TypeError, match="take flags"):
        all_of(p, a_number("a"))
