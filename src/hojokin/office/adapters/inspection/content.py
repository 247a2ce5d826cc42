"""The content of a file, whatever its name says: what it is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.office.adapters.inspection.images import image_problems
from hojokin.office.adapters.inspection.kinds import (
    DOCUMENTS,
    NAMES,
    PDF_HEADER,
    SEARCHED,
    MediaType,
    found,
    kind_of,
)
from hojokin.office.adapters.inspection.pdf import pdf_problems
from hojokin.office.adapters.inspection.problems import FileProblem, problem
from hojokin.office.adapters.inspection.sheets import sheet_problems


def content_problems(
    content: bytes, accepts: frozenset[MediaType] = frozenset(MediaType)
) -> tuple[FileProblem, ...]:
    """Everything wrong with the content, all at once."""
    kind = kind_of(content)
    if kind in accepts and kind is not None:
        return tuple(_within(content, kind))
    if PDF_HEADER in content[:SEARCHED] and kind is not MediaType.PDF:
        return (problem("pdf_not_at_start"),)
    return (_refused_kind(content, kind, accepts),)


def _within(content: bytes, kind: MediaType) -> Iterator[FileProblem]:
    if kind is MediaType.PDF:
        return pdf_problems(content)
    if kind is MediaType.XLSX:
        return sheet_problems(content)
    return image_problems(content, kind) if kind in DOCUMENTS else iter(())


def _refused_kind(content: bytes, kind: MediaType | None, accepts: frozenset[MediaType]) -> FileProblem:
    wanted = [NAMES[each] for each in MediaType if each in accepts]
    name = found(content)
    known = NAMES[kind] if kind else ""
    return problem(
        "kind",
        {"found": known or name.ja, "wanted": "・".join(wanted)},
        {"found": known or name.en, "wanted": ", ".join(wanted)},
    )
