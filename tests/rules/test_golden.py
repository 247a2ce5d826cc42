"""Golden results: a closed edition answers today what it answered when it was frozen."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from hojokin.rules.editions import CURRENT, EDITIONS
from scripts.freeze_edition import GOLDEN, answer, main

CLOSED = [code for code in EDITIONS if code < CURRENT]


def rows(edition: str) -> list[dict[str, Any]]:
    """The frozen rows of an edition; none when its file is missing, which fails its own test."""
    file = GOLDEN / f"{edition}.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))["rows"] if file.exists() else []


def test_every_closed_edition_is_frozen() -> None:
    assert [code for code in CLOSED if not rows(code)] == []


@pytest.mark.parametrize(
    ("edition", "row"),
    [pytest.param(code, row, id=f"{code}: {row['name']}") for code in CLOSED for row in rows(code)],
)
def test_a_closed_edition_answers_as_it_was_frozen(edition: str, row: dict[str, Any]) -> None:
    assert answer(row["question"], edition) == row["answer"]


def test_the_frozen_questions_reach_every_track_and_both_outcomes() -> None:
    frozen = rows(CLOSED[-1])

    outcomes = {(row["question"]["track"], row["answer"]["eligible"]) for row in frozen}

    assert outcomes == {
        (track, eligible)
        for track in ("normal", "invoice", "electronic_transaction", "security", "consortium")
        for eligible in (True, False)
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one question."""
    text = (
        "questions: [{name: a, question: {track: normal, applicant: {size: medium}, "
        "costs: [{category: software, amount_yen: 1000000, processes: [P-01]}]}}]"
    )
    (tmp_path / "questions.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_frozen_edition_is_not_written_again_by_mistake(folder: Path) -> None:
    first = main(["fy2025"], folder)
    (folder / "fy2025.yaml").write_text("kept", encoding="utf-8")

    second = main(["fy2025"], folder)
    kept = (folder / "fy2025.yaml").read_text(encoding="utf-8")
    third = main(["fy2025", "--again"], folder)

    assert (first, second, kept, third) == (0, 1, "kept", 0)
    row = yaml.safe_load((folder / "fy2025.yaml").read_text(encoding="utf-8"))["rows"][0]
    assert (row["name"], row["answer"]["amount_yen"]) == ("a", 500_000)


@pytest.mark.parametrize("arguments", [[], ["fy1999"], ["fy2025", "fy2026"]])
def test_an_edition_must_be_named(folder: Path, arguments: list[str]) -> None:
    code = main(arguments, folder)

    assert code == 2
    assert [path.name for path in folder.iterdir()] == ["questions.yaml"]


def test_a_question_that_cannot_be_asked_keeps_its_problems() -> None:
    told = answer(
        {"track": "normal", "applicant": {"size": "medium"}, "costs": [{"category": "software"}]}, "fy2025"
    )

    assert told == {"problems": ["/costs/0/amount_yen missing"]}
