"""Sentences of the site (画面の文言): gather them from code and templates, compile their English.

    python -m scripts.messages           adds new sentences to the catalogue, drops gone ones, compiles it
    python -m scripts.messages --check   fails when a sentence has no English or the compiled file is old

Japanese is the source text. Babel reads and writes the files, so nobody needs GNU gettext.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

OFFICE = Path("src/hojokin/office")
FOLDER = OFFICE / "portals" / "locale" / "en" / "LC_MESSAGES"
# The same sentences always give the same files.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def main(arguments: list[str]) -> int:
    """Update or check the catalogue; the answer is the exit code."""
    catalog = updated()
    if "--check" in arguments:
        return _check(catalog)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "django.po").write_bytes(_as_po(catalog))
    (FOLDER / "django.mo").write_bytes(_as_mo(catalog))
    for message in untranslated(catalog):
        print(f"no English yet: {message.id!r}")
    return 0


def updated() -> Catalog:
    """The catalogue on disk, brought up to date with the sentences in the code."""
    path = FOLDER / "django.po"
    known = read_po(io.BytesIO(path.read_bytes()), locale="en") if path.is_file() else Catalog(locale="en")
    fresh = Catalog(
        locale="en", project="Hojokin", charset="utf-8", creation_date=NO_DATE, revision_date=NO_DATE
    )
    for message, context in sorted(set(_sentences()), key=str):
        before = known.get(message, context)
        fresh.add(message, before.string if before else None, context=context)
    return fresh


def untranslated(catalog: Catalog) -> list[Message]:
    """Sentences without English."""
    return [each for each in catalog if each.id and not _filled(each)]


def _filled(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def _sentences() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for path in sorted(OFFICE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"}:
            continue
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else _flat(templatize(text))
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            yield (tuple(message) if isinstance(message, tuple | list) else message), context


def _flat(code: str) -> str:
    """Code without its indentation, which in a template says nothing and would not be Python's."""
    return "\n".join(line.lstrip() for line in code.splitlines())


def _check(catalog: Catalog) -> int:
    complaints = [f"no English: {message.id!r}" for message in untranslated(catalog)]
    if (FOLDER / "django.po").read_bytes() != _as_po(catalog):
        complaints.append("the catalogue is not up to date")
    if (FOLDER / "django.mo").read_bytes() != _as_mo(catalog):
        complaints.append("the compiled catalogue is old")
    if complaints:
        print(*complaints, "run: python -m scripts.messages", sep="\n", file=sys.stderr)
    return 1 if complaints else 0


def _as_po(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, width=110, omit_header=False, no_location=True, include_previous=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By'))
    ]
    return "".join(kept).encode()


def _as_mo(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
