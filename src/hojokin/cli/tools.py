"""``hojokin tools``: a catalogue of tools made up, imported, and its search index built anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.cli.reading import read_input
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.problems import InvalidQuestion

MOST_TOOLS = 10_000_000
MOST_BYTES = 1_000_000_000

type Step = Callable[[int, int], None]

tools = typer.Typer(
    help="Tools (ITツール): make up a catalogue, import a file, build the search index. Takes --json and --lang ja|en.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@tools.callback()
def _options(context: typer.Context, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Tools (ITツール): make up a catalogue, import a file, build the search index."""
    context.obj = (as_json, lang)


@tools.command()
def generate(
    context: typer.Context,
    *,
    count: Annotated[int, typer.Option("--count", min=0, max=MOST_TOOLS, help="How many tools.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same catalogue.")] = 1,
    out: Annotated[Path | None, typer.Option("--out", help="Write a CSV file.")] = None,
    into_database: Annotated[
        bool, typer.Option("--into-database", help="Write into the database in HOJOKIN_DATA.")
    ] = False,
) -> None:
    """Make up a realistic catalogue (合成カタログ) for demonstrations and measurements."""
    as_json, lang = context.obj
    if (out is None) is not into_database:
        told = Text(
            "--out FILE か --into-database のどちらかを指定してください。",
            "Give either --out FILE or --into-database.",
        )
        refuse([Problem("", "generate", told)], lang, as_json=as_json)
    if out is not None:
        _write(out, count, seed, lang, as_json=as_json)
    else:
        _start()
        from hojokin.office.actions.generate_tools import generate_tools  # noqa: PLC0415 - tables exist once Django has started

        with _bar() as step:
            generate_tools(count, seed, step)
        _reindexed()
    _tell(
        {"tools": count, "seed": seed},
        Text(f"{count:,}件のツールを作りました。", f"{count:,} tools made."),
        context,
    )


@tools.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Tools, one a row: .csv (UTF-8, UTF-16, Shift_JIS) or .xlsx."),
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
) -> None:
    """Import a file of tools (取り込み). With any problem nothing is written; an interrupted run goes on where it stopped."""
    as_json, lang = context.obj
    try:
        data = read_input(file, MOST_BYTES)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    _start()
    from hojokin.office.actions.import_tools import import_tools, plan_import  # noqa: PLC0415 - as above

    plan = plan_import(data, file)
    if plan.problem_count:
        problems = [
            Problem(f"{each.line}: {each.column}".rstrip(": "), "import", each.reason)
            for each in plan.problems
        ]
        if plan.problem_count > len(problems):
            more = plan.problem_count - len(problems)
            problems.append(
                Problem("", "import", Text(f"ほかに{more:,}件あります。", f"There are {more:,} more."))
            )
        refuse(problems, lang, as_json=as_json)
    if dry_run:
        rows = len(plan.rows)
        _tell(
            {"rows": rows, "written": 0},
            Text(
                f"{rows:,}行に問題はありません。何も書いていません。",
                f"{rows:,} rows, no problem. Nothing was written.",
            ),
            context,
        )
        return
    with _bar() as step:
        report = import_tools(plan, step)
    if report.written:
        _reindexed()
    told = Text(
        f"{report.rows:,}行: {report.written:,}件を書きました（前回までに{report.resumed_at:,}行）。",
        f"{report.rows:,} rows: {report.written:,} written ({report.resumed_at:,} rows were taken over before).",
    )
    _tell({"rows": report.rows, "written": report.written, "resumed_at": report.resumed_at}, told, context)


@tools.command()
def reindex(context: typer.Context) -> None:
    """Build the search index anew from the database (索引の再作成); the site goes on answering meanwhile."""
    _start()
    count = _reindexed()
    _tell({"tools": count}, Text(f"{count:,}件の索引を作りました。", f"{count:,} tools indexed."), context)


def _start() -> None:
    from hojokin.office.config.starting import start  # noqa: PLC0415 - Django is an extra

    start()


def _reindexed() -> int:
    from hojokin.office.search.live import live_index  # noqa: PLC0415 - as above

    return live_index().rebuild()


def _write(out: Path, count: int, seed: int, lang: Language, *, as_json: bool) -> None:
    from hojokin.office.catalogue.synthetic import tools as invented  # noqa: PLC0415 - read when asked for
    from hojokin.office.catalogue.synthetic import vendors  # noqa: PLC0415
    from hojokin.office.catalogue.table import write_table  # noqa: PLC0415

    sellers = {each.public_id: each for each in vendors(count, seed)}
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            write_table(file, ((each.tool, sellers[each.tool.vendor]) for each in invented(count, seed)))
    except OSError as error:
        told = Text(
            f"{out} に書けません（{error.strerror}）。", f"{out} cannot be written ({error.strerror})."
        )
        refuse([Problem("", "file", told)], lang, as_json=as_json)


def _tell(values: dict[str, int], told: Text, context: typer.Context) -> None:
    as_json, lang = context.obj
    if as_json:
        print_json(values)
    else:
        print_text(told.in_language(lang))


@contextmanager
def _bar() -> Iterator[Step]:
    """A progress bar on standard error, or silence where nobody would see it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
