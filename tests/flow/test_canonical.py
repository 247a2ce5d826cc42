"""One value has one row of bytes, and what could be written in two ways is refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.canonical import canonical, digest_of, moment


def test_keys_are_sorted_and_text_stays_as_it_is() -> None:
    assert canonical({"b": [1, True, None], "a": "株式会社"}) == '{"a":"株式会社","b":[1,true,null]}'.encode()


def test_a_moment_is_the_same_wherever_the_clock_stands() -> None:
    in_japan = datetime(2026, 8, 25, 17, 0, tzinfo=timezone(timedelta(hours=9)))

    assert moment(in_japan) == "2026-08-25T08:00:00.000000Z"
    assert canonical(in_japan) == canonical(in_japan.astimezone(UTC))


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, {1: "a"}, {"a"}, b"a", "\ud800", datetime(2026, 8, 25)])  # noqa: DTZ001
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says its own reason
        canonical(value)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers() | st.booleans() | st.none()))
def test_the_order_in_which_a_mapping_was_made_does_not_matter(value: dict[str, object]) -> None:
    assert digest_of(dict(reversed(value.items()))) == digest_of(value)
