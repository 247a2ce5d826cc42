"""Examples in the documents: code runs and prints what is written beside it, and quoted code is still there.

- a ```python block runs; all blocks of a page share their names, and ``print(...)  # text`` prints that text;
- a ```console block is a command after ``$`` and what it prints, ``...`` for what is left out;
- a ```sh block whose last command is ``hojokin`` runs, and ends well;
- a block below ``<!-- from PATH -->`` stands in that file, word for word.
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from hojokin.rules.citations import facts

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / name for name in ("README.md", "README.ja.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
] + sorted(
    page
    for page in (ROOT / "docs").rglob("*.md")
    if "Written by `make docs`" not in page.read_text(encoding="utf-8")
)
FENCE = re.compile(
    r"(?:<!-- from (?P<source>\S+) -->\n+)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
PRINTED = re.compile(r"^ *print\(.*\)  +# (?P<text>.*)$", re.MULTILINE)
FACT = re.compile(r"\b(?:[A-Z]+\.)?[A-Z]{1,4}-\d{2,3}\b")
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#]+)")


class Block(NamedTuple):
    """One fenced block of a page, and the file that it is quoted from."""

    language: str
    text: str
    source: str


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(found["language"], found["text"], found["source"] or "") for found in FENCE.finditer(page)]


def wrong_prints(found: list[Block]) -> list[tuple[str, str]]:
    """What the Python blocks of a page were to print and what they printed, where these differ."""
    names: dict[str, object] = {}
    wrong = []
    for block in found:
        if block.language == "python" and not block.source:
            printed = StringIO()
            with redirect_stdout(printed):
                exec(compile(block.text, "<documentation>", "exec"), names)
            expected = "".join(f"{each['text']}\n" for each in PRINTED.finditer(block.text))
            if printed.getvalue() != expected:
                wrong.append((expected, printed.getvalue()))
    return wrong


def run(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader's shell would, with this environment's programs first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def wrong_outputs(found: list[Block]) -> Iterator[tuple[str, str]]:
    """What the console blocks of a page were to print and what they printed, where these differ."""
    for block in found:
        if block.language == "console":
            command, _, expected = block.text.removeprefix("$ ").partition("\n")
            told = run(command)
            if not doctest.OutputChecker().check_output(expected, told.stdout, doctest.ELLIPSIS):
                yield expected, told.stdout + told.stderr


def _ids(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("document", PAGES, ids=_ids)
def test_python_prints_what_stands_beside_it(document: Path) -> None:
    assert wrong_prints(blocks(document.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("document", PAGES, ids=_ids)
def test_a_console_shows_what_the_command_prints(document: Path) -> None:
    assert list(wrong_outputs(blocks(document.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("document", PAGES, ids=_ids)
def test_a_command_in_a_shell_block_ends_well(document: Path) -> None:
    commands = [
        block.text
        for block in blocks(document.read_text(encoding="utf-8"))
        if block.language == "sh" and "| hojokin " in block.text
    ]

    assert [
        (told.args, told.stderr) for told in map(run, commands) if told.returncode or not told.stdout
    ] == []


@pytest.mark.parametrize("document", PAGES, ids=_ids)
def test_quoted_code_stands_in_its_file(document: Path) -> None:
    quoted = [block for block in blocks(document.read_text(encoding="utf-8")) if block.source]

    gone = [block for block in quoted if block.text not in (ROOT / block.source).read_text(encoding="utf-8")]

    assert gone == []


@pytest.mark.parametrize("document", PAGES, ids=_ids)
def test_a_link_leads_to_a_file(document: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(document.read_text(encoding="utf-8"))]

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", PAGES, ids=_ids)
def test_a_cited_fact_is_registered(document: Path) -> None:
    rows = [line for line in document.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cited = [found for row in rows for found in FACT.findall(row)]

    assert [each for each in cited if each not in facts()] == []


def test_both_readmes_show_the_same_code() -> None:
    english, japanese = (
        [
            block.text
            for block in blocks((ROOT / name).read_text(encoding="utf-8"))
            if block.language == "python"
        ]
        for name in ("README.md", "README.ja.md")
    )

    assert english == japanese


def test_a_wrong_example_is_found() -> None:
    page = "```python\nprint(1)  # 2\n```\n\n```console\n$ echo a\nb\n```\n\n<!-- from README.md -->\n\n```python\nnot there\n```\n"

    found = blocks(page)

    assert [(block.language, block.source) for block in found] == [
        ("python", ""),
        ("console", ""),
        ("python", "README.md"),
    ]
    assert wrong_prints(found) == [("2\n", "1\n")]
    assert list(wrong_outputs(found)) == [("b\n", "a\n")]
