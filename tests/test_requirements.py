"""The locked requirements name exact wheels by hash, and no host, address or folder."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9-]+)==[^\s;]+(?: ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
REASON = re.compile(r"^    # +(?:via )?[\w ().,:-]+$")


def pins(name: str) -> set[str]:
    """Names of the packages that a lock holds."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {match[1] for line in lines if (match := PIN.match(line))}


def package(requirement: str) -> str:
    """The registry's spelling of a requirement's name."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_nothing_but_pins_hashes_and_reasons(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()

    others = [line for line in lines if not (PIN.match(line) or HASH.match(line) or REASON.match(line))]

    assert others == []


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("base.txt", PROJECT["project"]["dependencies"]),
        ("office.txt", PROJECT["project"]["optional-dependencies"]["office"]),
        ("batch.txt", PROJECT["project"]["optional-dependencies"]["batch"]),
        ("dev.txt", PROJECT["dependency-groups"]["dev"]),
        ("build.txt", PROJECT["build-system"]["requires"]),
    ],
)
def test_every_declared_requirement_is_locked(lock: str, requirements: list[str]) -> None:
    missing = {package(requirement) for requirement in requirements} - pins(lock)

    assert missing == set()


@pytest.mark.parametrize("lock", ["base.txt", "office.txt", "batch.txt", "build.txt"])
def test_the_full_set_includes_the_smaller_one(lock: str) -> None:
    assert pins(lock) - pins("dev.txt") == set()
