"""What changed from FY2025 to FY2026: true and useful."""

from hojokin.rules.catalogue import Difference, diff
from hojokin.rules.editions import rulebook

FOUND = diff("fy2025", "fy2026")


def change(book: str, name: str) -> Difference:
    return next(each for each in FOUND if (each.book, each.name) == (book, name))


def test_the_wage_target_became_the_price_target_and_more() -> None:
    gone, came = change("normal", "wage_growth.total_pay"), change("normal", "wage_growth.price_target")

    assert (gone.change, gone.before, gone.after) == ("removed", "150", "")
    assert (came.change, came.before, came.after) == ("added", "", "200")


def test_each_difference_is_told_once() -> None:
    keys = [(each.book, each.kind, each.name) for each in FOUND]

    assert sorted(set(keys)) == sorted(keys)


def test_numbers_that_stayed_are_not_told() -> None:
    old, new = rulebook("normal", "fy2025").parameters.blocks, rulebook("normal", "fy2026").parameters.blocks

    told = {each.name for each in FOUND if each.book == "normal" and each.kind == "parameter"}

    for name in set(old) & set(new):
        for key in set(old[name].values) & set(new[name].values):
            assert (f"{name}.{key}" in told) is (old[name].values[key] != new[name].values[key])
