"""Lines of a CSV file are told apart as Python's own reader would, and broken ones are found."""

from __future__ import annotations

import csv
import io
import random

import pytest

from hojokin.batch.csv_lines import check_lines

COMMA = ord(",")


def problems(text: str, columns: int) -> list[int]:
    return sorted(check_lines(text.encode(), COMMA, columns).problems)


@pytest.mark.parametrize(
    ("line", "is_sound"),
    [
        ("a,b,c", True),
        ("a,b", False),
        ("a,b,c,d", False),
        ("", False),
        (",,", True),
        ('"a",b,c', True),
        ('"a,b",c', False),
        ('"a,b",c,d', True),
        ('"say ""no""",b,c', True),
        ('"""",b,c', True),
        ('"",b,c', True),
        ('"a,b,c', False),
        ('a"b,c,d', False),
        ('a"b",c,d', False),
        ('"a"b,c,d', False),
        ('a,b,"c"', True),
        ("あ,い,う", True),
    ],
)
def test_a_line_of_three_cells_is_sound(line: str, is_sound: bool) -> None:
    checked = check_lines(f"x,y,z\n{line}\nx,y,z\n".encode(), COMMA, 3)

    assert checked.is_sound.tolist() == [True, is_sound, True]


def test_an_unclosed_quote_spoils_its_own_line_only() -> None:
    assert problems('a,b\n"broken,b\na,b\n"a",b\n', 2) == [1]


def test_a_cell_broken_across_lines_is_told_for_both_lines() -> None:
    assert problems('a,b\n"first\nsecond",b\na,b\n', 2) == [1, 2]


def test_the_sound_lines_are_kept_as_they_are() -> None:
    checked = check_lines(b'a,b\nragged\n"c,d",e\n', COMMA, 2)

    assert checked.sound == b'a,b\n"c,d",e\n'


@pytest.mark.parametrize("seed", range(40))
def test_what_a_writer_wrote_is_sound_and_what_is_sound_has_its_cells(seed: int) -> None:
    chance = random.Random(seed)
    texts = ["", "a", "1,000", 'say "no"', '"', '""', ",", "漢字", " "]
    rows = [[chance.choice(texts) for _ in range(3)] for _ in range(50)]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)

    assert problems(written.getvalue(), 3) == []


@pytest.mark.parametrize("seed", range(40))
def test_every_line_held_sound_is_read_alike_by_the_standard_reader(seed: int) -> None:
    chance = random.Random(seed)
    lines = ["".join(chance.choices('ab,"', k=chance.randrange(9))) for _ in range(200)]

    checked = check_lines("".join(f"{line}\n" for line in lines).encode(), COMMA, 3)

    kept = [line for line, sound in zip(lines, checked.is_sound, strict=True) if sound]
    assert all(len(next(csv.reader([line], strict=True))) == 3 for line in kept)
