"""The house stands as drawn: one direction of imports, and rules that are pure and exact."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "hojokin"
PURE_PACKAGES = [name for name in ("rules", "flow") if (PACKAGE / name).is_dir()]
PURE_MODULES = sorted(path for name in PURE_PACKAGES for path in (PACKAGE / name).rglob("*.py"))

CLOCK_CALLS = {"now", "utcnow", "today", "monotonic", "perf_counter", "time_ns"}
FILE_CALLS = {"open", "write_text", "write_bytes", "unlink", "mkdir"}
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
FLOAT_NAMES = {
    "float16",
    "float32",
    "float64",
    "longdouble",
    "complex64",
    "complex128",
    "true_divide",
    "divide",
}


def lint_imports(source: Path, config: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts in `config` against the copy of hojokin under `source`."""
    return subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--config", str(config), "--no-cache"],
        cwd=source,
        env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin", "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source tree that a test may spoil."""
    shutil.copytree(PACKAGE, tmp_path / "hojokin", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def plant(module: Path, line: str) -> None:
    """Append one line to a module, made with its package if it is not there."""
    module.parent.mkdir(parents=True, exist_ok=True)
    (module.parent / "__init__.py").touch()
    with module.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_every_import_contract_holds() -> None:
    result = lint_imports(ROOT / "src", ROOT / "pyproject.toml")

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("rules/engine/exact.py", "import django", "hojokin.rules is not allowed to import django"),
        ("rules/engine/exact.py", "import time", "hojokin.rules is not allowed to import time"),
        ("rules/engine/exact.py", "import numpy", "hojokin.rules is not allowed to import numpy"),
        (
            "rules/engine/exact.py",
            "import hojokin.office",
            "hojokin.rules is not allowed to import hojokin.office",
        ),
        (
            "rules/engine/exact.py",
            "import hojokin.rules.tracks",
            "hojokin.rules.engine is not allowed to import hojokin.rules.tracks",
        ),
        (
            "rules/tracks/normal/planted.py",
            "import hojokin.rules.tracks.security",
            "hojokin.rules.tracks.normal is not allowed to import hojokin.rules.tracks.security",
        ),
        ("elsewhere.py", "", "hojokin.elsewhere"),
        ("rules/elsewhere.py", "", "hojokin.rules.elsewhere"),
    ],
)
def test_a_planted_violation_breaks_its_contract(copy: Path, module: str, line: str, broken: str) -> None:
    plant(copy / "hojokin" / "rules" / "tracks" / "security" / "planted.py", "")

    plant(copy / "hojokin" / module, line)
    result = lint_imports(copy, ROOT / "pyproject.toml")

    assert result.returncode == 1, result.stdout + result.stderr
    assert broken in " ".join(result.stdout.split())


def test_every_pure_package_is_under_the_purity_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    covered = {each["id"]: each.get("source_modules") for each in contracts}

    assert covered["pure"] == [f"hojokin.{name}" for name in PURE_PACKAGES]


def impurities(source: str) -> list[str]:
    """Each use of the clock, a file or inexact arithmetic in `source`, as `line: what`, in order."""
    places = ((node, getattr(node, "lineno", 0)) for node in ast.walk(ast.parse(source)))
    return [f"{line}: {what}" for node, line in sorted(places, key=itemgetter(1)) for what in impurity(node)]


def impurity(node: ast.AST) -> Iterator[str]:
    """What makes this one node impure, if anything."""
    match node:
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            yield "true division"
        case ast.Constant(value=float() | complex()):
            yield "a number with a point"
        case ast.Call(func=ast.Name(id="float" | "complex" as name)):
            yield f"{name}()"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in FILE_CALLS:
            yield f"{name}()"
        case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCK_CALLS:
            yield f"{name}()"
        case ast.Attribute(attr=name) | ast.alias(name=name) if name in FLOAT_NAMES | {"truediv", "itruediv"}:
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names) if chance(node, names):
            yield "chance"


def chance(node: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> bool:
    modules = [node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in names]
    return not {"random", "secrets", "numpy.random"}.isdisjoint(modules)


@pytest.mark.parametrize("module", PURE_MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rules_use_no_clock_no_file_no_chance_and_no_inexact_number(module: Path) -> None:
    assert impurities(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("half = cost / 2", ["1: true division"]),
        ("cost /= 2", ["1: true division"]),
        ("half = cost // 2", []),
        ("rate = 0.5", ["1: a number with a point"]),
        ("rate = float(text)", ["1: float()"]),
        ("isinstance(value, float)", []),
        ("from operator import truediv", ["1: truediv"]),
        ("np.empty(3, dtype=np.float64)", ["1: float64"]),
        ("datetime.now()", ["1: now()"]),
        ("date.today()", ["1: today()"]),
        ("date(2026, 4, 1)", []),
        ("open('rules.yaml')", ["1: open()"]),
        ("files('hojokin').joinpath('rules.yaml').read_text()", []),
        ("path.write_text('')", ["1: write_text()"]),
        ("import random", ["1: chance"]),
        ("from random import shuffle", ["1: chance"]),
    ],
)
def test_a_planted_impurity_is_found(planted: str, found: list[str]) -> None:
    assert impurities(planted) == found
