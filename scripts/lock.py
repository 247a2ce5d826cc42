"""Rebuild the hashed requirements from pyproject.toml, naming no package host and no path.

`dev.txt` holds everything and is resolved first; the smaller sets are cut from its versions, so that an
installation never mixes two answers. `--upgrade` asks for newer versions; without it, pins stay as they are.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.12"
COMMON = (
    "--universal",
    f"--python-version={OLDEST_PYTHON}",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=make lock",
    "--quiet",
)
EVERYTHING = ("pyproject.toml", "--all-extras", "--group=dev", "--annotation-style=line")
CUT_FROM_EVERYTHING = {
    "base": ("pyproject.toml",),
    "office": ("pyproject.toml", "--extra=office"),
    "batch": ("pyproject.toml", "--extra=batch"),
    "build": ("requirements/build.in",),
}


def compile_requirements(uv: str, name: str, *arguments: str) -> None:
    """Resolve one requirements file; uv's own message and exit code stand if it cannot."""
    command = (uv, "pip", "compile", *arguments, *COMMON, f"--output-file=requirements/{name}.txt")
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    print(f"requirements/{name}.txt")


def main(uv: str, *options: str) -> None:
    """Lock every set; `options` go to uv (`--upgrade`, `--upgrade-package=NAME`)."""
    compile_requirements(uv, "dev", *EVERYTHING, *options)
    for name, arguments in CUT_FROM_EVERYTHING.items():
        compile_requirements(
            uv, name, *arguments, "--constraint=requirements/dev.txt", "--no-annotate", *options
        )
    compile_requirements(uv, "uv", "requirements/uv.in", "--no-annotate", *options)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
