"""Write the pages under docs/ that a program can write, or check that they are up to date.

To add a page: write a function that returns {path under docs/: text} and put `@generator("module it needs")`
on it. A generator whose module is not part of the tree is passed over; a module that does not import fails.
"""

import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

from typer import Context
from typer.cli import get_docs_for_click
from typer.main import get_command

from hojokin.rules.editions import CURRENT
from scripts.catalogue_pages import changes_page, rulebook_page
from scripts.glossary_page import glossary_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTICE = "<!-- Written by `make docs`; edit the code, not this page. -->\n\n"

type Pages = dict[str, str]
type Generator = Callable[[ModuleType], Pages]

GENERATORS: list[tuple[str, Generator]] = []


def generator(needs: str) -> Callable[[Generator], Generator]:
    """Register a generator that is called with the imported module `needs`."""

    def register(function: Generator) -> Generator:
        GENERATORS.append((needs, function))
        return function

    return register


@generator("hojokin.cli")
def command_line(cli: ModuleType) -> Pages:
    """The reference of the command line, from its own help texts."""
    command = get_command(cli.app)
    text = get_docs_for_click(obj=command, ctx=Context(command), name="hojokin", title="hojokin")
    return {"cli.md": NOTICE + text.strip() + "\n"}


@generator("hojokin.rules.catalogue")
def rulebooks(catalogue: ModuleType) -> Pages:
    """What every rulebook of the current edition asks, knows and decides, and what changed since the last one."""
    return {
        **{f"catalogue/{book}.md": NOTICE + rulebook_page(book) for book in catalogue.books_of(CURRENT)},
        "catalogue/changes.md": NOTICE + changes_page(),
    }


@generator("hojokin.rules.names")
def glossary(_: ModuleType) -> Pages:
    """The words of the field in both languages, from the packaged glossary, the names of codes and the docstrings."""
    return {"glossary.md": NOTICE + glossary_page()}


@generator("hojokin.rules.schema")
def schemas(schema: ModuleType) -> Pages:
    """The JSON Schema of question and answer, as `hojokin schema estimate` prints it."""
    return {
        "api/estimate.schema.json": json.dumps(schema.schema("estimate"), ensure_ascii=False, indent=2) + "\n"
    }


def title(page: str) -> str:
    """The first heading of a Markdown page."""
    return next((line.removeprefix("# ").strip() for line in page.splitlines() if line.startswith("# ")), "")


def index(generated: Mapping[str, str], folder: Path) -> Pages:
    """The table of contents: every page by its own heading, decisions last."""
    written = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")
    }
    pages = {**written, **generated}
    pages = {path: text for path, text in pages.items() if path.endswith(".md") and path != "README.md"}
    lines = [
        f"- [{title(pages[path])}]({path})"
        for path in sorted(pages, key=lambda path: (path.count("/"), path))
    ]
    return {"README.md": NOTICE + "# Documentation\n\n" + "\n".join(lines) + "\n"}


def generate(folder: Path = DOCS) -> Pages:
    """Every generated page, the table of contents included."""
    pages: Pages = {}
    for needs, function in GENERATORS:
        if exists(needs):
            pages |= function(importlib.import_module(needs))
    return pages | index(pages, folder)


def exists(module: str) -> bool:
    """Whether a module is part of the tree, without importing it."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # its parent package is not there either
        return False


def outdated(pages: Pages, folder: Path = DOCS) -> list[str]:
    """Paths whose file is missing or says something else."""
    files = {path: folder / path for path in pages}
    return [
        path
        for path, file in files.items()
        if not file.exists() or file.read_text(encoding="utf-8") != pages[path]
    ]


def write(pages: Pages, folder: Path = DOCS) -> None:
    """Write what changed, and name it."""
    for path in outdated(pages, folder):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(pages[path], encoding="utf-8")
        print(f"docs/{path}")


def main(arguments: list[str], folder: Path = DOCS) -> int:
    """`--check` only compares: exit code 1 and the names of the pages that differ."""
    pages = generate(folder)
    if arguments != ["--check"]:
        write(pages, folder)
        return 0
    stale = outdated(pages, folder)
    for path in stale:
        print(f"docs/{path} is out of date: run `make docs` and commit it", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
