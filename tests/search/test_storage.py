"""An index on disk is whole or not there."""

import os
from pathlib import Path

import numpy as np
import pytest

from hojokin.office.search import storage
from hojokin.office.search.storage import UnusableIndex, current_name, locked, read_build, write_build

ARRAYS = {"one": np.arange(5), "two": np.arange(1000, dtype=np.uint64)}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_build(tmp_path, ARRAYS, 7)

    build = read_build(tmp_path)

    assert build.revision == 7
    assert {name: array.tolist() for name, array in build.arrays.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


def test_no_index_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableIndex, match="there is no index"):
        read_build(tmp_path / "nowhere")


@pytest.mark.parametrize("harm", ["cut", "flipped", "removed", "contents", "shape"])
def test_a_damaged_index_is_not_used(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / write_build(tmp_path, ARRAYS, 1)
    file = folder / "two.npy"
    held = bytearray(file.read_bytes())
    match harm:
        case "cut":
            file.write_bytes(held[:-1])
        case "flipped":
            held[-1] ^= 1
            file.write_bytes(held)
        case "removed":
            file.unlink()
        case "contents":
            (folder / storage.CONTENTS).write_text("{")
        case "shape":
            text = (folder / storage.CONTENTS).read_text()
            (folder / storage.CONTENTS).write_text(text.replace(storage.SHAPE, "0-0"))

    with pytest.raises(UnusableIndex):
        read_build(tmp_path)


def test_a_writer_that_dies_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_build(tmp_path, ARRAYS, 1)

    class Died(BaseException):
        pass

    def dies(path: Path, text: str) -> None:
        raise Died

    with monkeypatch.context() as during:
        during.setattr(storage, "_write_text", dies)
        with pytest.raises(Died):
            write_build(tmp_path, ARRAYS, 2)

    assert read_build(tmp_path).revision == 1
    write_build(tmp_path, ARRAYS, 3)
    assert [each.name for each in tmp_path.glob("build-*")] == [current_name(tmp_path)]


def test_a_reader_keeps_the_index_that_a_writer_replaces(tmp_path: Path) -> None:
    write_build(tmp_path, ARRAYS, 1)
    old = read_build(tmp_path)

    write_build(tmp_path, {"two": np.zeros(3)}, 2)

    assert int(old.arrays["two"].sum()) == 999 * 500
    assert read_build(tmp_path).revision == 2


def test_only_one_process_writes_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path) as mine:
        child = os.fork()
        if child == 0:
            with locked(tmp_path, wait=False) as also_mine:
                os._exit(1 if also_mine else 0)
        _, status = os.waitpid(child, 0)

    assert (mine, os.waitstatus_to_exitcode(status)) == (True, 0)


def test_a_pointer_that_is_no_name_of_a_build_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / storage.CURRENT).write_text("../../etc")

    assert current_name(tmp_path) is None
