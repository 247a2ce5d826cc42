"""Import of a file of tools (ITツールの取り込み): all problems at once, or all rows, going on where a run stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, islice
from pathlib import Path

from django.db import transaction

from hojokin.office.actions.write_catalogue import write_tools, write_vendors
from hojokin.office.catalogue.codes import ToolState
from hojokin.office.catalogue.parsing import ParsedRow, RowProblem, columns_of, parsed
from hojokin.office.catalogue.sheet import UnreadableSheet, rows_of
from hojokin.office.catalogue.table import HEADINGS, Column
from hojokin.office.records.models import ImportRun, Tool, Vendor
from hojokin.rules.engine.facts import Text

BATCH = 2_000
MOST_PROBLEMS = 1_000

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file holds. It is imported only without problems; ``problems`` holds the first MOST_PROBLEMS."""

    file_name: str
    digest: str
    rows: Sequence[ParsedRow]
    problems: Sequence[RowProblem]
    problem_count: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: ``written`` were new or differed, ``resumed_at`` rows had been taken over before."""

    rows: int
    written: int
    resumed_at: int


def plan_import(data: bytes, file_name: str) -> ImportPlan:
    """Read and check a whole file; nothing is written, nothing is raised."""
    rows: list[ParsedRow] = []
    problems: list[RowProblem] = []
    count = 0
    try:
        for each in _read(data):
            if isinstance(each, ParsedRow):
                rows.append(each)
            else:
                count += 1
                problems.append(each) if len(problems) < MOST_PROBLEMS else None
    except UnreadableSheet as error:
        count += 1
        problems.append(RowProblem(error.line, "", error.text))
    if not count:
        found = [*_doubled(rows), *_against_records(rows)]
        count, problems = len(found), sorted(found, key=lambda each: each.line)[:MOST_PROBLEMS]
    return ImportPlan(Path(file_name).name[:255], hashlib.sha256(data).hexdigest(), rows, problems, count)


def import_tools(plan: ImportPlan, progress: Progress = lambda _done, _all: None) -> ImportReport:
    """Write the rows of a plan without problems, a batch a transaction. A file taken over before changes nothing."""
    if plan.problem_count:
        raise ValueError("a file with problems is not imported")
    run, _ = ImportRun.objects.get_or_create(
        digest=plan.digest, defaults={"file_name": plan.file_name, "rows": len(plan.rows)}
    )
    start, written, done = run.done, 0, run.done
    for batch in batched(islice(plan.rows, start, None), BATCH):
        with transaction.atomic():
            _write_new_vendors(batch)
            written += write_tools([row.tool for row in batch])
            done += len(batch)
            ImportRun.objects.filter(pk=run.pk).update(done=done)
        progress(done, len(plan.rows))
    return ImportReport(len(plan.rows), written, start)


def _read(data: bytes) -> Iterator[ParsedRow | RowProblem]:
    rows = rows_of(data)
    heading = next(rows, None)
    if heading is None:
        raise UnreadableSheet("見出しがありません。", "There is no heading.")
    places, problems = columns_of(heading)
    yield from problems
    if problems:
        return
    for row in rows:
        entry, wrong = parsed(row, places)
        if entry is not None:
            yield entry
        yield from wrong


def _doubled(rows: Sequence[ParsedRow]) -> Iterator[RowProblem]:
    first: dict[str, int] = {}
    for row in rows:
        line = first.setdefault(row.tool.number, row.line)
        if line != row.line:
            ja = f"登録番号{row.tool.number}は{line}行目にもあります。"
            yield _wrong(row, Column.NUMBER, ja, f"{row.tool.number} stands in line {line} too.")


def _against_records(rows: Sequence[ParsedRow]) -> Iterator[RowProblem]:
    """What only the records can tell: unknown vendors, and tools that an import may not bring back."""
    sellers = {row.vendor.public_id: row for row in rows if row.vendor.name and row.vendor.prefecture}
    for batch in batched(rows, BATCH):
        wanted = {row.tool.vendor for row in batch}
        known = (
            set(Vendor.objects.filter(public_id__in=wanted).values_list("public_id", flat=True))
            | sellers.keys()
        )
        numbers = [row.tool.number for row in batch]
        others = Tool.objects.filter(number__in=numbers).exclude(state=ToolState.REGISTERED)
        closed = set(others.values_list("number", flat=True))
        for row in batch:
            if row.tool.vendor not in known:
                ja = f"支援事業者{row.tool.vendor}は登録されていません。支援事業者名と都道府県の列を加えてください。"
                en = f"The vendor {row.tool.vendor} is not registered. Add its name and prefecture."
                yield _wrong(row, Column.VENDOR, ja, en)
            if row.tool.number in closed:
                ja = f"{row.tool.number}は審査中か抹消済みです。取り込みでは登録できません。"
                yield _wrong(
                    row,
                    Column.NUMBER,
                    ja,
                    f"{row.tool.number} is under review or struck off: no import registers it.",
                )


def _write_new_vendors(batch: Sequence[ParsedRow]) -> None:
    wanted = {
        row.vendor.public_id: row.vendor
        for row in reversed(batch)
        if row.vendor.name and row.vendor.prefecture
    }
    known = set(Vendor.objects.filter(public_id__in=wanted).values_list("public_id", flat=True))
    if new := [vendor for public_id, vendor in wanted.items() if public_id not in known]:
        write_vendors(new)


def _wrong(row: ParsedRow, column: Column, ja: str, en: str) -> RowProblem:
    return RowProblem(row.line, HEADINGS[column], Text(ja, en))
