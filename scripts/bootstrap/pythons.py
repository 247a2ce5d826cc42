"""The Pythons of this machine, and which of them Hojokin runs on."""

import glob
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from scripts.bootstrap.process import VENV, run, stop

SUPPORTED: Tuple[Tuple[int, int], ...] = ((3, 13), (3, 12), (3, 14))  # in the order they are preferred

PLACES = (
    "~/.pyenv/versions/*/bin/python3",
    "$PYENV_ROOT/versions/*/bin/python3",
    "~/.local/share/uv/python/*/bin/python3",
    "~/.local/share/mise/installs/python/*/bin/python3",
    "~/.asdf/installs/python/*/bin/python3",
    "~/.local/bin/python3.*",
    "/usr/bin/python3.*",
    "/usr/local/bin/python3.*",
    "/usr/local/python*/bin/python3",
    "/opt/*/bin/python3",
    "/opt/homebrew/bin/python3.*",
    "/Library/Frameworks/Python.framework/Versions/*/bin/python3",
)
PROBE = """
import json, sys
print(json.dumps([sys.implementation.name, list(sys.version_info[:3]), sys.executable]))
"""


class Interpreter(NamedTuple):
    """A Python that answered when asked who it is."""

    version: Tuple[int, int, int]
    path: str

    @property
    def minor(self) -> Tuple[int, int]:
        return self.version[:2]


def candidates() -> Iterator[str]:
    """Every command or file that might be a Python, the likeliest first."""
    for name in [*("python%d.%d" % minor for minor in SUPPORTED), "python3", "python"]:
        for folder in os.get_exec_path():
            path = os.path.join(folder, name)
            if os.access(path, os.X_OK):
                yield path
    yield sys.executable
    for place in PLACES:
        pattern = os.path.expanduser(os.path.expandvars(place))
        for path in sorted(glob.glob(pattern), reverse=True):
            if re.search(r"python[\d.]*$", path):
                yield path


def ask(path: str) -> Optional[Interpreter]:
    """The interpreter at `path`; None when it is no working CPython (a version manager's shim, say)."""
    answer = run([path, "-c", PROBE], timeout=20)
    if answer.returncode:
        return None
    implementation, version, executable = json.loads(answer.stdout.strip().splitlines()[-1])
    if implementation != "cpython" or not executable:
        return None
    return Interpreter((version[0], version[1], version[2]), executable)


def interpreters() -> List[Interpreter]:
    """All Pythons of this machine, each once."""
    found: Dict[str, Interpreter] = {}
    asked = set()
    for path in candidates():
        real = os.path.realpath(path)
        if real in asked or VENV in Path(path).parents:
            continue
        asked.add(real)
        answer = ask(path)
        if answer:
            found.setdefault(os.path.realpath(answer.path), answer)
    return list(found.values())


def best(found: List[Interpreter]) -> Optional[Interpreter]:
    """The supported interpreter that stands first in SUPPORTED, its newest patch release."""
    supported = [each for each in found if each.minor in SUPPORTED]
    return min(supported, key=lambda each: (SUPPORTED.index(each.minor), -each.version[2]), default=None)


def named_interpreter(path: str) -> Interpreter:
    """The interpreter that HOJOKIN_PYTHON names, or a refusal that says why not."""
    answer = ask(shutil.which(path) or path)
    if answer is None:
        stop("HOJOKIN_PYTHON=%s is not a Python that can be run." % path)
    if answer.minor not in SUPPORTED:
        stop(
            "HOJOKIN_PYTHON=%s is Python %s; Hojokin runs on %s."
            % (path, dotted(answer.version), supported_words())
        )
    return answer


def dotted(version: Tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def supported_words() -> str:
    return "Python " + ", ".join(dotted(minor) for minor in sorted(SUPPORTED))


def missing_python(found: List[Interpreter], reason: str) -> str:
    """What to tell a person on whose machine no supported Python was found or could be fetched."""
    seen = (
        "\n".join("  Python %-8s %s" % (dotted(each.version), each.path) for each in sorted(found))
        or "  none"
    )
    return """
Hojokin needs %s, and this machine has none of them.

Found:
%s

uv was asked to fetch one and could not:
  %s

Any one of these helps; then run the same make command again:
  Debian 13, Ubuntu 24.04 or newer   apt-get install python3
  Fedora                             dnf install python3.13
  macOS with Homebrew                brew install python@3.13
  any system with pyenv              pyenv install 3.13
If a suitable Python is somewhere else, name it:  HOJOKIN_PYTHON=/path/to/python3.13 make test
""" % (supported_words(), seen, reason)
