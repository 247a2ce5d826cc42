"""Storage (索引の保存): an index as files that are complete or not there, read by many while one writes.

A build is a folder of its own. It counts once the file CURRENT names it, which happens in one step; so a writer
that dies leaves rubbish, never half an index. Readers map the files: an older build stays readable for those who
opened it after it was removed.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.office.search.schema import FINGERPRINT

type Arrays = Mapping[str, NDArray[Any]]

LAYOUT = 1  # of the files, and of the normal form of texts: raise it when either changes
SHAPE = f"{LAYOUT}-{FINGERPRINT}"  # a build of another shape is made anew
CURRENT = "CURRENT"
CONTENTS = "contents.json"
READ_AT_ONCE = 1 << 22


class UnusableIndex(Exception):
    """There is no index, or it is damaged, or of another shape: build it from the database."""


@dataclass(frozen=True, slots=True)
class Build:
    """A finished index and the revision of the catalogue that it holds at least."""

    name: str
    revision: int
    arrays: Arrays


def write_build(folder: Path, arrays: Arrays, revision: int) -> str:
    """Write a build and make it the current one; the answer is its name. Call with the folder locked."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"build-{revision}-{secrets.token_hex(4)}"
    place = folder / name
    place.mkdir()
    contents = {each: _write(place / f"{each}.npy", array) for each, array in arrays.items()}
    told = json.dumps({"shape": SHAPE, "revision": revision, "files": contents})
    _write_text(place / CONTENTS, told)
    _write_text(folder / f"{CURRENT}.{name}", name)
    (folder / f"{CURRENT}.{name}").replace(folder / CURRENT)
    _sweep(folder, name)
    return name


def read_build(folder: Path) -> Build:
    """The current build, every file checked against its sum. Raises UnusableIndex."""
    name = current_name(folder)
    if name is None:
        raise UnusableIndex("there is no index")
    try:
        return _read(folder / name, name)
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        if (newer := current_name(folder)) not in (name, None):
            return read_build(folder)
        raise UnusableIndex(f"{name}: {error} ({newer})") from error


def current_name(folder: Path) -> str | None:
    """The name of the current build; None when there is none."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return name if name.startswith("build-") and name.replace("-", "").isalnum() else None


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the folder for writing; false when another process does and ``wait`` is false. Ends with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def _write(path: Path, array: NDArray[Any]) -> dict[str, int]:
    with path.open("wb") as file:
        np.save(file, array, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
    return {"bytes": path.stat().st_size, "crc": _sum(path)}


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(place: Path, name: str) -> Build:
    contents = json.loads((place / CONTENTS).read_text(encoding="utf-8"))
    if contents["shape"] != SHAPE:
        raise ValueError("of another shape")
    arrays = {}
    for each, told in contents["files"].items():
        path = place / f"{each}.npy"
        if path.stat().st_size != told["bytes"] or _sum(path) != told["crc"]:
            raise ValueError(f"{each} is damaged")
        arrays[each] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return Build(name, int(contents["revision"]), arrays)


def _sum(path: Path) -> int:
    made = 0
    with path.open("rb") as file:
        while part := file.read(READ_AT_ONCE):
            made = zlib.crc32(part, made)
    return made


def _sweep(folder: Path, current: str) -> None:
    """Remove what earlier and broken-off writers left."""
    for each in folder.iterdir():
        if each.name.startswith("build-") and each.name != current:
            shutil.rmtree(each, ignore_errors=True)
        elif each.name.startswith(f"{CURRENT}."):
            each.unlink(missing_ok=True)
