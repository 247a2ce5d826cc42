"""The environment `.venv`: made once, and renewed when what it depends on has changed."""

import hashlib
import json
import os
import sys
import time
from typing import Dict, List, Tuple

from scripts.bootstrap.process import ROOT, VENV, ends_of, stop
from scripts.bootstrap.pythons import (
    SUPPORTED,
    Interpreter,
    ask,
    best,
    dotted,
    interpreters,
    missing_python,
    named_interpreter,
    supported_words,
)
from scripts.bootstrap.uv import find_uv, run_uv

STAMP = VENV / "hojokin-stamp.json"

# Later sets hold everything of the earlier ones: a full environment also serves the demo.
SETS: Dict[str, Tuple[str, ...]] = {"demo": ("office.txt", "build.txt"), "dev": ("dev.txt",)}

# --no-build: only wheels whose hash is written down; nothing runs a stranger's build script.
UV_SYNC = "pip sync --quiet --require-hashes --no-build".split()
UV_INSTALL_SELF = "pip install --quiet --no-deps --no-build-isolation --offline --editable .".split()


def fingerprint(name: str) -> str:
    """What the installed set depends on."""
    digest = hashlib.sha256()
    for path in [ROOT / "pyproject.toml", *(ROOT / "requirements" / file for file in SETS[name])]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp() -> Dict[str, str]:
    """What the last installation noted about itself; empty if there was none."""
    try:
        noted = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in noted.items()}


def put_stamp(**notes: str) -> None:
    """Note about .venv what the next run has to know; its folder, because scripts carry that path."""
    STAMP.write_text(json.dumps({"folder": str(VENV), **notes}), encoding="utf-8")


def is_current(name: str) -> bool:
    """Whether .venv already holds set `name` or one that includes it."""
    noted, names = stamp(), list(SETS)
    held = noted.get("set", "")
    return (
        held in names[names.index(name) :]
        and noted["folder"] == str(VENV)
        and noted["fingerprint"] == fingerprint(held)
        and os.access(VENV / "bin" / "python", os.X_OK)
        and os.environ.get("HOJOKIN_PYTHON") in (None, "", noted["asked"])
    )


def make_venv(uv: str, found: List[Interpreter]) -> Interpreter:
    """Create .venv, or keep the one that runs on a supported Python already."""
    asked = os.environ.get("HOJOKIN_PYTHON")
    present = ask(str(VENV / "bin" / "python"))
    moved = stamp().get("folder", str(VENV)) != str(VENV)
    if present and present.minor in SUPPORTED and not asked and not moved:
        return present
    chosen = named_interpreter(asked) if asked else best(found)
    wanted = chosen.path if chosen else dotted(SUPPORTED[0])
    if not chosen:
        print("No %s here; asking uv for one ..." % supported_words(), flush=True)
    result = run_uv(
        [uv, "venv", "--quiet", "--clear", "--no-project", "--python", wanted, str(VENV)], timeout=300
    )
    if result.returncode and not chosen:
        stop(missing_python(found, ends_of(result.stderr)))
    if result.returncode:
        stop("uv could not make .venv with %s:\n%s" % (wanted, result.stderr))
    made = ask(str(VENV / "bin" / "python"))
    return made or stop(".venv was made but its Python does not start; remove the folder and run make again.")


def install(uv: str, name: str) -> None:
    """Install set `name` exactly as locked, then Hojokin itself without asking any registry."""
    python = str(VENV / "bin" / "python")
    files = ["requirements/" + file for file in SETS[name]]
    for command in ([*UV_SYNC, *files], UV_INSTALL_SELF):
        result = run_uv([uv, *command, "--python", python])
        if result.returncode:
            stop(
                "Installing failed. uv said:\n%s\nA network problem? Then running make again is safe."
                % result.stderr
            )


def renew(name: str) -> None:
    """Bring .venv up to date for set `name`."""
    if is_current(name):
        return
    started = time.monotonic()
    found = interpreters()
    uv = find_uv([sys.executable, *(each.path for each in found if each.path != sys.executable)])
    python = make_venv(uv, found)
    print("Installing the %s set into .venv (Python %s) ..." % (name, dotted(python.version)), flush=True)
    put_stamp()  # an interrupted installation must not look finished
    install(uv, name)
    put_stamp(set=name, fingerprint=fingerprint(name), asked=os.environ.get("HOJOKIN_PYTHON", ""))
    print("Ready in %d s." % round(time.monotonic() - started), flush=True)
