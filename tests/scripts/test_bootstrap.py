"""The installer's choice of a Python, and what it says when there is none."""

import pytest

from scripts.bootstrap.process import ends_of
from scripts.bootstrap.pythons import Interpreter, best, missing_python

OLD = Interpreter((3, 11, 7), "/a/python3.11")
TWELVE = Interpreter((3, 12, 1), "/a/python3.12")
THIRTEEN = Interpreter((3, 13, 0), "/a/python3.13")
THIRTEEN_LATER = Interpreter((3, 13, 11), "/b/python3.13")
FOURTEEN = Interpreter((3, 14, 0), "/a/python3.14")
FIFTEEN = Interpreter((3, 15, 0), "/a/python3.15")


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([], None),
        ([OLD], None),
        ([OLD, FIFTEEN], None),
        ([OLD, TWELVE], TWELVE),
        ([TWELVE, THIRTEEN, FOURTEEN], THIRTEEN),
        ([FOURTEEN, TWELVE], TWELVE),
        ([THIRTEEN, THIRTEEN_LATER], THIRTEEN_LATER),
        ([OLD, FOURTEEN], FOURTEEN),
    ],
)
def test_the_preferred_supported_python_is_chosen(
    found: list[Interpreter], chosen: Interpreter | None
) -> None:
    assert best(found) == chosen


def test_a_missing_python_is_told_with_what_was_found_and_what_to_do() -> None:
    lines = missing_python([OLD], "no network").splitlines()

    assert lines[1] == "Hojokin needs Python 3.12, 3.13, 3.14, and this machine has none of them."
    assert lines[4] == "  Python 3.11.7   /a/python3.11"
    assert lines[7] == "  no network"


def test_a_long_complaint_is_cut_to_what_failed_and_why() -> None:
    assert ends_of("error: failed\n\n  cause: one\n  cause: two\n") == "error: failed\n  cause: two"
