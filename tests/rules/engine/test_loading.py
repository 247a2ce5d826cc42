"""Parameters: printed numbers are typed as written, and every fault of a file is told at once."""

from __future__ import annotations

from datetime import date

import pytest

from hojokin.rules.engine.exact import Limit, Rate
from hojokin.rules.engine.loading import (
    ParameterError,
    Parameters,
    merge,
    parameters_from,
    printed_numbers,
    read,
)

HEADER = "label: パン\n  label_en: Bread\n  clause: パン規程 1条\n  facts: [BAKE-01]\n"
BREAD = f"""
documents: {{パン規程: bakers-act}}
bread:
  {HEADER}  unit: yen
  price: 1_200
  rate: 2/3
  range: {{at_least: 10, below: 20}}
  rye: true
  none: null
  shop: corner
  since: 2026-04-01
  sizes: [1, 2]
"""


def _parameters(text: str) -> Parameters:
    return parameters_from(read(text), file="bread.yaml")


def test_numbers_are_typed_as_they_are_printed() -> None:
    bread = _parameters(BREAD).blocks["bread"]

    assert dict(bread.values) == {
        "price": 1_200,
        "rate": Rate(2, 3),
        "range": Limit(at_least=10, below=20),
        "rye": True,
        "none": None,
        "shop": "corner",
        "since": date(2026, 4, 1),
        "sizes": (1, 2),
    }
    assert (bread.price, bread.range.highest, bread.label_en) == (1_200, 19, "Bread")
    assert (bread.clause, bread.facts, bread.unit) == ("パン規程 1条", ("BAKE-01",), "yen")


def test_a_block_reads_well_in_both_languages() -> None:
    bread = _parameters(BREAD).blocks["bread"]

    assert bread.japanese() == (
        "パン: price 1,200円、rate 2/3、range 10円以上20円未満、rye はい、none なし、shop corner、"
        "since 2026-04-01、sizes 1円・2円"
    )
    assert str(bread) == (
        "Bread: price 1,200 yen; rate 2/3; range at least 10 yen, below 20 yen; rye yes; none none; "
        "shop corner; since 2026-04-01; sizes 1 yen, 2 yen"
    )


def test_a_misspelt_number_is_told_with_the_near_one() -> None:
    bread = _parameters(BREAD).blocks["bread"]

    with pytest.raises(
        AttributeError, match=r"^block 'bread' has no number 'prise' \(did you mean 'price'\?\)$"
    ):
        _ = bread.prise


def test_every_fault_of_a_file_is_told_at_once() -> None:
    text = """
documents: {パン規程: bakers-act}
9 lives: {label: x}
loose: 5
bread:
  label: パン
  clause: パン規程 1条
  facts: BAKE-01
  price: 1.5
  rate: 2/0
  range: {at_least: 10, over: 20}
  both: {at_least: 1, above: 1}
  upper: {at_most: 1, below: 1}
  empty: {at_least: 5, below: 5}
  words: {at_least: many}
  label_of-it: 3
  values: 4
"""

    with pytest.raises(ParameterError) as fault:
        _parameters(text)

    kinds = "whole number, rate, limit (at_least, at_most, below, above), list, date or text"
    assert str(fault.value) == "bread.yaml: " + "; ".join(
        [
            "'9 lives' is no block of numbers",
            "'loose' is no block of numbers",
            "bread has no label_en",
            "bread: facts is a list of ids",
            "bread.label_of-it: the name of a number is one English word",
            "bread.values: the name of a number is one English word",
            f"bread.price: 1.5 is no {kinds}",
            "bread.rate: a rate is written as two whole numbers like 2/3, not '2/0'",
            f"bread.range: {{'at_least': 10, 'over': 20}} is no {kinds}",
            "bread.both: a limit has one lower and one upper edge at most",
            "bread.upper: a limit has one lower and one upper edge at most",
            "bread.empty: no number lies within at least 5, below 5",
            f"bread.words: {{'at_least': 'many'}} is no {kinds}",
        ]
    )


def test_a_limit_of_one_number_is_no_fault() -> None:
    one = _parameters(BREAD.replace("below: 20", "below: 11")).blocks["bread"].range

    assert (one.lowest, one.highest) == (10, 10)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- 1", "a parameter file is a mapping of blocks"),
        ("bread:\n  price: 1\n  price: 2\n", "line 3: 'price' is written twice"),
    ],
)
def test_a_file_that_is_no_mapping_or_repeats_a_key_is_refused(text: str, told: str) -> None:
    with pytest.raises(ParameterError, match=f"^{told}$"):
        read(text)


def test_files_are_merged_unless_they_contradict_each_other() -> None:
    bread = _parameters(BREAD)
    cake = _parameters(f"documents: {{菓子規程: cake-act}}\ncake:\n  {HEADER}  price: 5\n")

    both = merge(bread, cake)

    assert list(both.blocks) == ["bread", "cake"]
    assert both.documents == {"パン規程": "bakers-act", "菓子規程": "cake-act"}
    with pytest.raises(ParameterError, match=r"^block 'bread' stands in two files$"):
        merge(bread, bread)
    with pytest.raises(ParameterError, match=r"^document 'パン規程' is both 'bakers-act' and 'cooks-act'$"):
        merge(bread, Parameters({"パン規程": "cooks-act"}, {}))


def test_every_number_that_can_move_is_listed() -> None:
    assert list(printed_numbers(read(BREAD))) == [
        ("bread", "price", None),
        ("bread", "rate", None),
        ("bread", "range", "at_least"),
        ("bread", "range", "below"),
        ("bread", "rye", None),
    ]
