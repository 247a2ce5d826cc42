"""Folder of a case (案件フォルダ): values, submissions, files, audit rows and a front page, as plain files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hojokin.office import adapters
from hojokin.office.audit.case import Case, case_of, receipt_of, row_json
from hojokin.office.audit.page import page_of
from hojokin.office.ports.file_store import FileStore
from hojokin.office.ports.signer import Signer
from hojokin.office.records.models import Filing
from hojokin.office.records.models.document import DocumentState

_CHUNK = 1 << 20
_NAME_MOST = 80
_UNSAFE = re.compile(r"[^\w.()（）-]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written (書き出しの結果): how many of each, and the names of files that the store no longer has.

    Those of ``erased`` were erased by the office, which the folder proves; those of ``missing`` are only absent.
    """

    documents: int
    versions: int
    rows: int
    missing: tuple[str, ...]
    erased: tuple[str, ...] = ()


def export_case(filing: Filing, folder: Path, language: str) -> Exported:
    """Write everything of a filing into a folder that is empty or absent. Raises FileExistsError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    case = case_of(filing)
    paths = _write_documents(case, folder)
    _write_receipts(case, folder)
    _write(folder / "case.json", json.dumps(case.to_json(), ensure_ascii=False, indent=2) + "\n")
    rows = [json.dumps(row_json(each), ensure_ascii=False, sort_keys=True) + "\n" for each in case.rows]
    _write(folder / "audit.jsonl", "".join(rows))
    _write(folder / "index.html", page_of(case, paths, language))
    buried = [each.to_json() for each in case.erased]
    _write(folder / "erased.json", json.dumps(buried, ensure_ascii=False, indent=2) + "\n")
    gone = {each.sha256 for each in case.erased}
    absent = [each for each in case.documents if each.sha256 not in paths]
    return Exported(
        len(paths),
        len(case.versions),
        len(case.rows),
        tuple(each.name for each in absent if each.sha256 not in gone),
        tuple(each.name for each in absent if each.sha256 in gone),
    )


def _write_documents(case: Case, folder: Path) -> Mapping[str, str]:
    """Copy the files; where each hash lies. A quarantined file is given to nobody."""
    store = adapters.of(FileStore)
    (folder / "documents").mkdir(mode=0o700)
    paths: dict[str, str] = {}
    for each in case.documents:
        if each.state == DocumentState.STORED.value and store.exists(each.sha256):
            path = f"documents/{each.sha256[:12]}-{_UNSAFE.sub('_', each.name)[-_NAME_MOST:]}"
            with store.open(each.sha256) as source, (folder / path).open("wb") as target:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
            paths[each.sha256] = path
    return paths


def _write_receipts(case: Case, folder: Path) -> None:
    (folder / "receipts").mkdir(mode=0o700)
    public_key = adapters.of(Signer).public_key()
    for each in case.versions:
        made = receipt_of(each, case.filing.number, public_key)
        text = json.dumps(made.to_json(case.erased), ensure_ascii=False, indent=2) + "\n"
        _write(folder / "receipts" / f"v{each.sequence}.json", text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
