"""Workbooks (.xlsx): no macros, nothing embedded, and no more inside than a person could have typed."""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.office.adapters.inspection.archives import entries, foreign
from hojokin.office.adapters.inspection.kinds import SEARCHED
from hojokin.office.adapters.inspection.problems import FileProblem, problem

MOST_UNPACKED = 200_000_000
MOST_ENTRIES = 10_000
_ENCRYPTED = 0x1


def sheet_problems(content: bytes) -> Iterator[FileProblem]:
    """Everything to be said about a workbook."""
    inside = entries(content)
    if len(inside) > MOST_ENTRIES or sum(entry.file_size for entry in inside) > MOST_UNPACKED:
        yield problem("bomb")
    if any(entry.flag_bits & _ENCRYPTED or ".." in entry.filename.split("/") for entry in inside):
        yield problem("unreadable")
    if second := foreign(b"", content[:SEARCHED]):
        yield problem("two_kinds", {"found": second})
    names = [entry.filename.lower() for entry in inside]
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        yield problem("macros")
    if any(name.startswith(("xl/embeddings/", "xl/activex/")) for name in names):
        yield problem("embedded_files")
    if any(name.startswith("xl/externallinks/") for name in names):
        yield problem("external_links")
