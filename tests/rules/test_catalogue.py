"""The catalogue: complete for every rulebook of both editions, and honest about what is unknown."""

import json

import pytest

from hojokin.rules.catalogue import books_of, catalogue, catalogue_text, diff, diff_text, known
from hojokin.rules.editions import BOOKS, CURRENT, EDITIONS, rulebook
from hojokin.rules.problems import InvalidQuestion

ALL = [(book, edition) for edition in EDITIONS for book in books_of(edition)]


@pytest.mark.parametrize(("book", "edition"), ALL)
def test_a_catalogue_holds_every_input_number_and_rule(book: str, edition: str) -> None:
    made = catalogue(book, edition)

    built = rulebook(book, edition)
    assert [each["name"] for each in made["inputs"]] == list(built.inputs)
    assert [each["name"] for each in made["parameters"]] == list(built.parameters.blocks)
    assert [each["name"] for each in made["rules"]] == list(built.rules)
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_text_names_every_rule_once(language: str) -> None:
    text = catalogue_text("normal", CURRENT, language)

    named = [line.split(":")[0].removeprefix("  - ") for line in text.splitlines() if line.startswith("  - ")]
    assert [name for name in named if name in rulebook("normal").rules] != []
    assert set(rulebook("normal").rules) - set(named) == set()


def test_the_current_edition_has_every_book() -> None:
    assert books_of(CURRENT) == list(BOOKS)


def test_nothing_differs_within_one_edition() -> None:
    assert [diff(edition, edition) for edition in EDITIONS] == [[], []]


def test_a_difference_turns_round_with_its_editions() -> None:
    there, back = diff("fy2025", "fy2026"), diff("fy2026", "fy2025")

    assert {(each.book, each.name, each.before, each.after) for each in there} == {
        (each.book, each.name, each.after, each.before) for each in back
    }


def test_the_text_of_a_difference_has_one_line_a_change() -> None:
    found = diff("fy2025", "fy2026")

    lines = [
        line for line in diff_text(found, "fy2025", "fy2026", "en").splitlines() if line.startswith("  - ")
    ]

    assert len(lines) == len(found)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("fy2062", "There is no edition \"fy2062\". Did you mean 'fy2026'?"),
        ("x", 'There is no edition "x". Choose one of fy2025, fy2026.'),
    ],
)
def test_an_unknown_edition_is_told_with_the_choices(given: str, told: str) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        known("edition", given, EDITIONS)

    assert [each.message.en for each in raised.value.problems] == [told]
