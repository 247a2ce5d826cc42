"""Whatever is done to a chain after it was written is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.chain import START, Head, Link, Stored, first_break, hidden

DAY = datetime(2026, 8, 25, tzinfo=UTC)
SECRET, OTHER = "11" * 32, "22" * 32


def chain(length: int) -> tuple[list[Stored], Head]:
    """A chain of links, each with some changes."""
    rows, previous = [], START
    for number in range(1, length + 1):
        link = Link(
            number,
            DAY + timedelta(minutes=number),
            "7",
            "vendor",
            "",
            "",
            "filing.write",
            "TR26-000001",
            {"size": number},
        )
        rows.append(Stored(link, previous, link.digest(previous)))
        previous = rows[-1].digest
    return rows, Head(length, previous)


def rewritten(rows: list[Stored]) -> tuple[list[Stored], Head]:
    """The same links as a whole new chain, as somebody with the key to the database would write it."""
    made, previous = [], START
    for number, each in enumerate(rows, 1):
        link = replace(each.link, sequence=number)
        made.append(Stored(link, previous, link.digest(previous)))
        previous = made[-1].digest
    return made, Head(len(made), previous)


def broken_row(rows: list[Stored], head: Head, anchor: Head | None = None) -> int | None:
    found = first_break(rows, head, anchor)
    return found.sequence if found else None


@pytest.mark.parametrize("length", [0, 1, 2, 9])
def test_a_chain_that_nobody_touched_holds(length: int) -> None:
    rows, head = chain(length)

    assert first_break(rows, head) is None


@given(st.data())
def test_any_edit_of_any_part_is_found_at_its_row(data: st.DataObject) -> None:
    rows, head = chain(8)
    place = data.draw(st.integers(0, 7))
    edits = {
        "at": DAY,
        "person": "8",
        "role": "applicant",
        "origin": "x",
        "device": "x",
        "what": "filing.read",
        "subject": "TR26-000002",
        "changes": {"size": 99},
    }
    part = data.draw(st.sampled_from(sorted(edits)))

    rows[place] = replace(rows[place], link=replace(rows[place].link, **{part: edits[part]}))  # type: ignore[arg-type]  # each part has its own type

    assert broken_row(rows, head) == place + 1


@given(st.data())
def test_an_edit_whose_digest_is_made_anew_is_found_at_the_next_row_or_at_the_head(
    data: st.DataObject,
) -> None:
    rows, head = chain(8)
    place = data.draw(st.integers(0, 7))
    link = replace(rows[place].link, person="8")

    rows[place] = Stored(link, rows[place].previous, link.digest(rows[place].previous))

    assert broken_row(rows, head) == place + 2 if place < 7 else broken_row(rows, head) is not None


@given(st.sets(st.integers(0, 7), min_size=1))
def test_any_removal_is_found_at_the_first_missing_row(gone: set[int]) -> None:
    rows, head = chain(8)

    kept = [each for place, each in enumerate(rows) if place not in gone]

    assert broken_row(kept, head) == min(gone) + 1


@given(st.permutations(range(8)))
def test_any_reordering_is_found_at_the_first_moved_row(order: list[int]) -> None:
    rows, head = chain(8)
    moved = [place for place, was in enumerate(order) if place != was]

    found = broken_row([rows[place] for place in order], head)

    assert found == (moved[0] + 1 if moved else None)


@given(st.permutations(range(8)))
def test_rows_that_trade_places_and_numbers_are_found(order: list[int]) -> None:
    rows, head = chain(8)

    renumbered = [
        replace(rows[was], link=replace(rows[was].link, sequence=place + 1))
        for place, was in enumerate(order)
    ]

    moved = [place for place, was in enumerate(order) if place != was]
    assert broken_row(renumbered, head) == (moved[0] + 1 if moved else None)


def test_a_tail_that_was_cut_off_is_found() -> None:
    rows, head = chain(8)

    assert broken_row(rows[:5], head) == 6


@pytest.mark.parametrize("head", [Head(7, "0" * 64), Head(9, "0" * 64), Head(8, "0" * 64), Head()])
def test_a_head_that_was_edited_is_found(head: Head) -> None:
    rows, _ = chain(8)

    assert first_break(rows, head) is not None


@given(st.data())
def test_a_chain_written_anew_is_found_by_a_head_that_was_kept_outside(data: st.DataObject) -> None:
    rows, kept = chain(8)
    place = data.draw(st.integers(0, 7))
    forged, head = rewritten([*rows[:place], *rows[place + 1 :]])

    assert first_break(forged, head) is None
    assert first_break(forged, head, kept) is not None


def test_a_chain_that_went_on_still_passes_through_the_head_that_was_kept() -> None:
    _, kept = chain(5)
    rows, head = chain(8)

    assert first_break(rows, head, kept) is None
    assert first_break(rows, head, Head()) is None


def test_a_row_with_a_number_that_nothing_canonical_holds_is_broken() -> None:
    rows, head = chain(3)
    rows[1] = replace(rows[1], link=replace(rows[1].link, changes={"size": 1.5}))

    assert broken_row(rows, head) == 2


def test_a_hidden_value_is_another_one_for_another_secret_row_name_or_value() -> None:
    told = hidden(SECRET, 1, "phone", "090")

    others = [
        hidden(OTHER, 1, "phone", "090"),
        hidden(SECRET, 2, "phone", "090"),
        hidden(SECRET, 1, "fax", "090"),
        hidden(SECRET, 1, "phone", "091"),
    ]

    assert len({told, *others}) == 5
    assert hidden(SECRET, 1, "phone", "090") == told
