"""What a pure function answered is kept for the same arguments, and for no others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.queries import kept_answers
from hojokin.office.queries.kept_answers import forget_all, kept_by_inputs


@dataclass(frozen=True)
class Beside:
    today: date
    said: Mapping[str, object] | None = None


@pytest.fixture
def asked() -> list[object]:
    return []


@pytest.fixture
def function(asked: list[object]) -> Callable[..., Sequence[object]]:
    @kept_by_inputs
    def listed(values: Mapping[str, object], beside: Beside) -> Sequence[object]:
        """What it says."""
        asked.append(beside)
        return (dict(values), beside)

    return listed


def test_the_same_arguments_are_worked_out_once(function: Callable[..., object], asked: list[object]) -> None:
    answers = [function({"a": [1, {"b": "c"}]}, Beside(date(2026, 8, 25), {"d": None})) for _time in range(3)]

    assert len(asked) == 1
    assert answers[0] is answers[1] is answers[2]


@pytest.mark.parametrize(
    ("values", "beside"),
    [
        ({"a": [1, {"b": "x"}]}, Beside(date(2026, 8, 25), {"d": None})),
        ({"a": [True, {"b": "c"}]}, Beside(date(2026, 8, 25), {"d": None})),
        ({"a": [1, {"b": "c"}], "e": None}, Beside(date(2026, 8, 25), {"d": None})),
        ({"a": [1, {"b": "c"}]}, Beside(date(2026, 8, 26), {"d": None})),
        ({"a": [1, {"b": "c"}]}, Beside(date(2026, 8, 25), {"d": 0})),
        ({"a": [1, {"b": "c"}]}, Beside(date(2026, 8, 25))),
    ],
    ids=["deep value", "true is not one", "one more", "another day", "deep beside", "nothing beside"],
)
def test_other_arguments_are_worked_out_anew(
    function: Callable[..., object], values: Mapping[str, object], beside: Beside
) -> None:
    function({"a": [1, {"b": "c"}]}, Beside(date(2026, 8, 25), {"d": None}))

    assert function(values, beside) == (values, beside)


def test_arguments_that_change_afterwards_do_not_change_what_is_kept(function: Callable[..., object]) -> None:
    values: dict[str, object] = {"a": 1}
    function(values, Beside(date(2026, 8, 25)))
    values["a"] = 2

    assert function(values, Beside(date(2026, 8, 25))) == ({"a": 2}, Beside(date(2026, 8, 25)))


def test_what_is_forgotten_is_worked_out_anew(function: Callable[..., object], asked: list[object]) -> None:
    function({}, Beside(date(2026, 8, 25)))
    forget_all()
    function({}, Beside(date(2026, 8, 25)))

    assert len(asked) == 2


@pytest.mark.parametrize(("most", "worked_out"), [(1, 6), (2, 6), (3, 3)])
def test_the_least_used_answers_are_forgotten_first(
    monkeypatch: pytest.MonkeyPatch, most: int, worked_out: int
) -> None:
    monkeypatch.setattr(kept_answers, "MOST", most)
    asked = []

    @kept_by_inputs
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [doubled(each) for each in (1, 2, 3, 1, 2, 3)] == [2, 4, 6, 2, 4, 6]
    assert len(asked) == worked_out
