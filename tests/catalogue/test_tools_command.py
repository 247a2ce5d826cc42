"""``hojokin tools`` as a person runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Ran = subprocess.CompletedProcess[str]


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Ran]:
    """The command in a data folder of its own."""
    without_ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment = {**without_ours, "HOJOKIN_DATA": str(tmp_path / "data")}

    def run(*arguments: str) -> Ran:
        told = [sys.executable, "-c", "from hojokin.cli import app; app()", "tools", "--json", *arguments]
        return subprocess.run(
            told, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def test_a_generated_file_is_checked_imported_once_and_indexed(
    command: Callable[..., Ran], tmp_path: Path
) -> None:
    file = str(tmp_path / "tools.csv")

    ran = [
        command("generate", "--count", "40", "--seed", "2", "--out", file),
        command("import", file, "--dry-run"),
        command("import", file),
        command("import", file),
        command("reindex"),
    ]

    assert [(each.returncode, each.stderr) for each in ran] == [(0, "")] * 5
    assert [json.loads(each.stdout) for each in ran[1:]] == [
        {"rows": 40, "written": 0},
        {"rows": 40, "written": 40, "resumed_at": 0},
        {"rows": 40, "written": 0, "resumed_at": 40},
        {"tools": 40},
    ]


def test_a_file_with_problems_is_refused_with_all_of_them(
    command: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("number,name\nx,y\n", encoding="utf-8")

    ran = command("import", str(tmp_path / "bad.csv"))

    assert ran.returncode == 2
    assert len(json.loads(ran.stderr)["problems"]) == 5


def test_a_missing_file_and_a_missing_target_are_refused_in_words(command: Callable[..., Ran]) -> None:
    assert [command("import", "nowhere.csv").returncode, command("generate").returncode] == [2, 2]


def test_the_database_is_filled_and_searchable(command: Callable[..., Ran]) -> None:
    ran = command("generate", "--count", "25", "--into-database")

    assert (ran.returncode, json.loads(ran.stdout)) == (0, {"tools": 25, "seed": 1})
    assert json.loads(command("reindex").stdout) == {"tools": 25}
