"""Reading (入力の読み込み): a file or standard input as bytes, within a size, with plain words when there is none."""

from __future__ import annotations

import difflib
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.problems import InvalidQuestion

MOST_BYTES = 20_000_000
STANDARD_INPUT = "-"


def read_input(name: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises InvalidQuestion when there are none or too many."""
    if not name:
        raise _refused("", "ファイル名が空です。", "The name of the file is empty.")
    path = Path(name)
    try:
        return _standard_input(most) if name == STANDARD_INPUT else _from_file(path, name, most)
    except FileNotFoundError:
        raise _refused(name, *_missing(path)) from None
    except IsADirectoryError:
        raise _refused(
            name, "はフォルダーです。ファイルを指定してください。", "is a folder. Name a file."
        ) from None
    except PermissionError:
        raise _refused(name, "を読む権限がありません。", "may not be read by you.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refused(name, f"を読めません（{reason}）。", f"cannot be read ({reason}).") from None


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:  # the program was started with it closed
        raise _refused("", "標準入力が閉じています。", "Standard input is closed.")
    return _limited(sys.stdin.buffer, "standard input", most)


def _from_file(path: Path, name: str, most: int) -> bytes:
    if "\0" in name:
        raise _refused(name, "はファイル名になりません。", "is no name of a file.")
    if stat.S_ISREG(path.stat().st_mode) and path.stat().st_size > most:
        raise _too_large(name, most)
    with path.open("rb") as file:
        return _limited(file, name, most)


def _limited(file: BinaryIO, name: str, most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise _too_large(name, most)
    return data


def _missing(path: Path) -> tuple[str, str]:
    try:
        near = difflib.get_close_matches(path.name, [each.name for each in path.parent.iterdir()], n=1)
    except OSError:
        near = []
    if near:
        return f"がありません。「{near[0]}」ではありませんか。", f"does not exist. Did you mean {near[0]!r}?"
    return "がありません。ファイル名を確かめてください。", "does not exist. Check its name."


def _too_large(name: str, most: int) -> InvalidQuestion:
    ja = f"が大きすぎます（{most:,}バイトまで）。多くの申請者は hojokin batch で計算してください。"
    return _refused(
        name, ja, f"is too large (at most {most:,} bytes). Use hojokin batch for many applicants."
    )


def _refused(name: str, ja: str, en: str) -> InvalidQuestion:
    return InvalidQuestion([Problem("", "file", Text(f"{name} {ja}".strip(), f"{name} {en}".strip()))])
