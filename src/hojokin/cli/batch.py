"""``hojokin batch``: a file of applicants in, amounts and refusal codes out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

from hojokin.cli.layout import table
from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.editions import CURRENT
from hojokin.rules.engine.facts import Problem, Text

try:
    from hojokin import batch as batches
except ModuleNotFoundError as missing:  # the extra is not installed
    if (missing.name or "").partition(".")[0] not in ("numba", "numpy", "polars"):
        raise
    MISSING = missing.name
else:
    MISSING = None

Source = Annotated[Path | None, typer.Argument(metavar="IN", help="Applicants, one a row: .parquet or .csv.")]
Target = Annotated[Path | None, typer.Argument(metavar="OUT", help="Where the answers go: .parquet or .csv.")]


def batch(
    source: Source = None,
    target: Target = None,
    *,
    track: Annotated[str, typer.Option("--track", help="Track of every row.")] = "normal",
    edition: Annotated[str, typer.Option("--edition", help="Edition of the rules.")] = CURRENT,
    columns: Annotated[bool, typer.Option("--columns", help="List the columns and stop.")] = False,
    template: Annotated[
        Path | None, typer.Option("--template", help="Write an empty CSV file with these columns and stop.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar and no closing line.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Answer a file of applicants, one a row (一括計算); rows in are rows out, in order.

    Bad rows get no amount and are listed with line and reason in OUT.problems.csv. Exit code 0 when the file
    was answered, 2 when that could not begin.
    """
    if MISSING is not None:
        _refuse(
            Text("「pip install 'hojokin[batch]'」が必要です。", "Run pip install 'hojokin[batch]' first."),
            lang,
            as_json,
        )
    try:
        asked = batches.asked_of(track, edition)
        if columns:
            _list(batches.columns_of(asked), lang, as_json=as_json)
        elif template is not None:
            batches.write_template(asked, template)
        elif source is None or target is None:
            _refuse(
                Text("入力と出力のファイルを指定してください。", "Give the input and the output file."),
                lang,
                as_json,
            )
        else:
            with _bar(shown=not quiet) as progress:
                report = batches.run(source, target, track=track, edition=edition, progress=progress)
            _tell(report, lang, as_json=as_json, quiet=quiet)
    except batches.BatchError as error:
        _refuse(error.problems, lang, as_json)
    except OSError as error:
        if error.filename is None:  # no file of the batch: the output itself
            raise
        told = f"{error.filename}: {error.strerror}"
        _refuse(
            Text(f"ファイルを書けません（{told}）。", f"A file cannot be written ({told})."), lang, as_json
        )


def _refuse(told: Text | tuple[Text, ...], lang: Language, as_json: bool) -> NoReturn:
    problems = (told,) if isinstance(told, Text) else told
    refuse([Problem("", "batch", problem) for problem in problems], lang, as_json=as_json)


@contextmanager
def _bar(*, shown: bool) -> Iterator[batches.Progress]:
    """A progress bar on standard error, or silence where nobody would see it."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    console = Console(stderr=True)
    with Progress(
        BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=console, transient=True
    ) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _tell(report: batches.Report, lang: Language, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        print_json(report.as_dict())
    elif not quiet:
        print_text(_summary(report, lang))


def _summary(report: batches.Report, lang: Language) -> str:
    if lang is Language.EN:
        lines = [f"{report.rows:,} rows: {report.eligible:,} eligible, {report.amount:,} yen in all."]
        if report.problems is not None:
            lines += [f"{report.bad_rows:,} rows could not be read; line and reason: {report.problems}"]
    else:
        lines = [f"{report.rows:,}行: 対象 {report.eligible:,}行、補助額の合計 {report.amount:,}円。"]
        if report.problems is not None:
            lines += [f"{report.bad_rows:,}行は読み取れませんでした。行番号と理由: {report.problems}"]
    return "\n".join(lines)


def _list(columns: list[batches.BatchColumn], lang: Language, *, as_json: bool) -> None:
    if as_json:
        print_json([each.as_dict() for each in columns])
        return
    ja = lang is Language.JA
    heading = (
        ("列", "内容", "値", "空欄のとき", "記載書類")
        if ja
        else ("column", "holds", "values", "if empty", "stands in")
    )
    needed = "必須" if ja else "required"
    rows = [
        (
            each.name,
            each.label.in_language(lang),
            each.values.in_language(lang),
            needed if each.default is None else each.default,
            each.document.in_language(lang) if each.document else "",
        )
        for each in columns
    ]
    print_text(table(heading, rows))
