"""A tombstone stands in for the one file that it names, and says when and why its bytes were erased."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hojokin.flow.erasing import ground_words, grounds, holds_a_number, longest_reason
from hojokin.flow.tombstone import NotATombstone, Tombstone, about, read_tombstones

FILE = {"field": "paper", "name": "住民票.pdf", "size": 12, "sha256": "a" * 64}
MADE = Tombstone(
    number="AP26-000001",
    field="paper",
    name="住民票.pdf",
    size=12,
    sha256="a" * 64,
    erased_at="2026-11-21T15:00:00.000000Z",
    ground="individual_number",
    asked_by="reviewer 3",
    approved_by="approver 4",
)


def test_it_is_read_again_as_it_was_written() -> None:
    made = replace(MADE, replaced_by="b" * 64).signed("ab")

    assert read_tombstones([made.to_json()]) == (made,)


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-11-21T14:59:59.000000Z", "2026-11-21"), ("2026-11-21T15:00:00.000000Z", "2026-11-22")],
)
def test_the_day_is_that_of_japan(moment: str, day: str) -> None:
    assert replace(MADE, erased_at=moment).day == day


def test_it_says_the_day_the_ground_and_the_law_in_both_languages() -> None:
    said = MADE.said

    assert said.ja.startswith(
        "ファイル「住民票.pdf」は、2026-11-22に事務局が消去しました。根拠: マイナンバー"
    )
    assert "20条" in said.ja
    assert said.en.endswith("Ground: It shows a My Number (My Number Act, article 20)")


def test_the_blacked_out_copy_is_told_by_its_digest() -> None:
    assert replace(MADE, replaced_by="b" * 64).said.en.endswith(f"Blacked-out copy: {'b' * 64}")


def test_a_ground_of_a_later_version_is_told_by_its_code() -> None:
    assert ground_words("later").en == "later"


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "AP26-000002"},
        {"field": "other"},
        {"name": "x.pdf"},
        {"size": 13},
        {"sha256": "c" * 64},
        {"erased_at": "2026-11-22T15:00:00.000000Z"},
        {"ground": "not_needed"},
        {"asked_by": "reviewer 4"},
        {"approved_by": "approver 5"},
        {"replaced_by": "b" * 64},
    ],
)
def test_whatever_is_changed_is_no_longer_what_was_signed(changed: dict[str, Any]) -> None:
    assert replace(MADE, **changed).content != MADE.content


def test_of_many_records_those_count_that_name_a_file_of_the_receipt() -> None:
    others = [
        replace(MADE, number="AP26-000002"),
        replace(MADE, sha256="c" * 64),
        replace(MADE, field="other"),
        replace(MADE, name="x.pdf"),
    ]

    assert about([FILE], "AP26-000001", [*others, MADE]) == [MADE]


@pytest.mark.parametrize(
    "raw",
    [
        {},
        "text",
        [1],
        [{"format": "hojokin-tombstone/2"}],
        [{**MADE.to_json(), "format": "x"}],
        [{**MADE.to_json(), "size": "12"}],
        [{**MADE.to_json(), "size": True}],
        [{**MADE.to_json(), "name": None}],
        [{**MADE.to_json(), "erased_at": "yesterday"}],
        [{**MADE.to_json(), "erased_at": "2026-11-21T15:00:00"}],
    ],
)
def test_what_is_no_record_is_refused(raw: object) -> None:
    with pytest.raises(NotATombstone):
        read_tombstones(raw)


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("AP26-000123の3ページに個人番号", False),
        ("123456", False),
        ("1234567", True),
        ("1234 5678 901", False),
        ("1234 5678 9012", True),
        ("1234-5678-9012", True),
        ("１２３４ ５６７８ ９０１２", True),
        ("番号06130012", True),
        ("2026-11-22に見つけました", False),
    ],
)
def test_words_that_repeat_the_number_are_told(words: str, holds: bool) -> None:
    assert holds_a_number(words) is holds


def test_every_ground_has_its_law_in_both_languages() -> None:
    assert set(grounds()) == {"individual_number", "insured_number", "not_needed"}
    assert all(each.law.ja and each.law.en and each.label.en for each in grounds().values())
    assert longest_reason() == 1_000
