"""uv, which installs everything else: found here, or brought by pip."""

import re
import shutil
import subprocess
from typing import List, Optional, Tuple

from scripts.bootstrap.process import ROOT, last_line, run, stop

PRIVATE_UV = ROOT / ".tools" / "uv"
UV_PIN = ROOT / "requirements" / "uv.txt"

# --target needs no venv module and touches nothing of the system, so Debian's "externally managed"
# Python allows it; a user's own `user = true` would forbid it.
PIP_INSTALL = (
    "-m pip install --quiet --no-input --disable-pip-version-check --no-deps --only-binary=:all:".split()
)


def pinned_uv() -> str:
    match = re.search(r"^uv==([\d.]+)", UV_PIN.read_text(encoding="utf-8"), re.MULTILINE)
    if match is None:
        stop("requirements/uv.txt pins no version of uv; `git checkout requirements/uv.txt` restores it.")
    return match.group(1)


def uv_version(path: Optional[str]) -> Optional[str]:
    answer = run([path, "--version"], timeout=20).stdout.split() if path else []
    return answer[1] if len(answer) > 1 and answer[0] == "uv" else None


def install_uv(pythons: List[str]) -> Tuple[Optional[str], str]:
    """Install the pinned uv beside the project with the first pip that can; (path, last complaint)."""
    complaint = "no pip was found"
    for python in pythons:
        shutil.rmtree(PRIVATE_UV, ignore_errors=True)
        target = ["--target", str(PRIVATE_UV), "--require-hashes", "-r", str(UV_PIN)]
        result = run([python, *PIP_INSTALL, *target], PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
        uv = PRIVATE_UV / "bin" / "uv"
        if result.returncode == 0 and uv_version(str(uv)):
            return str(uv), ""
        complaint = last_line(result.stderr) or complaint
    return None, complaint


def find_uv(pythons: List[str]) -> str:
    """A uv to work with: the pinned one if it is here or pip can get it, else whatever uv is on PATH."""
    on_path = shutil.which("uv")
    for path in (str(PRIVATE_UV / "bin" / "uv"), on_path):
        if uv_version(path) == pinned_uv():
            return str(path)
    print("Getting uv %s (once) ..." % pinned_uv(), flush=True)
    installed, complaint = install_uv(pythons)
    if installed:
        return installed
    if on_path and uv_version(on_path):
        return on_path
    return stop(
        """
Hojokin's installer uses uv and gets it through pip, which did not work:
  %s

If pip is missing:          apt-get install python3-pip   (or your system's package of that name)
If the network is missing:  connect once, or install uv by hand so that `uv` is on PATH
Then run the same make command again.
"""
        % complaint
    )


def run_uv(command: List[str], timeout: int = 1800) -> "subprocess.CompletedProcess[str]":
    """Run uv; where its own list of authorities fails (a company's proxy), trust the system's."""
    result = run(command, timeout=timeout)
    if result.returncode and "certificate" in result.stderr:
        result = run(command, timeout=timeout, UV_SYSTEM_CERTS="1")
    return result
