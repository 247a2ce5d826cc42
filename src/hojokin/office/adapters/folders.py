"""The private folders under HOJOKIN_DATA, and files that appear in them whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def private_folder(name: str) -> Path:
    """The folder of this name under HOJOKIN_DATA, made for this user alone if it is not there."""
    folder = Path(settings.DATA) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def appearing(folder: Path, suffix: str = ".part") -> Iterator[tuple[BinaryIO, Path]]:
    """A temporary file in the folder, gone at the end unless it was renamed by `settle`."""
    handle, name = tempfile.mkstemp(dir=folder, suffix=suffix)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def settle(file: BinaryIO, path: Path, target: Path) -> None:
    """Give a finished temporary file its name, once its bytes and its name are on the disk."""
    file.flush()
    os.fsync(file.fileno())
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # there a folder cannot be opened, and a rename is on the disk at once
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(folder: Path, name: str, content: bytes) -> Path:
    """Write a small file that a reader never sees half of."""
    with appearing(folder) as (file, path):
        file.write(content)
        settle(file, path, folder / name)
    return folder / name
