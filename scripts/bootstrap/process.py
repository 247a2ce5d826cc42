"""Running other programs, and stopping with words that help."""

import os
import subprocess
import sys
from pathlib import Path
from typing import List, NoReturn

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"


def stop(message: str) -> NoReturn:
    """Say in plain words what is missing, and leave."""
    sys.exit("\n" + message.strip() + "\n")


def run(command: List[str], timeout: int = 900, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command from the root, output captured; a command that is missing or hangs counts as failed."""
    try:
        return subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=timeout,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(command, 127, "", str(problem))


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def ends_of(text: str) -> str:
    """The first and the last line: what failed, and the reason at the bottom of it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n  ".join(lines if len(lines) < 3 else (lines[0], lines[-1]))
