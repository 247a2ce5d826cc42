"""Generated pages: what is written is current, and an edit by hand is found."""

from pathlib import Path

import pytest

from scripts.generate_docs import generate, index, main, outdated, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A docs folder with one page and one decision."""
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "0001-first.md").write_text("# 1. First\n", encoding="utf-8")
    (tmp_path / "guide.md").write_text("# Guide\n", encoding="utf-8")
    return tmp_path


def test_the_index_names_each_page_by_its_heading_with_decisions_last(folder: Path) -> None:
    page = index({"cli.md": "# hojokin\n"}, folder)["README.md"]

    entries = [line for line in page.splitlines() if line.startswith("- ")]

    assert entries == ["- [hojokin](cli.md)", "- [Guide](guide.md)", "- [1. First](decisions/0001-first.md)"]


def test_a_page_just_written_is_current(folder: Path) -> None:
    pages = {"cli.md": "# hojokin\n"}

    write(pages, folder)

    assert outdated(pages, folder) == []


def test_an_edit_by_hand_is_found(folder: Path) -> None:
    pages = {"cli.md": "# hojokin\n", "guide.md": "# Guide\n"}
    write(pages, folder)

    (folder / "cli.md").write_text("# edited\n", encoding="utf-8")

    assert outdated(pages, folder) == ["cli.md"]


def test_a_missing_page_is_found(folder: Path) -> None:
    assert outdated({"cli.md": "# hojokin\n"}, folder) == ["cli.md"]


def test_the_committed_pages_are_current() -> None:
    assert outdated(generate()) == []


def test_the_check_passes_after_writing_and_fails_with_the_name_of_a_stale_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = main([], folder)
    current = main(["--check"], folder)

    (folder / "later.md").write_text("# Not in the index yet\n", encoding="utf-8")
    stale = main(["--check"], folder)

    assert (written, current, stale) == (0, 0, 1)
    assert capsys.readouterr().err == "docs/README.md is out of date: run `make docs` and commit it\n"
