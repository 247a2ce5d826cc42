"""The command as a person runs it: a process of its own, its two outputs, its exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hojokin.cli import app
from hojokin.rules.schema import EXAMPLES


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Pointer and code of every problem on standard error."""
        return [(each["pointer"], each["code"]) for each in json.loads(self.err)["problems"]]


Hojokin = Callable[..., Ran]


@pytest.fixture
def hojokin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hojokin:
    """Run `hojokin` in an empty folder with some arguments and standard input. A traceback fails the test."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: bytes | str = b"") -> Ran:
        result = CliRunner().invoke(app, [*map(str, arguments)], input=stdin, catch_exceptions=False)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def hojokin_process(tmp_path: Path) -> Hojokin:
    """As `hojokin`, in a process of its own, through the installed command."""

    def run(*arguments: str | Path, stdin: bytes | str = b"") -> Ran:
        done = subprocess.run(
            [Path(sys.executable).with_name("hojokin"), *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=tmp_path,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def normal_question() -> str:
    """The first example of the contract."""
    return json.dumps(EXAMPLES[0])


@pytest.fixture
def invoice_question() -> str:
    """The second example of the contract."""
    return json.dumps(EXAMPLES[1])
